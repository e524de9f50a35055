### Passkeys: organizers sign in with their device instead of a mailed code. “Passkey” is the word that phones and browsers use; take theirs.

## The page of an account about its passkeys

passkeys-title = Passkeys
# A link on the page of the account.
passkeys-account-link = Sign in with a passkey
passkeys-intro = With a passkey you sign in by your device’s PIN, finger or face, and wait for no mail. Mailed codes still work beside it.
# Heading of a warning. The next two messages stand below it.
passkeys-warning-title = Not on a work device, and not in a work account
passkeys-warning = Apple, Google and Microsoft copy passkeys to all devices of an account. If that is a work account, your employer manages it, and can see that you have a passkey for this server.
passkeys-warning-do = Use your own device without a work profile, and your own account. If you have a passkey in a work account, remove it here and on the device.
passkeys-list-heading = Your passkeys
passkeys-none = You have no passkey.
passkeys-column-name = Name
passkeys-column-since = Added
passkeys-column-used = Last used
# Heads the column of the buttons below.
passkeys-column-remove = Remove it
passkeys-never-used = never
# A button in a table, in the row of a passkey. Its name follows for people who listen.
passkeys-remove = Remove
passkeys-remove-what = Removing a passkey ends the other sessions that began with it. Your device keeps its part until you delete it there.
# The name of a passkey to which its person gave none.
passkeys-unlabelled = A passkey without a name
passkeys-add-heading = Add a passkey
# $host: the server’s host name. $name: the message passkeys-neutral-name.
passkeys-listed-as = Your device lists it as “{ $host }” and “{ $name }”. It learns neither your address nor any letter. Somebody who sees the list learns that you have an account on this server.
# The device’s own list of passkeys shows this word below the server’s host name. It must say nothing of letters, signing or work.
passkeys-neutral-name = Account
# Without JavaScript, or in an old browser.
passkeys-cannot = This browser cannot add passkeys here, or JavaScript is off. Codes from your mailbox do everything without them.
passkeys-label-label = A name for it (optional)
passkeys-label-hint = “My phone”, for example. Only you see it, on this page and in the list of your sessions. It stays on this server.
passkeys-add = Add a passkey
# $most: how many an account can have.
passkeys-full = You have { $most } passkeys, which is as many as an account can have. Remove one first.
passkeys-proof-first = To add a passkey, enter a code from your mailbox first. Somebody may have found your device signed in.
passkeys-proof = Prove that it is you
passkeys-done-added = The passkey is added. You can sign in with it from now on.
passkeys-done-removed = The passkey is removed. Delete it on your device too.

## On the pages that use a passkey

passkeys-use-heading = With a passkey
# A button below the form that mails a code.
passkeys-sign-in = Sign in with a passkey
# A button on the page that asks for a proof.
passkeys-prove = Use my passkey
# While the browser asks for the passkey in its own window.
passkeys-script-waiting = Your browser asks for your passkey now.
# The person closed the browser’s window, or the device has no passkey for this server.
passkeys-script-stopped = Nothing was done: the browser got no passkey. Try again, or use a mailed code.
# The device refused to make a second passkey for the account.
passkeys-script-known = This device has a passkey for your account already.

## Refusals

# The same for every reason, so that it reveals nothing.
refusal-passkey-not-right = This passkey does not work here. It may have been removed, or the page was open for too long. Try again, or use a mailed code.
# The server is reached by an IP address.
refusal-passkeys-need-host-name = This server has no host name, only a number as its address, so browsers make no passkeys for it. Use mailed codes.
# $most: how many an account can have.
refusal-too-many-passkeys = You have { $most } passkeys, which is as many as an account can have. Remove one first.
# A passkey cannot prove this.
refusal-mailed-code-needed = To add a passkey, enter a code that we mail to you now. A passkey does not do for this.

## Mails about the account. They name no letter and no person.

# A link follows.
passkeys-mail-added = A passkey was added to your account. If this was not you, remove it, and end all sessions of the account:
passkeys-mail-removed = A passkey was removed from your account. If this was not you, sign in with a mailed code, and end all sessions of the account:
