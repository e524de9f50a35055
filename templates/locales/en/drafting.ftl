### The pages on which organizers write a letter and choose its settings. Only its organizers read these messages.

## The list of an organizer’s letters

# Title of the list of an organizer's letters, in the browser's tab.
drafting-letters-title = Your letters
# In place of the list. Below it a letter can be started.
drafting-letters-none = You have no letter yet. Begin with a title. Only you see the letter until you open it.
# $role: the reader’s role on a letter of the list.
drafting-letter-role = { $role ->
    [owner] You are an owner of this letter.
    [editor] You are an editor of this letter.
    [moderator] You are a moderator of this letter.
   *[viewer] You are a viewer of this letter.
}
drafting-start-title = Start a letter
drafting-start-hint = You can change it later.
drafting-start-button = Start the letter
# A link in the list of an organizer's letters. It leads to the letter's list “For you to do”.
drafting-tasks =
    { $count ->
        [one] { $count } thing for you to do
       *[other] { $count } things for you to do
    }

drafting-discarded = It was discarded, and is erased on { date-and-time }. Until then an owner can restore it.
drafting-restore = Restore it

drafting-examples-title = Or start from an example
drafting-examples-words = Each is a complete letter with demands and sources. The sources are real, and the employers are invented. You get a draft of your own and can change everything.
drafting-example-start = Start with this letter

## Refusals and notices of the whole form

# Somebody asks to discard a letter that is no longer a draft.
refusal-letter-was-opened = This letter has been opened, so it is no longer a draft. Close it first. Then you can purge it.
refusal-title-missing = Give the letter a title. You can change it later.
# The page saves while somebody still chooses. Taking a way to sign away needs the button.
refusal-way-taken = Press “Save” to stop offering a way to sign, or to change the in-person check.
# For programs: the version that they sent is no longer the newest.
drafting-changed-meanwhile = Somebody else changed this in the meantime. Read the letter again, then save your changes to its newest version.
drafting-letter-closed = This letter is closed. Its text and its settings stay as they are.

## The line below a form that saves by itself

drafting-autosave-saved = Saved.
# Others changed other paragraphs or rows, which this page does not show until it is loaded again.
drafting-autosave-merged = Saved, together with what others changed meanwhile. Reload the page to see it.
drafting-autosave-overtaken = Somebody else changed the same place in the meantime. Press “Save” to see both versions.
# $reason is a whole sentence, for example drafting-title-too-long.
drafting-autosave-refused = Not saved yet. { $reason }

## What others saved while this was being written

drafting-saved-merged = Saved, together with what others changed meanwhile.
# Others changed the same paragraph, row or field. $count is how many people did, and 0 if nobody knows. $names are their names, as a list.
drafting-overtaken-title = { $count ->
    [0] You and somebody else, or you in another tab, changed the same place
   *[other] You and { $names } changed the same place
}
# Together, the changes break a rule, for example because the text is too long. The errors follow.
drafting-overtaken-rule = The form holds what others saved meanwhile, too. Together it cannot be saved yet.
drafting-overtaken-words = Nothing is lost and nothing is saved yet. Everything that only one of you changed is in the form below already. In each of the following places, what you wrote is underlined twice, and what is saved is struck out.
# The place where two people wrote different things. $field is the name of a field.
drafting-overtaken-field = { $field ->
    [title] The title
    [text] The text
    [demands] A demand
    [recipients] A recipient
    [employers] An employer
    [facet-role] The roles to choose from
    [facet-team] The teams to choose from
    [facet-site] The sites to choose from
    [language] The language
    [slug] The address
    [ends_on] The last day of signing
    [goal] The goal
    [press_contact] The contact for the press
    [second_place] The second place to ask
    [paper] The paper of the PDF
    [visibilities] Who may see the names
    [vouches_each] The codes to vouch with
    [names_by_employer] Whether names stand by employer
    [checks_each] The codes for the in-person check
   *[other] The numbers that protect the signatories
}
# A text or a list, which has room for both.
drafting-overtaken-both = The form holds both, yours first. Remove what should not stay.
# A single value, such as the title.
drafting-overtaken-one = The form holds yours. Type the other one if it should stay.
# Leaves the form and loads what is saved.
drafting-overtaken-drop = Keep what is saved, and drop mine

## Title and text

# The label of a field for the title of a letter.
drafting-title-label = Title
# The label of the field for the text of the letter.
drafting-text-label = The letter
# Without JavaScript, below drafting-text-label. The signs * > [^1] must stay as they are.
drafting-text-hint = Use Markdown: leave a blank line between paragraphs, write *italics* between stars, and begin a quotation with >. Name your sources in footnotes: write [^1] in the text, and [^1]: and the source below the text.

