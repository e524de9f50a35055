### The PDF of a letter, which goes to the recipients. The letter itself is in its own language. These are the words around it.

# Foot of each page. Keep { $page } and { $pages } as they are: they become numbers.
pdf-page-number = { $page } of { $pages }
# For people who cannot see the picture.
pdf-circle = A circle of marks, one for each signature
# Below the counts on the cover. $date is a day, in words.
pdf-as-of = As of { $date }.
# Stands before the recipients' names.
pdf-to = To

## The cover

# Below the addressees on the cover, if it has no room for all. The next pages have them all.
pdf-more-recipients = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
# Below the demands on the cover, if it has no room for all. The next pages have them all.
pdf-more-demands = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
# Below the counts on the cover, if it has no room for all. The last pages have them all.
pdf-more-counts = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
# $date is a day, in words.
pdf-answer-by = The signatories ask for an answer by { $date }.
pdf-check-heading = Check this copy
# Stands above the code. Keep { $address } as it is: it becomes an address without “https://”, which readers type themselves.
pdf-check = Type this code at { $address }:
# Below the code. “The page” is the page of the address above.
pdf-check-shows = The page shows the title, date, count and hash of this copy.
# For people who cannot see the picture.
pdf-check-qr = QR code of the page where this copy can be checked
# The name of an independent place follows, such as a union or a newsroom.
pdf-other-place = An address in a file proves nothing by itself. You can also ask here:

## The covering note and the letter

# Heading of the covering note.
pdf-note-heading = To the recipients
pdf-demands-heading = What the signatories ask

## What the count means

pdf-meaning-heading = What was verified, and what was not
pdf-verified = Each of these mailboxes received a code, and somebody entered it. Each mailbox counts once.
pdf-not-verified = Names are as typed. Nobody checked who sits behind a mailbox.
pdf-count-alone = This copy shows the count alone, and no names.
pdf-employers-alone = This copy shows counts alone, by employer, and no names.
pdf-employers-heading = Employers, and the domains whose addresses counted
pdf-checkpoint-heading = How anybody can check the count
# $size: number of entries of the letter's log.
pdf-checkpoint = The counts are those of checkpoint { NUMBER($size) } of the letter’s log, which lists every signature without a name. Keep these lines: they are signed, and a reader who has them notices if an entry is dropped or altered later.
# $address: of a page.
pdf-checkpoint-address = How to check: { $address }
# The key follows.
pdf-checkpoint-key = The key that signed it:
# Describes the QR code to people who hear the file.
pdf-checkpoint-qr = QR code of the checkpoint
pdf-text-heading = The text that was signed
# The hash stands below this paragraph. $number is the number of the text that was published, $date the day, in words.
pdf-revision = Revision { $number }, published on { $date }. Its content hash (SHA-256) lets anybody compare this copy with the letter’s page:

## The list of names

pdf-names-heading = Who signed
# The promise must stay: no name is printed without its owner's choice. $date is a day, in words.
pdf-names-shown = Each name is here because its owner chose that the readers of this copy see it. As of { $date }.

## The slip at the end of a copy that somebody hands over in person. The person who receives the copy signs it.

# Stands above the slip, for the person who hands the letter over.
pdf-slip-use = Ask the person who takes this letter to fill in the slip below. Cut it off, and keep it in a safe place. Nobody has to sign it: the letter counts as handed over without a signature too.
# Beside a dashed line.
pdf-slip-cut = Cut here
pdf-slip-heading = Receipt
# The title of the letter follows.
pdf-slip-received = I have received a printed copy of this letter:
# The hash follows.
pdf-slip-hash = Content hash of its text (SHA-256):
# These three stand before lines to write on.
pdf-slip-name = Name and office
pdf-slip-day = Day
pdf-slip-signature = Signature
# Below the signature.
pdf-slip-meaning = This confirms that the letter arrived. It does not mean agreement.
