### What waits for a second owner. Owners decide here on acts that cannot be undone, often on a phone.
### $by: the name of the owner who asks.

approvals-title = What waits for a second owner
approvals-intro = Two owners decide on what cannot be undone. One of them asks, and another one agrees here.
approvals-intro-alone = This letter has one owner, so nothing waits for a second one. Invite another owner under “People”.
approvals-nothing = Nothing waits for a second owner.
# $on: a day.
approvals-asked-on = Asked on { DATETIME($on, dateStyle: "long") }.
approvals-only-owners = Owners of the letter see the details and decide.

## Notices after the reader has decided

approvals-changed-title = Nothing has happened
# Above the proposal as it is now.
approvals-changed-meanwhile = This has changed since you looked at it, or somebody else has decided it. Nothing has happened. Look at it again.
approvals-done-title = You agreed, and it is done
approvals-done-text = The owner who asked gets a mail that something is new.
approvals-done-export-title = You agreed
# $hours: how long the owner who asked can download the names.
approvals-done-export = The owner who asked can now download the names once, within { $hours } { $hours ->
    [one] hour
   *[other] hours
}.
approvals-refused-title = You refused it
approvals-refused-text = The owner who asked can read your reason. It can still happen if another owner agrees, and you can change your mind here.

## Proposals

# A proposal that another owner made, as a heading. The sentence says what happens at once if the reader agrees.
# $kind: what is proposed. $name: the person whose role changes. $role: the new role: editor, moderator or viewer.
# $stage: the number of a stage in the delivery plan.
approvals-asks = { $kind ->
    [open] { $by } asks to open the letter to everybody. If you agree, it opens now.
    [open-quietly] { $by } asks to open the letter quietly, for people who have its link. If you agree, it opens now.
    [correct] { $by } asks to publish a correction of the text. If you agree, everybody reads it now, and the count stays.
    [change-text] { $by } asks to publish another text. If you agree, everybody reads it now, and the count starts again.
    [close] { $by } asks to close the letter. If you agree, nobody can sign it any more, from now on.
    [purge] { $by } asks to purge the letter. If you agree, its names, drafts and addresses are erased now.
    [discard] { $by } asks to discard the draft. If you agree, it is deleted now, for all organizers.
    [export] { $by } asks to export the names. If you agree, { $by } can download them once.
    [reveal] { $by } asks to show the hidden public names again. If you agree, they appear now.
    [invite-owner] { $by } asks to invite another owner. If you agree, an invitation is made now.
    [make-owner] { $by } asks to make { $name } an owner. If you agree, it happens now.
    [end-owner] { $by } asks that { $name }, an owner, becomes { $role ->
            [editor] an editor
            [moderator] a moderator
           *[viewer] a viewer
        }. If you agree, it happens now.
    [remove-owner] { $by } asks to take { $name }, an owner, off this letter. If you agree, it happens now.
    [leave] { $by } asks to leave this letter. If you agree, it happens now.
    [approve-stage] { $by } asks to approve stage { $stage } of the plan. If you agree, it starts by itself when its time comes.
    [start-stage] { $by } asks to carry out stage { $stage }. If you agree, it goes out now.
    [hurry-stage] { $by } asks to start stage { $stage } before its time. If you agree, it is announced now.
    [cancel-stage] { $by } asks to cancel stage { $stage }. If you agree, nothing more of it goes out.
    [remove-stage] { $by } asks to take stage { $stage } out of the plan. If you agree, it goes now.
    [change-stage] { $by } asks to change stage { $stage }. If you agree, it goes out as changed.
    [keep] { $by } asks to keep the versions and comments of the draft until the purge. If you agree, they are not erased a week after the opening.
    [extend] { $by } asks to extend signing. If you agree, it is announced now.
    [reveal-together] { $by } asks to show the names that wait. If you agree, everybody can read them once the waiting time is over.
    [end-together] { $by } asks to end the waiting. If you agree, the names that wait are erased now and never shown.
    [start-campaign] { $by } asks to start a campaign with this letter. If you agree, its page is public now.
    [join-campaign] { $by } asks to let this letter join a campaign. If you agree, it stands on its page now.
    [demand] { $by } asks to say what became of a demand. If you agree, it is on the letter’s page now.
    [update] { $by } asks to publish an update. If you agree, it is on the letter’s page now, and is mailed to those who asked.
   *[offer] { $by } asks to change the ways to sign. If you agree, they change now.
}