drafting-title-too-long = The title is too long. Shorten it to { $most } characters.
drafting-text-too-long = The letter is too long. Shorten it to { $most } characters, which is about 20 pages.

## Demands

drafting-demands-legend = Demands
drafting-demands-hint = Say exactly what you ask for, one demand in each field. A letter can also do without demands.
drafting-demand-add = Add a demand
# $number is the place of the demand in the list.
drafting-demand-label = Demand { $number }
# $number is the place of the demand in the list.
drafting-demand-remove = Remove demand { $number }

drafting-demand-too-long = This demand is too long. Shorten it to { $most } characters.
# The buttons beside a demand. $number is its place in the list.
drafting-demand-up = Move demand { $number } up
# $number is the place of the demand in the list.
drafting-demand-down = Move demand { $number } down
drafting-demands-too-many = A letter has at most { $most } demands. Join some.

## Recipients

drafting-recipients-legend = Recipients
drafting-recipients-hint = Name and office stand on the letter. Only organizers see the mail address. It is erased when the letter is purged. You can add it later.
drafting-recipient-add = Add a recipient
# $number is the place of the recipient in the list.
drafting-recipient-legend = Recipient { $number }
# The label of a field for the name of a recipient or of an employer.
drafting-name-label = Name
drafting-office-label = Office
drafting-recipient-address-label = Mail address
# $number is the place of the recipient in the list.
drafting-recipient-remove = Remove recipient { $number }

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

drafting-employers-legend = Employers
# What a mailbox proves must stay.
drafting-employers-hint = Everybody who gets mail at one of these domains can sign, and is counted once. A verified mailbox proves only the mailbox, and only the company can create mailboxes at its domain.
drafting-employer-add = Add an employer
# $number is the place of the employer in the list.
drafting-employer-legend = Employer { $number }
drafting-domains-label = Mail domains
# The examples are not translated.
drafting-domains-hint = Type one domain in each line: northwind.example, or *.northwind.example for its subdomains. The letter’s page shows them. Domains where anybody can open a mailbox are refused.
# $number is the place of the employer in the list.
drafting-employer-remove = Remove employer { $number }

drafting-employer-name-missing = Give this employer a name.
drafting-employer-name-too-long = The name is too long. Shorten it to { $most } characters.
drafting-employer-repeated = This employer is on the list already.
drafting-employers-too-many = A letter names at most { $most } employers.
drafting-domain-repeated = { $domain } is listed twice. Each domain belongs to one employer.
drafting-domains-too-many = An employer has at most { $most } mail domains.

## Lists from which signatories choose their role, team and site

# $facet: which list it is.
drafting-facet-label = { $facet ->
    [role] Roles (optional)
    [team] Teams (optional)
   *[site] Sites (optional)
}
# Why groups should be large must stay.
drafting-facet-hint = Type one in each line. A signatory can choose one of them, or none. Only numbers that are large enough are shown, so keep the groups large. Once the letter is open, you can add to the list, but not take anything away.

## Language of the letter

# The organizers choose what follows /letters/ in the address of their public letter. The examples are not translated.
drafting-slug-label = Address of the public letter (optional)
drafting-slug-hint = What follows /letters/ in its link: night-shift, for example. If this is empty, the address is made of the title. It is reserved for you only when the letter opens to the public.
drafting-slug-short = Use at least three letters or digits.
# $slug is the chosen address.
drafting-slug-own-word = “{ $slug }” is a page of this site. Choose other words.
# $slug is the chosen address.
drafting-slug-quiet-words = “{ $slug }” could be the five words of a quiet link. Use more words, or fewer.
# $slug is the chosen address, and $free one that no published letter has.
refusal-address-taken = A published letter has the address “{ $slug }” already. “{ $free }” is free now. Change it under “Address, end, goal, press, language”.
refusal-address-fixed = This letter is public, so its address stays as it is. People have passed it on.

drafting-language-label = Language of the letter
drafting-language-other-label = Another language (optional)
# BCP 47 is the standard for such tags. The examples are not translated.
drafting-language-other-hint = If the list lacks it, type its short tag (BCP 47), such as sc or zh-Hant-HK.
# BCP 47 is the standard for such tags. The examples are not translated.
drafting-language-wrong = Give the language as a short tag (BCP 47): en, de, pt-BR, zh-Hant.

