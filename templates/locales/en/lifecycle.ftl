### Opening, revising, pausing, closing and purging a letter.

## What a draft still needs before people can sign it. Each is a link to the form where it is done.

lifecycle-missing-title = Give the letter a title.
lifecycle-missing-text = Write the letter.
lifecycle-missing-recipients = Say to whom the letter is addressed.
lifecycle-missing-employer = Name the employer whose workers may sign.
# $employer: the name of an employer.
lifecycle-missing-domain = Give a mail domain of { $employer }.
# $on: the chosen last day of signing.
lifecycle-missing-end = Choose a later last day of signing than { DATETIME($on, dateStyle: "long") }, or leave it empty.

## The state of a letter, in the list of an organizer's letters and on the letter's page of dates

lifecycle-next-ready = Everything is there. You can open it.
lifecycle-next-draft = It is being written.
lifecycle-next-closed = It takes no more signatures. It can still be delivered and answered.
lifecycle-next-purged = Names and drafts are gone. The text and the counts stay.
lifecycle-next-paused = Signing is paused.
# The letter is not public. People sign by a link that nobody can guess.
lifecycle-next-quiet = People sign it by its quiet link.
lifecycle-next-open = People sign it in public.

## Titles of pages in the browser's tab

lifecycle-opening-title = Open the letter
lifecycle-revising-title = Publish changes
lifecycle-life-title = Close and purge

## When signing ends, and its extension. $latest: the latest possible end. $until: until when owners can extend it, a week before the end.

# On the page that opens the letter, below the dates.
lifecycle-opening-extension = Until { DATETIME($until, dateStyle: "long") } two owners can extend signing once, to { DATETIME($latest, dateStyle: "long") } at the latest. The purge then moves by as much. The pages on which people sign say so from the start.
lifecycle-opening-no-extension = Signing ends so soon that it cannot be extended: people have to hear of an extension a week before.
lifecycle-opening-earlier = You can close and purge the letter earlier.
lifecycle-life-extendable = Until { DATETIME($until, dateStyle: "long") } you can extend signing once, to { DATETIME($latest, dateStyle: "long") } at the latest.
# $before: the end before the extension.
lifecycle-life-extended = Signing was extended from { DATETIME($before, dateStyle: "long") }. It cannot be extended again.
lifecycle-extension-title = Extend signing
lifecycle-extension-back = Back to closing
# $end: the end as it is now. $at: until when owners can extend it.
lifecycle-extension-dates = Signing ends on { DATETIME($end, dateStyle: "long") }. Until { date-and-time } you can extend it once, to { DATETIME($latest, dateStyle: "long") } at the latest.
lifecycle-extension-words = Nothing else changes: everybody who has signed stays counted, and slips and saved files stay good. The key that could tie an address to the letter is kept until the new end, and the letter is purged as many days later.
lifecycle-extension-told = The letter’s page and the pages on which people sign say the new end at once, and everybody who asked for updates gets a mail. If the letter has several owners, another one has to agree before the last possible moment.
# The letter has one owner.
lifecycle-extension-alone = You run this letter alone, so this waits for a day. Then you can carry it out, or cancel it. Ask at least a day before the last possible moment.
lifecycle-until-label = New last day on which people can sign
lifecycle-until-hint = Signing ends at the end of that day, in UTC.
lifecycle-extension-button = Extend signing
lifecycle-extension-only-owners = Owners can extend signing.
lifecycle-until-malformed = Enter a day of the calendar.
# $on: the end as it is now.
lifecycle-until-too-early = Enter a later day than { DATETIME($on, dateStyle: "long") }, on which signing ends now.
# $on: the latest possible end.
lifecycle-until-too-late = Enter { DATETIME($on, dateStyle: "long") } or an earlier day. People who signed were told that it does not end later.
lifecycle-not-open-to-extend = Only a letter that takes signatures can be extended.
refusal-already-extended = Signing was extended already. It cannot be extended again.
# People who signed were told of one end only, because it was near or because the letter opened under an older release.
refusal-extension-not-announced = Signing cannot be extended. People who signed this letter were told that it ends on its date.
refusal-too-late-to-extend = Signing ends in less than a week, so it cannot be extended any more. People have to hear of it a week before.

## Refusals before a letter opens

# Above the button that opens a letter with the setting drafting-preset-none.
lifecycle-unprotected-title = This letter hides nobody’s moment of signing
# The letter has one owner. “People” is a tab of the dashboard; “Names and batches” is a page of the draft.
lifecycle-unprotected-alone = Anybody who watches the page sees when each person signs, and only you have decided this. If a person could be punished for signing, choose “Usual” under “Names and batches”. To have it checked, invite a second owner under “People” before you open the letter.
lifecycle-unprotected = Anybody who watches the page sees when each person signs. So two owners must agree to open it. If a person could be punished for signing, choose “Usual” under “Names and batches”.
# “Your letters” is the title of the list of an organizer’s letters.
lifecycle-discard-words = Nobody can read or change the draft any more, and the other organizers lose it too. For 24 hours an owner can restore it under “Your letters”. Then it is erased with everything that belongs to it, and the key that encrypts it is destroyed. So nobody can read it in a backup either.
lifecycle-discard-sure = I have read this.
lifecycle-discard-button = Discard the draft
lifecycle-copy-title = Duplicate the letter
lifecycle-copy-words = You get a new draft with this text, its demands, recipients and employers. It belongs to you alone. It has nothing of the signatures, and the settings of a new draft.
lifecycle-copy-button = Start a draft with this text
refusal-opening-unclear = Choose how the letter opens.
# Closing is final. The draft came back with a backup.
lifecycle-closed-before = This letter was opened and closed before, and closing is final. Copy its text into a new letter.
lifecycle-opening-closed = This letter is closed, and closing is final. Start another letter.
refusal-letter-already-open = This letter already takes signatures.
lifecycle-no-mail-server = This server has no mail server yet, so it cannot mail codes to people. Ask the person who runs it to set SMTP_URL, then open the letter.
lifecycle-opening-draft-changed = Somebody changed the draft after you looked at it. Read it again, then open it.
# The next sentence says what is missing.
refusal-letter-not-ready = Something is still missing.
lifecycle-changed-meanwhile = Somebody changed the letter meanwhile. Look at it again, then open it.

## Refusals before a revision is published

refusal-kind-unclear = Say what kind of change it is.
lifecycle-revising-closed = This letter takes no signatures, so its text stays as it is.
lifecycle-revising-draft-changed = Somebody changed the draft after you looked at it. Read it again, then publish it.
refusal-nothing-changed = Nothing has changed since the last revision.

## Refusals of pausing, closing and purging

lifecycle-not-open-to-pause = Only a letter that takes signatures can be paused.
lifecycle-not-open-to-close = Only a letter that takes signatures can be closed.
# Beside the button that closes, discards or purges for good.
lifecycle-not-sure = Tick that you have read what cannot be undone.
lifecycle-purged-already = This letter has been purged already.
refusal-letter-not-closed = Close the letter first. Only a closed letter can be purged.
refusal-letter-public = This letter is public, so its address is not a secret that you could replace.
