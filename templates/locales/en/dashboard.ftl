### The dashboard: what organizers see of a letter's signatures, and the tables that they export.

## Refusals

# Somebody asks to export the names of a letter that shows none.
refusal-no-names = There are no names to export: too few people have signed so far, or the names have been erased.

# Somebody types how many people work at an employer. $least and $most are numbers.
refusal-headcount-malformed = Type a whole number from { $least } to { $most }, or leave the field empty.
refusal-headcount-of-part = No number is taken for a part of an employer, such as a department or a site. It would also tell the number for the rest.

## The tabs of a letter's dashboard, and the pages below a tab. Tabs are short: six of them stand in one row.

# Names the tabs for screen readers.
dashboard-tabs = This letter’s dashboard
# On a phone, this opens the list of tabs. The name of the current tab follows.
dashboard-tabs-menu = Menu:
dashboard-tab-dashboard = Dashboard
dashboard-tab-text = Text
dashboard-tab-signatures = Signatures
dashboard-tab-delivery = Delivery
dashboard-tab-people = People
dashboard-tab-close = Close
# Below “Signatures”: all signatures, and the statements of anonymous signatories.
dashboard-tab-list = All signatures
dashboard-tab-statements = Statements
# Below “Delivery”: the plan, the recipients' answers, and the mails to people who asked for updates.
dashboard-tab-plan = Plan
dashboard-tab-answers = Answers
dashboard-tab-updates = Updates
# Below “People”: who organizes the letter, and the acts that wait for a second owner.
dashboard-tab-organizers = Organizers
dashboard-tab-approvals = Approvals

## The state of a letter, above its title

dashboard-state-draft = Draft
dashboard-state-quiet = Open to people who have the link
dashboard-state-open = Open to the public
dashboard-state-closed = Closed
dashboard-state-purged = Purged
# A link beside the state.
dashboard-letter-page = the letter’s page

## What waits for this organizer: the first thing on the dashboard. Each line is a link to the page where it is done.

dashboard-do-title = For you to do
dashboard-do-nothing = Nothing waits for you.
dashboard-do-approvals =
    { $count ->
        [one] { $count } act of another owner waits for you: agree or refuse.
       *[other] { $count } acts of other owners wait for you: agree or refuse.
    }
# An answer of a recipient that the owners have not judged yet.
dashboard-do-answers =
    { $count ->
        [one] { $count } answer to read. Say whether it answers the letter.
       *[other] { $count } answers to read. Say of each whether it answers the letter.
    }
# Mail that recipients' systems sent to the address from which the letter came.
dashboard-do-returned =
    { $count ->
        [one] { $count } mail came back or was a reply: read it.
       *[other] { $count } mails came back or were replies: read them.
    }
# What to do next must not be lost: the server does not write to these recipients again by itself.
dashboard-do-unconfirmed =
    { $count ->
        [one] { $count } recipient has not confirmed for three days that the letter came. Check the address, telephone, or hand the letter over.
       *[other] { $count } recipients have not confirmed for three days that the letter came. Check their addresses, telephone, or hand the letter over.
    }
dashboard-do-doubtful =
    { $count ->
        [one] { $count } new name does not resemble its work address: look at it.
       *[other] { $count } new names do not resemble their work addresses: look at them.
    }
# Statements that anonymous signatories have written, to publish or to decline.
dashboard-do-statements =
    { $count ->
        [one] { $count } statement to read: publish or decline it.
       *[other] { $count } statements to read: publish or decline them.
    }
# Comments and suggested changes on a draft that nobody has resolved or decided.
dashboard-do-comments =
    { $count ->
        [one] { $count } comment on the draft is open: answer or resolve it.
       *[other] { $count } comments on the draft are open: answer or resolve them.
    }

## Below the last name that does not resemble its address

dashboard-checked-words = Nicknames and married names do not resemble their addresses. If you know of nothing against these names, leave them as they are.
# A button. It takes the names off the list “For you to do”, and changes no name.
dashboard-checked = I have looked at these names

