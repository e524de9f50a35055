### Codes that prove who reads a mailbox, addresses, and the mail domains of employers.

## The one mail with a code.
## It is the same for every purpose. It must not name a letter, say what the code is for, or say whether its reader signs or organizes:
## an employer may read the mailbox.

mailbox-code-mail-subject = Your code
# $code is digits in two groups.
mailbox-code-mail-code = Your code is { $code }
mailbox-code-mail-use = Type it on the page that asked for it, within { mailbox-code-lifetime }. If you ask again and no newer code comes, this one still works.
# Somebody else may have typed the reader's address.
mailbox-code-mail-unasked = If you did not ask for a code, ignore this mail. Anybody can have a code sent to any address. Without the code nothing happens.

## Mailed codes, on pages. The numbers are standing values: see docs/languages.md.

# Part of other messages: how long a code is valid.
mailbox-code-lifetime = { $codeMinutes ->
    [one] { $codeMinutes } minute
   *[other] { $codeMinutes } minutes
}
# Below the label of the field for a work address, wherever a code is sent to it.
mailbox-address-hint = A code goes there. The address is forgotten as soon as you enter the code, or after { mailbox-code-lifetime }.
# Below the label of the field for the code. “Your code” is the subject of the mail, which is in English.
mailbox-code-hint = { $codeDigits } digits in two groups, from a mail with the subject “Your code”. The code is valid for { mailbox-code-lifetime }, and you have { $codeTries ->
    [one] { $codeTries } try
   *[other] { $codeTries } tries
}.
# Two sentences below the heading “No mail?”. In some places, other sentences follow.
mailbox-no-mail = Give it a few minutes, and look among spam. { mailbox-codes-per-hour }
# Anybody can have codes sent to any address.
mailbox-codes-per-hour = An address gets at most { $codesPerHour ->
    [one] { $codesPerHour } code
   *[other] { $codesPerHour } codes
} an hour, even if other people ask for them. After that, the newest code stays valid.
# After mailbox-no-mail, where the code goes to a work address.
mailbox-no-mail-at-work = If none comes, your employer may be blocking it.
# The two sentences of a notice, after “Send another code”. They are the same for every address, so that they reveal nothing about it.
mailbox-another-code-title = If the address can have another code, it is on its way.
mailbox-another-code-words = Earlier codes are valid until their time is over. The newest is valid until another comes.

## Refusals of codes.

# $example is a code in two groups of digits.
refusal-code-malformed = Type the { $codeDigits } digits from the mail, like { $example }.
# The same sentence for a wrong and an expired code and for an unknown form. It must not tell which.
refusal-code-not-right = That code is wrong or has expired. Look at the newest mail, or ask for another code.
# The database lost all codes in a crash. The code that the reader typed may have been right.
refusal-code-lost = The database of this server failed and lost the code that it had sent you. Nothing was done, and no try was used up. Ask for a new code.

# “Send another code”, on a page that is too old. The same for every address, because only the page's age counts. The reader may type
# the address again below.
refusal-code-page-expired = This page has expired: it is more than { mailbox-code-lifetime } old, so no code was sent. Type your address again, and a new code is sent.

## Refusals of a reader's own address.

mailbox-address-malformed = Type one address, such as name@example.org, without quotes or a name around it.
# For example hr@ or info@. A signature needs one person's mailbox.
mailbox-address-role = Several people may read this address. Use an address that only you read.
# For example press@. Below the field, the reader can choose mailbox-mine-alone-label.
mailbox-address-unclear = Several people may read this address. If only you read it, choose “{ mailbox-mine-alone-label }” below. If not, use an address that only you read.
# The question above a box that the reader can tick, below an address that looks like a shared mailbox, and the words beside the box.
mailbox-mine-alone-legend = Who reads this mailbox?
mailbox-mine-alone-label = Only I read this address
mailbox-address-control = The address contains invisible characters. Type it by hand.

## Refusals of a mail domain that organizers give for an employer. $domain is the domain.

mailbox-domain-malformed = Give a mail domain, such as northwind.example, or *.northwind.example for its subdomains.
# For example co.uk.
mailbox-domain-public-suffix = { $domain } belongs to no single employer. Give a domain below it.
mailbox-domain-free-mail = Anybody can open a mailbox at { $domain }, so it does not show where somebody works. Give a domain of the employer itself.
mailbox-domain-disposable = { $domain } gives out throw-away addresses, so it does not show where somebody works. Give a domain of the employer itself.
# For example onmicrosoft.com or github.io: customers of a service get names below it. “Vouch” is a way to sign.
mailbox-domain-tenant = Anybody can get a name that ends in { $domain }, so it does not show where somebody works. Give a domain that only the employer controls. People without an address there can sign if verified people vouch for them.
