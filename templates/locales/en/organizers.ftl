### Accounts of organizers, their roles on a letter, and invitations.

## Refusals on every page and API call of organizers

# $role: the role of the reader. Owners may do everything.
refusal-role-may-not = { $role ->
    [editor] You are an editor of this letter, and editors may not do this. Ask an owner of the letter.
    [moderator] You are a moderator of this letter, and moderators may not do this. Ask an owner of the letter.
   *[viewer] You are a viewer of this letter, and viewers may only read and comment. Ask an owner of the letter.
}
# The reader was an owner a moment ago.
organizers-owner-needed = Only an owner of this letter may do this. Ask one of them.

## Signing in

# Below mailbox-mine-alone-label, on the page on which organizers sign in.
organizers-mine-alone-hint = People who read the same mailbox can sign in as you.
# $domain: the mail domain of an employer, such as northwind.example.
organizers-address-at-employer = A letter here is about an employer that can read the mail at { $domain }. Use a personal address that no employer can read.
organizers-server-without-mail = This server cannot send mail yet, so nobody can sign in. The person who runs the server needs to set SMTP_URL.
refusal-name-needed = Type the name that the other organizers will see. It can have at most 100 characters.
# Only a person who has proved the address reads this.
refusal-by-invitation = This address has no account here, and accounts on this server are by invitation. Ask an organizer, or the person who runs the server, for a link.
# In the API.
refusal-session-ended = This session has ended, or its refresh token was used before. Sign in again.
# In the list of sessions, for a session that its person gave no label.
organizers-session-unlabelled = A session without a label
# Title of the page in the browser's tab.
organizers-account-title = Your account
# Below the list of sessions.
organizers-sessions-end = A session ends by itself after { $sessionDays ->
    [one] { $sessionDays } day
   *[other] { $sessionDays } days
} without use. Nothing of your browser or network is kept.

## People of a letter

# Title of the page in the browser's tab.
organizers-people-title = People
refusal-role-unknown = Choose a role: owner, editor, moderator or viewer.
refusal-last-owner = This person is the last owner, and a letter needs one. Make somebody else an owner first.
organizers-letter-purged = This letter has been purged, so nobody organizes it any more.
# A proposal waits for a second owner.
refusal-proposal-settled = This proposal is no longer open, or you cannot settle it in this way. Load the page again.
# When an owner publishes the text. $names: the organizers whose mail an employer named in the text can read.
refusal-organizer-at-employer = An employer of this letter can read the mail of { $names }. Invite them to join with a personal address, and take the other account off the letter. Then try again.

## Invitations

# Title of the page in the browser's tab.
organizers-invitation-title = An invitation
organizers-invitation-to-letter-heading = An invitation to this letter
organizers-invitation-to-server-heading = An invitation to this server
refusal-invitation-gone = This invitation was used, taken back or replaced, or its week is over. Ask the person who invited you for another link.
organizers-invitation-no-mail-server = This server has no mail server, so it cannot mail the link. Leave the address empty, and pass the link on by hand.
organizers-invitation-address-limit = This address has been sent several invitations within the hour. Leave the address empty, and pass the link on by hand.
# $most: how many invitations one person can have mailed in an hour.
organizers-invitation-inviter-limit = You have had { $most } { $most ->
    [one] invitation
   *[other] invitations
} mailed within the hour. Leave the address empty, and pass the link on by hand.
# For example all-staff@ or no-reply@. The link can be passed on by hand instead.
organizers-invitation-shared = No single person reads this address. Use a personal address, or pass the link on by hand.
# To a letter. $domain: the mail domain of the typed address.
organizers-invitation-readable-letter = An employer of this letter can read the mail at { $domain }. Use a personal address, or pass the link on by hand.
# To the server.
organizers-invitation-readable-server = An employer that a letter here is about can read the mail at { $domain }. Use a personal address, or pass the link on by hand.