# Below a list of people who say “my name, not my signature”.
dashboard-more-waiting =
    { $count ->
        [one] { $count } more waits. It follows once you have decided on these.
       *[other] { $count } more wait. They follow once you have decided on these.
    }

## How many have signed

dashboard-how-many = How many
# $at is the time of the last count.
dashboard-as-of = As of { date-and-time }.
dashboard-nobody-yet = Nobody can sign yet.
dashboard-collecting = Collecting. The count appears, here as on the page, with the next batch.
# $least is the number of signatures below which no count is shown.
dashboard-collecting-until = Collecting. The count appears, here as on the page, once { $least } stand together.
dashboard-nothing-counted = Nothing has been counted yet.

## How many signatures are missing to the next stage of the delivery plan, and to the goal. Never who is missing.

dashboard-missing = To the next threshold
dashboard-missing-later = That shows once the count does.
dashboard-missing-none = No stage and no goal waits for a number.
# $missing signatures are missing until stage $stage of the plan, which starts at $least.
# $class is what the stage counts: mailbox, vouched, reviewed, supporter, or workers for the first three together.
dashboard-missing-stage =
    { $class ->
        [mailbox] { $missing ->
            [one] { $missing } more verified work address until stage { $stage }, at { $least }.
           *[other] { $missing } more verified work addresses until stage { $stage }, at { $least }.
        }
        [supporter] { $missing ->
            [one] { $missing } more supporter until stage { $stage }, at { $least }.
           *[other] { $missing } more supporters until stage { $stage }, at { $least }.
        }
        [vouched] { $missing } more vouched for until stage { $stage }, at { $least }.
        [reviewed] { $missing } more checked in person until stage { $stage }, at { $least }.
       *[workers] { $missing ->
            [one] { $missing } more worker until stage { $stage }, at { $least }.
           *[other] { $missing } more workers until stage { $stage }, at { $least }.
        }
    }
# $missing signatures are missing to the goal, which is $goal.
dashboard-missing-goal = { $missing } more to the goal of { $goal }.
# $goal is a number of signatures.
dashboard-goal-reached = The goal of { $goal } is reached.

## Since when each recipient has not answered

dashboard-clocks = Who has answered
# For the whole letter. $days is 0 on the day of the first delivery.
dashboard-silence =
    { $days ->
        [0] The letter was delivered today. No answer yet.
        [one] The letter has had no answer for { $days } day.
       *[other] The letter has had no answer for { $days } days.
    }
dashboard-clocks-recipient = Recipient
dashboard-clocks-answer = Answer
dashboard-clock =
    { $days ->
        [0] Delivered today, no answer yet
        [one] { $days } day without an answer
       *[other] { $days } days without an answer
    }
dashboard-clock-answered = Answered on { DATETIME($on, dateStyle: "long") }
dashboard-clock-nothing = Nothing has come to them yet
dashboard-clocks-days = Days of the calendar, in UTC.
dashboard-clocks-more = All recipients

## Warnings

# $count is how many names were removed by people who can read the mailboxes.
dashboard-removals-title =
    { $count ->
        [one] { $count } name was taken away through its mailbox
       *[other] { $count } names were taken away through their mailboxes
    }
dashboard-removals = An employer controls its mailboxes, so it can do that. Each signature is withdrawn after seven days, unless somebody objects with its slip. Tell people to look after theirs.
# $domain is a mail domain that has refused all codes of late.
dashboard-no-codes = Codes to { $domain } do not arrive
dashboard-no-codes-words = Its mail server refuses them. Tell people there that a colleague who has signed can vouch for them. This warning changes only when signatures are counted.

## Growth

