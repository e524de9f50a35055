### The page on which somebody who holds a copy of a letter checks it. The copy shows its address and 12 letters.
### Readers are executives, their assistants and journalists, who may suspect that the letter is forged.

check-page-title = Check a letter
check-title = Check a letter
check-lede = Have you got a letter from us, by mail or on paper? Enter its 12 letters, and compare the answer with your copy.
check-code-label = The 12 letters of your copy
check-code-hint = They stand in the mail and on the first page of the PDF. Spaces and hyphens do not matter.
check-button = Check
# Must stay: attackers ask for codes and passwords.
check-never = This page never asks for a password, a name or any other code.
check-malformed = That is not a check code. It has 12 letters, such as BKTR-WZMP-FHDC, and no digits.
# Also the answer if the letter has been purged.
check-unknown = No copy has these letters. Compare them with your copy. If they are the same, your copy may be forged, or its letter has ended.

## What the copy showed.

# Must not say more than that the server sent such a copy.
check-real = This server delivered a copy with these letters. Your copy is genuine if it says the same as this page:
check-letter = Letter
check-to = Delivered to
check-name-and-office = { $name }, { $office }
check-delivered = Delivered
check-by-mail = By mail, on { DATETIME($on, dateStyle: "long") }
check-by-hand = By hand, on { DATETIME($on, dateStyle: "long") }
check-printed = Printed to be handed over. The organizers have not recorded yet that it was.
check-on-its-way = By mail. The mail server has not confirmed yet that it took it.
check-count = Signed with
check-as-of = As of { date-and-time }
check-shows = The copy lists
# $names: the number of names in its list.
check-shows-names = { $names ->
    [0] no name
    [one] one name
   *[other] { NUMBER($names) } names
}
check-shows-count = the count alone
check-shows-employers = the counts by employer, and no names
check-answer-by = Answer hoped for by
check-hash = Hash of the copy
check-hash-why = SHA-256 of what it shows. The mail ends with it.
# Hashes follow.
check-earlier = If somebody withdrew a name meanwhile, your copy may have been made before, with more names. Then its hash is one of these:
check-text = Text
# $number is the number of the published text, $hash its SHA-256 in hexadecimal digits.
check-revision = Revision { $number }, SHA-256 { $hash }
check-contact = Whom to ask
check-read = Read the letter
check-means-heading = What this proves
# Must stay: the count proves mailboxes, and not people.
check-means = It proves that this server made your copy, and what the copy said on that day. It does not prove that you can trust this server. The copy may name a second place that knows of the letter: ask there too. The count is of verified mailboxes. Names stand as people typed them.
check-another = Check another copy
