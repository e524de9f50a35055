### The PDF of a letter, which goes to the recipients. The letter itself is in its own language. These are the words around it.

# Foot of each page. Keep { $page } and { $pages } as they are: they become numbers.
pdf-page-number = { $page } of { $pages }
# For people who cannot see the picture.
pdf-circle = A circle of marks, one for each signature
# Below the counts on the first page. $date is a day, in words.
pdf-as-of = As of { $date }.
# Stands before the recipients' names.
pdf-to = To
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
pdf-text-heading = The text that was signed
# The hash stands below this paragraph. $number is the number of the text that was published, $date the day, in words.
pdf-revision = Revision { $number }, published on { $date }. Its content hash (SHA-256) lets anybody compare this copy with the letter’s page:

## The list of names

pdf-names-heading = Who signed
# The promise must stay: no name is printed without its owner's choice. $date is a day, in words.
pdf-names-shown = Each name is here because its owner chose that the readers of this copy see it. As of { $date }.