## An agreed export of names, as a heading. $at: until when it can be downloaded.

approvals-granted = { $by } can download the names once, until { date-and-time }.
approvals-granted-yours = Another owner agreed. You can download the names once, until { date-and-time }.
approvals-export-now = Download the names

# The proposal of an owner who runs the letter alone, as a heading. It waits for a day.
# $kind: what is proposed. $name: the person whose role changes.
approvals-alone = { $kind ->
    [close] You asked to close the letter.
    [purge] You asked to purge the letter.
    [keep] You asked to keep the versions and comments of the draft until the purge.
    [extend] You asked to extend signing.
    [reveal-together] You asked to show the names that wait.
    [end-together] You asked to end the waiting without showing the names.
    [export] You asked to export the names.
    [invite-owner] You asked to invite another owner.
    [make-owner] You asked to make { $name } an owner.
    [start-campaign] You asked to start a campaign with this letter.
    [join-campaign] You asked to let this letter join a campaign.
    [demand] You asked to say what became of a demand.
    [update] You asked to publish an update.
    [offer] You asked to offer a way to sign no longer.
   *[other] You asked for something that cannot be undone.
}
# The reader's own proposal, as a heading.
# $kind: what is proposed. $name: the person whose role changes. $role: the new role: editor, moderator or viewer.
# $stage: the number of a stage in the delivery plan.
approvals-yours = { $kind ->
    [open] You asked to open the letter to everybody. It opens when another owner agrees.
    [open-quietly] You asked to open the letter quietly. It opens when another owner agrees.
    [correct] You asked to publish a correction of the text. It is published when another owner agrees.
    [change-text] You asked to publish another text. It is published when another owner agrees.
    [close] You asked to close the letter. It closes when another owner agrees.
    [purge] You asked to purge the letter. It is purged when another owner agrees.
    [discard] You asked to discard the draft. It is deleted when another owner agrees.
    [export] You asked to export the names. You can download them once when another owner has agreed.
    [reveal] You asked to show the hidden public names again. They appear when another owner agrees.
    [invite-owner] You asked to invite another owner. The invitation is made when another owner agrees.
    [make-owner] You asked to make { $name } an owner. It happens when another owner agrees.
    [end-owner] You asked that { $name }, an owner, becomes { $role ->
            [editor] an editor
            [moderator] a moderator
           *[viewer] a viewer
        }. It happens when another owner agrees.
    [remove-owner] You asked to take { $name }, an owner, off this letter. It happens when another owner agrees.
    [leave] You asked to leave this letter. It happens when another owner agrees.
    [approve-stage] You asked to approve stage { $stage } of the plan. It is approved when another owner agrees.
    [start-stage] You asked to carry out stage { $stage }. It goes out when another owner agrees.
    [hurry-stage] You asked to start stage { $stage } before its time. It is announced when another owner agrees.
    [cancel-stage] You asked to cancel stage { $stage }. It is cancelled when another owner agrees.
    [remove-stage] You asked to take stage { $stage } out of the plan. It goes when another owner agrees.
    [change-stage] You asked to change stage { $stage }. It changes when another owner agrees.
    [keep] You asked to keep the versions and comments of the draft until the purge. They are kept when another owner agrees, and otherwise erased a week after the opening.
    [extend] You asked to extend signing. It is announced when another owner agrees.
    [reveal-together] You asked to show the names that wait. They are shown when another owner has agreed and the waiting time is over.
    [end-together] You asked to end the waiting without showing the names. They are erased when another owner agrees.
    [start-campaign] You asked to start a campaign with this letter. It starts when another owner agrees.
    [join-campaign] You asked to let this letter join a campaign. It joins when another owner agrees.
    [demand] You asked to say what became of a demand. It is published when another owner agrees.
    [update] You asked to publish an update. It is published when another owner agrees.
   *[offer] You asked to change the ways to sign. They change when another owner agrees.
}

