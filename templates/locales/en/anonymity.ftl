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
# The limit of answers to one code. Also shown when codes for colleagues are made, where there is no slip.
refusal-code-answered = This code was answered ten times, and is not answered again. Nothing is lost: enter your address again and use the new code. If this page gave you a slip, use the same slip.
# The letter closed in the second in which the code arrived.
anonymity-closed-while-proving-refusal = Signing ended at the moment when your code arrived here. Your anonymous signature could not be made, and you were not counted.
# In exchange for an anonymous signature, a signature with a name is withdrawn. “Your signature” is the title of a page.
refusal-named-unknown = No signature with a name that still counts belongs to that slip. Look at it under “Your signature” first.

## Refusals of the second half, in which the signature is sent.

# The file of the signature is not complete, or is another file.
refusal-credential-malformed = That is not a saved signature. If you took it from a file, check that the file is complete. Your slip and another code can make it again.
refusal-credential-not-valid = That saved signature is not valid for this letter. If it belongs to another letter, open the page of that letter.
anonymity-signature-by-other-key-refusal = This signature was made with another slip than its own. Load the page again and use your own slip.
# What was proved in the first half stays valid.
anonymity-text-changed-before-signature-refusal = The organizers changed what the letter says. Read the new text and sign that one: what you saved stays valid.
# Roles, teams and sites are lists from which signatories may choose.
refusal-facets-not-stated = This signature refers to a role, team or site and does not say which. Choose it again, or sign without one.
anonymity-signature-while-paused-refusal = The organizers have paused signing. Keep the file that you saved and come back later: it stays valid.
refusal-redemption-ended = This letter has been counted for the last time, so your signature cannot be accepted any more. It was not counted.
refusal-credential-used = Another signature was made with this file already. Each file is valid for one signature, and that one stands.
anonymity-signed-again-after-withdrawal-refusal = This signature was withdrawn. It cannot be made again, because its address stays used.

## Refusals of changes to an anonymous signature: withdrawing it, moving it to a new text, giving it a name.

refusal-credential-unknown = No anonymous signature on this letter belongs to that slip. The slip may belong to another letter, or the signature never arrived here.
# Also shown for statements without a name.
refusal-proof-not-valid = That was not signed with the slip of this signature. Type your 12 words again.
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

anonymity-browser-keeps-nothing = Your browser keeps nothing for this page. Do not reload it before you have written down your slip.
# The heading of the first step and its place in the list of steps, for somebody who signs with a code from a colleague.
anonymity-vouch-heading = Use your code
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

## Shown by a script on the page “Your anonymous signature”: what was found with a slip. A heading and the sentence below it.

anonymity-mine-counted-heading = Your signature is counted
anonymity-mine-counted-words = It stands with the others, as “verified, anonymous”.
anonymity-mine-withdrawn-heading = You withdrew
anonymity-mine-withdrawn-words = The signature is no longer counted. The address that was used for it stays used.
anonymity-mine-unknown-heading = Not among the counted signatures
anonymity-mine-unknown-words = It may wait to be counted, or it was withdrawn before it was counted, or this slip belongs to another letter.

## The same page, after a change. A heading and the sentence below it.

anonymity-mine-withdrew-heading = You have withdrawn
anonymity-mine-withdrew-words = The number of signatures changes at one of the next counts.
anonymity-mine-agreed-heading = You signed the present text
anonymity-mine-agreed-words = Your signature is counted there at one of the next counts.
anonymity-mine-named-heading = Your name is on its way
# “Change or withdraw your signature” is the title of a page.
anonymity-mine-named-words = The anonymous signature is withdrawn, and the one with your name is counted at one of the next counts. Your slip stays the same: from now on, use it on the page “Change or withdraw your signature”.

## The page to sign, when the letter is closed.

anonymity-letter-closed-title = This letter is closed
# A saved credential is a file with which people sign later.
anonymity-letter-closed-words = It takes no more signatures from work addresses. You can still sign with a credential that you have saved, for two days after the closing.

## The pages of anonymous signing

