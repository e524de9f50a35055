### The delivery plan of a letter: faults in the form of a stage, and refusals of changes to the plan. Owners read them.

## Titles of pages.

plan-title = Delivery
# The page previews the mail and the PDF that one recipient gets.
plan-copy-title = What { $name } gets
plan-copy-title-press = What the press gets

## An owner has stopped a stage, or asked for something that needs a second owner.

plan-stopped-title = The stage is stopped
plan-stopped = Nothing more is sent for { $hours } hours. Then the stage goes on, unless another owner agrees to cancel it.
# A link to the page on which owners decide.
plan-asked-link = See what waits for a second owner

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

plan-date-malformed = Give a day that the calendar has, and a time, like 2026-03-02 18:00.
plan-date-past = That time has passed. Choose a later one, or start the stage by hand.
plan-zone-unknown = Give the time zone by its name, like Europe/Berlin or America/New_York.
# Daylight saving time ends that night. $zone is the name of a time zone, like Europe/Berlin. $time is a time of day, like 02:30.
plan-time-twice = In { $zone } the clocks go back that night, and { $time } comes twice. Choose a time before or after.
# Daylight saving time begins that night. $zone is the name of a time zone, like Europe/Berlin. $time is a time of day, like 02:30.
plan-time-never = In { $zone } the clocks go forward that night, and { $time } never comes. Choose a time before or after.
plan-count-malformed = Give the count as a number from 1 to { $most }, or leave it empty.
plan-class-missing = Choose whose signatures are counted.
plan-days-malformed = Give the days without an answer as a number from 1 to { $most }.
plan-after-missing = Choose the stage that must stay without an answer.

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
