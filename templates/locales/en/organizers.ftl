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
# On the page of the account, and where somebody signs in.
organizers-address-use = Your address is stored encrypted. It is used only to send you codes, and to tell you that something concerns your account or your letters.
# Title of the page in the browser's tab.
organizers-account-title = Your account
organizers-account-name = You are <bdi>{ $name }</bdi>.
organizers-sessions-heading = Where you are signed in
# The head of a column: the name that somebody gave a session.
organizers-sessions-label = Label
# The head of a column: the day on which a session began.
organizers-sessions-since = Since
# The head of a column of buttons, which sign out.
organizers-sessions-column-end = End it
# Beside the session of this browser.
organizers-sessions-this = (this one)
organizers-sessions-end-all = Sign out everywhere
organizers-session-hint = For example “My laptop”. Your list of sessions shows only this and the day. Nothing of your browser or network is kept.
organizers-sign-in-heading = Sign in to organize
organizers-sign-in-intro = You need no account to sign a letter. This page is for people who write letters and deliver them.
organizers-sign-in-anybody = Anybody with a personal address can make an account: the code is the only step.
organizers-sign-in-invited = Accounts on this server are by invitation. If you have none, ask an organizer for a link.
organizers-address-label = Your personal address
# The warning must not be lost.
organizers-address-hint = A code goes there. Do not use an address that an employer can read. An address at an employer that a letter here is about is refused.
organizers-code-other-address = Use another address
# A heading, and the label of a field.
organizers-name-label = Your name
organizers-name-why = The code is right, and this address has no account yet. The button makes one.
organizers-name-hint = Only people who organize a letter with you see it. It need not be the name in your passport.
organizers-name-button = Make my account
# Below the list of sessions.
organizers-sessions-end = A session ends by itself after { $sessionDays ->
    [one] { $sessionDays } day
   *[other] { $sessionDays } days
} without use. Nothing of your browser or network is kept.

## People of a letter

# The name of a role, in a table and in lists of choices. $role: owner, editor, moderator or viewer.
organizers-role = { $role ->
    [owner] owner
    [editor] editor
    [moderator] moderator
   *[viewer] viewer
}
# Beside a role, or below it. $role: owner, editor, moderator or viewer.
organizers-role-words = { $role ->
    [owner] Does everything: this includes opening, delivering and closing.
    [editor] Reads the dashboard and edits the text.
    [moderator] Reads the dashboard, sees the names given to organizers, hides names and records answers.
   *[viewer] Reads the dashboard, without names.
}
organizers-people-heading = Who organizes the letter
organizers-people-alone = One owner runs this letter, and the letter’s page says so. With a second owner, nobody can do alone what cannot be undone.
organizers-people-owners = { $count } owners. Opening, delivering, closing, purging, exporting names and changing owners each need two of them.
# The head of a column.
organizers-people-name = Name
# The head of a column: owner, editor, moderator or viewer.
organizers-people-role = Role
# The head of a column in which an owner changes the role of a person.
organizers-people-change = Change
# The head of a column that says what a role can do.
organizers-people-means = What it means
# Beside the name of the reader.
organizers-people-you = (you)
# The label of a list of roles. Only screen readers say it.
organizers-people-role-of = Role of <bdi>{ $name }</bdi>
organizers-people-change-role = Change the role
organizers-people-leave = Leave this letter
organizers-people-remove = Take <bdi>{ $name }</bdi> off this letter

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

organizers-invite-heading = Invite somebody
organizers-invite-server-heading = Invite somebody to this server
# “People” is a page of the dashboard.
organizers-invite-server = The person can then make an account, and write letters. To work on one of your letters together, invite the person on that letter’s page “People” instead.
organizers-invite-link = You get a link. Pass it on by hand, or have it mailed. It works for one person, and for a week.
organizers-invite-personal = Use a personal address. An address that an employer of this letter can read is refused.
# A question above the roles.
organizers-invite-role = What may the person do?
organizers-invite-address-label = Mail the link to (optional)
organizers-invite-address-hint = A personal address. It is forgotten as soon as the mail has gone.
organizers-invite-button = Make a link
organizers-invitations-open = Links that nobody has used yet
# One of these links. $name: the organizer who made it. $at: until when it works. $role: what the person becomes.
organizers-invitation-open = { $role ->
    [owner] For an owner
    [editor] For an editor
    [moderator] For a moderator
   *[viewer] For a viewer
}, from <bdi>{ $name }</bdi>, until { date-and-time }
# The same, if the organizer who made it has left the letter. $at: until when it works. $role: what the person becomes.
organizers-invitation-open-left = { $role ->
    [owner] For an owner
    [editor] For an editor
    [moderator] For a moderator
   *[viewer] For a viewer
}, from somebody who has left, until { date-and-time }
# A link to this server. $at: until when it works.
organizers-invitation-until = A link that works until { date-and-time }
# A button beside such a link.
organizers-invitation-take-back = Take it back
organizers-link-mailed = The link is on its way by mail. If the mail does not arrive, pass the link on yourself, in a way that no employer can read.
organizers-link-by-hand = Pass this link on yourself, in a way that no employer can read.
# What to do at once must not be lost.
organizers-link-once = It is shown only on this page.
# $at: until when the link works. The advice must not be lost.
organizers-link-validity = It works for one person, until { date-and-time }. Anybody who has it can use it. If somebody has it who should not, take it back.

## The page of such a link, for the person who is invited.

organizers-welcome-letter = You are invited to organize a letter
organizers-welcome-server = You are invited to this server
# For the first organizer of a new server.
organizers-welcome-first = Welcome to your server
# $name: the organizer who asks. $role: what the reader becomes.
organizers-welcome-asked = { $role ->
    [owner] <bdi>{ $name }</bdi> asks you to be an owner of the letter “<bdi>{ $title }</bdi>”.
    [editor] <bdi>{ $name }</bdi> asks you to be an editor of the letter “<bdi>{ $title }</bdi>”.
    [moderator] <bdi>{ $name }</bdi> asks you to be a moderator of the letter “<bdi>{ $title }</bdi>”.
   *[viewer] <bdi>{ $name }</bdi> asks you to be a viewer of the letter “<bdi>{ $title }</bdi>”.
}
# The organizer who asked has left. $role: what the reader becomes.
organizers-welcome-asked-by-nobody = { $role ->
    [owner] You are asked to be an owner of the letter “<bdi>{ $title }</bdi>”.
    [editor] You are asked to be an editor of the letter “<bdi>{ $title }</bdi>”.
    [moderator] You are asked to be a moderator of the letter “<bdi>{ $title }</bdi>”.
   *[viewer] You are asked to be a viewer of the letter “<bdi>{ $title }</bdi>”.
}
# $role: what the reader becomes.
organizers-welcome-role = { $role ->
    [owner] An owner can do everything: this includes opening, delivering and closing.
    [editor] An editor can read the dashboard, and edit the text.
    [moderator] A moderator can read the dashboard, see the names given to organizers, hide names and record answers.
   *[viewer] A viewer can read the dashboard, without names.
}
organizers-welcome-server-asked = <bdi>{ $name }</bdi> asks you to make an account, and to write letters.
organizers-welcome-first-words = This link makes the first organizer’s account. Everybody else needs an invitation.
organizers-welcome-signed-in = You are signed in as <bdi>{ $name }</bdi>.
organizers-welcome-accept = Accept the invitation
# The warning must not be lost.
organizers-welcome-address-hint = A code goes there. Do not use an address that an employer can read.

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
