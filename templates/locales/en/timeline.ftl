### The timeline on a letter's page: what became of its delivery. Everybody reads it. A line has a day, which stands above it.
### The lines of answers are in responses.ftl, beside the other words of each verdict.
### $people: the recipients of a line, each with office. $who: “nobody” if their names are gone.

timeline-title = Timeline
# $since: the day of the first copy that nobody has answered.
timeline-silence = { $days ->
    [0] Delivered on { DATETIME($since, dateStyle: "long") }. No answer received yet.
    [one] { $days } day without an answer, since { DATETIME($since, dateStyle: "long") }.
   *[other] { $days } days without an answer, since { DATETIME($since, dateStyle: "long") }.
}
# After the days without an answer. $by: the day that the organizers named.
timeline-asked = An answer is asked for by { DATETIME($by, dateStyle: "long") }.
# $by: the day that the organizers named. $days: how many days ago.
timeline-asked-past = { $days ->
    [one] An answer was asked for by { DATETIME($by, dateStyle: "long") }, a day ago.
   *[other] An answer was asked for by { DATETIME($by, dateStyle: "long") }, { $days } days ago.
}

## One line for each recipient, above the log. $people: the recipient with the office. $delivered: the day on which the first copy arrived.

# $answered: the day of the answer.
timeline-stands-answered = { $people }: delivered on { DATETIME($delivered, dateStyle: "long") }, answered on { DATETIME($answered, dateStyle: "long") }.
# $answered: the day of the answer.
timeline-stands-answered-alone = { $people }: answered on { DATETIME($answered, dateStyle: "long") }.
# The recipient has answered, and then got another copy. $answered: the day of the answer. $days: since that copy.
timeline-stands-answered-before = { $days ->
    [0] { $people }: answered on { DATETIME($answered, dateStyle: "long") }. Delivered again, and no answer yet.
    [one] { $people }: answered on { DATETIME($answered, dateStyle: "long") }. Delivered again, and { $days } day without an answer.
   *[other] { $people }: answered on { DATETIME($answered, dateStyle: "long") }. Delivered again, and { $days } days without an answer.
}
timeline-stands-silent = { $days ->
    [0] { $people }: delivered on { DATETIME($delivered, dateStyle: "long") }, no answer yet.
    [one] { $people }: delivered on { DATETIME($delivered, dateStyle: "long") }, { $days } day without an answer.
   *[other] { $people }: delivered on { DATETIME($delivered, dateStyle: "long") }, { $days } days without an answer.
}
# After timeline-stands-silent. $received: the day on which the recipient confirmed the receipt on the private page.
timeline-stands-received = Receipt confirmed on { DATETIME($received, dateStyle: "long") }.
# Nothing arrived. $state: the state of the newest copy.
timeline-stands-not-there = { $state ->
    [announced] { $people }: announced, not delivered yet.
    [queued] { $people }: being delivered.
    [refused] { $people }: not accepted by the company’s mail server.
    [returned] { $people }: could not be delivered.
    [unsure] { $people }: sent, and not known whether the company’s mail server accepted it.
   *[other] { $people }: nothing was sent.
}
# After one of the lines above. That it is no answer must not be lost. $until: a day.
timeline-stands-asked = Asked for time until { DATETIME($until, dateStyle: "long") }, which is no answer.
# Opens the log. $count: the number of its entries.
timeline-log = Every entry of the log ({ $count })

## Stages of the plan. $stage: the kind of the stage.

timeline-announced = { $stage ->
    [mail] Announced: the letter goes to { $people }.
    [by-hand] Announced: the letter is handed over to { $people }.
    [public] Announced: the letter goes public.
   *[call] Announced: the people who signed are asked to write themselves.
}
# After timeline-announced. $disclosure says what the recipients will be shown.
timeline-announced-shows = { $disclosure ->
    [names] They are shown the count, the public names, and the names of people who chose that the recipients see them.
    [employers] They are shown how many signed at each employer, and no names.
   *[count] They are shown the count, and no names.
}
# After timeline-announced, while the notice runs. That people can still withdraw must not be lost.
timeline-announced-notice = Not before { date-and-time }: until then anybody can withdraw, or choose to be less visible, and will not be in it.
timeline-cancelled = { $who ->
    [nobody] { $stage ->
        [mail] Cancelled, when every copy had been handed over.
       *[other] Cancelled.
    }
   *[other] Cancelled. Nothing was sent to { $people }.
}
# A stage that had waited for an answer starts.
timeline-escalated = Escalated, after { $days ->
    [one] { $days } day
   *[other] { $days } days
} without an answer.
timeline-public = The letter went public.
# $written: how many people say that they have written, rounded down. 0 if they are too few to show.
timeline-call = { $written ->
    [0] Those who signed were asked to write themselves.
   *[other] Those who signed were asked to write themselves. At least { $written } people say that they have written. Nobody checks that.
}

## Copies.

timeline-accepted = To { $people }: accepted by the company’s mail server on { DATETIME($on, dateStyle: "long") }.
timeline-handed-over = To { $people }: handed over by hand on { DATETIME($on, dateStyle: "long") }.
# The photo's text for people who cannot see it.
timeline-photo-alt = The organizers’ photo of what was handed over on { DATETIME($on, dateStyle: "long") }
timeline-photo = The organizers’ photo.
timeline-refused = To { $people }: not accepted by the company’s mail server.
timeline-unsure = To { $people }: sent, and not known whether the company’s mail server accepted it.
timeline-returned = To { $people }: a mail server reported that it could not be delivered.
timeline-received = Receipt was confirmed on the private page of { $people }.