dashboard-by-day = Day by day
# Opens the list of events whose numbers stand above the drawing.
dashboard-events = What the numbers in the drawing mean
dashboard-event-opened = The letter was opened.
dashboard-event-closed = The letter was closed.
dashboard-as-table = The same as a table
dashboard-day = Day
dashboard-counted = Counted
dashboard-total = Total
# A line in the drawing: stage $stage of the plan waits for $least signatures.
dashboard-plot-threshold = Stage { $stage }: { $least }
# Below the drawing, after a change of substance. $drawn is its last number, $counted the count of the current text, and $earlier the
# difference.
dashboard-plot-differs = The drawing ends at { $drawn } and the count is { $counted }, because { $earlier } signed an earlier text and have not agreed to the current one.

## Headcounts: about how many people work at an employer

dashboard-headcounts = How many of the people there
# $signed of about $people who work at $employer have signed.
dashboard-headcount = { $employer }: { $signed } of about { $people }.
# Below these lines, if the letter names several employers.
dashboard-headcount-apart = Anonymous signatures name no employer, so they are not in these numbers.
# $employers is a list of names. $least is the size of a batch.
dashboard-headcount-hidden = Not shown for { $employers }: perhaps fewer than { $least } have signed there, or fewer than { $least } have not.
dashboard-headcounts-type = Say how many people work there
dashboard-headcounts-title = How many people work there
dashboard-headcounts-back = Back to the dashboard
dashboard-headcounts-words = If you know about how many people work at an employer, the dashboard shows how many of them have signed. Only organizers see it.
dashboard-headcounts-rule =
    { $least ->
        [one] A number is for a whole employer, never for a department or a site.
       *[other] A number is for a whole employer, never for a department or a site. It is shown only where at least { $least } have signed and at least { $least } have not.
    }
dashboard-headcounts-hint = About how many people (optional)
# Buttons.
dashboard-headcounts-save = Save the number
dashboard-headcounts-remove = Remove the number
dashboard-headcounts-undo = Undo
dashboard-headcounts-none = The letter names no employer yet. It does once it is open.
# $people is the number that somebody typed, $employer the name of an employer.
dashboard-headcount-saved = Saved: about { $people } people work at { $employer }.
# $employer is the name of an employer.
dashboard-headcount-removed = Saved: there is no number for { $employer }.

## The table by employer, and by who may see the name

dashboard-breakdown = By employer, and by who may see the name
dashboard-breakdown-employer = Employer
dashboard-breakdown-class = Class
dashboard-breakdown-signatures = Signatures
# A row that adds up the rows with a dot.
dashboard-breakdown-together = Rows with ·, together
dashboard-breakdown-anonymous = Anonymous
dashboard-breakdown-anonymous-class = no employer is known
dashboard-breakdown-all = All rows
# $employers is a list of names.
dashboard-few-at = Too few to show apart: { $employers }. Fewer than { $least } have signed at one of them or more.
# $total is the sum of the table, $counted the count above it.
dashboard-sum-differs = The rows add up to { $total }, and the count above is { $counted }. The table is older than the count: it changes only when each of its numbers moves by { $least } or more.
dashboard-breakdown-as-of =
    { $least ->
        [one] As of { date-and-time }.
       *[other] As of { date-and-time }. Numbers below { $least } are joined with others, and each moves only by { $least } or more, so that nobody can be found by subtracting.
    }
# A link to a table for a spreadsheet.
dashboard-figures = These figures as a table (CSV)

## Codes, in numbers of the whole letter

dashboard-codes-title = Codes
# $sent, $refused and $used are rounded numbers of codes.
dashboard-codes = At least { $sent } codes were taken by mail servers, { $refused } were refused, and { $used } led to a signature that is counted.
# $step is 10 or more.
dashboard-codes-rounded = These numbers are rounded down to multiples of { $step }, and change only when signatures are counted. So they do not show when somebody asked for a code.

## What organizers did

dashboard-lately = Recent activity
dashboard-lately-left = Somebody who has left
dashboard-lately-all = Full log
dashboard-lately-nothing = Nothing was done yet.

## How the page reloads itself

