### The copies of a letter that executives and the press get by mail.

## Numbers in a copy. Each label stands after its number.

# $class is one of the labels letter-class-…. $employers is a list of names, $employerCount their number. Small employers are counted
# together, so that nobody is singled out.
copies-class-at = { $employerCount ->
    [one] { $class } at { $employers }
   *[other] { $class } at { $employers }, together
}
# $label says what is counted: a message letter-class-…, copies-class-at or mark-….
copies-counted = { $count } { $label }
copies-names = { $count ->
    [one] { $count } name
   *[other] { $count } names
}
# Stands for the days of silence in a covering note.
copies-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
copies-name-and-office = { $name }, { $office }

## The mail to an executive. $counts is a list of messages copies-counted, $employers a list of names.

copies-subject = Open letter: { $title }
# $recipient is a message copies-name-and-office.
copies-to = To { $recipient }
# The first sentences of the mail: who wrote, and how many have signed. One of the next two messages follows.
copies-signed = Workers of { $employers } have written this open letter to you. It is signed with { $counts }, as of { date-and-time }.
# $demands is the number of demands.
copies-asks = { $demands ->
    [0] They ask for your answer.
    [one] They make one demand, and ask for your answer.
   *[other] They make { NUMBER($demands) } demands, and ask for your answer.
}
# As before, if the organizers hope for an answer by a day. $demands is the number of demands.
copies-asks-by = { $demands ->
    [0] They ask for an answer by { date }.
    [one] They make one demand, and ask for an answer by { date }.
   *[other] They make { NUMBER($demands) } demands, and ask for an answer by { date }.
}
# Below the letter. It must stay: it says what the count proves.
copies-proof = The count: mailboxes verified, names as typed.
copies-answer-heading = How to answer
# If replies reach the organizers.
copies-reply = Reply to this mail. Your reply reaches the organizers. You need not open any link.
# Stands before the private page if replies do not reach the organizers, and otherwise after copies-reply.
copies-reply-or-page = Or use your private page:
copies-page-alone = Use your private page. Replies to this mail do not reach the organizers.
# The warning must stay: a link that is passed on shows the page, but does not let anybody answer.
copies-private-page = There you can confirm that you have received the letter, and answer it. Anybody with the link can read the page. Only somebody who reads the mail of this address can answer.
copies-check-heading = How to check this letter
# $address is the address to type, such as letters.example.org/check. $code is 12 letters in groups of four. It is no code to sign in with.
copies-check = An address in a mail proves nothing. Type { $address } into your browser, and enter the letters { $code } there. The page shows the title, day, count and hash of this copy.
# $place is what the organizers typed: a union or a newsroom, say, which knows of the letter.
copies-check-place = You can also ask somebody else: { $place }
# $contact is what the organizers typed.
copies-check-contact = The organizers’ contact: { $contact }
# $number is the number of the text that was published, $hash its content hash. Anybody can compare it with the letter’s page.
copies-revision = Revision { $number }, SHA-256 { $hash }
# $hash is the hash of this copy, in hexadecimal digits.
copies-content-hash = This copy: SHA-256 { $hash }
# Which checkpoint of the letter's log these counts are of. $size: number of entries of the log.
copies-checkpoint = Counts of checkpoint { NUMBER($size) } of the letter’s log.
# $address: of the page that explains it.
copies-checkpoint-check = How anybody can check them: { $address }
# Name of the PDF of a letter without a title.
copies-pdf-name = Letter
copies-pdf-attached = The attached PDF has the letter.
# $list says what the list holds: a message copies-names, and messages mark-… with their numbers.
copies-pdf-attached-list = The attached PDF has the letter and the list: { $list }.
copies-pdf-linked = The PDF with the letter is too large for a mail. It is on your private page for { $days } days, byte for byte as it was frozen.
# $list is the same as in copies-pdf-attached-list.
copies-pdf-linked-list = The PDF with the letter is too large for a mail. It is on your private page for { $days } days, byte for byte as it was frozen, with the list: { $list }.
# Stands in the HTML of a mail below a note, a letter, demands or sources of which it has only the beginning. The plain text is whole.
copies-goes-on-attached = Only the beginning stands here, because mail programs cut off long mails. The rest is in the attached PDF and on your private page.
# As before, if the PDF is too large for the mail.
copies-goes-on-linked = Only the beginning stands here, because mail programs cut off long mails. The rest is on your private page.
copies-shows-count = This copy shows the count alone.
copies-shows-employers = This copy shows the counts by employer, and no names. These are { $counts }.
copies-shows-no-employer = This copy shows the counts by employer, and no names. No employer is large enough to be shown on its own.

## The mail to the press. An address follows the first two.
## $counts is a list of messages copies-counted, $employers a list of names. $contact is what the organizers typed.

# First in the mail, if the organizers set an embargo.
copies-press-embargo = Embargo: please do not report before { date-and-time }.
copies-press-letter = The letter:
copies-press-page = For the press, with how the count is made:
copies-press-contact = Contact: { $contact }
copies-press-signed = An open letter by workers of { $employers }, signed with { $counts }, as of { date-and-time }. Mailboxes verified, names as typed.

## A copy cannot be made, in a trial before the delivery or when it is sent.

copies-no-mail = No mail can be made of this text.
copies-no-pdf = No PDF can be made of this text.
# $most is the limit of this server, for example 50,000.
copies-too-many-names = A copy can show at most { $most } names, and more have signed with a name. Show the count alone or the counts by employer: the letter's page has the public names. Or ask the person who runs this server to allow PDFs more memory (PDF_MEMORY_MB).
copies-pdf-memory = The PDF takes more memory than this server allows ({ $megabytes } MB).
copies-pdf-time = Making the PDF takes too long.
copies-pdf-broken = The program that makes the PDF stops at this text.
copies-pdf-link-too-long = A link in the letter or the covering note is too long for a PDF. Use a shorter address.
copies-pdf-too-deep = The letter or the covering note has lists or quotations inside one another, in more levels than a PDF can show. Use fewer levels.
copies-note-too-long = With its facts filled in, the covering note has more than { $most } characters. Name each fact once, or shorten it.
# What to do, after one of the sentences above.
copies-simplify = Look in the letter and the covering note for something that was pasted from elsewhere, and type it again more simply.
# What to do, where the program that makes the PDF needs too much memory or time.
copies-show-less = If the list of names is long, show the count alone.
# What else to do, where the PDF takes too much memory.
copies-allow-more = The operator of this server can allow more memory (PDF_MEMORY_MB).
copies-names-erased = The names of this letter have been erased. Only the count can be delivered.
