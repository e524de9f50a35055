### The delivery plan of a letter: faults in the form of a stage, and refusals of changes to the plan. Owners read them.

## Titles of pages.

plan-title = Delivery
plan-draft-title = Plan
plan-draft-intro = The plan opens with the letter. Nothing goes out before owners approve a stage, which they can do once the letter is open.
# The page previews the mail and the PDF that one recipient gets.
plan-copy-title = What { $name } gets
plan-copy-title-press = What the press gets

## An owner has stopped a stage, or asked for something that needs a second owner.

plan-stopped-title = The stage is stopped
plan-stopped = Nothing more is sent for { $hours } hours. Then the stage continues, unless another owner agrees to cancel it.
# A link to the page on which owners decide.
plan-asked-link = See what waits for a second owner

# The link to the plan from the pages below it.
plan-back = Back to the plan

## What is expected of the plan: a line of time, and the same events as a list. Nothing of it is stored, and nothing is sent.
## $by is the day by which $count people have signed, $from of them already. $because says why a stage does not happen.

plan-expected-title = What is expected
# Assumptions.
plan-expected-draft = If the letter opens today, { $count } workers sign by { DATETIME($by, dateStyle: "long") }, one after another at an even pace, nobody answers, and you have approved every stage:
plan-expected-open = If { $count } workers have signed by { DATETIME($by, dateStyle: "long") } ({ $from } have so far), at an even pace, nobody answers, and you have approved every stage:
# The letter shows no count yet.
plan-expected-collecting = If { $count } workers have signed by { DATETIME($by, dateStyle: "long") }, at an even pace, nobody answers, and you have approved every stage:
plan-expected-closed = If nobody answers, and you have approved every stage:
plan-expected-no-date = No date:
plan-expected-closes = The letter closes.
plan-expected-purge = The letter is purged: nothing can be delivered after that.
# $at: when the letter’s page announces the stage, before it happens.
plan-expected-announced = It is announced on { DATETIME($at, dateStyle: "long") }.
plan-expected-after-close = That is after the letter closes, so its count no longer changes.
# Why a stage does not happen. $after is the number of another stage.
plan-expected-not = { $because ->
    [by-hand] An owner starts it.
    [count] Too few have signed for it.
    [silence] It follows stage { $after }, which has no date either.
    [together] It starts once the names that wait for each other have appeared.
    [answered] An answer to stage { $after } has come, so it does not start by itself.
    [collecting] Too few have signed for the letter to show a count. The owners are asked what to do.
    [over] It is over.
   *[owners] It waits for its owners.
}
plan-rehearsal-title = Rehearse it with other numbers
plan-rehearsal-signatures = How many workers sign in all?
plan-rehearsal-by = By which day?
plan-rehearsal-button = Show what happens when
plan-rehearsal-hint = This is a rehearsal. It uses the rules by which the plan is carried out. Nothing is sent, and nothing is kept of it. They are counted as verified work addresses.
plan-rehearsal-number = Give a number of people, at most { $most }.
# $from is today, $end the day on which the letter closes.
plan-rehearsal-day = Give a day after { DATETIME($from, dateStyle: "long") } and not after { DATETIME($end, dateStyle: "long") }.

## A plan from a sentence with blanks. Filling the blanks makes its stages. $template is one of the sentences.
## In a sentence, each variable is a field: a list of recipients ($first, $second), a number ($least, $days, $more), a date ($date) with
## its time zone ($zone), or what is shown ($shows, see plan-template-shows; $shown is one of these). They may stand in any order.