# $most is how often it does so.
dashboard-reload = This page reloads itself once after each count, { $most } times at most. Between two counts no number of signatures changes.
dashboard-reload-off = This page does not reload itself.
dashboard-reload-stop = Do not reload it
dashboard-reload-start = Reload it now, and after each count

## Titles of pages, in the browser's tab

# $title is the letter's title.
dashboard-title = Dashboard: { $title }
dashboard-activity-title = What was done
dashboard-signatures-title = Signatures
dashboard-signature-title = One signature
dashboard-invalidations-title = Invalidate several
# What people say who found their name under a letter and did not sign it.
dashboard-name-claims-title = My name, not my signature

## A warning about an open letter that names a domain such as onmicrosoft.com. A new letter cannot.

dashboard-open-domains-title = Strangers may be able to sign this letter
# $domains are mail domains of the letter's employers.
dashboard-open-domains = It takes addresses at { $domains }. A new letter cannot, because anybody can get a mailbox or a domain of that kind. Signatures from there stay counted, and more can come. To stop them, give the employer another domain and publish a new text.

## Signatories who said that an address such as press@ is not a shared mailbox. Nobody learns who they are.

dashboard-mine-alone-title = Addresses that look shared
# $least is rounded down, and does not contain today.
dashboard-mine-alone = { $least ->
    [one] Once, a signatory said that an address that looks like a shared mailbox is theirs alone.
   *[other] At least { $least } times, signatories said that an address that looks like a shared mailbox is theirs alone.
} Each address counts once. If these are many, ask people to sign with an address of their own.

## Who may see a name: a column's head, or a word in a table

dashboard-visibility-anonymous = Nobody
dashboard-visibility-withheld = Organizers only
# The name appears when enough others have signed.
dashboard-visibility-together = Held
dashboard-visibility-recipients = Recipients
dashboard-visibility-public = Everyone
# In place of a name that the signatory did not type.
dashboard-no-name-given = no name given
dashboard-without-employer = without an employer

## Why a signature was invalidated: labels beside a name

dashboard-reason-not-theirs = signed by somebody else
dashboard-reason-not-an-employee = not an employee
dashboard-reason-not-a-person = not a person
dashboard-reason-other = another reason

## Why a signature was invalidated: choices in a form

dashboard-reason-not-theirs-choice = Signed by somebody else
dashboard-reason-not-an-employee-choice = Not an employee
dashboard-reason-not-a-person-choice = Not a person
dashboard-reason-other-choice = Another reason

## The conditions of an invalidation of several signatures, repeated before it is carried out.
## $name is what somebody typed to look for, $employer the name of an employer.

# $resemblance is: yes, no or unclear.
dashboard-condition-resemblance =
    { $resemblance ->
        [yes] Name resembles the address: yes
        [no] Name resembles the address: no
       *[unclear] Name resembles the address: unclear
    }
dashboard-condition-anonymous = Who may see the name: nobody
dashboard-condition-withheld = Who may see the name: organizers only
dashboard-condition-together = Who may see the name: held until enough others have signed
dashboard-condition-recipients = Who may see the name: recipients
dashboard-condition-public = Who may see the name: everyone
dashboard-condition-name = Name contains “{ $name }”
dashboard-condition-employer = Employer: { $employer }

## The drawing of the count by day

# Title of the drawing. $count is a message letter-count-….
dashboard-plot-title = { $count } by { DATETIME($on, dateStyle: "long") }
# $goal is the number of signatures that the organizers hope for.
dashboard-plot-goal = Goal: { $goal }

## Tables that organizers export for a spreadsheet (CSV)