anonymity-back = Back
anonymity-sign-title = Sign anonymously
# In browsers that run no scripts. What the reader can do instead follows.
anonymity-no-script-title = This way of signing needs JavaScript
anonymity-no-script-words = Your browser makes the signature, so that nobody here can know whose it is. A plain form would send us what must not be sent.
anonymity-other-way = Choose another way
# Read aloud before the list of steps.
anonymity-steps-label = Steps
# The first step and its place in the list of steps.
anonymity-address-heading = Prove your work address
anonymity-step-sign = Sign
anonymity-step-counted = Be counted
anonymity-address-lede = Nobody sees your name. You count as one verified worker. Your employer, the organizers and we cannot find out who.
# Folded under “How this works”.
anonymity-how-code = A code goes to your work address. With it, your browser makes a signature that counts once and that nobody can trace to the address.
# The last step offers to sign later. It must not be lost: it is the one thing that helps.
anonymity-how-watched = If somebody watches our server right now, they could link your code to your signature. Signing tomorrow from another network prevents that. You can choose that after the code.
# <how> and <inventory> are links to pages.
anonymity-how-more = More: <how>how anonymity works here</how>, <inventory>what we would have to hand over</inventory>.
# Somebody turns a named signature into an anonymous one.
anonymity-from-named-title = Your named signature goes, an anonymous one comes
anonymity-from-named-words = People who saw your name can guess that you are still among the signatories, and the letter’s log shows that something changed. You get a new slip. The slip that you have ends with the named signature.
# Somebody signs with a code from a colleague.
anonymity-vouch-words = You have a code. It takes the place of a work address: no mail goes anywhere.
anonymity-vouch-keep = Your code can be used once. If you lose this page after that, only the slip brings you back.
anonymity-vouch-own-slip-label = Or the slip that this page showed you before
anonymity-vouch-own-slip-hint = Only if you have used this code already and lost the page.
anonymity-vouch-use = Use my code
anonymity-named-slip-label = The slip of your named signature
anonymity-named-slip-hint = It stays in this browser. It signs that the named signature may go.
anonymity-own-slip-hint = The slip that this page showed you when you began. It stays in this browser, and makes the same signature again.
anonymity-come-back-heading = Come back to a signature
# A button. It shows a field for the slip.
anonymity-have-slip = I began before, and have a slip
# A link to the page that signs with a saved file.
anonymity-have-file = I have saved a file to sign later
anonymity-see-mine = See or withdraw my anonymous signature
anonymity-prove = Continue
# The address is used. Perhaps the reader used it.
anonymity-used-heading = If it was you
anonymity-fresh-slip = This page was loaded again, and your device keeps nothing of your signature. So the page has made a new slip: keep this one, and forget the one before. If you have entered the code already, use the slip from then.
anonymity-slip-now = Keep the words before you enter the code. Your address counts once: if you lose this page after the code, only your slip brings you back.

## The step after the code

anonymity-when-heading = Now, or later and safer?
anonymity-proved = Your address is proved, and forgotten.
anonymity-not-signed-yet = You have not signed yet.
anonymity-changed-title = The letter has changed meanwhile
anonymity-changed-words = You are about to sign another text than the one that was here before. Read it first.
anonymity-read-now = Read the letter as it stands now
anonymity-now-heading = Now
anonymity-now-words = Your signature goes out without your address, your name or a cookie. It waits with others. They become visible together, in no order.
anonymity-sign-now = Sign the letter now
anonymity-later-heading = Later and safer
anonymity-later-words = If somebody watches our server right now, they could link your code to your signature. Signing tomorrow from another network prevents that.
# The address of a page follows.
anonymity-later-do = Save the file. On another day, at a friend’s or in a café, open
anonymity-later-file = To sign later you need the file and nothing else. With the 12 words alone, you need a second code, and once signing has ended you can do nothing. So keep both.
anonymity-save-file = Save the file, and sign later
anonymity-saved-words = Saved. You may close this page. Sign before the letter closes.
anonymity-forget = Forget everything on this page
anonymity-how-kept = This page keeps your slip nowhere on your device. If you reload or close the page, it forgets the words.
anonymity-how-file = The file holds your slip. Somebody who has it can sign in your place, until the letter closes and for two days after. So keep it where only you can open it, and delete it once you are counted.

## The last steps: the signature is accepted, later it is counted.