## Settings: how the letter protects those who sign it

drafting-offers-legend = What signatories may choose
drafting-offers-hint = Each signatory chooses who may see the name. Signatories can withdraw, or choose a less visible way, at any time.
drafting-offer-anonymous = Nobody, not you either
drafting-offer-anonymous-words = The signature is counted once, and nothing connects it to the work address. This needs JavaScript, so offer another way beside it.
drafting-offer-withheld = The organizers only
drafting-offer-withheld-words = The name may be left empty. Everybody else sees “name withheld”.
drafting-offer-recipients = The recipients
drafting-offer-recipients-words = The names go to the people to whom the letter is addressed, and to everybody to whom they pass it on. Offer this only if you need it.
drafting-offer-public = Everyone, permanently
drafting-offer-public-words = The name stands on the page. Search engines copy it.
drafting-by-employer-legend = The list of names
drafting-by-employer-hint = Readers see where a name belongs only if you choose this.
drafting-by-employer = Let public names stand under their employers
drafting-by-employer-words = An employer is named once as many public names stand there as a batch needs. The others stand in one group. You can switch this on only before the letter opens, because people sign relying on it.
drafting-by-employer-late = The names of an open letter cannot be put under employers any more: people have signed without it.
drafting-vouches-label = Codes with which a verified person may vouch for others
drafting-vouches-hint = For colleagues who have no work mailbox, or who dare not use it. Each code is good for one signature, which is counted apart from work addresses. 0 switches this off.
drafting-checks-label = Codes that each owner and moderator may hand over after an in-person check
drafting-checks-hint = For sites where nobody has work mail. You look at a badge or pay slip, and hand over a code for one signature, which is counted apart as “checked in person by an organizer”. Readers have to take your word for it. 0 switches this off. All organizers together can hand over ten times this number.
drafting-presets-legend = How well should signatories be protected?
drafting-presets-hint = More protection means that people wait longer until they are counted. You choose for all who sign.
drafting-preset-careful = Careful
# $together is how many signatures are counted together, $first how many there must be before anything is shown.
drafting-preset-careful-words = For an employer that will try to find out who signed. The count and the names change once a day. At least { $together } people are counted together, and nothing shows before { $first } have signed. Names are delivered { $days } days after the page has said so. With fewer than about 40 colleagues, people may wait long.
drafting-preset-usual = Usual
# $together is how many signatures are counted together, $first how many there must be before anything is shown.
drafting-preset-usual-words = For most letters at work. The count and the names change every hour. At least { $together } people are counted together, and nothing shows before { $first } have signed. Names are delivered { $days } days after the page has said so.
drafting-preset-none = No protection: customers, members
drafting-preset-none-words = Only for people whom nobody can punish for signing. Each signature shows within about a minute, so anybody who watches the page sees when each person signs. Two owners must agree when the letter opens. If you run the letter alone, the page for opening warns you.
drafting-preset-own = Your own numbers
drafting-preset-own-words = The numbers under “Fine-tune” hold.
# Opens the fields with the numbers of the presets above.
drafting-fine-tune = Fine-tune
drafting-fine-tune-words = A number that you change here replaces the number of the choice above.

# Above a small copy of the page on which signatories choose who may see their name.
drafting-sample-title = What signatories will see
drafting-sample-words = This is the first page of signing, with the choices above. Nothing can be clicked or sent here. “Nobody” appears only in browsers with JavaScript.

# The label of a field for a number of minutes.
drafting-batch-minutes-label = Minutes between two counts
drafting-batch-minutes-hint = Count and names change only at these times. So nobody can match the moment when a person signs with a name that appears. 60 is a good number.
# The label of a field for a number of signatures.
drafting-batch-size-label = Signatures that are counted together, at least
# The warning must stay.
drafting-batch-size-hint = Signatures are counted only when at least this many wait, and hidden names only when at least this many hidden names wait. With 1, anybody who watches the page sees each signature come.
# The label of a field for a number of signatures.
drafting-first-threshold-label = Signatures before anything is shown
drafting-first-threshold-hint = Until this many people have signed, the page shows neither count nor names, so that nobody is first.
# The label of a field for a number of hours.
drafting-notice-hours-label = Hours of notice before names are delivered
drafting-notice-hours-hint = The page announces a delivery, and people who want to withdraw still can.
drafting-batch-minutes-wrong = Give a number of minutes from { $least } to { NUMBER($most, useGrouping: 0) }, which is a day.
drafting-batch-size-wrong = Give a number of signatures from { $least } to { NUMBER($most, useGrouping: 0) }.
drafting-first-threshold-wrong = Give a number of signatures from { $least } to { NUMBER($most, useGrouping: 0) }.
drafting-notice-hours-wrong = Give a number of hours from { $least } to { $most }, which is 30 days.
# After people have signed, a protection can only be made stricter. $held is the number of today.
drafting-protection-lowered = People have signed relying on { $held }. You can raise this number now, but not lower it.
drafting-visibilities-missing = Offer at least one way to sign.
drafting-visibilities-unknown = Choose from the ways to sign that this server offers.
drafting-checks-wrong = Give a number of codes from { $least } to { $most }. 0 turns the in-person check off.
drafting-vouches-wrong = Give a number of codes from { $least } to { $most }. 0 turns vouching off.

