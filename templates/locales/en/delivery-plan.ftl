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

# Beside the field of the note. $known lists the facts.
plan-note-hint = Markdown. It can name facts as they stand when it goes: { $known }. { "{{" }count{ "}}" } is a number, “120”. { "{{" }count in words{ "}}" } says how people were verified, “120 verified work addresses”.

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

## A stage that did not start when it was due. $since is a day and a time, in words.

plan-late-missed = This was due on { $since }, while this server was not running. Nothing has been sent. Start it late, or skip it.
# Three sentences in a row: this one, the reason (a refusal, for example delivery-text-changed), and plan-late-next.
plan-late-refused = This stage did not go ahead on { $since }.
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
plan-embargo-hint = In the time zone that you choose below. The note to the press and the letter’s page say it, and no list or search engine has the letter until then. Nobody can enforce an embargo, and everybody who has the address can read the letter. You may leave it empty.
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