# The button that carries a proposal out. It names the act.
# $kind: what is proposed. $name: the person whose role changes. $role: the new role: editor, moderator or viewer.
# $stage: the number of a stage in the delivery plan.
approvals-agree = { $kind ->
    [open] Agree, and open it now
    [open-quietly] Agree, and open it quietly now
    [correct] Agree, and publish the correction now
    [change-text] Agree, and publish the new text now
    [close] Agree, and close it for good now
    [purge] Agree, and purge it for good now
    [discard] Agree, and delete the draft now
    [export] Agree to this export
    [reveal] Agree, and show the names now
    [invite-owner] Agree, and make the invitation now
    [make-owner] Agree, and make { $name } an owner now
    [end-owner] Agree, and change the role of { $name } now
    [remove-owner] Agree, and take { $name } off now
    [leave] Agree, and let { $by } leave now
    [approve-stage] Agree, and approve stage { $stage } now
    [start-stage] Agree, and carry out stage { $stage } now
    [hurry-stage] Agree, and announce stage { $stage } now
    [cancel-stage] Agree, and cancel stage { $stage } now
    [remove-stage] Agree, and take stage { $stage } out now
    [change-stage] Agree, and change stage { $stage } now
    [keep] Agree, and keep them
    [extend] Agree, and extend signing now
    [reveal-together] Agree to show the names
    [end-together] Agree, and erase the names that wait now
    [start-campaign] Agree, and start the campaign now
    [join-campaign] Agree, and join the campaign now
    [demand] Agree, and say this now
    [update] Agree, and publish it now
   *[offer] Agree, and change them now
}

## What follows from it

approvals-follows-open = Everybody can read and find the letter from then on. This cannot be taken back.
approvals-follows-open-quietly = People who have its link can read and sign it. You can open it to everybody later.
approvals-follows-correct = Everybody can see what changed.
approvals-follows-change-text = People who signed the old text are asked whether they agree to the new one.
approvals-follows-close = Closing is final. Everything that waits is counted, and the key that could tie a work address to the letter is destroyed. Deliveries and answers continue.
approvals-follows-purge = A purge is final. The text, published answers and the count stay.
approvals-follows-discard = The key that encrypts the draft is destroyed, so that nobody can read it in a backup either.
approvals-follows-export = The file holds every name that organizers may see. Nobody can call it back.
approvals-follows-reveal = Names that their signatories made less visible meanwhile stay away.
approvals-follows-owner = An owner can ask for everything, and agree to what other owners ask for.
approvals-follows-leave = An owner who has left can neither read nor decide anything here.
approvals-follows-stage = Nobody can call back what has gone out.
approvals-follows-plan = Nothing goes out of it any more.
approvals-follows-update = Nobody can call back a mail.
approvals-follows-reveal-together = Read first who signed in which batch: if many came at once from nowhere, somebody may try to make the names appear. Until the waiting time is over, people can withdraw. Afterwards nobody can call the names back.
approvals-follows-end-together = Everybody who waits stays counted, without a name. This cannot be taken back.
approvals-follows-extend = The letter’s page and the pages on which people sign say so at once, and everybody who asked for updates gets a mail. Signing cannot be extended a second time.
approvals-follows-keep = A court can order them for as long as they are kept. Each owner alone can end this again.
approvals-follows-campaign = Everybody can read the page of the campaign. It shows only what your letter’s own page shows. Each owner alone can take the letter out again.
approvals-follows-demand = Everybody who can read the letter reads it. It stays visible if you say something else later. Nobody gets a mail.
approvals-follows-offer = People who have signed stay counted.

