### Names that wait: people can sign so that nobody sees their names until enough of them stand together. Then everyone sees them.
### Until then nobody sees these names, not even the organizers. If too few come, the names are destroyed.

## Settings: organizers offer the choice before the letter opens.

together-offer = Nobody until enough of us stand together, then everyone
together-offer-words = Nobody sees these names before, also not you. When enough people have signed this way, the page and a mail of updates say so, and people can still withdraw for at least three days. Two owners must agree. Then all these names appear together. If too few come, the names are destroyed for good, and only the count stays.
together-needed-label = If you offer this: how many must stand together
# $most: the largest number.
together-needed-hint = From 2 to { NUMBER($most) }, and at least as many as are counted at once. Later you can raise the number, but never lower it.
# $least and $most: the smallest and the largest number.
together-offer-needed-wrong = Give a number from { NUMBER($least) } to { NUMBER($most) }. At least as many must stand together as are counted at once.
together-until-label = Last day of waiting (optional)
together-until-hint = If too few have come by the end of this day (UTC), the names are destroyed without being shown. If you leave it empty, the waiting lasts until the letter closes.
# $latest: the last possible day, on which the letter closes.
together-until-wrong = Enter a day after today, and no later than the letter’s last day: { DATETIME($latest, dateStyle: "long") }.
# Before opening. $on: the chosen day.
together-missing-until = Choose another last day of waiting than { DATETIME($on, dateStyle: "long") }, under “Names and protection”: a day after today that is not after the letter’s last day.
# The letter is open already.
together-offer-late = Names can only wait for each other if the letter offered that when it opened. People have signed without it.
# It was the only choice.
together-offer-alone = Offer another way beside it. Once enough people stand together, nobody can choose this one any more.
together-fixed = People have signed relying on the number and the day. You can raise the number under “Names that wait”.

## On the letter’s page, and wherever its count stands. $needed: how many people must stand together.
## $count: how many have signed in this way. The number is as of the last count.

together-shown-waiting = { NUMBER($count) } of { NUMBER($needed) } stand together so far. Nobody sees their names until all { NUMBER($needed) } do. Then everyone does.
# No count is shown yet.
together-shown-collecting = Some names wait for each other. Nobody sees them until { NUMBER($needed) } people stand together. Then everyone does.
# $at: the last moment of waiting.
together-shown-until = They wait until { date-and-time }. If too few have come by then, the names are destroyed.
# Two organizers have agreed that there are no fakes. $at: when the names appear.
together-shown-reached = { $count ->
    [one] { NUMBER($count) } person stands
   *[other] { NUMBER($count) } people stand
} together. Their names appear on { date-and-time }.
# As before, but the organizers have not agreed yet.
together-shown-reached-not-agreed = { $count ->
    [one] { NUMBER($count) } person stands
   *[other] { NUMBER($count) } people stand
} together. Their names appear on { date-and-time }, once the organizers have agreed that none of them is a fake.
together-shown-withdraw = Until then each of them can still withdraw, or choose that fewer people see the name.
# $on: the day of the reveal.
together-shown-revealed = { $count ->
    [one] The name of { NUMBER($count) } person
   *[other] The names of { NUMBER($count) } people
} appeared together on { DATETIME($on, dateStyle: "long") }.
together-shown-lapsed = { $count ->
    [0] Names could wait for each other here, until enough people stood together. Too few came, and no name was shown.
    [one] { NUMBER($count) } person waited for others. The name was not shown and is destroyed.
   *[other] { NUMBER($count) } people waited for each other. Their names were not shown and are destroyed.
}
# No count is shown yet.
together-shown-lapsed-collecting = Names waited for each other here, until enough people stood together. Too few came. The names were not shown and are destroyed.
# One line in a picture or a narrow frame.
together-short-waiting = { NUMBER($count) } of { NUMBER($needed) } stand together so far
together-short-collecting = Names appear once { NUMBER($needed) } people stand together
# Below the title in the picture of a letter. $counted: the counts. $waiting: one of the sentences above.
together-card = { $counted } · { $waiting }
# The head of the list of these sentences, on pages with a table of facts.
together-shown-heading = Names that wait

## After signing, and on the page of one’s own signature