## Settings: the last day of signing. $days: how many days a letter is open at most.

drafting-ends-on-label = Last day on which people can sign (optional)
drafting-ends-on-hint = At most { $days } days from today. If you leave it empty, signing ends { $days } days after the letter opens.
drafting-ends-on-malformed = Enter a day of the calendar, or leave it empty.
# $latest: the last possible day.
drafting-ends-on-wrong = Enter a day after today, and at most { $days } days from today: { DATETIME($latest, dateStyle: "long") } is the last one.
drafting-ends-on-fixed = The letter is open, so its last day is fixed. Owners can extend signing once, under “Close”.

## Settings: goal and contact for the press

drafting-goal-label = Goal (optional)
drafting-goal-hint = How many signatures you hope for. It stands beside the count.
drafting-contact-label = Contact for the press (optional)
# The advice must stay.
drafting-contact-hint = Everybody sees it. Use an address or a number that is not your own.

drafting-goal-wrong = Give the goal as a number from { $least } to { $most }, or leave it empty.
# Executives and their assistants get the letter by mail, from a sender whom they do not know.
drafting-second-place-label = A second place where executives can ask whether the letter is real (optional)
drafting-second-place-hint = Somebody independent of you and of this server who knows of the letter, such as a union or a newsroom, with a telephone number or an address. The copies name it.
drafting-contact-too-long = Give the contact in one line of at most { $most } characters.

## Settings: the paper on which the PDF of the letter is set

drafting-paper-legend = The paper of the PDF
drafting-paper-hint = The recipients get the letter as a PDF, too. You can change this until it is delivered.
drafting-paper-a4 = A4
drafting-paper-a4-hint = In most countries
# The name of a size of paper: 8.5 × 11 inches.
drafting-paper-letter = US Letter
drafting-paper-letter-hint = In the United States, Canada and Mexico
drafting-paper-unknown = Choose one of the two papers.

## Links between the pages on which a letter is made.

# $part is the page.
drafting-part-label = { $part ->
    [text] The text
    [demands] Demands and recipients
    [employers] Who may sign
    [names] Names and protection
    [details] Address, end, goal, press, language
    [comments] Comments
    [plan] Plan
    [versions] Versions
    [preview] Preview
    [opening] Open it
   *[revision] Publish changes
}

# Names the links for screen readers.
drafting-parts = Parts of the letter
drafting-save = Save
# A button. $part is the page that follows.
drafting-save-and-continue = Save, and continue to “{ drafting-part-label }”
# A link on the page of the text. $count: how many comments are open.
drafting-comments = { $count ->
    [0] Comments and suggestions: none is open
    [one] Comments and suggestions: { NUMBER($count) } is open
   *[other] Comments and suggestions: { NUMBER($count) } are open
}

## Above the form of a part of the letter

# In place of the form.
drafting-only-editors = Only owners and editors write the letter. You can read it in the preview.
# In place of the form.
drafting-only-owners = The owners decide who may see names, and when.
drafting-note-names-draft = You can change these rules freely until the letter opens. After that you can only make them stricter.
# The letter is open.
drafting-note-names-open = People have signed relying on these numbers, so you can raise them, but not lower them. If you stop offering a way to sign, or change the in-person check, this happens once a second owner agrees. If one person runs the letter, it happens after a day. Changes hold from now on.
# The letter is open.
drafting-note-details-open = The goal and the contact change on the page as soon as you save. The language is published with the text.
# The letter is open.
drafting-note-open = The letter is published. Your changes here stay a draft until you publish them.

## The preview of a letter: a banner above the letter’s page

# “Preview.” stands before it.
drafting-preview = Only the letter’s organizers see this. The letter will look like this, with the count and the names as people sign.
drafting-preview-back = Back to the draft