# Followed by the time at which the signature is counted.
anonymity-accepted-heading = Done
anonymity-accepted-keep = Until then, leave this page open, or save the file.
anonymity-save-file-again = Save the file
anonymity-ask-again = Ask now whether I am counted
# It must say when the signature can be lost, and what helps.
anonymity-accepted-lost = It may take days until enough signatures wait. This page keeps your signature in its memory, and sends it again until it is counted. We keep no trace that could bring it back: if our database broke down before that, only this page, the file, or your slip with another code could.
anonymity-accepted-back = If you close the page, come back with the file, or with your slip and another code. You can do that up to two days after the letter closes. Signing twice counts once.
anonymity-receipt-words = The receipt shows a date and the letter’s seal. It proves that your signature was accepted, in case it is ever dropped.
anonymity-receipt-save = Save the receipt
anonymity-counted-heading = Counted
anonymity-counted-words = Your signature stands with the others, as “verified, anonymous”. This page has forgotten your slip. If you saved a file to sign later, you can delete it now.
# A link follows: See or withdraw my anonymous signature
anonymity-counted-back = You can come back with the 12 words that you kept.

## The page that signs with a saved file

anonymity-page-no-script-title = This page needs JavaScript
anonymity-file-no-script-words = Your browser makes the signature, so that nobody here can know whose it is. Open this page in a browser that runs scripts.
anonymity-file-title = Sign with a saved file
anonymity-file-other-device = The file can be opened on another device, too.
anonymity-file-heading = Choose the file
anonymity-file-lede = The file shows that its holder was verified. Nobody knows who that is. You need no address and no code.
anonymity-file-label = The file that you saved
anonymity-file-hint = Its name begins with “saved” or “credential”. Your browser reads it, and sends it nowhere.
anonymity-file-open = Open the file
# A link follows: Sign with the slip and another code
anonymity-file-lost = You have lost the file, and have the slip? Until signing ends, your 12 words and another code make it again.
anonymity-file-lost-link = Sign with the slip and another code
anonymity-file-good-heading = The file is good
anonymity-file-good-words = It was made for this letter, and counts once.
anonymity-file-changed-title = The letter has changed since you saved the file

## The page “Your anonymous signature”

anonymity-mine-no-script-words = Your slip has to stay in your browser, which shows with it that the signature is yours. A plain form would send the words to us.
anonymity-mine-find-heading = Find it with your slip
# A link follows: your signature is on another page
anonymity-mine-named-elsewhere = If you signed with your name, or with the name withheld, it is not on this page.
anonymity-mine-named-link = Your signature is here
anonymity-mine-another-slip = Look with another slip

anonymity-mine-title = Your anonymous signature
# The letter's text has changed. A link follows: Read the letter as it stands now
anonymity-mine-agree-words = You signed an earlier text, and your signature was not moved to the new one. Read the new text before you agree to it.
anonymity-mine-agree-button = Sign the current text
# Three warnings above “Withdraw my signature”.
anonymity-mine-withdrawal-count = The signature leaves the count at one of the next counts. Your browser signs your wish with your slip. You need to ask nobody, and need no address.
anonymity-mine-withdrawal-final = It cannot be undone. The address that was used stays used: it cannot sign this letter again.
anonymity-mine-withdrawal-delivered = A count that was delivered stays as it was.
anonymity-mine-naming-heading = Sign with your name
# It must say that the name cannot be made unseen.
anonymity-mine-naming-words = Your anonymous signature is withdrawn, and a signature with your name takes its place. From then on your name is tied to this letter. You can become anonymous again, but people who have seen your name may remember it.
anonymity-mine-naming-button = Sign with my name
anonymity-mine-naming-hint = You can become less visible again later. But people who have seen your name may remember it.
# Below the choice signing-visibility-withheld-label.
anonymity-mine-naming-withheld-words = Owners and moderators see it. You may leave the name empty.

## In place of the page to sign anonymously

# Follows anonymity-no-script-words, and the notice that the page cannot start.
anonymity-instead-withheld = You can choose “{ signing-visibility-withheld-label }” instead and leave the name empty. Nobody can give away a name that you did not type.
anonymity-instead-name = The other ways to sign this letter need your name.
# A notice above the page, when the owners have switched anonymous signatures off. “Continue here if you began before” must stay.
anonymity-stopped-title = The organizers have stopped offering this way
anonymity-stopped-words = Continue here if you began before: your slip and another code bring your anonymous signature back. You can also turn a signature with your name into an anonymous one. If your address was not used before, this page does not use it.
