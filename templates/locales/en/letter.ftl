### Sentences on a letter that several features show.

# Part of other messages, where a number stands in a sentence.
letter-number-in-words =
    { $count ->
        [1] one
        [2] two
        [3] three
        [4] four
        [5] five
        [6] six
        [7] seven
        [8] eight
        [9] nine
        [10] ten
       *[other] { $count }
    }

## Beside the counts. $at: when the batch of these counts was closed.

# That names are as typed must not be lost: a verified mailbox proves only the mailbox.
letter-as-of-verified = As of { date-and-time }. Mailboxes verified, names as typed.
# Follows it: which checkpoint of the log these counts are of. $size: number of entries of the log.
letter-checkpoint = Checkpoint { NUMBER($size) }.

## When a signature is counted, and when the count changes

# Part of other messages.
letter-count-time = { date-and-time }

# Part of other messages. $count is how many others are counted at the same moment, at least.
letter-others =
    { $count ->
        [one] { letter-number-in-words } other
       *[other] { letter-number-in-words } others
    }
# Part of other messages. $count is how many others are counted at the same moment, at least.
letter-others-hidden =
    { $count ->
        [one] { letter-number-in-words } other whose name is hidden too
       *[other] { letter-number-in-words } others whose names are hidden too
    }

## For a signatory who waits to be counted: when, and with whom.

letter-counted-at = You will be counted on { letter-count-time }.
letter-counted-next = You will be counted at the next count.
letter-counted-at-with = You will be counted on { letter-count-time }, together with at least { letter-others }.
letter-counted-next-with = You will be counted at the next count, together with at least { letter-others }.
letter-counted-at-with-hidden = You will be counted on { letter-count-time }, together with at least { letter-others-hidden }.
letter-counted-next-with-hidden = You will be counted at the next count, together with at least { letter-others-hidden }.
# Follows letter-counted-…-with, where the server does not know any more whether the name is hidden.
letter-counted-if-hidden = If your name is hidden, you are also counted with at least { letter-others-hidden }.
# Follows letter-counted-…, and must stay: it says how long the signatory may have to wait. $closes is the day on which the letter closes.
letter-counted-latest = If fewer wait then, your signature waits for more. It is counted at the latest after the letter closes on { DATETIME($closes, dateStyle: "long") }.
# Follows letter-counted-latest, and must stay. Until $until the organizers can extend signing, to $latest at the latest.
letter-counted-latest-extended = Until { DATETIME($until, dateStyle: "long") } the organizers can extend signing. Then it is counted at the latest after { DATETIME($latest, dateStyle: "long") }.
# Follows letter-counted-…, where the letter is closed, or has no date of closing. It must stay: it says how long the signatory may have
# to wait.
letter-counted-latest-last = If fewer wait then, your signature waits for more. It is counted at the latest at the last count of this letter.

## For a signatory who has withdrawn: when the number of signatures changes. The messages …-latest-… follow the others.
## $count is how many other changes are shown at the same moment, at least.

letter-change-at = The number of signatures changes on { letter-count-time }.
letter-change-next = The number of signatures changes at the next count.
letter-change-at-with =
    The number of signatures changes on { letter-count-time }, together with at least { $count ->
        [one] { letter-number-in-words } other change
       *[other] { letter-number-in-words } other changes
    }.
letter-change-next-with =
    The number of signatures changes at the next count, together with at least { $count ->
        [one] { letter-number-in-words } other change
       *[other] { letter-number-in-words } other changes
    }.
letter-change-latest-closing = If fewer wait then, it changes later, at the latest when the letter closes.
letter-change-latest-closing-on = If fewer wait then, it changes later, at the latest when the letter closes on { DATETIME($on, dateStyle: "long") }.
# Follows letter-change-latest-closing-on. Until $until the organizers can extend signing, to $latest at the latest.
letter-change-latest-extended = Until { DATETIME($until, dateStyle: "long") } the organizers can extend signing. Then it changes at the latest after { DATETIME($latest, dateStyle: "long") }.
letter-change-latest-purge = If fewer wait then, it changes later, at the latest when the letter is purged.
letter-change-latest-purge-on = If fewer wait then, it changes later, at the latest when the letter is purged on { DATETIME($on, dateStyle: "long") }.

## For a reader, and for a person who decides whether to sign: when signing ends. $on: the day on which it ends.

letter-ends = Signing ends on { DATETIME($on, dateStyle: "long") }.
# Follows letter-ends, and must stay: it says that the end can move. $until: a week before the end. $latest: the latest possible end.
letter-ends-extendable = Until { DATETIME($until, dateStyle: "long") } the organizers can extend it once, to { DATETIME($latest, dateStyle: "long") } at the latest. They have to say so here a week before the end. What is erased after the end is then erased later.
# $before: the end before the extension.
letter-ends-extended = Signing ends on { DATETIME($on, dateStyle: "long") }. The organizers have extended it from { DATETIME($before, dateStyle: "long") }, and cannot extend it again.

## For a person who decides whether to sign: how hidden names are counted.

letter-counting-hidden = A signature whose name is hidden from somebody is counted together with at least { letter-others-hidden }. So nobody can find you by crossing out the visible names on a list of the people who got a code.
# A warning. $count is how many hidden names are otherwise counted together, at least.
letter-counting-last = The last count of this letter takes everybody who still waits, so it may show fewer than { letter-number-in-words } hidden names together. If that worries you, do not wait for the last days to sign.
# The same warning, if the letter closes on a known day: $closes.
letter-counting-last-after = The letter closes on { DATETIME($closes, dateStyle: "long") }. The last count after that takes everybody who still waits, so it may show fewer than { letter-number-in-words } hidden names together. If that worries you, do not wait for the last days to sign.

## For organizers. $count is how many hidden names are counted together, at least.

# Before they close a letter. The warning and the advice must stay.
letter-organizers-last-count = Until now hidden names are counted at least { letter-number-in-words } together. The last count takes everybody who still waits, so it may show fewer. Somebody with a list of the people who got a code could then cross out the visible names, and guess the others. So tell people the day on which you close. If you can, let the letter close by itself on its date.
# It is the same whether anybody waits or not.
letter-organizers-groups = Hidden names are counted at least { letter-number-in-words } together, so some may wait until the letter closes.

## A pause

# A notice on the pages where people sign, while the organizers have paused signing.
letter-paused-title = Signing is paused
letter-paused-words = The organizers have paused signing for now, so nobody can sign, and no codes are sent to sign with. Come back later. Signatures that were made stay counted, and what you have saved stays good.

## Titles

# In place of the title of a letter whose draft has none yet. Stands above the organizers' pages, in invitations and in page titles.
letter-untitled = A letter without a title
# The title of a browser tab with a letter that is not public. Link previews show it too, so it must say nothing about the letter.
letter-quiet-title = A letter

## A letter that takes no more signatures: a notice

letter-closed-title = This letter is closed
letter-closed-words = It takes no more signatures.
