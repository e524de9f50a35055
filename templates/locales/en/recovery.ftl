### An organizer's address, recovery codes, and what helps after a lost mailbox.

## The page of an account about its address and its recovery codes

recovery-title = Address and recovery codes
# A link on the page of the account.
recovery-account-link = Change your address, or make recovery codes
recovery-intro = You sign in with codes that we mail to your address, or with a passkey. If you lose the mailbox, recovery codes let you in and give your account another address.

# Heading of the section about recovery codes.
recovery-codes-heading = Recovery codes
# $count: unused codes of the newest set.
recovery-codes-left = { $count ->
    [0] You have no recovery codes. Make some now: without them, a lost mailbox means a lost account.
    [one] You have { $count } unused recovery code.
   *[other] You have { $count } unused recovery codes.
}
# $count: the size of a set.
recovery-codes-what = You get { $count } codes. Each lets you in once, without your mailbox. Then you can prove another address.
# $hours: how long earlier codes stay good.
recovery-codes-earlier = Codes that you made earlier stop working { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
} after you make new ones. If somebody else may have them, sign in with one of them first and make new ones then: the others stop at once.
recovery-codes-make = Make recovery codes
# If the session began with a recovery code.
recovery-codes-make-at-once = Make recovery codes now. The codes of your last set stop at once.

# Heading of the section about the address.
recovery-address-heading = Change your address
recovery-address-what = We mail a code to your address and another code to the new address. You need both. Your passkeys and your other sessions end.
recovery-address-lost = You have signed in with a recovery code, so you need no code from your old mailbox. We mail a code to the new address only.
# $hours: how long the change waits. The old mailbox can stop the change in this time.
recovery-address-lost-waits = The new address works after { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}. Until then a person who reads your old mailbox can stop the change. Sign in with another recovery code meanwhile.
recovery-address-label = The new address
recovery-address-hint = A personal address that no employer can read.
recovery-address-send = Send me the codes

# A notice. The address will change at a given instant, which another sentence states.
recovery-change-waits-title = This account is going to get another address
# $at: an instant.
recovery-change-waits = Somebody who had a recovery code of yours asked for it. The change happens on { date-and-time }. If this was not you, stop it now.
recovery-link-waits-title = The operator of this server has made a link for this account
# $at: an instant.
recovery-link-waits = A person with this link can give your account another address until { date-and-time }. If you did not ask for it, cancel it now, and ask the operator why.
# A button, below either notice. Pressing it also ends the other sessions.
recovery-keep = Keep my address, and end all other sessions
# Notices after an act.
recovery-done-address = Your address has changed. Codes now go to the new one. Other sessions and all passkeys have ended: add passkeys again.
recovery-done-waits = The new address is proved. The change waits; see below.
recovery-done-kept = Your address stays as it is. Other sessions have ended.
recovery-done-signed-in = You are signed in. Your other sessions and your passkeys have ended, and this recovery code is used up.

## The page that asks for codes. It is answered with the same bytes whether an address has an account or not.

recovery-code-title = Enter the code
recovery-code-title-two = Enter both codes
recovery-code-old-label = The code from your old mailbox
recovery-code-new-label = The code from your new mailbox
recovery-code-own-label = The code from your mailbox
recovery-code-make = Make recovery codes
recovery-code-change = Change my address
recovery-code-again = Send the codes again
recovery-back = Back to your address and codes

## The page that shows new recovery codes, once

recovery-codes-title = Your recovery codes
# The reader must copy them now.
recovery-codes-once = We show these codes only now. Write them on paper or print this page.
recovery-codes-keep = Keep them where no employer can look: not at work, not on a work device, not in your mailbox. A person who has one can sign in as you.
recovery-codes-use = Each works once. The address of the page for them is:
recovery-codes-done = I have copied them

## The page to sign in with a recovery code

recovery-sign-in-title = Sign in with a recovery code
recovery-sign-in-intro = Use this if you cannot read mail at your address. You need no address here, only a code.
recovery-sign-in-warning = Your other sessions and your passkeys end, because somebody may have your device. We tell your address, and the other owners of your letters.
recovery-sign-in-label = A recovery code
recovery-sign-in-hint = Sixteen letters and digits in four groups. Each code works once.
recovery-sign-in-session = A label for this session (optional)
recovery-sign-in-button = Sign in
recovery-sign-in-none = No code left? Ask another owner of the letter, or the person who runs this server.
# On the page to sign in with a mailed code.
recovery-sign-in-link = I cannot read mail at my address