## The content that the reader decides on

approvals-letter-heading = The letter, as it will look
approvals-letter-discarded = The draft that would be deleted
# Above the letter. $people: the people to whom it is addressed.
approvals-letter-to = To { $people }
approvals-preview-link = The whole page, as everybody would see it
approvals-note-heading = The covering note
approvals-update-heading = The update, as it will look
approvals-mail-heading = The mail, as it will look
# Several recipients. The first mail is open below it, the others are folded.
approvals-mails-heading = The mails, as they will look
# Opens one of several mails. $address: where it goes.
approvals-mail-for = The mail to { $address }
approvals-mail-to = To
approvals-mail-subject = Subject
approvals-mail-more = The same mails, with their PDFs
approvals-changes-heading = What has changed since you last looked
approvals-changes-key = What is new is underlined. What is gone is struck out.
approvals-changes-published = What changes for readers
approvals-unchanged = Nothing has changed since you last looked.
approvals-stale-title = This can no longer happen as it was asked
approvals-stale = The content has changed since { $by } asked. Nobody can agree to it any more. Look at it as it is now, and ask again.
approvals-stale-yours = The content has changed since you asked. Nobody can agree to it any more. Withdraw it, and ask again.
# A link to the page where the act is asked for.
approvals-place = See it on its own page

# $number: the number of a revision of the letter.
approvals-fact-revision = It carries the text of revision { $number }.
# $visibility: who sees the name of a person who signs in this way.
approvals-fact-visibility = { $visibility ->
    [anonymous] People can sign so that nobody sees their name.
    [withheld] People can sign so that only the organizers see their name.
    [together] People can sign so that nobody sees their name until enough others stand with them.
    [recipients] People can sign so that the recipients see their name.
   *[public] People can sign so that everybody sees their name.
}
# $visibility: who sees the name of a person who signs in this way.
approvals-fact-gone = { $visibility ->
    [anonymous] No longer offered: nobody sees the name.
    [withheld] No longer offered: only the organizers see the name.
    [together] No longer offered: nobody sees the name until enough stand together.
    [recipients] No longer offered: the recipients see the name.
   *[public] No longer offered: everybody sees the name.
}
approvals-fact-vouches = { $count ->
    [0] Nobody can vouch for others.
    [one] Each verified person can vouch for { $count } other.
   *[other] Each verified person can vouch for { $count } others.
}
# $count: how many codes each owner and moderator may hand over.
approvals-fact-checks = In-person check: each owner and moderator can hand over { $count } { $count ->
    [one] code
   *[other] codes
} to people whose badge or pay slip they have seen. Each code is good for one signature.
# Below it, when the check begins. What the check rests on must not be lost.
approvals-fact-check-trust = These signatures rest on the word of the organizers, and are counted apart. Nothing shows who handed over which code.
approvals-fact-check-ends = The in-person check ends. Codes that were handed over and not used end too, because nobody can tell them apart. Signatures that were made stay counted.
# $minutes: how often the count can change. $count: how many signatures must wait for that.
approvals-fact-batches = Count and names change at most every { $minutes } { $minutes ->
    [one] minute
   *[other] minutes
}, when at least { $count } { $count ->
    [one] signature waits
   *[other] signatures wait
}.
approvals-fact-by-employer = Public names stand under their employers, where enough people have made theirs public.
approvals-fact-first = { $count ->
    [0] Count and names show from the first signature on.
    [one] Count and names show once { $count } person has signed.
   *[other] Count and names show once { $count } people have signed.
}
approvals-fact-notice = A delivery with names is announced { $hours } { $hours ->
    [one] hour
   *[other] hours
} before.
# $days: how many days a letter is open.
approvals-fact-ends-after = Signing ends { $days } days after the letter opens.
approvals-fact-ends-on = Signing ends on { DATETIME($on, dateStyle: "long") }.
approvals-fact-end-before = Now signing ends on { DATETIME($on, dateStyle: "long") }.
approvals-fact-end-after = Then it ends on { DATETIME($on, dateStyle: "long") }.
approvals-fact-purge-before = Now the letter is purged on { DATETIME($on, dateStyle: "long") }.
approvals-fact-purge-after = Then it is purged on { DATETIME($on, dateStyle: "long") }. The key that could tie an address to the letter is kept until signing ends.
# $at: a week before signing ends.
approvals-fact-agree-until = You can agree until { date-and-time }, because people have to hear of it a week before.
# $employer: its name. $domains: its mail domains.
approvals-fact-employer = Workers of { $employer } can sign, with an address at { $domains }.
# Follows the name of a list, such as “Teams”. $values: its entries.
approvals-fact-list = People can choose: { $values }.
approvals-fact-invited = The invitation is mailed to { $address }.
approvals-fact-link = You get a link that makes one person an owner, to pass on by hand.
# $name: a recipient.
approvals-fact-address = The mail for { $name } goes to { $address }.
# $place is what the organizers typed: a union or a newsroom, say.
approvals-fact-place = To check the letter, the copies also name: { $place }
approvals-fact-press = { $count } { $count ->
    [one] address
   *[other] addresses
} of the press get the note.
# A stage of the plan that opens with a letter. $stage: its number. $note: what the organizers typed.
approvals-fact-plan-note = The covering note of stage { $stage }: “{ $note }”
approvals-fact-stage-notice = The letter’s page announces it { $hours } { $hours ->
    [one] hour
   *[other] hours
} before it goes out, and anybody can withdraw until then.