plan-templates-title = A plan in one sentence
plan-templates-intro = Choose a sentence and fill its blanks. Each part becomes a stage, which you can change afterwards. One press takes them out again.
plan-templates-nobody = The letter is not addressed to anybody yet. Add its recipients first.
plan-templates-zone = The time zone is that of your device. Without JavaScript it is UTC: choose your own.
plan-template-heading = { $template ->
    [step-up] Step by step
    [on-a-day] On one day
   *[by-hand-first] By hand first
}
plan-template-step-up = Mail the letter to { $first } when { $least } workers have signed. Mail it to { $second } after { $days } days without an answer. Make it public after { $more } more days without an answer. Show { $shows } until then.
plan-template-on-a-day = Mail the letter to { $first } on { $date }, { $zone } time. Make it public after { $days } days without an answer. Show { $shows } until then.
plan-template-by-hand-first = Hand a printed letter to { $first } when { $least } workers have signed. Mail it to { $second } after { $days } days without an answer. Show { $shows } each time.
# The name of a field in such a sentence, for people who do not see where it stands. $blank says which one.
plan-template-blank-label = { $blank ->
    [first] Who gets it first
    [second] Who gets it next
    [least] How many workers must have signed
    [days] Days without an answer
    [more] Further days without an answer
    [date] Day and time
    [zone] Time zone
   *[shows] What is shown
}
plan-template-choose = Choose…
plan-template-everybody = everybody it is addressed to
plan-template-others = everybody else
# In a sentence: “Show … until then.”.
plan-template-shows = { $shown ->
    [count] the count alone
    [employers] the counts by employer
   *[names] the count and the names that they may see
}
plan-template-blank = Fill this blank.
plan-template-add = Make these stages
plan-template-link = Start with a sentence
# $count stages were just added.
plan-template-added-title = { $count ->
    [one] { $count } stage is in the plan
   *[other] { $count } stages are in the plan
}
plan-template-added = Change them below as you like.
plan-template-undo = Take them out again
plan-undo-changed = One of these stages was changed, approved or taken out since, or another stage waits for it. Take them out one by one.

## When a stage goes.

# For a stage that has not started, on a letter with one owner. $hours: how long the stage waits after its announcement.
plan-notice-alone = You run this letter alone. So after the announcement it waits { $hours } { $hours ->
    [one] hour
   *[other] hours
}, in which you can cancel it, and anybody can withdraw.

## Fields of a stage.

plan-kind-missing = Choose how this stage is carried out.
plan-disclosure-missing = Choose what the recipients are shown.
plan-recipient-unknown = A chosen recipient is not in the letter’s newest text. Choose again from the list.
plan-recipient-refused = The mail server refused the address of { $name }. Correct it in the letter’s text first.

## The covering note, or the prepared text of a call to write.
## A note may name facts of the letter in double braces. $known lists them, like “{{count}}”.

plan-call-text-missing = Write the text that signatories are asked to send.
plan-note-too-long = The covering note is too long. Shorten it to { $most } characters.
# $typed is what the owner typed, with its braces.
plan-note-unknown-fact = { $typed } is not a fact that a note can name. It can name { $known }.
plan-note-braces = A fact begins with { "{{" } and ends with { "}}" }. A note can name { $known }.

# Beside the field of the note. $known lists the facts. $number and $words are two of them: “{{count}}” and “{{count in words}}”.
plan-note-hint = Markdown. It can name facts as they stand when it goes: { $known }. { $number } is a number, “120”. { $words } says how people were verified, “120 verified work addresses”.

## The press list.

plan-press-too-many = A press list has at most { $most } addresses. Shorten it.
# $count is the number of faulty lines; $lines lists their numbers.
plan-press-faulty = { $count ->
    [one] Line { $lines } has something that is not an address.
   *[other] Lines { $lines } have something that is not an address.
} Give one address per line, like newsdesk@paper.example.
# $count is the number of faulty lines; $lines lists the first few of their numbers.
plan-press-many-faulty = { $count } lines have something that is not an address. The first are lines { $lines }. Give one address per line, like newsdesk@paper.example.

## Conditions that start a stage by itself: a date, a count, or days without an answer.

