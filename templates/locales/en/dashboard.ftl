### The dashboard: what organizers see of a letter's signatures, and the tables that they export.

## Refusals

# Somebody asks to export the names of a letter that shows none.
refusal-no-names = There are no names to export: too few people have signed so far, or the names have been erased.

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

## What happens next: tasks for organizers

dashboard-next-late =
    { $count ->
        [one] { $count } stage did not start when it was due: start it, or skip it.
       *[other] { $count } stages did not start when they were due: start them, or skip them.
    }
dashboard-next-approvals =
    { $count ->
        [one] { $count } act waits for a second owner.
       *[other] { $count } acts wait for a second owner.
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
