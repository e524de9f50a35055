### The offline check of a letter's log: in a terminal (npm run check-count), and in a file that people open from their disk.
### It speaks to journalists and to people who got the letter. A “log” is the list of everything that changed the count. An “entry”
### is one thing in it. A “checkpoint” is the signed size of the log with one value that depends on every entry.

## The result

audit-check-good = No error was found.
audit-check-bad =
    { $count ->
        [one] One error was found. Do not rely on this count.
       *[other] { NUMBER($count) } errors were found. Do not rely on this count.
    }
audit-check-standing =
    { $count ->
        [one] One signature stands in this log.
       *[other] { NUMBER($count) } signatures stand in this log.
    }
audit-check-closed = The letter is closed. No new signature can come.

# A line for each part of the count, in the terminal. $revision is the number of the text that people signed.
audit-check-row = Text { $revision }: { NUMBER($count) } { audit-check-group }, { audit-check-class }.
# $revision is the number of a text of the letter: 1 for the first.
audit-check-text = Text { $revision }
# Stands in a table, and within the sentence audit-check-row after a number. $group: who sees the name.
audit-check-group =
    { $group ->
        [anonymous] without a name
        [hidden] with a name that is not public
        [public] with a public name
       *[together] with names that are shown only together
    }
# Stands in a table, and within the sentence audit-check-row. $class: how the person was verified.
audit-check-class =
    { $class ->
        [mailbox] verified by a work address
        [vouched] verified by a colleague
        [reviewed] checked in person
       *[supporter] supporter
    }

## What the check has proved

# $size is the number of entries.
audit-check-proved-tree =
    { $size ->
        [one] The file has the one entry that the letter’s key signed. Nothing is missing, changed or added.
       *[other] The file has exactly the { NUMBER($size) } entries that the letter’s key signed. Nothing is missing, changed or added.
    }
# $size is the number of entries of a checkpoint that the reader kept.
audit-check-proved-older = Your earlier checkpoint of { NUMBER($size) } entries is the beginning of this log. So nothing before it was changed since.
audit-check-proved-credentials =
    { $count ->
        [one] One signature without a name stands. It has a credential of the letter’s issuers, and its owner signed the text that it is counted for.
       *[other] { NUMBER($count) } signatures without a name stand. Each has a credential of the letter’s issuers, and its owner signed the text that it is counted for.
    }
audit-check-proved-once = No signature is counted twice.
audit-check-proved-receipts =
    { $count ->
        [one] The signature of your receipt is in the log.
       *[other] The { NUMBER($count) } signatures of your receipts are in the log.
    }
# $opened is the number of names that the file shows. $count is the number of public names that are counted.
audit-check-proved-names =
    { $count ->
        [one] The log counts one public name, and the list has one. The file shows { NUMBER($opened) } of them.
       *[other] The log counts { NUMBER($count) } public names, and the list has as many. The file shows { NUMBER($opened) } of them.
    }
audit-check-proved-hidden =
    { $count ->
        [one] One name is still on the list as a code only. The person has hidden it.
       *[other] { NUMBER($count) } names are still on the list as codes only. These people have hidden them.
    }
# $needed: how many people must stand together before their names are shown. $count: how many do so now.
audit-check-proved-waiting =
    { $count ->
        [one] Some names wait until { NUMBER($needed) } people stand together. One person does so now. No such name was shown.
       *[other] Some names wait until { NUMBER($needed) } people stand together. { NUMBER($count) } do so now. No such name was shown.
    }
# $needed: how many people must stand together before their names are shown. $count: how many do so now.
audit-check-proved-reached =
    { $count ->
        [one] One person stands together with others, and { NUMBER($needed) } were needed. The names are fixed. No other names can be shown with them.
       *[other] { NUMBER($count) } people stand together, and { NUMBER($needed) } were needed. Their names are fixed. No other names can be shown with them.
    }