plan-date-label = Not before this day and time
plan-date-hint = Leave it empty if the stage waits for no date.
plan-zone-label = In this time zone
plan-zone-hint = This is the zone of your device. Without JavaScript it is UTC: choose your own.
plan-date-malformed = Give a day that the calendar has, and a time, like 2026-03-02 18:00.
plan-date-past = That time has passed. Choose a later one, or start the stage by hand.
plan-zone-unknown = Give the time zone by its name, like Europe/Berlin or America/New_York.
# Daylight saving time ends that night. $zone is the name of a time zone, like Europe/Berlin. $time is a time of day, like 02:30.
plan-time-twice = In { $zone } the clocks go back that night, and { $time } comes twice. Choose a time before or after.
# Daylight saving time begins that night. $zone is the name of a time zone, like Europe/Berlin. $time is a time of day, like 02:30.
plan-time-never = In { $zone } the clocks go forward that night, and { $time } never comes. Choose a time before or after.
plan-count-malformed = Give the count as a number from 1 to { $most }, or leave it empty.
plan-class-missing = Choose whose signatures are counted.
plan-class-not-offered = Nobody can sign this letter in that way, so the stage would never start. Choose whose signatures are counted.
plan-days-malformed = Give the days without an answer as a number from 1 to { $most }.
plan-after-missing = Choose the stage that must stay without an answer.

## A stage that would start too late. $stage is its number, $at its first possible time, $end the end of the letter.

plan-after-close = Even if everybody signs today, stage { $stage } would start on { DATETIME($at, dateStyle: "long") } at the earliest. The letter closes on { DATETIME($end, dateStyle: "long") }. Choose an earlier date, or fewer days without an answer.
plan-after-purge = Stage { $stage } would start on { DATETIME($at, dateStyle: "long") } at the earliest. The letter is purged on { DATETIME($end, dateStyle: "long") }. Choose an earlier date, or fewer days without an answer.
# Before the letter opens. What to correct in the stage follows.
plan-stage-fault = Stage { $stage } of the plan:

## Which stage waits for an answer to which. $stage and $other are numbers of stages in the plan.

plan-order-itself = A stage cannot wait for an answer to itself. Choose an earlier one.
plan-order-gone = The stage that this one waits for is no longer in the plan. Choose another.
plan-order-circle = Stages { $stage } and { $other } would wait for each other. Let one of them wait for something else.
plan-order-later = Stage { $stage } waits for an answer to stage { $other }, which comes after it. Move it, or choose an earlier stage.
plan-order-nobody = Stage { $other } is not delivered to anybody who could answer. Choose a stage that is.

## Changing the plan.

refusal-plan-full = A plan has at most { $most } stages. Remove one before you add another.
refusal-no-place = A stage can change places only with a stage that has not started either.
plan-change-started = This stage has started, so it can no longer be changed. You can stop it.
plan-remove-started = This stage has started, so it stays in the plan. You can stop it.
refusal-stage-waited-for = Another stage waits for an answer to this one. Change that stage first.
refusal-sent-already = This delivery has been confirmed. The plan shows who got it.

## A stage that did not start when it was due. $at: when it was due.

plan-late-missed = This was due on { date-and-time }, while this server was not running. Nothing has been sent. Start it late, or skip it.
# Three sentences in a row: this one, the reason (a refusal, for example delivery-text-changed), and plan-late-next.
plan-late-refused = This stage did not go ahead on { date-and-time }.
plan-late-next = Nothing has been sent. Correct that and start the stage, or skip it.

## What came back of a copy, beside its state on the delivery page.

# The mail server's report, with its code and its words, stands before this. $reason: “mailbox-full”, “disabled” (the mailbox is
# blocked), “too-big”, “refused” (as spam, or by a rule of the receiver), “late” (the servers gave up) or “other”.
# Only an address that does not exist is not written to again, so this must say that later stages still go there.
delivery-plan-came-back = { $reason ->
    [mailbox-full] The mailbox is full.
    [disabled] The mailbox takes no mail at the moment.
    [too-big] The mail is too large for the receiver.
    [refused] The receiver refuses mail like this.
    [late] The receiver could not be reached in time.
   *[other] The report does not say that the address does not exist.
} Later stages still go to this address.
# $kind: “reply” (a person wrote it), “auto-reply”, “complaint” (somebody marked the mail as spam) or “unread”. $on is a day.
delivery-plan-returned = { $kind ->
    [reply] An answer came by mail on { DATETIME($on, dateStyle: "long") }.
    [auto-reply] An automatic reply came on { DATETIME($on, dateStyle: "long") }.
    [complaint] The mail was marked as spam, says a report of { DATETIME($on, dateStyle: "long") }.
   *[unread] Something came back on { DATETIME($on, dateStyle: "long") }, and the server could not read it.
}
# A link after one or more of these sentences.
delivery-plan-read-returned = Read it