## Deciding

approvals-refuse-summary = Refuse, and say why
approvals-reason-label = Why do you refuse?
approvals-reason-hint = All owners can read it. It is erased with the letter.
approvals-refuse = Refuse it
approvals-withdraw = Withdraw it
approvals-cancel = Cancel it
# The owner who asked is the only owner. $at: when it can be carried out.
approvals-alone-waits = You run this letter alone, so this waits for a day. You can carry it out from { date-and-time }, and cancel it until then. If you did not ask for this, cancel it, and end all your sessions under “Your account”.
approvals-alone-now = You run this letter alone, and the day of waiting is over. You can carry it out now, or cancel it.
# The other owner has not answered and not signed in.
approvals-silent-now = The other owner has not answered and not signed in for { $days } days. You can carry it out alone now.
approvals-carry-out = Carry it out now
approvals-new-owner = You became an owner less than three days ago, so you cannot agree to this yet.
approvals-needs-proof = You are asked for a code from your mailbox, or your passkey, unless you have just used one.
approvals-refusals-heading = Refused by
approvals-refusal-yours = You refused it. You can still agree.
# An earlier proposal that every other owner has refused. $by: the owner who asked.
approvals-over = Every other owner refused it, so it does not happen.
approvals-reason-missing = Say why you refuse. The owner who asked needs your reason.
# $most: how many characters a reason can have.
approvals-reason-long = Shorten the reason to { $most } characters.
refusal-own-proposal = You asked for this yourself. Another owner has to decide.
# Owners who were added less than three days ago.
refusal-new-owner = You became an owner less than three days ago, so you cannot agree to this yet. Another owner can agree now, or you can later.
# The next page mails a code, and offers a passkey if the account has one.
refusal-proof-needed = This needs a proof that it is you. Enter a code that we mail to you now, or use your passkey, then press the button again.

## Above a page of the dashboard that a proposal concerns

approvals-waits-title = Something waits for a second owner
approvals-waits-link = Look at it, and decide
approvals-waits-link-yours = Look at it