## Mail with an invitation. It names neither the letter nor the person who invites, because others may read the mailbox.

organizers-invitation-mail-subject = An invitation to organize
organizers-invitation-mail-letter = Somebody who organizes an open letter invites you to help. This link shows who invites you, and which letter it is:
organizers-invitation-mail-server = Somebody who organizes open letters invites you to make an account for letters of your own. This link shows who invites you:
# The person must learn that the link is a secret.
organizers-invitation-mail-validity = The link is for one person, and works until { date-and-time }. Do not pass it on: anybody who has it can use it.
organizers-invitation-mail-unexpected = If you did not expect this, ignore this mail. Nothing happens without the link, and your address has not been kept.

## Mail that tells an organizer of an answer, or of something to decide. It names neither the letter nor a person, because others may read the mailbox.

organizers-answer-mail-subject = Something new on your dashboard
organizers-answer-mail-text = Somebody has answered a letter that you organize. Sign in to read the answer:
# A recipient has named a day until which they expect to answer. It is no answer.
organizers-time-mail-text = Somebody to whom you wrote has asked for time to answer. Sign in to see until when:
# Only owners get it. The server does not write to the recipient again by itself.
organizers-no-receipt-mail-text = Somebody to whom you wrote has not confirmed for three days that the letter came. Sign in to see what you can do:
# Another owner has asked for something, or has decided what the reader asked for.
organizers-waits-mail-text = Something waits for you on a letter that you organize. Sign in to see it:
# An answer, an automatic reply, or something that the server could not read came to the return address.
organizers-returned-mail-text = Something came back to a letter that you organize. It may be an answer or an automatic reply. Sign in to read it:

# A second browser tried to use a review link of a draft.
organizers-review-mail-text = A link that lets somebody read a draft of yours was opened in a second browser, and was refused there. Sign in to see it, under “People”:

## Lines of the activity log. Each continues a line that begins with the name of an organizer, or with activity-a-reviewer.
## $role: owner, editor, moderator or viewer.