## An embargo for the press, in the form of a stage that goes public, and in the plan. $at is its end.

plan-embargo-label = Ask the press not to report before
# It must not be lost that nobody can enforce it.
plan-embargo-hint = In the time zone that you choose below. The note to the press and the letter’s page say it, and no list or search engine has the letter until then. Nobody can enforce an embargo, and everybody who has the address can read the letter. You can leave it empty.
plan-embargo-past = This moment has passed. Enter one that is to come, or leave it empty.
plan-embargo = The press is asked not to report before { date-and-time }. Nobody can enforce it.
plan-embargo-over = It has an embargo until { date-and-time }, which has passed. If it goes now, it has none.

## Until when an answer is hoped for, in the form of a stage that goes to recipients

plan-answer-heading = Until when do you hope for an answer?
plan-answer-hint = The copy, its PDF and the letter’s page say this day. You may leave both empty.
plan-answer-days-label = So many days after it is delivered
plan-answer-by-label = Or by a day
plan-answer-both = Give a number of days or a day, not both.
plan-answer-days-malformed = Give a number of days from 1 to { $most }, or leave it empty.
plan-answer-by-malformed = Enter a day of the calendar, or leave it empty.
# $latest is the last possible day.
plan-answer-by-wrong = Enter a day after today. The last possible day is { DATETIME($latest, dateStyle: "long") }.
# In the plan, about a stage. $days: that many days.
plan-answer-in-days = { $days ->
    [one] It asks for an answer within a day of the delivery.
   *[other] It asks for an answer within { NUMBER($days) } days of the delivery.
}
# $by: the day.
plan-answer-by = It asks for an answer by { DATETIME($by, dateStyle: "long") }.
# $by: the day.
plan-answer-by-past = It was to ask for an answer by { DATETIME($by, dateStyle: "long") }, which has passed. If it goes now, it names no day. Change the stage.
# $stage is the number of a later stage, which starts so many days ($days) without an answer.
plan-answer-too-early = Stage { $stage } starts after { $days ->
    [one] a day
   *[other] { NUMBER($days) } days
} without an answer, before the time for this answer is over. Give stage { $stage } more days, or ask for an earlier answer.

## The page of the plan

# The letter shows no count yet.
plan-collecting = Fewer than { $least } have signed together, so the letter shows neither count nor names yet. You can plan. Nothing goes out before the letter shows them.
plan-none = Nothing is planned yet. A plan lets the pressure rise step by step: it says to whom the letter goes first, and what follows if no answer comes.
plan-owners = Owners of the letter plan, start and stop its stages.
# When a stage took place. $on: a day.
plan-when-ended = Ended on { DATETIME($on, dateStyle: "long") }
# When a stage was cancelled. $on: a day.
plan-when-cancelled = Cancelled on { DATETIME($on, dateStyle: "long") }
plan-when-started = Started on { date-and-time }
# One word on a stage, beside the time. $state: its state. “frozen”: the copies are ready to print, and nothing of them changes any more.
# “asking”: signatories are being asked to write.
plan-tag = { $state ->
    [frozen] frozen
    [asking] open
    [planned] planned
    [approved] approved
    [announced] announced
    [late] late
    [sending] being sent
    [stopped] stopped
    [cancelled] cancelled
   *[done] done
}
# Opens the text that signatories are asked to send.
plan-call-text = The prepared text
# $most: how many rows of a table are shown, of $count.
plan-cut = The first { $most } of { $count } are listed.

## What a stage waits for

