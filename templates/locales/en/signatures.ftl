### Signing, changing or withdrawing a signature, and moderating signatures.
### Signatories read these on a phone, and may be worried. Never say or hint whether an address or a name has signed.

## Signing: the letter does not take the signature.

# Where the reader has filled in a form, http-typed-kept follows.
refusal-signing-paused = The organizers have paused signing. Come back later.
# The reader may have typed nothing yet, or may be about to enter a code.
refusal-signing-closed = This letter is closed and takes no more signatures. You were not counted just now, and this server keeps nothing that you typed here.
# The letter closed between asking for a code and entering it. It must not say whether the address was used before.
refusal-signing-ended = Signing ended before your code arrived here, so you were not counted. Nothing that you typed was kept, and this did not use up your address.
# Some readers sign with a work address, others with a ticket from a colleague. It must not say whether either was used before.
refusal-signing-text-changed = The organizers changed what the letter says while you were signing, so you were not counted. Read the new text, then sign that one. Nothing that you need for it was used up.
# The same for every used address, whatever became of its signature. “Take your name away” is the title of a page.
refusal-address-used = This address has already been used on this letter, and each address counts once. If you used it, your slip shows your signature. If you did not, use “Take your name away”.

## Signing: faults in the fields of the form.

signing-visibility-missing = Choose who may see your name.
# “The organizers only” is one of the choices for who may see a name.
signing-name-missing = Type your name. To leave it empty, choose “The organizers only”.
# For programs only. The page for anonymous signatures makes these in the browser.
refusal-signing-not-anonymous = An anonymous signature cannot be made here. The letter’s page has another way to sign anonymously.
# For programs only. “verifier” is the name of a field.
refusal-verifier-malformed = “verifier” must be an Ed25519 public key: 32 bytes as base64url.

## A work address that cannot be used, for any purpose.

# For example hr@ or all-staff@.
work-address-shared = This looks like a shared mailbox. Use an address that is yours alone.
# For example press@. Below the field, the reader can choose mailbox-mine-alone-label.
work-address-perhaps-shared = Several people may read this address. If only you read it, choose “{ mailbox-mine-alone-label }” below. If not, use an address that is yours alone.
work-address-malformed = Type your work address in full, like name@company.com.
# $domains are endings of the addresses that may sign, each with its @: @northwind.example. A page with this sentence also says what
# people without such an address can do.
work-address-elsewhere = { $count ->
    [one] Use a work address that ends in { $domains }.
   *[other] Use a work address with one of these endings: { $domains }.
}
# Addresses may sign that have exactly one more name before $domains. $example is one of them: name@office.northwind.example.
work-address-below = { $count ->
    [one] Use a work address with one more name before { $domains }, such as { $example }.
   *[other] Use a work address with one more name before one of these: { $domains }. For example, { $example }.
}
# After work-address-elsewhere, where both kinds of addresses may sign. $domains and $example as in work-address-below.
work-address-below-too = { $count ->
    [one] An address with one more name before { $domains } will do too, such as { $example }.
   *[other] An address with one more name before one of these will do too: { $domains }. For example, { $example }.
}
# After some endings, where there are too many to list them. $count is the number of the others.
work-address-more = { $count ->
    [one] The letter’s page names one more.
   *[other] The letter’s page names { $count } more.
}
# The reader probably mistyped the part after the @. $meant and $typed are two such parts. Nothing is corrected without the reader.
work-address-mistyped = Did you mean …@{ $meant }? The address that you typed ends in { $typed }.

## Signing with an address that looks like a shared mailbox

# Below mailbox-mine-alone-label. It must say what organizers learn.
signing-mine-alone-hint = The organizers see how often people choose this, and never who. The address counts once, like any other.

## A name that cannot be taken. Any name in any script can, if people can read it.

name-empty = Type your name.
name-too-long = The name is longer than { $most } characters. Shorten it, for example with initials.
name-emoji = Leave out emoji and symbols. Type the name in letters.
name-unseen = The name has characters that cannot be seen, or that change the direction of the text. Type it by hand.
# Marks are signs above, below or beside a letter, such as accents and vowel signs.
name-marks = One letter of the name has more marks than any script needs. Type the name with fewer marks.
name-without-letters = The name has no letters. Type the name that you go by.
name-link = The name looks like a web address, a mail address or a link. Type only the name. If it has an abbreviation, put a space after the dot.
# A title beside a public name.
title-too-long = The title is longer than { $most } characters. Shorten it.
title-emoji = Leave out emoji and symbols. Type the title in letters.
title-unseen = The title has characters that cannot be seen, or that change the direction of the text. Type it by hand.
title-marks = One letter of the title has more marks than any script needs. Type the title with fewer marks.
title-without-letters = The title has no letters. Type it in letters, or leave it empty.
title-link = The title looks like a web address, a mail address or a link. Leave that out. After a dot, put a space.
# A program sent a title with another visibility.
title-not-public = A title stands beside a public name only. Leave it empty, or show your name to everybody.
# A name with its title in a list that is sent or downloaded.
name-with-title = { $name } ({ $title })

