### The next steps that the organizers have decided for a letter. People read them before they sign; organizers read them in the plan.

## Parts of other messages

# $people is a list of at most five, like “Ada Hartley (Chief executive)”. $more is how many others there are.
next-steps-people =
    { $more ->
        [0] { $people }
       *[other] { $people }, and { $more } more
    }
# Recipients who have not answered. $silent is a list of at most five, like “Ada Hartley (Chief executive)”. $moreSilent is how many
# others there are.
next-steps-silent =
    { $moreSilent ->
        [0] { $silent }
       *[other] { $silent }, and { $moreSilent } more
    }
# $class says how the signatures are verified. $least is how many must have signed.
next-steps-count =
    { $class ->
        [mailbox]
            { $least ->
                [one] { $least } verified work address has signed
               *[other] { $least } verified work addresses have signed
            }
        [vouched]
            { $least ->
                [one] { $least } worker who was vouched for has signed
               *[other] { $least } workers who were vouched for have signed
            }
        [reviewed]
            { $least ->
                [one] { $least } worker whom an organizer checked in person has signed
               *[other] { $least } workers whom an organizer checked in person have signed
            }
        [supporter]
            { $least ->
                [one] { $least } supporter has signed
               *[other] { $least } supporters have signed
            }
       *[workers]
            { $least ->
                [one] { $least } worker has signed
               *[other] { $least } workers have signed
            }
    }
# $stage is a number in the plan. It is 0 if the recipients are named instead.
next-steps-silence =
    { $stage ->
        [0]
            { $days ->
                [one] { $days } day has passed without an answer from { next-steps-silent }
               *[other] { $days } days have passed without an answer from { next-steps-silent }
            }
       *[other]
            { $days ->
                [one] { $days } day has passed without an answer to stage { $stage }
               *[other] { $days } days have passed without an answer to stage { $stage }
            }
    }
# Like “9 March 2026, 18:00 in Europe/Berlin (17:00 UTC)”. $zone is the name of a time zone. $utc is the same moment in UTC. $utcDay is
# “same” if it is on the same day there.
next-steps-time =
    { $zone ->
        [UTC] { DATETIME($at, dateStyle: "long") }, { DATETIME($at, timeStyle: "short") } UTC
       *[other]
            { $utcDay ->
                [same] { DATETIME($at, dateStyle: "long") }, { DATETIME($at, timeStyle: "short") } in { $zone } ({ DATETIME($utc, timeStyle: "short") } UTC)
               *[other] { DATETIME($at, dateStyle: "long") }, { DATETIME($at, timeStyle: "short") } in { $zone } ({ DATETIME($utc, dateStyle: "long") }, { DATETIME($utc, timeStyle: "short") } UTC)
            }
    }
next-steps-date = it is { next-steps-time }
# The names of people who chose that nobody sees them until enough others have signed too.
next-steps-together = the names that wait for each other have appeared

## When a step happens: alone in the plan, and as the beginning of the sentences below.

# $start names the conditions, all of which must hold. In “notice” the step has been announced, and cannot happen before $at.
next-steps-start =
    { $start ->
        [notice] Not before { next-steps-time }
        [count] When { next-steps-count }
        [silence] When { next-steps-silence }
        [date] When { next-steps-date }
        [count-silence] When { next-steps-count } and { next-steps-silence }
        [count-date] When { next-steps-count } and { next-steps-date }
        [silence-date] When { next-steps-silence } and { next-steps-date }
        [count-silence-date] When { next-steps-count }, { next-steps-silence } and { next-steps-date }
        [together] When { next-steps-together }
        [count-together] When { next-steps-count } and { next-steps-together }
        [together-silence] When { next-steps-together } and { next-steps-silence }
        [together-date] When { next-steps-together } and { next-steps-date }
        [count-together-silence] When { next-steps-count }, { next-steps-together } and { next-steps-silence }
        [count-together-date] When { next-steps-count }, { next-steps-together } and { next-steps-date }
        [together-silence-date] When { next-steps-together }, { next-steps-silence } and { next-steps-date }
        [count-together-silence-date] When { next-steps-count }, { next-steps-together }, { next-steps-silence } and { next-steps-date }
       *[by-hand] When the organizers start it
    }

## What happens. A sentence on what is shown follows.

next-steps-mail = { next-steps-start }, the letter goes by mail to { next-steps-people }.
next-steps-by-hand = { next-steps-start }, the letter is handed to { next-steps-people }.
next-steps-public = { next-steps-start }, the letter goes public.
next-steps-call = { next-steps-start }, everybody who signed is asked to write to { next-steps-people } themselves.

## The heading of a stage in the plan. $number is the stage's number there.

next-steps-stage-mail = Stage { $number }: the letter goes by mail to { next-steps-people }
next-steps-stage-by-hand = Stage { $number }: the letter is handed to { next-steps-people }
next-steps-stage-public = Stage { $number }: the letter goes public
next-steps-stage-call = Stage { $number }: everybody who signed is asked to write to { next-steps-people } themselves

## What a step shows, and to whom. Signatories rely on it.

next-steps-shows-public = Everybody can then find the letter, its count, and the names that are public.
next-steps-shows-nobody = It shows nobody who signed.
next-steps-shows-count = It shows the count alone, and no names.
next-steps-shows-employers = It shows the counts by employer, and no names.
next-steps-shows-names = It shows the count, the public names, and the names of people who chose that the recipients see them.