# $least: how many signatures the stage waits for.
plan-counted = { $count } of { $least } have signed so far.
# $stage: the number of another stage.
plan-silence-answered = An answer to stage { $stage } has come, so this stage does not start by itself.
# $stage: the number of another stage.
plan-silence-cancelled = Stage { $stage } was cancelled, so this stage does not start by itself. Change it, or start it by hand.
# $stage: the number of another stage.
plan-silence-undelivered = Stage { $stage } has not been delivered yet.
# The stage waits for a number of days without an answer.
plan-silence-passed = That time has passed without an answer.
# The stage waits for a number of days without an answer.
plan-silence-until = If no answer comes, that time is over on { date-and-time }.

## Whether the owners have approved a stage, and how it is announced. What people are told must not be lost.

plan-approved = Approved: people who sign are told about it.
plan-not-approved = Not approved yet: it does not start by itself, and people who sign are not told about it.
plan-notice-none = The letter’s page says so when it starts.
plan-notice = When it starts, the letter’s page says to whom it goes and what it shows, and that anybody can withdraw for { $hours } { $hours ->
    [one] hour
   *[other] hours
}.
# $at: when the notice ends. The owners have approved the stage.
plan-announced-approved = Announced. The notice runs until { date-and-time }. Then the stage goes by itself.
# $at: when the notice ends.
plan-announced = Announced. The notice runs until { date-and-time }. Confirm it after that.
plan-announced-ready = Announced, and ready to be sent.
plan-goes-now = It goes now.

## A stage that has started

plan-being-sent = Being sent.
plan-sent = Sent.
# Of $total mails, $count were accepted by the mail servers of the recipients.
plan-accepted = { $count } of { $total } accepted.
# The copies are ready to print.
plan-frozen = Frozen. Print it, and record here when it has been handed over.
# $on: a day.
plan-handed-over = Handed over on { DATETIME($on, dateStyle: "long") }.
plan-is-public = The letter is public.
# Of $total notes to the press, $count were accepted by mail servers.
plan-press-accepted = The press: { $count } of { $total } accepted.
# A call to write: signatories are asked to write to the recipients.
plan-call-out = It stands on the letter’s page.
plan-call-ended = Ended.
# $name: an owner. plan-stopped-until follows.
plan-stopped-by = Stopped by <bdi>{ $name }</bdi>.
# $at: when the stop ends.
plan-stopped-until = The stop ends on { date-and-time }. Then the stage continues, unless another owner agrees to cancel it.
plan-got-nothing = Nothing was sent.
plan-got-nobody = Nobody has got it.
# $people: recipients who got the letter.
plan-got = These have got it: { $people }.
# $people: recipients whose mail server gave no clear answer.
plan-got-unsure = These may have got it: { $people }.
# $count: how many addresses of the press.
plan-got-press = { $count } of the press have got it.

## What another owner, or the reader, has asked for. $what: an act on this stage. $by: the owner.

plan-asked = { $what ->
    [approve] <bdi>{ $by }</bdi> has asked to approve this stage.
    [start] <bdi>{ $by }</bdi> has asked to send this now.
    [hurry] <bdi>{ $by }</bdi> has asked to start this before its time.
    [stop] <bdi>{ $by }</bdi> has asked to cancel this stage.
    [remove] <bdi>{ $by }</bdi> has asked to take this stage out of the plan.
   *[change] <bdi>{ $by }</bdi> has asked to change this stage.
}
plan-asked-yours = { $what ->
    [approve] You have asked to approve this stage.
    [start] You have asked to send this now.
    [hurry] You have asked to start this before its time.
    [stop] You have asked to cancel this stage.
    [remove] You have asked to take this stage out of the plan.
   *[change] You have asked to change this stage.
}
# Follows plan-asked. “Approvals” is a page of the dashboard.
plan-asked-decide = Look at exactly what goes out, and decide, under “Approvals”.
# Follows plan-asked-yours.
plan-asked-waits = Another owner has to agree, under “Approvals”.

## Buttons and links of a stage. $number: the number of the stage.

