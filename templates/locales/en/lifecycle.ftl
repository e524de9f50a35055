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
# The letter has one owner. “People” is a tab of the dashboard; “Names and protection” is a page of the draft.
lifecycle-unprotected-alone = Anybody who watches the page sees when each person signs, and only you have decided this. If a person could be punished for signing, choose “Usual” under “Names and protection”. To have it checked, invite a second owner under “People” before you open the letter.
lifecycle-unprotected = Anybody who watches the page sees when each person signs. So two owners must agree to open it. If a person could be punished for signing, choose “Usual” under “Names and protection”.
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

## The page “Close and purge”

# Opens the page that lists what a draft still needs.
lifecycle-life-open = See what is missing, and open the letter
# The names of dates in a list: when the letter was opened or closed, and so on. The date follows.
lifecycle-date-opened = Opened
# The name of a date in a list.
lifecycle-date-closed = Closed
lifecycle-date-closes = Closes automatically
# The name of a date in a list.
lifecycle-date-purged = Purged
lifecycle-date-purges = Is purged automatically
lifecycle-discard-owners = Owners can discard the draft.

# The letter is quiet, and takes signatures. lifecycle-link-pass follows.
lifecycle-link-collects = Anybody who has this link can read and sign the letter.
# The letter is quiet, and is closed. lifecycle-link-pass follows.
lifecycle-link-closed = Anybody who has this link can read the letter.
# A warning: an employer can read work mail.
lifecycle-link-pass = Tell it to people in person, or send it in private messages. Do not use work mail.
# What happens to people who are signing must not be lost.
lifecycle-link-replace = Replace the link if somebody has it who should not. The old link stops working at once for everybody, also for people who are signing at that moment. Signatures stay.
lifecycle-link-replace-button = Replace the link

# A heading, and the button below it.
lifecycle-pause-title = Pause signing
lifecycle-pause = Nobody can sign until you resume. The letter stays readable, and people who have signed can still withdraw.
lifecycle-paused = Nobody can sign now. Everything else continues.

lifecycle-close-title = Close the letter
# Every consequence must stay: closing cannot be undone.
lifecycle-close = Closing is final. Signing ends at once, everything that waits is counted, and the key that could tie a work address to the letter is destroyed. After that, a name can be taken away only with the signatory’s slip, or by an organizer. Deliveries and answers continue.
lifecycle-close-button = Close the letter for good
lifecycle-close-owners = Owners can pause and close the letter.
# Beside the box to tick before an act that cannot be undone.
lifecycle-final-sure = I have read this: it cannot be undone.

lifecycle-purge-title = Purge the letter
# A list follows, for example “3 public names”.
lifecycle-purge = A purge is final. A trial run has just counted what it would erase:
# One line of the list. $kind: what is erased.
lifecycle-purge-goes = { $kind ->
    [names] { $count } { $count ->
        [one] public name
       *[other] public names
    }
    [sealed_names] { $count } { $count ->
        [one] name that is not public
       *[other] names that are not public
    }
    [drafts] The draft
    [activity] { $count } { $count ->
        [one] entry in the log of what organizers did
       *[other] entries in the log of what organizers did
    }
    [recipients_addresses] { $count } { $count ->
        [one] mail address of a recipient
       *[other] mail addresses of recipients
    }
    [unpublished_answers] { $count } { $count ->
        [one] answer that was not published
       *[other] answers that were not published
    }
    [recipients_pages] { $count } { $count ->
        [one] private page of a recipient
       *[other] private pages of recipients
    }
    [removal_requests] { $count } { $count ->
        [one] request to take a name away
       *[other] requests to take a name away
    }
    [delivered_copies] { $count } { $count ->
        [one] kept copy of what was delivered
       *[other] kept copies of what was delivered
    }
    [asked_for_updates] { $count } { $count ->
        [one] address that asked for updates
       *[other] addresses that asked for updates
    }
   *[organizers_accounts] { $count } { $count ->
        [one] account of an organizer who has no other letter, with its address
       *[other] accounts of organizers who have no other letter, with their addresses
    }
}
# What everybody can still see after a purge. $revisions: how many texts were published. $count: how many people have signed.
lifecycle-purge-stays = Everybody can still see the text in { $revisions ->
    [one] { $revisions } revision with its SHA-256
   *[other] { $revisions } revisions with their SHA-256
}, the published answers, and the count of { $count } { $count ->
    [one] signature
   *[other] signatures
}.
# A warning to organizers. It must stay.
lifecycle-purge-accounts = <strong>The account of an organizer who has no other letter is erased too, and its sessions end.</strong> To organize again, that person needs a new invitation.
lifecycle-purge-button = Purge the letter for good

