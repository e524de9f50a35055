### Recording an answer from a mail that an organizer saved as a file (.eml).

mail-files-title = Record a reply from a mail file
mail-files-review-title = This will be recorded

## A file that cannot be read. Each message stands beside the field in which the file was chosen.

mail-files-missing = Choose the mail that you saved as a file.
# $megabytes is the limit.
mail-files-too-large = The file is larger than { $megabytes } MB. Record the answer by hand, and attach its PDF there.
mail-files-too-complex = This mail has too many parts or lines for this server. Record the answer by hand.
mail-files-no-mail = That file is not a mail. Save the mail itself as a file that ends in .eml, and choose that file.
# .msg is a format that only Outlook reads.
mail-files-outlook = That file is in Outlook’s own format (.msg), which this server cannot read. Save the mail as .eml, or record the answer by hand.
mail-files-unreadable = This server cannot read that mail. Record the answer by hand.
# The extracted parts of the mail were deleted, because an hour had passed, or another organizer is signed in now.
mail-files-ended = What the server read of the mail was kept for an hour, and is deleted now. Choose the file again.

## The form in which an organizer chooses the file, on the page of answers and on a page of its own.

mail-files-heading = Record a reply from a mail file
mail-files-intro = Did an answer reach your contact for the press by mail? Save that mail as a file. You see what will be recorded before the server records it.
mail-files-label = The mail as a file (.eml)
# It must not be lost that a forwarded mail loses its signature.
mail-files-hint = Choose it, or drop it here. Up to 10 MB. In most mail programs: “Save as …” or “Download message”. Do not forward the mail first, because a forwarded mail has lost its signature.
mail-files-discarded = The server keeps the text, the day and the PDF. It throws the rest of the mail away at once, with all its addresses. To check the signature, it asks the domain name system (DNS) for the key of the sender’s domain.
mail-files-read = Read this mail
# Link from the page of its own.
mail-files-back = Back to the answers

## The page that shows what will be recorded. Organizers can correct it.

mail-files-review-intro = Nothing has been recorded yet. The mail itself is gone from the server. Correct what is wrong, then record it.
mail-files-signature-heading = What the signature says
# The signature of the sender's mail server (DKIM). $domain is a domain, in the state “unsigned” always empty, in “weak” sometimes.
# $state: “signed” by the domain of the sender's address; “other-domain”; “altered”; “key-gone”; “unreachable” (no answer from the domain
# name system); “weak” (the signature has ended, covers only a part, or has a short key); “unsigned”.
mail-files-signature = { $state ->
    [signed] { $domain }’s mail server signed this mail, and nobody has changed it since. That is the domain of the sender’s address.
    [other-domain] { $domain }’s mail server signed this mail, and nobody has changed it since. But the sender’s address is at another domain, so the signature does not say who wrote it.
    [altered] The mail has a signature that names { $domain }, and it does not fit. Somebody changed the mail on its way, or it is forged. Ask the sender before you publish it.
    [key-gone] The mail has a signature that names { $domain }. Its key is not in the domain name system any more, so it cannot be checked.
    [unreachable] The mail has a signature that names { $domain }. The domain name system does not answer at the moment. Choose the file again later to check it.
    [weak] The mail has a signature that proves too little: it has ended, covers only a part of the mail, or has a short key. So it does not count.
   *[unsigned] No mail server has signed this mail. So nothing proves who sent it.
}
# $names: the recipients whose addresses are at the domain that has signed the mail.
mail-files-signature-own = The address of { $names } is at that domain.
mail-files-signature-foreign = No recipient’s address is at that domain. Readers are told so.
# $stage: the number of the stage.
mail-files-copy = It answers the copy of stage { $stage }.
mail-files-no-copy = It does not say which copy it answers. Choose the recipient.
mail-files-quoted = The mails that it quotes have been cut off.
mail-files-no-text = No text was found in it.
# $kilobytes: the size of the PDF.
mail-files-pdf = The PDF that came with it ({ $kilobytes } kB) is kept sealed, and nobody has opened it.
mail-files-large-pdf = A PDF in it is larger than { $megabytes } MB, and is not kept.
mail-files-left-files = { $count ->
    [one] One other file came with it, and is not kept.
   *[other] { $count } other files came with it, and are not kept.
}
# winmail.dat is the name of such a file.
mail-files-winmail = Outlook packed a part of it into a file of its own (winmail.dat), which this server cannot read. Copy what is missing from your mail program.
mail-files-invitation = It contains an invitation to a meeting, which is not kept. Write what matters of it into the text.
mail-files-edited = If you change the text or the day, the page says so beside the answer, because the signature is for the mail as it came.
mail-files-recipient = Who answered?
mail-files-by = Who answered for them, if somebody else did
mail-files-by-hint = Name and office, as they gave them.
mail-files-day = The day of the mail (in UTC)
mail-files-text = The text that will be recorded
mail-files-record = Record it