# $count is the number of names that waited and were shown at once. $opened is how many of them the file still shows.
audit-check-proved-revealed =
    { $count ->
        [one] One name waited for others, was fixed before, and was shown. The file shows { NUMBER($opened) } of them.
       *[other] { NUMBER($count) } names waited until enough people stood together. All were fixed before they were shown at once. The file shows { NUMBER($opened) } of them.
    }

## Whose word the rest is

# $issuers is the number of keys that sign credentials.
audit-check-word-issuers =
    { $issuers ->
        [one] The letter’s issuer says that it signed one credential for each person. It has one key.
       *[other] The letter’s issuers say that they signed one credential for each person. They have { NUMBER($issuers) } keys.
    }
audit-check-word-mailbox =
    { $count ->
        [one] This server says that one person with a name proved a work address.
       *[other] This server says that { NUMBER($count) } people with a name proved a work address.
    }
audit-check-word-vouched =
    { $count ->
        [one] This server says that one person with a name had the code of a verified colleague. That colleague answers for the person.
       *[other] This server says that { NUMBER($count) } people with a name had the code of a verified colleague. Those colleagues answer for them.
    }
audit-check-word-reviewed =
    { $count ->
        [one] This server says that an organizer checked one person with a name. The organizer answers for the person.
       *[other] This server says that organizers checked { NUMBER($count) } people with a name. The organizers answer for them.
    }
audit-check-word-supporter =
    { $count ->
        [one] This server says that one supporter signed with a name.
       *[other] This server says that { NUMBER($count) } supporters signed with a name.
    }
audit-check-word-before-log =
    { $count ->
        [one] One signature was there before the log began.
       *[other] { NUMBER($count) } signatures were there before the log began.
    }
audit-check-word-reinstated =
    { $count ->
        [one] The organizers took back the removal of one signature.
       *[other] The organizers took back the removal of { NUMBER($count) } signatures.
    }
audit-check-word-lapsed = The names that waited were not shown. This server says that it destroyed them.
audit-check-word-withdrawn =
    { $count ->
        [one] This server says that one person with a name withdrew.
       *[other] This server says that { NUMBER($count) } people with a name withdrew.
    }
# $reason is a short word that the organizers chose, like “duplicate” or “fake”. It is not translated.
audit-check-word-removed =
    { $count ->
        [one] The organizers removed one signature. Their reason: “{ $reason }”.
       *[other] The organizers removed { NUMBER($count) } signatures. Their reason: “{ $reason }”.
    }
audit-check-word-lost =
    { $count ->
        [one] The server lost one signature when it was restored from a copy. It no longer counts.
       *[other] The server lost { NUMBER($count) } signatures when it was restored from a copy. They no longer count.
    }
audit-check-word-policy =
    { $count ->
        [one] The rules of the letter changed once. The log says so.
       *[other] The rules of the letter changed { NUMBER($count) } times. The log says so.
    }

## What the reader must do

audit-check-compare = Everything was checked with the key below. Compare it with the key on the letter’s page or in its PDF. A false log could have a false key.
# Stands before the value that stands for the whole log, which is also on the letter's page and in its PDF.
audit-check-root = The log’s value, which you can compare too:
audit-check-no-older = You gave no earlier checkpoint. So the check cannot tell whether the log was different before. Keep this file, and give its checkpoint the next time.
audit-check-receipts-waiting =
    { $count ->
        [one] The signature of one receipt is not in the log yet. Perhaps it waits for a batch. Check again once the letter is closed.
       *[other] The signatures of { NUMBER($count) } receipts are not in the log yet. Perhaps they wait for a batch. Check again once the letter is closed.
    }

## Errors. Each says what is wrong with one or several entries of the log, or with the file.

# $places is a list of numbers of entries, like “5, 7, 12”.
audit-check-places =
    { $count ->
        [one] Entry { $places } (counted from 0).
       *[other] Entries { $places } (counted from 0).
    }
