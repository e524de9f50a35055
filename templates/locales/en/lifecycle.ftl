### Opening, revising, pausing, closing and purging a letter.

## What a draft still needs before people can sign it. Each is a link to the form where it is done.

lifecycle-missing-title = Give the letter a title.
lifecycle-missing-text = Write the letter.
lifecycle-missing-recipients = Say to whom the letter is addressed.
lifecycle-missing-employer = Name the employer whose workers may sign.
# $employer: the name of an employer.
lifecycle-missing-domain = Give a mail domain of { $employer }.

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
