### Anonymous signatures.
### An anonymous signature has two halves: the proof of an address, and the signature itself, sent separately and perhaps on another day.
### Between the two, its signatory holds a file that contains everything that the signature needs.

## Refusals of the first half, in which an address is proved.

# Answer to a program, or to a page that was opened before the owners switched the way off.
refusal-anonymous-not-offered = This letter does not offer anonymous signatures. Choose one of the other ways to sign it.
# The pages of anonymous signing of a letter that never offered it.
anonymity-page-not-offered-refusal = This letter does not offer anonymous signatures. Go back to the letter to see how you can sign it.
# The request of the reader's browser is malformed. Neither an address nor a code was used up. Also shown when codes for colleagues are made.
refusal-blinded-malformed = The server cannot sign what your browser sent. Load the page again and continue: your address is not used up.
# The limit of answers to one code. Also shown when codes for colleagues are made, where there is no signing key.
refusal-code-answered = This code was answered ten times, and is not answered again. Nothing is lost: enter your address again and use the new code. If this page gave you a signing key, use the same key.
# The letter closed in the second in which the code arrived.
anonymity-closed-while-proving-refusal = Signing ended at the moment when your code arrived here. Your anonymous signature could not be made, and you were not counted.
# In exchange for an anonymous signature, a signature with a name is withdrawn. “Your signature” is the title of a page.
refusal-named-unknown = No signature with a name that still counts belongs to that signing key. Look at it under “Your signature” first.

## Refusals of the second half, in which the signature is sent.

# The file of the signature is not complete, or is another file.
refusal-credential-malformed = That is not a saved signature. If you took it from a file, check that the file is complete. Your signing key can make it again.
refusal-credential-not-valid = That saved signature is not valid for this letter. It may belong to another letter: check where you saved the file.
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
