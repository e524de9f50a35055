### The pages on which organizers write a letter and choose its settings. Only its organizers read these messages.

## Refusals and notices of the whole form

# Somebody asks to discard a letter that is no longer a draft.
refusal-letter-was-opened = This letter has been opened, so it is no longer a draft. Close it first. Then you can purge it.
refusal-title-missing = Give the letter a title. You can change it later.
# The page saves while somebody still chooses. Taking a way to sign away needs the button.
refusal-way-taken = Press “Save” to stop offering a way to sign.
# For programs: the version that they sent is no longer the newest.
drafting-changed-meanwhile = Somebody else changed this in the meantime. Read the letter again, then save your changes to its newest version.
drafting-letter-closed = This letter is closed. Its text and its settings stay as they are.

## The line below a form that saves by itself

drafting-autosave-saved = Saved.
drafting-autosave-overtaken = Somebody else changed this in the meantime. Press “Save” to see both versions.
# $reason is a whole sentence, for example drafting-title-too-long.
drafting-autosave-refused = Not saved yet. { $reason }

## Title and text

drafting-title-too-long = The title is too long. Shorten it to { $most } characters.
drafting-text-too-long = The letter is too long. Shorten it to { $most } characters, which is about 20 pages.

## Demands

drafting-demand-too-long = This demand is too long. Shorten it to { $most } characters.
drafting-demands-too-many = A letter has at most { $most } demands. Join some.

## Recipients

drafting-recipient-name-missing = Give this recipient a name.
drafting-recipient-name-too-long = The name is too long. Shorten it to { $most } characters.
# The name of a recipient or of an employer, such as https://example.org or name@example.org.
drafting-name-link = The name looks like a link or a mail address. Type only the name.
drafting-recipient-office-too-long = The office is too long. Shorten it to { $most } characters.
drafting-office-link = The office looks like a link or a mail address. Type only the office. A mail address goes into the field for it.
drafting-recipient-address-wrong = Type one full address, like name@company.com, without a name or other text around it.
drafting-recipient-repeated = This recipient is on the list already.
drafting-recipients-too-many = A letter has at most { $most } recipients.

## Employers and their mail domains

drafting-employer-name-missing = Give this employer a name.
drafting-employer-name-too-long = The name is too long. Shorten it to { $most } characters.
drafting-employer-repeated = This employer is on the list already.
drafting-employers-too-many = A letter names at most { $most } employers.
drafting-domain-repeated = { $domain } is listed twice. Each domain belongs to one employer.
drafting-domains-too-many = An employer has at most { $most } mail domains.

## Language of the letter

# BCP 47 is the standard for such tags. The examples are not translated.
drafting-language-wrong = Give the language as a short tag (BCP 47): en, de, pt-BR, zh-Hant.

## Settings: how the letter protects those who sign it

drafting-batch-minutes-wrong = Give a number of minutes from { $least } to { NUMBER($most, useGrouping: 0) }, which is a day.
drafting-batch-size-wrong = Give a number of signatures from { $least } to { NUMBER($most, useGrouping: 0) }.
drafting-first-threshold-wrong = Give a number of signatures from { $least } to { NUMBER($most, useGrouping: 0) }.
drafting-notice-hours-wrong = Give a number of hours from { $least } to { $most }, which is 30 days.
# After people have signed, a protection can only be made stricter. $held is the number of today.
drafting-protection-lowered = People have signed relying on { $held }. You can raise this number now, but not lower it.
drafting-visibilities-missing = Offer at least one way to sign.
drafting-visibilities-unknown = Choose from the ways to sign that this server offers.
drafting-vouches-wrong = Give a number of codes from { $least } to { $most }. 0 turns vouching off.

## Settings: goal and contact for the press

drafting-goal-wrong = Give the goal as a number from { $least } to { $most }, or leave it empty.
drafting-contact-too-long = Give the contact in one line of at most { $most } characters.