# $needed: how many people must stand together.
together-done-held = Your name is locked. No organizer and nobody else sees it until { NUMBER($needed) } people stand together. You can withdraw with your slip at any time before.
together-mine-waiting = Your name is locked, and nobody sees it. You can withdraw it below, or choose that only the organizers see it.
# $at: when the names appear.
together-mine-reached = Your name appears with the others then, unless you withdraw before { date-and-time }, or choose below that fewer people see it.
# $on: the day of the reveal.
together-mine-revealed = Your name appeared with the others on { DATETIME($on, dateStyle: "long") }. Now everybody sees it. You can still withdraw it below.
# The person withdrew shortly before, or signed an earlier text.
together-mine-not-revealed = The names of the others have appeared. Yours was not among them, and nobody sees it.
together-mine-lapsed = The waiting is over: too few people came in time, or the organizers ended it or did not agree to show the names. Your name was not shown to anybody, and it is destroyed. Your signature still counts, without a name.
# Below the choice “The organizers only” of somebody whose name waits.
together-lesser-withheld = Your name does not wait any longer. Owners and moderators can see it from now on.

## The organizers’ page about names that wait

# A link to the letter’s dashboard.
together-back = Back to the dashboard
together-page-unseen = Nobody sees the names before they appear together, also not you.
together-decision-heading = Two owners must agree before the names appear
# $at: when the names are destroyed.
together-decision-words = Look first whether somebody has signed with many fakes, to make the names appear. If two owners do not agree until { date-and-time }, the names are destroyed without being shown.
together-decision-fakes = If you find fakes, do not agree. Invalidate them instead. If too few are left then, the others go on waiting.
# A link to the list of signatures.
together-decision-signatures = Look at the signatures
together-decision-button = Agree that the names appear
together-flood-heading = Is it a flood?
together-flood-words = Many signatures on one day, from one employer or in one class, can come from somebody who wants to see the names. Ask people there whether that can be true.
# Above a table.
together-flood-days = Signatures of all kinds, by day
together-flood-employers = Signatures by employer
# Below a table. A dot stands for a hidden number.
together-flood-small = A dot stands for a number that would show too much: it, or the rest, is below { $least }.
together-flood-no-employers = No numbers by employer can be shown. They would be below { $least }.
together-raise-words = People signed relying on the number, so it can be raised and never lowered. The letter’s page shows the new number at once.
together-raise-label = How many must stand together
# Also a heading above the form.
together-raise-button = Raise the number
together-end-heading = End the waiting now
together-end-words = The names are destroyed for good, and nobody has seen them. Nobody can bring them back, not even from a backup, once the key is destroyed. Everybody who waits stays counted, without a name. Two owners must agree.
together-end-sure = I know that the names are destroyed and cannot be restored
together-end-button = Destroy the names that wait
# Somebody pressed the button without the tick.
together-end-not-sure = Tick the box to say that you know what this does.
# For organizers who are not owners.
together-only-owners = Owners of the letter decide about names that wait.

## Elsewhere on the dashboard

# A link.
together-link = Names that wait: what you can decide
# In the list “For you to do”.
together-do = Enough people stand together. Decide whether their names appear.
# After a time: what happens then.
together-next-reveal = The names that wait can appear.
together-next-ends = The names that wait are destroyed, if too few stand together.
# Before opening. $needed: how many people must stand together.
together-fact = Names that wait appear when { NUMBER($needed) } people stand together.
together-fact-until-closing = They wait until the letter closes. If too few come, they are destroyed.
# $on: the last day of waiting.
together-fact-until = They wait until the end of { DATETIME($on, dateStyle: "long") } (UTC). If too few come, they are destroyed.

## The delivery plan: a stage can wait for the names

# Above a box to tick, in the form of a stage.
plan-together-legend = Names that wait for each other
plan-together-label = When these names have appeared
plan-together-hint = If too few people come, the names are destroyed, and the stage does not start by itself.
plan-together-not-offered = This letter has no names that wait for each other. Choose something else that starts the stage.
# How far a condition of a stage is.
plan-together-waits = The names that it waits for have not appeared yet.
plan-together-revealed = The names that it waited for have appeared.
plan-together-lapsed = The names that it waits for are destroyed, because too few people came. It does not start by itself any more. Change what starts it, start it by hand, or take it out.