# Stands above two buttons. “Export the names” is the one with commas. Spreadsheets read the separator of their country's settings.
dashboard-export-separator-hint = If your spreadsheet puts a whole row into one cell, take the table with semicolons. Excel needs it in most countries that write a decimal comma.
dashboard-export-title = Export names
dashboard-export-words = A table of the standing signatures, with every name that organizers may see. You cannot take it back, and it is as safe as the place where you keep it. If a letter has two owners, both have to agree.
dashboard-export = Export the names
dashboard-export-semicolon = Export the names with semicolons
# A link beside “These figures as a table (CSV)”.
dashboard-figures-semicolon = with semicolons
dashboard-names-csv-name = name
dashboard-names-csv-visibility = who may see it
dashboard-names-csv-class = class
dashboard-figures-csv-figure = figure
dashboard-figures-csv-of = of
dashboard-figures-csv-number = number
dashboard-figures-csv-employer = employer
# $employers is a list of names. $class is a message letter-class-….
dashboard-figures-csv-row = { $employers }: { $class }
dashboard-figures-csv-anonymous = anonymous: no employer is known

## What happens next, and tasks for organizers

dashboard-next-title = What happens next
dashboard-next-nothing = Nothing by itself.

dashboard-next-late =
    { $count ->
        [one] { $count } stage did not start when it was due: start it, or skip it.
       *[other] { $count } stages did not start when they were due: start them, or skip them.
    }
dashboard-next-approvals-yours =
    { $count ->
        [one] { $count } act that you asked for waits.
       *[other] { $count } acts that you asked for wait.
    }
dashboard-next-name-claims =
    { $count ->
        [one] { $count } person says “my name, not my signature”.
       *[other] { $count } people say “my name, not my signature”.
    }
dashboard-next-not-made =
    { $count ->
        [one] { $count } copy could not be made, and was not sent: see why.
       *[other] { $count } copies could not be made, and were not sent: see why.
    }
dashboard-next-unsure =
    { $count ->
        [one] { $count } delivery is unsure: it may have arrived.
       *[other] { $count } deliveries are unsure: they may have arrived.
    }
dashboard-next-refused =
    { $count ->
        [one] { $count } delivery was refused permanently.
       *[other] { $count } deliveries were refused permanently.
    }
dashboard-next-sending =
    { $count ->
        [one] { $count } copy is on its way.
       *[other] { $count } copies are on their way.
    }
dashboard-next-open = Finish the text, then open the letter.
dashboard-next-paused = Signing is paused.

## What happens next: events that come automatically. Their time stands before them.

dashboard-next-batch = The next signatures are counted, if enough wait.
dashboard-next-notice = The notice before the delivery ends.
dashboard-next-close = The letter closes automatically.
dashboard-next-purge = Names, drafts and addresses are erased.

## The log of what organizers did

dashboard-activity-heading = What was done, and by whom
dashboard-activity-words = Only the organizers of this letter see this. It is erased when the letter is purged.
# A button. For people who hear the page, what it undoes follows.
dashboard-activity-undo = Undo
# Names the link to earlier entries, for people who hear the page.
dashboard-activity-pages = Pages of activity
dashboard-activity-earlier = Earlier

## The list of signatures, for organizers

dashboard-signatures-collecting = Collecting. Names appear, here as on the letter’s page, once enough people have signed.
# Labels of fields that select signatures, and heads of the table.
dashboard-signatures-name = Name
dashboard-signatures-visibility = Who may see it
dashboard-signatures-resemblance = Resembles the address
dashboard-signatures-state = Which signatures
# In each list of choices: no condition.
dashboard-filter-any = any
# Choices of dashboard-signatures-state.
dashboard-state-standing = those that count
dashboard-state-invalid = those that were invalidated
dashboard-state-all = all
# $resemblance is: yes, no or unclear. It says whether a name resembles the address that signed.
dashboard-resembles = { $resemblance ->
    [yes] yes
    [no] no
   *[unclear] unclear
}
dashboard-signatures-no-name = no name
dashboard-signatures-show = Show these
# Links to three pages. The second is dashboard-name-claims-heading.
dashboard-signatures-invalidate = Invalidate several at once
dashboard-signatures-activity = What was done, and how to undo it
# Above the table. The second sentence must stay: people may be called by other names.
dashboard-signatures-caption = Mailboxes are verified, names are as typed. A name that does not resemble its address proves nothing: nicknames and married names do not resemble it.
dashboard-signatures-caption-public = Names as everybody sees them.
# The head of a column of links, for people who hear the page.
dashboard-signatures-act = Act
# A link. For people who hear the page, the name follows.
dashboard-signatures-moderate = Moderate
# The search has looked through a part of the list. A button continues it.
dashboard-signatures-not-found-yet = Not found so far.
dashboard-signatures-further = Search further
dashboard-signatures-not-found = No signature like that.
# Names the links to other pages of the list, for people who hear the page.
dashboard-signatures-pages = Pages of signatures
# A label beside a name.
dashboard-name-hidden = name hidden