# On the page to sign in with a recovery code: a link to the page that mails a code.
recovery-sign-in-mail = Sign in with a mailed code

refusal-recovery-code-malformed = Type one recovery code: sixteen letters and digits, such as 7KQ4-M2XA-90BD-TN6V.
# The same sentence for a wrong, a used and a replaced code. It must not tell which.
refusal-recovery-code-not-right = That recovery code is wrong, or was used or replaced before. Try another one of your newest set.
# Only a person who has proved the new mailbox reads this.
refusal-address-has-account = This address has an account of its own, and two accounts cannot be joined. Use another address. Or sign in with that account, and have it invited to the letter.

## The page of the link that the operator of the server made

recovery-link-title = Give an account another address
# $name: the organizer's name.
recovery-link-intro = The operator of this server made this link for the account of <bdi>{ $name }</bdi>. With it, the account gets another address.
recovery-link-warning = All sessions, passkeys and recovery codes of the account end. The old address and the other owners of its letters are told.
# $at: an instant.
recovery-link-validity = The link works once, until { date-and-time }. Opening it has changed nothing.
recovery-link-send = Send me a code
recovery-link-use = Change the address, and sign in
refusal-recovery-link-gone = This link was used, replaced or cancelled, or its day is over. Ask the operator of the server for another one.

## Mail to the address of an account. It names no letter, no person and no other address, because others may read the mailbox.
## A link follows each text.

recovery-mail-subject = Your account has changed
# $hours: how long earlier codes stay good.
recovery-mail-codes-made = New recovery codes were made for your account. Earlier codes work for at most { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
} more. If this was not you, sign in, end all sessions, and use one of your earlier codes while it works:
recovery-mail-code-used = Somebody signed in to your account with a recovery code, and its passkeys have ended. If this was not you, sign in, end all other sessions, and make new recovery codes:
# $hours: how long the change waits.
recovery-mail-address-waits = Somebody with a recovery code has asked to give your account another address. This happens in { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}. If this was not you, sign in and stop it:
recovery-mail-address-changed = Your account has another address now, and this one works no longer. If this was not you, sign in with a recovery code, or ask the person who runs the server:
recovery-mail-operator-link = The operator of this server has made a link with which your account can get another address. If you did not ask for it, sign in and cancel it:
# The link ended the recovery codes too, so they are of no help.
recovery-mail-operator-link-used = Your account has another address now, and neither this one nor your recovery codes work any longer. Somebody used the link that the operator of this server made. If this was not you, ask the operator:

## Mail to the other owners of a letter. It names no letter and no person.

recovery-owner-mail-subject = Something new on your dashboard
recovery-owner-mail-text = Something changed about the account of a person who organizes a letter with you. Sign in and look at the recent activity. If you doubt it, ask the person by another way:

## npm run recover-organizer, which makes a link for an account whose mailbox is lost

recover-organizer-usage =
    Name the account by its address, or by a letter and what tells its organizers apart:
    npm run recover-organizer -- --address robin@personal.example
    npm run recover-organizer -- --letter LETTER --role owner [--name NAME] [--id ID]
    LETTER is the address of the letter’s page, or its id on the dashboard.
recover-organizer-none = No account fits. Nothing was changed.
# A list of accounts follows, one a line.
recover-organizer-several = Several accounts fit. Nothing was changed. Name one of them with --id:
# $name: the organizer's name. $role: owner, editor, moderator or viewer. $id: the account's id.
recover-organizer-choice = { $id }  { $role }  { $name }
# $name: the organizer's name. $at: an instant.
recover-organizer-made =
    This link gives the account of { $name } another address. It works once, until { date-and-time }:
    { $link }
    Anybody who has it takes the account over. Give it to that person alone. Its sessions have ended. The account’s address and the other owners of its letters are told by mail, and the activity of each letter shows it.