## The form for a name

name-label = Your name, as it should stand
name-label-optional = Your name (optional)
name-hint-optional = Seen by owners and moderators of this letter. What is not typed cannot be handed over.
# On a page where people also choose who may see the name. “The organizers only” is one of the choices.
name-hint-choice = If you choose “The organizers only”, you may leave it empty. Nobody can hand over what is not typed.
title-label = Your title (optional)
title-hint = For example “Nurse, ward 4”. Everybody sees it beside your name. If you make your name less visible later, the title is erased at once.


## In place of a name that is not shown. Stands after a number: “12 names withheld”. In a list it stands alone, as for one.

mark-anonymous = { $count ->
   *[other] verified, anonymous
}
mark-withheld = { $count ->
    [one] name withheld
   *[other] names withheld
}
mark-recipients = { $count ->
    [one] name given to the recipients
   *[other] names given to the recipients
}
# Of people whose names wait for each other, or waited in vain.
mark-held = { $count ->
    [one] name shown to nobody
   *[other] names shown to nobody
}

## The slip, which shows a signature and changes it.

# The same for every slip without a signature.
refusal-signing-key-unknown = No signature on this letter belongs to these words. The slip may be for another letter, its code may never have been entered, or its signature may have been withdrawn. If you signed anonymously, use the page for anonymous signatures.
refusal-not-less-visible = Choose one of the less visible ways that are offered.
# The signatory asked to move the signature to the new text.
refusal-nothing-to-agree-to = Your signature already stands under the current text. You do not need to do anything.

# On the page on which the slip is typed.
my-signature-slip-kept-nowhere = We use the words to find your signature, and keep them nowhere.
# A link to “Take your name away”.
my-signature-no-slip = I have no slip

## At the top of the signatory's page, after a change. Numbers change later, together with those of others.

my-signature-withdrawn = You have withdrawn, and your name is erased.
# After a second press of “Withdraw my signature”. The same for every slip without a signature, whether it had one or not.
my-signature-withdrawn-already = No signature on this letter belongs to these words now. If you pressed the button twice, you have withdrawn, and your name is erased.
my-signature-less-visible = Your name is less visible from now on. The count follows later.
my-signature-agreed = You agreed to the current text. Your signature is counted there later.
my-signature-objected = You objected. Your signature stays as you chose.

## Take your name away.

# The page has two other ways: the slip, and a form below for a message to the organizers.
refusal-mailbox-way-gone = When this letter closed, everything that could link an address to a signature was destroyed. Use your slip, or write to the organizers with the form below.
refusal-name-claim-purged = The names under this letter have been erased. There is nothing left to take away.
name-claim-name-missing = Type the name as it stands under the letter.
name-claim-name-too-long = The name is too long. Copy it from the letter.
name-claim-message-too-long = Shorten your message to at most { $most } characters.
refusal-organizers-busy = The organizers have too many of these messages to read just now. Nothing was sent. Try again tomorrow.

## Moderation, for organizers.

refusal-moderation-purged = This letter has been purged. It has no names left.
refusal-moderation-collecting = Names appear here once enough people have signed. Until then nobody sees a name, and there is nothing to moderate.
refusal-signature-missing = Choose the signature whose name is meant.
# Somebody proved the signatory's mailbox. Organizers cannot undo that.
refusal-hidden-by-mailbox = Somebody who can read the mailbox hid this name. Only the slip of the signature can object to that.
refusal-reason-missing = Choose why these signatures do not count.
# Signatures that a condition selects. $found is their number now, $expected the number that the organizer was shown before.
refusal-number-changed = { $found ->
    [one] { $found } signature matches now, not { $expected }.
   *[other] { $found } signatures match now, not { $expected }.
} Nothing was changed. Look at the new number first.
# The condition would select every signature.
refusal-condition-empty = Choose at least one condition. You cannot mean all signatures at once.
refusal-condition-employer-with-others = An employer cannot be combined with other conditions. Remove the employer, or the other conditions.
refusal-condition-name-too-short = Type at least two letters of the name.
refusal-employer-too-small = You cannot choose this employer, because the figures of the last count do not show it by itself. Choose other conditions.

## In the counts by employer of a copy that is delivered.

# Stands in place of a name, in a list of employers. The letter no longer names this employer.
employer-named-before = an employer named before

## Signing: words that stand on the pages of several ways to sign.

signing-back-to-letter = Back to the letter
signing-before-title = Before you begin
signing-before-own-phone = Use your own phone and your own network. Only the code goes through your work mail.
# A warning that must say both: the employer sees the code, and what it does not show.
signing-before-code-seen = Your employer can see that a code came. It does not show whether you signed: anybody can have one sent to you.
# Opens further sentences.
signing-how-show = How this works
signing-address-label = Work address
signing-send-code = Send me the code
signing-code-title = Enter the code we sent
signing-code-label = The code
signing-no-mail-heading = No mail?
signing-another-code = Send another code
signing-other-address = Start again with another address