activity-a-reviewer = A reviewer
activity-invited = { $role ->
    [owner] invited another owner
    [editor] invited another editor
    [moderator] invited another moderator
   *[viewer] invited another viewer
}
activity-joined = { $role ->
    [owner] joined as owner
    [editor] joined as editor
    [moderator] joined as moderator
   *[viewer] joined as viewer
}
activity-left = left the letter
# $from and $to: owner, editor, moderator or viewer.
activity-role-changed = { $from ->
    [owner] changed the role of an owner
    [editor] changed the role of an editor
    [moderator] changed the role of a moderator
   *[viewer] changed the role of a viewer
} { $to ->
    [owner] to owner
    [editor] to editor
    [moderator] to moderator
   *[viewer] to viewer
}
activity-person-removed = { $role ->
    [owner] took an owner off the letter
    [editor] took an editor off the letter
    [moderator] took a moderator off the letter
   *[viewer] took a viewer off the letter
}
activity-proposal-refused = refused a proposal
activity-proposal-withdrawn = withdrew a proposal
activity-address-changed = changed the address of the account
activity-address-change-waits = used a recovery code to ask for another address of the account
activity-address-kept = stopped a change of the account’s address
# The waiting time of a new address is over, but an employer of a letter can read it now, or another account has it.
activity-address-change-dropped = stayed with the old address of the account, because the new one cannot be used any more
activity-recovery-codes-made = created new recovery codes
activity-recovery-code-used = signed in with a recovery code
activity-passkey-added = added a passkey to the account
activity-passkey-removed = removed a passkey from the account
# The name before this is that of the account, not of the operator.
activity-operator-link-made = received a link from the operator of this server, to change the address of the account
activity-operator-link-used = changed the address of the account with the operator’s link
activity-letter-started = started the letter
activity-letter-duplicated = copied the letter into a new draft
activity-draft-discarded = discarded the draft
activity-draft-restored = restored the draft
activity-way-removed = stopped offering a way to sign
activity-in-person-check-changed = changed the in-person check
activity-letter-opened = opened the letter to the public
activity-letter-opened-quietly = opened the letter for people who have the link
activity-link-replaced = replaced the letter’s private link
activity-correction-published = published a correction
activity-substance-changed = published a change of substance
activity-signing-paused = paused signing
activity-signing-resumed = resumed signing
activity-all-names-hidden = hid all public names
activity-all-names-shown = showed the public names again
activity-sessions-ended = ended the sessions and passkeys of another organizer’s account
activity-review-link-made = made a review link
# The line begins with “A reviewer”.
activity-review-link-used = began to read by a review link
# The line begins with “A reviewer”, because nobody knows who it was.
activity-review-browser-refused = was refused, because a review link was in use in another browser
# The line begins with “A reviewer”.
activity-review-left = ended the own access
activity-review-link-ended = ended a review link
activity-review-links-ended = ended all review links
activity-letter-extended = extended signing
activity-drafting-kept = kept the versions and comments of the draft until the purge
activity-drafting-not-kept = ended the keeping of the draft’s versions and comments
activity-campaign-started = started a campaign with this letter
activity-campaign-joined = joined a campaign with this letter
activity-campaign-left = took this letter out of its campaign
activity-campaign-invited = made an invitation to the campaign
activity-campaign-letter-removed = took another letter off the page of the campaign
activity-letter-closed = closed the letter
# The names of those who wait are shown once so many have signed. $count: the new number.
activity-together-raised = raised the number that the names wait for to { $count }
activity-together-agreed = agreed that the names that wait are shown
activity-together-ended = ended the waiting without showing the names
activity-headcount-changed = changed how many people work at an employer
activity-name-hidden = hid a name on request
activity-name-shown-again = showed a hidden name again
activity-name-claim-declined = declined a request to take a name away
# $reason: not-theirs, not-an-employee, not-a-person, or another.
activity-invalidated =
    invalidated { $count ->
        [one] { $count } signature
       *[other] { $count } signatures
    }: { $reason ->
        [not-theirs] signed by somebody else
        [not-an-employee] not an employee
        [not-a-person] not a person
       *[other] another reason
    }
activity-reinstated =
    reinstated { $count ->
        [one] { $count } signature
       *[other] { $count } signatures
    }
activity-names-exported = exported the names
activity-export-proposed = asked for a second owner to export the names
activity-export-agreed = agreed to an export of the names
activity-statement-published = published a statement without a name
activity-statement-declined = declined a statement without a name
activity-update-written = wrote an update
activity-update-published = published an update
activity-stage-planned = planned a stage
activity-stage-changed = changed a stage
activity-stage-moved = moved a stage
activity-stage-removed = removed a stage from the plan
activity-stage-approved = approved a stage
activity-stage-stopped = stopped a stage
activity-stop-taken-back = cancelled the stop of a stage
activity-change-dropped = dropped the change of a stage
activity-delivery-announced = announced a delivery
activity-delivery-cancelled = cancelled a delivery
activity-delivery-confirmed = confirmed a delivery
activity-delivered-by-hand = recorded that the letter was delivered by hand
activity-copy-sent-again = sent a copy again
activity-call-ended = ended a call to write
activity-private-page-ended = ended a recipient’s private page
activity-demand-state-said = recorded what became of a demand
activity-answer-recorded = recorded an answer
# An answer or automatic reply by mail, which the organizers have read.
activity-returned-mail-removed = removed a mail that had come back
activity-copy-arrived = confirmed that a copy arrived although something came back
activity-answer-published = published an answer
activity-answer-pdf-fetched = fetched the PDF of an answer
activity-answer-pdf-published = published the PDF of an answer
activity-delivery-prepared = prepared a delivery

## On the page for signing in, and where an organizer starts the first letter

organizers-own-device = Your own device without a work profile, your own account and network, outside working time.
