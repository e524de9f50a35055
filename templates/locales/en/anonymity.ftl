### Anonymous signatures.
### An anonymous signature has two halves: the proof of an address, and the signature itself, sent separately and perhaps on another day.
### Between the two, its signatory holds a file that contains everything that the signature needs.

## Refusals of the first half, in which an address is proved.

# Answer to a program, or to a page that was opened before the owners switched the way off.
refusal-anonymous-not-offered = This letter does not offer anonymous signatures. Choose one of the other ways to sign it.
# The pages of anonymous signing of a letter that never offered it.
anonymity-page-not-offered-refusal = This letter does not offer anonymous signatures. Go back to the letter to see how you can sign it.
# The request of the reader's browser is malformed. Neither an address nor a code was used up. Also shown when codes for colleagues are made.
refusal-blinded-malformed = The server cannot sign what your browser sent. Nothing is used up: load the page again and continue.
# The limit of answers to one code. Also shown when codes for colleagues are made, where there is no signing key.
refusal-code-answered = This code was answered ten times, and is not answered again. Nothing is lost: enter your address again and use the new code. If this page gave you a signing key, use the same key.
# The letter closed in the second in which the code arrived.
anonymity-closed-while-proving-refusal = Signing ended at the moment when your code arrived here. Your anonymous signature could not be made, and you were not counted.
# In exchange for an anonymous signature, a signature with a name is withdrawn. “Your signature” is the title of a page.
refusal-named-unknown = No signature with a name that still counts belongs to that signing key. Look at it under “Your signature” first.

## Refusals of the second half, in which the signature is sent.

# The file of the signature is not complete, or is another file.
refusal-credential-malformed = That is not a saved signature. If you took it from a file, check that the file is complete. Your signing key can make it again.
refusal-credential-not-valid = That saved signature is not valid for this letter. If it belongs to another letter, open the page of that letter.
anonymity-signature-by-other-key-refusal = This signature was made with another signing key than its own. Load the page again and use your own key.
# What was proved in the first half stays valid.
anonymity-text-changed-before-signature-refusal = The organizers changed what the letter says. Read the new text and sign that one: what you saved stays valid.
# Roles, teams and sites are lists from which signatories may choose.
refusal-facets-not-stated = This signature refers to a role, team or site and does not say which. Choose it again, or sign without one.
anonymity-signature-while-paused-refusal = The organizers have paused signing. Keep the file that you saved and come back later: it stays valid.
refusal-redemption-ended = This letter has been counted for the last time, so your signature cannot be accepted any more. It was not counted.
refusal-credential-used = Another signature was made with this file already. Each file is valid for one signature, and that one stands.
anonymity-signed-again-after-withdrawal-refusal = This signature was withdrawn. It cannot be made again, because its address stays used.

## Refusals of changes to an anonymous signature: withdrawing it, moving it to a new text, giving it a name.

refusal-credential-unknown = No anonymous signature on this letter belongs to that signing key. The key may belong to another letter, or the signature never arrived here.
# Also shown for statements without a name.
refusal-proof-not-valid = That was not signed with the signing key of this signature. Enter the key again.
refusal-credential-withdrawn = This signature was withdrawn. A withdrawn signature cannot be changed.
# Roles, teams and sites are lists from which signatories may choose.
refusal-facets-changed = A counted signature keeps its role, team and site when it moves to a new text, or leaves out all of them.
anonymity-naming-needs-visibility-refusal = Choose who may see your name.
# The reader was about to replace the anonymous signature by one with a name.
anonymity-text-changed-while-naming-refusal = The organizers changed what the letter says. Read the new text first: your anonymous signature stays as it was.
# Answer to a program. The three words are values of the API and stay as they are.
refusal-change-unknown = Choose what to change: withdraw, agree or to-named.

## Refusals of the published list of anonymous signatures

# Answer to a program. The list is split into parts, so that nobody learns from a request which signature is looked for.
refusal-bucket-unknown = The list is not split into so many parts, because each would hold fewer than a thousand signatures. Ask for part 0 of 1.

## Shown by a script on the pages of anonymous signing, at once after a button was pressed.

anonymity-proving = Proving …
anonymity-signing = Signing …
anonymity-asking = Asking …
anonymity-looking = Looking …
# $file is the name of a file that the browser has saved.
anonymity-saved-as = Saved as { $file }.

## Shown by a script on the pages of anonymous signing: the steps to a signature.

# Read aloud in place of the picture.
anonymity-key-qr = Your signing key as a QR code
anonymity-key-copied = Copied.
# The browser refuses to copy.
anonymity-key-selected = Your browser does not copy here. The key is selected: copy it by hand.
anonymity-browser-keeps-nothing = Your browser keeps nothing for this page. Do not reload it before you have noted your key.
# The heading of the first step and its place in the list of steps, for somebody who signs with a code from a colleague.
anonymity-vouch-heading = Use your code
# Before “This key is all that is left of it, and only you have it.”
anonymity-vouch-spent = Your code is used up.
# Somebody is about to sign another text than the one that they have read.
anonymity-letter-changed = The letter has changed meanwhile. Read it before you sign.
anonymity-not-counted-yet = Not counted yet. Nothing is wrong: your signature waits for the next count.

## Shown by a script on the page that signs with a saved file.

anonymity-file-missing = Choose the file that you saved.
anonymity-file-unreadable = That is not a saved signature, or the file is damaged.
anonymity-file-of-other-letter = This file was made for another letter. Open the page of that letter.
# The browser has checked the file with the letter's published key.
anonymity-file-not-genuine = The letter’s published key did not sign this file. The file is damaged, or not genuine.

## Shown by a script on the page “Your anonymous signature”: what was found with a signing key. A heading and the sentence below it.

anonymity-mine-counted-heading = Your signature is counted
anonymity-mine-counted-words = It stands with the others, as “verified, anonymous”.
anonymity-mine-withdrawn-heading = You withdrew
anonymity-mine-withdrawn-words = The signature is no longer counted. The address that was used for it stays used.
anonymity-mine-unknown-heading = Not among the counted signatures
anonymity-mine-unknown-words = It may wait to be counted, or it was withdrawn before it was counted, or this key belongs to another letter.

## The same page, after a change. A heading and the sentence below it.

anonymity-mine-withdrew-heading = You have withdrawn
anonymity-mine-withdrew-words = The number of signatures changes at one of the next counts.
anonymity-mine-agreed-heading = You signed the present text
anonymity-mine-agreed-words = Your signature is counted there at one of the next counts.
anonymity-mine-named-heading = Your name is on its way
# “Change or withdraw your signature” is the title of a page.
anonymity-mine-named-words = The anonymous signature is withdrawn, and the one with your name is counted at one of the next counts. Your signing key stays the same: from now on, use it on the page “Change or withdraw your signature”.

## The page to sign, when the letter is closed.

anonymity-letter-closed-title = This letter is closed
# A saved credential is a file with which people sign later.
anonymity-letter-closed-words = It takes no more signatures from work addresses. You can still sign with a credential that you have saved, for two days after the closing.