## The page for the code, and the page after it.

signing-leave = Leave without signing
signing-sign = Sign
signing-slip-when = They work once the code is entered.
signing-no-code = Nobody is counted without a code. Ask for another one later, and tell the organizers. They see how many codes a company refused, and nobody’s address.
# A link. $way is as above.
signing-no-mail-other-way = { $way ->
    [check] Sign without a work address: an organizer can look at your badge or pay slip
    [both] Sign without a work address: a colleague or an organizer can give you a code
   *[vouching] Sign without a work address: somebody verified can vouch for you
}
signing-done-heading = You signed
# After signing. The page before showed the words.
signing-slip-last = Have you written down the 12 words of your slip? This is the last page that can show them.
# Opens the words.
signing-slip-show = Show my slip again
# After the time at which the signature is counted.
signing-done-forgotten = Your work address has been forgotten.

## The first page of signing: who may see the name, the name, and the work address.

# What everyone sees of a public signature, if the organizers list names by employer.
signing-public-employer = Your name, under your employer if enough people there sign publicly
# The question above the choices, and the sentence below it.
signing-visibility-legend = Who may see your name?
signing-visibility-hint = You can withdraw, or choose a less visible way, at any time. Nobody else can make your name more visible.
# Heads of the columns of the table of choices. The first is above the names of the choices, the others say who sees what.
signing-visibility-column-who = Who may see your name
signing-visibility-everyone = Everyone
# The people to whom the letter is addressed.
signing-visibility-recipients = Recipients
signing-visibility-organizers = Organizers
signing-visibility-stolen = If the server is stolen or seized
# The names of the choices. They also stand on other pages. Each answers “Who may see your name?”.
signing-visibility-anonymous-label = Nobody
signing-visibility-withheld-label = The organizers only
# $needed: how many people must stand together.
signing-visibility-together-label = Nobody until { NUMBER($needed) } of us stand together. Then everyone.
signing-visibility-recipients-label = The executives
signing-visibility-public-label = Everyone, for good
# Beside the names of the choices. These are warnings: keep each of them.
signing-visibility-anonymous-words = I count as one verified worker; not even the organizers can find out who.
signing-visibility-withheld-words = An organizer could pass it on. A court could order it. You may leave the name empty. Nobody can give away a name that you did not type.
signing-visibility-together-words = Until then no organizer and nobody else sees my name. The server that runs could read it. So could a court or a thief who takes the server and its key. If too few come, my name is destroyed.
signing-visibility-recipients-words = They can pass it on. Expect that HR and lawyers see it too.
signing-visibility-public-words = Search engines copy it.
# In the cells of the table: what one of the groups sees. The words in quotation marks stand on the letter’s page in place of a name.
signing-sees-anonymous = “verified, anonymous”
signing-sees-withheld = “name withheld”
signing-sees-recipients = “name given to the recipients”
signing-sees-name = Your name
signing-sees-held = Not before, then your name
# Owners and moderators are the organizers who may see such names. Others may not.
signing-sees-name-some = Owners and moderators: your name
signing-sees-name-if-given = Owners and moderators: your name, if given
# What somebody finds who takes the server.
signing-stolen-anonymous = Until the letter closes: that an address was used. Never which signature.
signing-stolen-locked = Your name, locked. The key is kept elsewhere.
signing-choice-title = Sign the letter
signing-steps-heading = What happens with it next
signing-steps-words = Before anything is shown to somebody new, the letter’s page says so. You can still withdraw then, or choose to be less visible.
# On a sample of the page for organizers, where nothing can be pressed: the names of two pages.
signing-how-pages = { how-anonymity-works-title } · { inventory-title }
signing-no-script-title = There is one more way, which needs JavaScript
signing-no-script-words = Your browser makes an anonymous signature, so that nobody here can know whose it is. Your browser needs JavaScript for that.
# Follows it, if the letter offers the choice with this name.
signing-no-script-withheld = You can choose “{ signing-visibility-withheld-label }” instead and leave the name empty. Nobody can give away a name that you did not type.
# The heading above the fields for the name and the work address. Some choices need no name.
signing-you-heading = About you
# A warning before signing anonymously. $count is the number of workers that would be enough. It must end on what helps.
signing-few-title = Fewer than { $count } workers have verified so far
signing-few-words = Your employer can see who got a code. If everybody who got one also signed, nobody can deny it. It is safer to come back when more have signed.
# A link. $way: how somebody gets a code to sign with: from a colleague who vouches, or from an organizer after an in-person check.
signing-no-address = { $way ->
    [check] No work address? An organizer can look at your badge or pay slip
    [both] No work address? A colleague or an organizer can give you a code
   *[vouching] No work address? A colleague who has signed can vouch for you
}