# $until: the day until which the recipients expect to answer. That it is no answer must not be lost.
timeline-asked-for-time = { $who ->
    [nobody] A recipient asked for time until { DATETIME($until, dateStyle: "long") }. It is no answer.
   *[other] { $people }: asked for time until { DATETIME($until, dateStyle: "long") }. It is no answer.
}

# The last line, with today's date, while an answer is missing.
timeline-no-answer = { $days ->
    [0] No answer received.
    [one] { $days } day and no answer received.
   *[other] { $days } days and no answer received.
}

## Below the timeline: published answers, each with a heading from responses.ftl. $way: how the answer came.

timeline-answer-pdf = { $way ->
    [page] The PDF that came with it, as it came
    [delegate] The PDF that came with it, as it came
   *[other] The PDF that came with it, as the organizers attached it
}
# After the link to the PDF. The warning must not be lost.
timeline-answer-pdf-warning = A PDF can tell its maker that it was opened: open it on a device of your own, with the network switched off.
timeline-answer-pdf-withheld = A PDF came with it, which the organizers have not published.
# How an answer came: $way. $published is a day.
timeline-answer-came = { $way ->
    [page] Sent from the recipient’s private page, with a code from the recipient’s own address. Published unedited on { DATETIME($published, dateStyle: "long") }.
    [delegate] Sent by a person whom the recipient chose to answer, with a code from that person’s own address. Published unedited on { DATETIME($published, dateStyle: "long") }.
    [mail] It came by mail, as the organizers recorded it. Published unedited on { DATETIME($published, dateStyle: "long") }.
   *[other] It came in another way, as the organizers recorded it. Published unedited on { DATETIME($published, dateStyle: "long") }.
}
# An answer that was recorded from the file of a mail. $edited: “yes” if the organizers changed its text or its day. $published is a day.
timeline-answer-from-file = { $edited ->
    [yes] It came by mail. The organizers changed the text or the day before they recorded it, so no signature of the mail stands for these words. Published on { DATETIME($published, dateStyle: "long") }.
   *[no] It came by mail, and was recorded from that mail, without the mails that it quotes. Published unedited on { DATETIME($published, dateStyle: "long") }.
}
# What the signature of the sender's mail server (DKIM) said on the day $checked. $domain is the domain that it names, sometimes empty in the
# state “weak”. $state is “recipient” if the recipient's own domain has signed the mail, “signed” if the sender's domain has and that is not
# the recipient's, and “other-domain” if the domain is not even the sender's. This difference must not be lost. “key-gone”: the key is not
# in the domain name system any more. “unreachable”: that system did not answer. “weak”: the signature has ended, covers a part or has a short key.
timeline-answer-signature = { $state ->
    [recipient] The mail was signed by { $domain }’s mail server (checked on { DATETIME($checked, dateStyle: "long") }).
    [signed] The mail was signed by { $domain }’s mail server (checked on { DATETIME($checked, dateStyle: "long") }). That is not the domain to which the letter went.
    [other-domain] The mail was signed by { $domain }’s mail server (checked on { DATETIME($checked, dateStyle: "long") }). That is not the domain of the sender’s address.
    [altered] The mail’s signature, which names { $domain }, did not fit (checked on { DATETIME($checked, dateStyle: "long") }): the mail was changed on its way, or forged.
    [key-gone] The mail’s signature, which names { $domain }, could not be checked on { DATETIME($checked, dateStyle: "long") }, because its key was gone.
    [unreachable] The mail’s signature, which names { $domain }, could not be checked on { DATETIME($checked, dateStyle: "long") }.
    [weak] The mail’s signature proves too little (checked on { DATETIME($checked, dateStyle: "long") }).
   *[unsigned] No mail server has signed the mail (checked on { DATETIME($checked, dateStyle: "long") }).
}

## A page for one day of the timeline, which journalists cite. $day: that day.

# In the browser's tab. $title: the letter's title.
timeline-day-page-title = { $title }: { DATETIME($day, dateStyle: "long") }
timeline-day-back = Back to the letter
timeline-day-title = Where this letter stood on { DATETIME($day, dateStyle: "long") }
timeline-day-runs = So far. The day ends at midnight UTC.
# $on: today. Must stay: an answer that was published later belongs to the day on which it came.
timeline-day-known = At the end of the day (UTC), as known on { DATETIME($on, dateStyle: "long") }. An answer counts from the day on which it came, even if it was published later.
timeline-day-recipients = The recipients
timeline-day-events = What happened on this day
timeline-day-nothing = Nothing happened on this day.
timeline-day-cite = To cite
timeline-day-cite-hint = This address stays with this day.
# The label of the two links below.
timeline-day-others = Other days
# $on: the day before on which something happened.
timeline-day-before = Before: { DATETIME($on, dateStyle: "long") }
# $on: the next day on which something happened.
timeline-day-after = After: { DATETIME($on, dateStyle: "long") }
