### The pages on which a signatory looks at a signature, changes it or withdraws it, and on which anybody has a name taken away.
### Signatories read these on a phone, and may be worried. Never say or hint whether an address or a name has signed.

## The page on which the slip is typed

my-signature-title = Your signature
my-signature-key-heading = Change or withdraw your signature
# A warning: the slip of an anonymous signature must not be sent. <mine> is a link to the page for anonymous signatures.
my-signature-key-anonymous-title = Did you sign anonymously?
my-signature-key-anonymous-words = Then do not type your slip here, because this page sends it to us. <mine>See your anonymous signature</mine> on a page that keeps the words in your browser.
my-signature-key-words = Your slip was shown when you signed. With its 12 words you can see your signature and change it. You need to ask nobody.
my-signature-key-show = Show my signature

## The state of a signature: a heading and the sentences below it

my-signature-withdrawn-heading = You withdrew
# Between the two stands when the number of signatures changes.
my-signature-withdrawn-erased = Your name has been erased.
my-signature-withdrawn-address = Your address stays used on this letter.
my-signature-not-counted-heading = Your signature is not counted
my-signature-not-counted-words = The organizers have taken it out of the count. If you think that this is a mistake, write to them. You can still withdraw it.
my-signature-hidden-heading = You signed, and your name is hidden
my-signature-hidden-words = The organizers hide the name, because somebody said that it is their name but not their signature. The signature is still counted.
# When it is counted follows.
my-signature-waiting-heading = Your signature waits to be counted
my-signature-counted-heading = Your signature is counted
my-signature-counted-earlier = It stands under an earlier text, and not under the current one.
# $revision counts the texts that were published: 1, 2, 3.
my-signature-counted-revision = It stands under revision { $revision } of the letter.
# $visibility: the choice of who may see the name. The words are those of the choices, within a sentence.
my-signature-visibility = { $visibility ->
    [withheld] Who may see your name: the organizers only.
    [together] Who may see your name: nobody until enough of us stand together, then everyone.
    [recipients] Who may see your name: the executives.
    [public] Who may see your name: everyone, for good.
   *[anonymous] Who may see your name: nobody.
}

## Changes of a signature

# Somebody who can read the mailbox wants the name taken away. $on: the day on which that happens.
my-signature-removal-heading = Somebody asked to take your name away
my-signature-removal-words = Somebody who can read the mailbox that was used to sign asked to take the name away. The name is hidden. The signature will be withdrawn on { DATETIME($on, dateStyle: "long") }, unless you object with this slip: select “{ my-signature-removal-keep }”.
my-signature-removal-keep = Keep my signature
my-signature-changed-heading = The letter has changed
# $signed and $revision count the texts that were published: the one that was signed, and the current one.
my-signature-changed-words = You signed revision { $signed }. Since then the letter has changed in substance, and your signature was not moved to the new text. Read revision { $revision } before you agree to it.
# $revision is as above.
my-signature-changed-sign = Sign revision { $revision }
my-signature-lesser-heading = Show your name to fewer people
my-signature-lesser-button = Show my name to fewer people
# Also above the choice on the page for anonymous signatures.
my-signature-lesser-legend = Who may see your name from now on?
my-signature-lesser-hint = Only less visible ways are offered. A copy that was delivered stays as it is.
# Below signing-visibility-recipients-label and signing-visibility-withheld-label.
my-signature-lesser-recipients-words = Your name goes from the page at once. The recipients get it with the next delivery.
my-signature-lesser-withheld-words = Your name goes from the page at once. Owners and moderators can still see it.
my-signature-lesser-nameless-label = Nobody: erase my name
my-signature-lesser-nameless-words = You stay counted, without a name. Nobody can bring it back, not even you.
my-signature-anonymous-heading = Become anonymous
my-signature-anonymous-words = Your signature stays counted, and nothing is left that links it to your name or your address. You prove the address once more, and your browser makes a new signature. People who saw your name can guess that you are still among the signatories.
my-signature-anonymous-link = Sign anonymously instead
my-signature-anonymous-no-script = This needs JavaScript.
my-signature-withdrawal-heading = Withdraw your signature
# Warnings above the button.
my-signature-withdrawal-erased = Your name is erased at once, here and from the database. The number of signatures changes later, together with other changes.
my-signature-withdrawal-final = It cannot be undone. The address that you signed with stays used: it cannot sign this letter again.
my-signature-withdrawal-copies = It does not change copies that exist already: a delivered copy, a search engine’s copy, a photograph of the page.
my-signature-withdrawal-closed = The letter is closed. Its count may stay as it was delivered.
my-signature-withdrawal-button = Withdraw my signature

## The page “Take your name away”

my-signature-remove-title = Take your name away
my-signature-remove-ways = There are three ways. The first is the quickest, and you need to ask nobody.
my-signature-remove-slip-heading = With your slip
my-signature-remove-slip-words = Your slip was shown when you signed: 12 words, or an older key of 27 signs. With it you can withdraw at once, or show your name to fewer people.
my-signature-remove-slip-link = Use my slip
my-signature-remove-mailbox-heading = With your work mailbox
my-signature-remove-mailbox-words = { $days ->
    [one] A code goes to the address. When you enter it, a public name that was signed with this address is hidden at once. The signature is withdrawn { $days } day later, unless somebody objects with its slip. Names that were not public cannot be found this way.
   *[other] A code goes to the address. When you enter it, a public name that was signed with this address is hidden at once. The signature is withdrawn { $days } days later, unless somebody objects with its slip. Names that were not public cannot be found this way.
}
# A warning: the last sentence must stay.
my-signature-remove-mailbox-shows = Anybody who reads that mailbox can do this too. The answer is the same whether or not the address signed. But if a public name then goes from the letter, that shows that this address signed with it.
my-signature-remove-mailbox-button = Send me a code
my-signature-remove-mailbox-gone = This way ended when the letter closed. Everything that could link an address to a signature has been destroyed.
my-signature-remove-claim-heading = My name, not my signature
my-signature-remove-claim-words = If you have lost both the slip and the mailbox, or if somebody else typed your name, tell the organizers. One of them reads your message and can hide the name. Nobody is told whether a name stands under the letter, except by what the letter’s page shows.
my-signature-remove-claim-name-label = The name, as it stands under the letter
my-signature-remove-claim-message-label = What the organizers should know (optional)
my-signature-remove-claim-message-hint = They can answer you only if you say how. Your message is kept encrypted until they have decided.
my-signature-remove-claim-button = Send to the organizers

## After a code from the mailbox, or a message to the organizers. Everybody reads the same, whether the address or the name signed or not.

my-signature-removal-code-button = Take my name away
my-signature-removed-heading = You proved the mailbox
# $on: the day on which the signature is withdrawn.
my-signature-removed-words = If this address signed with a public name, that name is hidden now. The signature will be withdrawn on { DATETIME($on, dateStyle: "long") }, unless somebody objects with its slip.
my-signature-removed-same = This page says the same if the address never signed, or signed in another way. Copies that were delivered before, and copies of search engines, are beyond our reach.
my-signature-claimed-heading = Sent to the organizers
my-signature-claimed-words = One of them will read it, and can hide the name. The page of the letter shows how many names were hidden in this way, and not whose.
my-signature-claimed-same = Everybody gets this same page, so it does not show whether the name stands under the letter.