# $places is a list of numbers of entries. $more is how many others there are.
audit-check-places-more = Entries { $places } (counted from 0) and { NUMBER($more) } more.
# Says how often an error without an entry was found.
audit-check-times = { NUMBER($count) } times.
audit-check-error-format = This is no file of the form audit.json, or it is damaged.
audit-check-error-key = The key of the file is not the key of this letter.
audit-check-error-checkpoint = The checkpoint is not signed by the letter’s key.
audit-check-error-size = The file has more or fewer entries than the signed checkpoint says.
audit-check-error-root = The entries of the file are not those that the letter’s key signed.
audit-check-error-older-checkpoint = Your earlier checkpoint is not signed by the key of this file. The log was begun again, or the checkpoint belongs to another letter.
audit-check-error-older-size = Your earlier checkpoint has more entries than this log. Entries were dropped.
audit-check-error-older-root = Your earlier checkpoint is not the beginning of this log. Earlier entries were changed, dropped, added or put in another order.
audit-check-error-receipt = A receipt is not signed by the key of this file. It belongs to another letter, or was altered.
audit-check-error-receipt-missing = The letter is closed, and the signature of a receipt is not in the log. The server accepted that signature. Unless its owner withdrew it before it was counted, the server dropped it.
audit-check-error-leaf = An entry has a form that is not allowed.
audit-check-error-first-leaf = The log does not begin with the rules of the letter.
audit-check-error-genesis-again = The log begins twice.
audit-check-error-close-again = The letter is closed twice.
audit-check-error-proof-missing = The text that proves the entry is missing.
audit-check-error-proof-unused = A text hangs on an entry that needs none.
audit-check-error-proof-hash = The text that proves the entry is not the one that the log names.
audit-check-error-proof-format = The text that proves the entry has a form that is not allowed.
audit-check-error-proof-kind = The text does not prove this kind of entry.
audit-check-error-document-missing = A text of the letter, or a set of its rules, is missing in the file.
audit-check-error-document-hash = A text of the letter, or a set of its rules, was changed.
audit-check-error-policy = The rules of the letter have a form that is not allowed.
audit-check-error-policy-letter = The rules belong to another letter, or to another first text.
audit-check-error-policy-names = The number of people for whom names wait was lowered.
audit-check-error-revision-order = A text of the letter was left out, or came twice.
audit-check-error-revision-first = The first text is not the one that the log began with.
audit-check-error-revision-unknown = A signature is counted for a text that the log does not have.
audit-check-error-credential-class = A credential is counted as verified in another way.
audit-check-error-credential-text = A signature without a name is counted for a text that its owner did not sign.
audit-check-error-credential-id = A credential is counted under a name that is not its own.
audit-check-error-credential-key = A credential has a key with which everybody could sign.
audit-check-error-credential-issuers = A credential is not signed by all issuers that the rules name.
audit-check-error-credential-signature = The signature of an issuer on a credential is false.
audit-check-error-statement-signature = Somebody else signed in the place of the owner.
audit-check-error-statement-leaf = The server’s statement is about another signature.
audit-check-error-statement-way = The server says that a person was verified in a way that does not fit.
audit-check-error-reinstated = The organizers took back more removals than there were.
audit-check-error-before-log = A signature is said to be older than the log, but it was added later.
audit-check-error-id-again = A signature is counted twice.
audit-check-error-id-unknown = A signature that is not there was changed or removed.
audit-check-error-anonymous-id = A signature without a name was removed, and the log does not say which.
audit-check-error-cell = A signature was changed or removed where it does not stand.
audit-check-error-cell-empty = More signatures were changed or removed than there were.
audit-check-error-change-group = A signature changed between a name and none in a way that nobody can check.
audit-check-error-change-back = A signature was carried back to an older text.
audit-check-error-names-count = The log counts more or fewer public names than its list has.
audit-check-error-names-standing = At the end, the log counts more or fewer public names than its list has.
audit-check-error-names-order = The list of names is not in its order, or has a name twice.
audit-check-error-names-length = The list in the file has more or fewer names than the log says.
audit-check-error-names-list = The list in the file is not the one that the log names.
audit-check-error-names-opening = A name in the file is not the one on the list.
# Some people sign with a name that nobody sees until enough people stand together. Then these names are “fixed”: the log gets a code for
# each, and only these names can be shown later.
audit-check-error-threshold-policy = Names are fixed, but the rules of the letter do not say for how many people they wait.
audit-check-error-threshold-again = Names are fixed twice, and the first time is still in force.
audit-check-error-threshold-count = More or fewer names are fixed than people stand together.
audit-check-error-threshold-few = Names are fixed before enough people stand together.
audit-check-error-threshold-missing = Names are shown or freed again that were not fixed before.
audit-check-error-commit-missing = Fewer names are fixed than the log says.
audit-check-error-commit-place = A name is fixed later than the others.
audit-check-error-commit-again = A name is fixed twice.
audit-check-error-together-late = A signature joined those whose names wait after the names were fixed or shown.
audit-check-error-waiting-ended = The waiting ended twice.
audit-check-error-reveal-few = Names were shown before enough people stood together.
audit-check-error-reveal-many = More names were shown than people stood together.
audit-check-error-openings-order = The list of names that waited is not in its order, or has a name twice.
audit-check-error-openings-length = The file has more or fewer names that waited than the log says.
audit-check-error-openings-list = The list of names that waited is not the one that the log names.
audit-check-error-openings-committed = A name was shown that was not fixed before.
audit-check-error-openings-opening = A name in the file is not the one that was fixed before.
audit-check-error-openings-shown = The file shows more names that waited than still stand.
audit-check-error-openings-names = A name that waited is not on the list of public names.