## One signature, for moderators

dashboard-signature-back = Back to the signatures
# $visibility is a message dashboard-visibility-….
dashboard-signature-visibility = Who may see the name: { $visibility }.
# $resemblance is: yes, no or unclear.
dashboard-signature-resembles = { $resemblance ->
    [yes] Resembles its address: yes.
    [no] Resembles its address: no.
   *[unclear] Resembles its address: unclear.
}
dashboard-signature-name-heading = The name
dashboard-signature-name-hidden = The name is hidden on every page and list. The signature stays and counts.
dashboard-signature-name-show = Show the name again
dashboard-signature-name-words = Hide it if somebody says “my name, not my signature”. The name goes from every page and list at once, and the signature stays and counts. You can undo it.
dashboard-signature-name-hide = Hide the name
dashboard-signature-count-heading = The signature
dashboard-signature-count-invalid = It was invalidated. Its name is shown nowhere, and it leaves the count at the next count.
dashboard-signature-count-again = Let it count again
dashboard-signature-count-words = The name goes at once, and the number of signatures changes at the next count. You can undo it.
dashboard-signature-count-invalidate = Invalidate this signature
# The question above the choices dashboard-reason-…-choice.
dashboard-reason-legend = Why does it not count?
dashboard-reason-hint = The other organizers see the number and the reason.

## Invalidating several signatures

dashboard-invalidations-heading = Invalidate several signatures
dashboard-invalidations-words = Say which signatures you mean. You see their number before anything is done, and you can undo it.
# Labels of fields.
dashboard-invalidations-resemblance = Name resembles the address
dashboard-invalidations-visibility = Who may see the name
dashboard-invalidations-name = Name contains
dashboard-invalidations-employer = Employer (only without other conditions)
dashboard-invalidations-preview = Show how many
dashboard-invalidations-matching = { $count ->
    [one] { $count } signature matches
   *[other] { $count } signatures match
}
dashboard-invalidations-button = { $count ->
    [one] Invalidate { $count } signature
   *[other] Invalidate { $count } signatures
}

## People who say “my name, not my signature”: all of them, and one of them

dashboard-name-claims-heading = “My name, not my signature”
dashboard-name-claims-words = These people found their name under the letter and did not put it there. If you hide a name, the count stays the same. What they typed is erased with your decision.
# A link. For people who hear the page, the name follows.
dashboard-name-claims-decide = Decide
# $day is the day on which somebody said so.
dashboard-name-claims-received = Received on { $day }
dashboard-name-claims-none = Nobody is waiting for a decision.
dashboard-name-claim-back = Back to the people who wait
# $day is the day on which somebody said so.
dashboard-name-claim-on = “My name, not my signature”, { $day }
dashboard-name-claim-search = Search for the name
# The question above the signatures that were found.
dashboard-name-claim-whose = Whose name is meant?
dashboard-name-claim-more = There are more: type more of the name.
dashboard-name-claim-not-found = No signature that stands has that name. It may have been withdrawn, or be spelled differently.
# Two buttons.
dashboard-name-claim-hide = Hide this name
dashboard-name-claim-decline = Leave it as it is