plan-approve = Approve it: it then goes by itself
plan-approve-announced = Approve it: once announced, it goes by itself
# The stage was due, and did not start.
plan-start-late = Start it now, late
plan-start-early = Start it now, before its conditions hold
plan-announce = Announce it on the letter’s page
plan-send-public = Make the letter public now
plan-send-call = Ask everybody to write now
# The copies are made ready to print. After that nothing of them changes.
plan-send-by-hand = Freeze the copies for printing now
plan-send = Send to { $count } { $count ->
    [one] person
   *[other] people
} now
plan-send-call-hint = The prepared text is then on the letter’s page, for everybody to send.
# Below the button that sends. approvals-follows-stage follows.
plan-send-hint = All signatures that wait are counted first.
plan-skip = Skip it: it does not happen
plan-call-stop = Stop the call
plan-call-cancel = Cancel this call: nobody is asked
plan-call-end = End the call
plan-by-hand-stop = Stop: nothing is handed over
plan-sending-stop = Stop: send nothing more
plan-cancel-rest = Cancel the rest: nothing more is sent
plan-cancel = Cancel this delivery: nothing is sent
# The reader has stopped the stage.
plan-resume = Resume
# The reader has proposed a change, which waits for another owner.
plan-change-withdraw = Withdraw your change
# Another owner has proposed a change.
plan-change-drop = Leave it as it was approved
plan-stage-add = Add a stage
# Also the heading of the page.
plan-stage-change = Change stage { $number }
plan-stage-up = Move stage { $number } up
plan-stage-down = Move stage { $number } down
plan-stage-out = Take stage { $number } out
# Leads to the page where an owner records the day on which the printed letter was handed over.
plan-record-by-hand = Record that it was handed over
# A link to the page that shows the mail and the PDF. $people: one recipient.
plan-copy-link = What this recipient gets: { $people }
# A link. $people: one recipient.
plan-copy-changed-link = What this recipient would get with the change: { $people }
# A link. $people: one recipient.
plan-print-link = The PDF to print for { $people }
plan-review-list = Look through the whole list

## The table of recipients

plan-table-recipient = Recipient
plan-table-state = State
# The head of a column of numbers: how many names the copy shows.
plan-table-names = Names
# The head of a column: the day on which the recipient confirmed that the letter came.
plan-table-receipt = Receipt
# In place of the address of a recipient of the press, which the reader may not see.
plan-table-press = Of the press
plan-send-again = Send to <bdi>{ $name }</bdi> again
plan-send-again-press = Send it again
plan-page-end-title = Somebody else has the link of a private page
plan-page-end-hint = If you end a private page, its link stops working for good. The letter that was sent cannot be taken back.
plan-page-end = End the private page of <bdi>{ $name }</bdi>

## The state of one recipient's copy. $answer is what the mail server said last, often in English.

# One word, in front of a sentence. $state: “handing-over” is a moment of sending.
delivery-plan-state = { $state ->
    [queued] queued
    [handing-over] queued
    [printed] frozen
    [accepted] accepted
    [refused] refused
    [not-made] not made
    [unsure] unsure
   *[cancelled] cancelled
}
# The recipient has not confirmed the receipt.
delivery-plan-receipt-none = not yet
delivery-plan-queued = Waits to be sent.
delivery-plan-handing-over = It is being sent.
# $at: when the server tries again.
delivery-plan-retried = Not taken yet, and tried again on { date-and-time }.
delivery-plan-said = It said: <bdi>{ $answer }</bdi>
# $at: when the mail server took it.
delivery-plan-accepted = Accepted by the mail server on { date-and-time }.
# The mail server reported a delay. $on: a day.
delivery-plan-delayed = On { DATETIME($on, dateStyle: "long") } it reported that the mail is late: <bdi>{ $answer }</bdi>
delivery-plan-handed-over = Handed over.
delivery-plan-printed = To be printed and handed over.
delivery-plan-refused = Refused by the mail server.
# The mail came back on the day $on.
delivery-plan-bounced = <bdi>{ $answer }</bdi> ({ DATETIME($on, dateStyle: "long") }).
# Follows delivery-plan-bounced: the address does not exist.
delivery-plan-bounced-gone = Nothing more goes to this address.
# A reason and delivery-plan-not-made-next follow.
delivery-plan-not-made = Nothing was sent: this copy could not be made.
# What to do must not be lost.
delivery-plan-not-made-next = The content of this stage does not change any more. Publish a changed text and plan another stage. Or send the copy again: then the server tries once more to make it.
# A warning: sending it again could let the recipient get it twice.
delivery-plan-unsure = Unsure: the mail server may have taken it. It is not sent again by itself.
delivery-plan-cancelled = Cancelled: nothing was sent.