## The page that opens a letter

# The letter is quiet so far. A heading, and the button of the page.
lifecycle-opening-public = Open the letter to the public
# The letter has one owner. The next message follows.
lifecycle-opening-alone-title = You run this letter alone
# “People” is a tab of the dashboard.
lifecycle-opening-alone = The letter’s page says so. Invite a second owner under “People”: then nobody can open, deliver, close or purge the letter alone.
lifecycle-opening-dates = What happens automatically after the opening
# The name of a date. The next message follows it.
lifecycle-opening-closes = It closes
# $on: the last day of signing.
lifecycle-opening-closes-words = { DATETIME($on, dateStyle: "long") }. The key that could tie an address to a signature is destroyed then.
# The name of a date. The next message follows it.
lifecycle-opening-names = Names that are not public are erased
lifecycle-opening-names-words = { $days } days after the last delivery, or after closing if that is later.
# The name of a date. The next message follows it.
lifecycle-opening-purges = It is purged
lifecycle-opening-purges-words = { DATETIME($on, dateStyle: "long") }. Names, drafts, recipients’ addresses and the accounts of organizers who have no other letter are erased. The text and the counts stay.
# A heading. A list follows: how often the count changes, and so on.
lifecycle-opening-protection = How signatories are protected
# The last line of the list.
lifecycle-opening-stricter = Once the letter is open, you can only make these rules stricter.
lifecycle-opening-legend = How should it open?
# A choice below lifecycle-opening-legend.
lifecycle-opening-quietly = Quietly
lifecycle-opening-quietly-hint = People who have its link can read and sign it. Nobody can guess the link, and no search engine finds it. You can open the letter to the public later.
# A choice below lifecycle-opening-legend.
lifecycle-opening-to-public = To the public
lifecycle-opening-owners = Only an owner can open the letter.

## The page that publishes a changed text

# $number counts the texts that were published: 1, 2, 3.
lifecycle-revising-number = This would be revision { $number }. Everybody can read what changed.
# A warning. A list of reasons follows, and then lifecycle-revising-signs.
lifecycle-revising-signs-title = This looks like more than a correction
lifecycle-revising-signs = People signed the text as it was. Publish it as a correction only if all of them would sign this too.
lifecycle-revising-recipients-title = New recipients do not get the names of earlier signatories
# $people: the recipients that this text adds.
lifecycle-revising-recipients = People who let the recipients see their name chose the recipients of that time. These recipients will see the names of people who sign from now on, and the count of all: { $people }
# $number counts the texts that were published.
lifecycle-revising-button = Publish revision { $number }
lifecycle-revising-owners = Only an owner can publish the changes.
lifecycle-revising-nothing = There is nothing to publish: the draft is what everybody reads.
lifecycle-kind-legend = What kind of change is it?
lifecycle-kind-hint = In both cases everybody can see what changed.
# A choice below lifecycle-kind-legend.
lifecycle-kind-correction = A correction
lifecycle-kind-correction-hint = You correct a typing mistake, a wrong figure or a broken source. Everybody who signed would sign this text too. The count stays, and is shown for each revision.
# A choice below lifecycle-kind-legend.
lifecycle-kind-substance = A change of substance
lifecycle-kind-substance-hint = The letter says something else. The count starts again. People who signed before can agree to the new text with their signing key.
