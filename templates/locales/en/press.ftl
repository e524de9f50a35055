### The page of a public letter for the press: what a journalist asks first.

press-title = For the press
press-page-title = For the press: { $title }
press-back = To the letter
press-lede = What you need to report on this letter, and how to check it.
press-quote-heading = To quote
# A paragraph that newspapers may print as it is. $employers and $recipients are lists of names, $counts is a list like “440 verified work
# addresses”.
press-quote = “{ $title }” is an open letter by workers of { $employers } to { $recipients }. As of { date-and-time }, it is signed with { $counts }.
# The same, without a count. $employers and $recipients are lists of names.
press-quote-collecting = “{ $title }” is an open letter by workers of { $employers } to { $recipients }. Signatures are being collected. The count appears once enough stand together.
# Follows press-quote. $on: the day of the first delivery that has no answer.
press-quote-silence = { $days ->
    [0] It was delivered on { DATETIME($on, dateStyle: "long") }. No answer has been received yet.
    [one] It was delivered on { DATETIME($on, dateStyle: "long") }. For one day no answer has been received.
   *[other] It was delivered on { DATETIME($on, dateStyle: "long") }. For { NUMBER($days) } days no answer has been received.
}
press-letter = The letter
press-to = To
press-counts = Signed with
press-as-of = As of { date-and-time }.
press-collecting = Signatures are being collected. The count appears once enough stand together.
press-employers = By employer
# $counted: a message letter-class-… with its number, such as “12 verified work addresses”. $employers: a list of names.
press-employer = { $counted } at { $employers }
# Below the counts by employer. Must stay: why some stand together.
press-employers-small = Employers with few signatures are counted together. Signatures without a name have no employer here.
press-answer = Answer
press-contact = Contact
press-contact-none = The organizers have given none.
press-demands-heading = What they demand
press-how-heading = How the count is made
press-how-address = A verified work address: a code was mailed to it, and somebody entered the code. Each address counts once.
press-how-proves = That proves a mailbox at the company. Names are as typed: nobody checked who sits behind a mailbox.
press-how-vouched = Vouched for: a verified worker gave this person a code for one signature.
press-how-reviewed = Checked in person: an organizer looked at a badge or pay slip, and gave this person a code. This rests on the organizer’s word.
press-how-apart = Ways of verification are counted apart. Supporters are never in the count of workers.
press-how-names = Each signatory chooses who may see the name. So fewer names may be listed than are counted.
press-how-one-person = One person runs this letter.
press-how-owners = Several organizers run this letter. Acts that cannot be undone need two of them.
press-how-signing = How signing works
press-check-heading = To check
press-text = Text
# The name of the hash that follows.
press-hash = SHA-256
press-data = As data
press-data-link = The letter and its counts as JSON
press-check-count = Anybody can check the count without believing this server:
press-check-count-link = Check the count
# Below the link. Must not promise more.
press-check-people = A mailbox that was verified stays this server’s word. Ask the organizers for people who speak with you, and compare this page with the letter that the executives got.
press-check-copy = If you have a copy that was delivered, you can check it by its 12 letters.
press-check-link = Check a copy

## Files to download, without names.

press-files-heading = To download
press-pdf = The letter as PDF, with the counts and without names
press-circle = The circle of signatures, as SVG
# $width and $height: of the picture, in pixels.
press-card-wide = Picture for a link ({ $width } × { $height })
# $width and $height: of the picture, in pixels.
press-card-square = Square picture ({ $width } × { $height })
# $width and $height: of the picture, in pixels.
press-card-tall = Tall picture for a phone ({ $width } × { $height })
# $number counts the texts that were published: 1, 2, 3. $on is the day of this one.
press-revision = Revision { $number }, published on { DATETIME($on, dateStyle: "long") }