## The page that shows one copy

# Like plan-copy-title, as the heading of the page.
plan-copy-heading = What <bdi>{ $name }</bdi> gets
plan-copy-proposed-title = As the proposed change would make it
plan-copy-proposed = Until another owner agrees, the stage goes as it was approved.
plan-copy-pdf = The PDF
# $kilobytes: the size of a file.
plan-copy-pdf-size = { $kilobytes } kB
plan-copy-pdf-large = It is too large for a mail. So the mail is sent without it, and says so.
plan-copy-mail-text = The mail as text
plan-copy-list = The list
# $count: how many names the copy shows.
plan-copy-names = { $count } { $count ->
    [one] name
   *[other] names
}. People who withdraw before it is sent are left out.
plan-copy-no-names = No names.

## The form of a stage

plan-stage-approved-title = This stage has been approved
plan-stage-approved = If the letter has several owners, another owner has to agree to the change. Until then the stage goes as it was approved.
plan-kind-legend = What happens?
plan-kind-mail = A mail to recipients
plan-kind-mail-hint = They get the letter with its list, and a private page on which they can answer.
plan-kind-by-hand = Handed over by hand
# That nobody is named must not be lost.
plan-kind-by-hand-hint = You get a PDF to print. You record here when it was handed over, and not by whom.
plan-kind-public = The letter goes public
plan-kind-public-hint = Everybody can find it from then on. The press can get a note.
plan-kind-call = A call to write
plan-kind-call-hint = People who signed are asked to write to the recipients themselves, from their own mail.
plan-recipients-legend = Who gets the letter?
plan-recipients-none = The letter’s text names no recipients yet.
# Beside a recipient.
plan-recipient-no-address = No address yet. Add it to the letter’s text.
# Beside a recipient.
plan-recipient-address-refused = The mail server refused this address. Correct it in the letter’s text.
plan-disclosure-legend = What are they shown?
plan-disclosure-count = The count alone
plan-disclosure-count-hint = No names. It can go as soon as it is announced.
plan-disclosure-employers = The counts by employer
plan-disclosure-employers-hint = No names, and no number that is too small.
plan-disclosure-names = The count and the names that they may see
plan-disclosure-names-hint = Public names, and the names of people who chose that the recipients see them.
plan-note-label = Covering note, or the text to be sent
# Opens the fields for an embargo and for addresses of the press.
plan-press-title = If the letter goes public: the press
plan-press-label = Addresses that get the note (optional)
plan-press-hint = Type one address in each line, at most { NUMBER($most) }. They are stored encrypted, and erased when the letter is purged.
plan-start-title = What starts it
plan-start-hint = Leave all fields empty to start the stage by hand. If you fill in several, all of them must hold. Then the stage starts by itself, as soon as the owners have approved it.
# The label of a field for a number.
plan-count-label = When this many have signed
plan-class-legend = Whose signatures are counted for that?
plan-class-workers = All workers, however they were verified
plan-class-mailbox = Only verified work addresses
plan-class-vouched = Only people who were vouched for
plan-class-reviewed = Only people whom an organizer checked in person
plan-class-supporter = Supporters, who are not workers
plan-after-legend = Without an answer to which stage?
plan-after-none = It waits for no answer
# $number: the number of a stage.
plan-after-stage = Stage { $number }
# Below plan-after-stage. $recipients: names.
plan-after-people = { $recipients }
# The label of a field for a number.
plan-days-label = After this many days without an answer to it
plan-stage-save = Save it, and see what each recipient gets