## npm run check-count

audit-check-usage = Name the file to check, and checkpoints and receipts that you kept: npm run check-count -- audit.json [--older checkpoint.txt] [--receipt receipt.txt] [--json]
# $reason is the error of the operating system, in English.
audit-check-unreadable = { $file } cannot be read: { $reason }
audit-check-heading-proved = Proved:
audit-check-heading-word = Not proved, because it is somebody’s word:
audit-check-heading-errors = Errors:
audit-check-heading-compare = For you to compare:

## The file that people open from their disk

audit-check-file-title = Check a count
audit-check-file-intro = This page checks the count of a letter on your own device. It needs no network, and sends nothing.
audit-check-file-choose = The letter’s file, audit.json
audit-check-file-older = Earlier checkpoints that you kept (optional)
audit-check-file-older-hint = Files that you saved before. A file audit.json of an earlier day is good too.
audit-check-file-older-paste = Or paste an earlier checkpoint here, from a PDF for example (optional)
audit-check-file-receipts = Receipts of signatures without a name (optional)
audit-check-file-receipts-hint = Each person who signs without a name can save a receipt. The file is called receipt.txt.
audit-check-file-start = Check the count
# Shown while the check runs. $percent is a whole number.
audit-check-file-progress = Checking: { NUMBER($percent) } %
audit-check-file-none = Choose the file audit.json first. You can download it from the letter’s page.
audit-check-file-failed = This browser could not finish the check. Try a newer one, or another one.
audit-check-file-no-script = This page needs JavaScript. It is the program that checks the count. Switch it on for this file, and open the file again.
audit-check-file-result = Result
audit-check-file-counted = What is counted
audit-check-file-column-text = Text
audit-check-file-column-group = Name
audit-check-file-column-class = Verified
audit-check-file-column-count = Signatures
# The caption of a table with the columns above.
audit-check-file-caption = Signatures by text, name and way of verifying
# The title of the letter as the file gives it. Nothing proves a title.
audit-check-file-letter = The file is called “{ $title }”.
