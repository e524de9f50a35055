### Updates of a letter by mail, for people who asked for them.

## Asking for updates

# Warns the reader that the employer can read this mailbox.
updates-address-at-employer = The employer that runs the mail of { $domain } can read what arrives there. Use a personal address that no employer can read.
# The list is erased on an announced day.
refusal-no-more-updates = There are no more updates of this letter. The list of people who asked for them has been erased, as was announced.

## Organizers write and publish an update.

updates-previewed = A preview is on its way to you.
updates-previewed-words = It goes to your own address, and to nobody else.
# The heading of a notice. The reason follows.
updates-not-now = Not now
# How many asked for updates follows, and then the next sentence.
updates-intro = An update stands on the letter’s page with its date, and is mailed to those who asked for updates.
updates-intro-deliveries = They also get a mail, without your doing, when a delivery is announced.
updates-draft-heading = Look at it before you publish it
updates-preview-button = Mail it to me alone, to look at
updates-publish-button = Publish it and mail it to those who asked
updates-publish-words = What has been mailed cannot be taken back. If the letter has several owners, another one has to agree. If one person runs it, the update waits for a day, and can be cancelled until then.
updates-only-owners = Owners of the letter publish updates.
updates-change-heading = Change it
updates-write-heading = Write an update
updates-text-label = What you want to tell
updates-text-hint = Markdown. Nothing is shown or sent before you publish it.
updates-keep-button = Keep it and look at it
updates-published-heading = Published
# A heading above an update.
updates-published-on = On { DATETIME($on, dateStyle: "long") }

updates-text-empty = Type what you want to tell.
updates-text-too-long = The update is too long. Shorten it to { $most } characters.
updates-letter-purged = This letter has been purged. Nobody can be told any more.
updates-letter-not-open = Open the letter first. Nobody can have asked for updates yet.
# The form shows the other person's version above and the typed text below.
updates-changed-while-writing = Somebody changed the update meanwhile. Their version is shown above, and what you typed is still here. Keep yours to replace theirs.
updates-changed-before-publishing = The update was changed meanwhile. Load the page again, and look at it first.
updates-no-mail-server = This server has no mail server to send with. Ask the operator of this server.
refusal-nothing-to-publish = There is no update to publish. Write one first.

## How many people asked for updates. A small number must stay vague, because it would tell that somebody has just come.

updates-asked-none = Nobody has asked yet.
updates-asked-few = Fewer than five have asked.
updates-asked = { $count } have asked.

## The mail with an update

updates-subject = Update: { $title }
# The subject must not name a letter that is not public.
updates-subject-quiet = An update that you asked for
# $subject is the subject that the others will get.
updates-subject-preview = Preview, to you alone: { $subject }
updates-letter = The letter, its count and its timeline:
updates-why = You get this because somebody asked for updates of this letter with this address, and confirmed it by a code.
# The address of the page follows.
updates-stop = To get no more:
updates-stop-link = Get no more of these mails

## The mail that announces a delivery. $recipients is a list of names.

updates-announced-mail = The next delivery of this letter has been announced: it goes to { $recipients }.
updates-announced-by-hand = The next delivery of this letter has been announced: it is handed over to { $recipients } in person.
updates-announced-public = It has been announced that this letter goes public.
updates-announced-call = It has been announced that the people who signed are asked to write themselves.
updates-recipient = { $name } ({ $office })
# The sentence must stay: it says until when a signatory can still step back. The angle brackets make the address a link.
updates-notice = It does not happen before { date-and-time }. Until then anybody who signed can withdraw, or choose to be less visible: <{ $link }>

## The mail that announces that signing ends later

# $until: the new end. $before: the end until now.
updates-extended = The organizers have extended signing. It ends on { DATETIME($until, dateStyle: "long") } instead of { DATETIME($before, dateStyle: "long") } (days in UTC). It cannot be extended again. Everybody who has signed stays counted, and can withdraw as before. What is erased after the end is erased later by as many days.

## The mails about names that wait for each other. Nobody sees these names until enough people stand together. $count: how many do.

# $at: when the names appear.
updates-together-reached = { $count ->
    [one] { NUMBER($count) } person stands
   *[other] { NUMBER($count) } people stand
} together now. Their names appear together, on { date-and-time } or later. The organizers have to agree first that none of them is a fake.
# $at: as before. The angle brackets make the address a link.
updates-together-withdraw = If you are one of them: until { date-and-time } you can still withdraw, or choose that fewer people see your name. You need the words of your slip: <{ $link }>
# $at: when the names appeared.
updates-together-revealed = { $count ->
    [one] The name of { NUMBER($count) } person has
   *[other] The names of { NUMBER($count) } people have
} appeared together, on { DATETIME($at, dateStyle: "long") }. The letter’s page shows them.
# $at: when the names were destroyed.
updates-together-lapsed = { $count ->
    [0] Nobody waited for others in the end, so no name was shown.
    [one] { NUMBER($count) } person waited for others, and too few came. On { DATETIME($at, dateStyle: "long") } the name was destroyed without being shown. The signature still counts, without a name.
   *[other] { NUMBER($count) } people waited for each other, and too few came. On { DATETIME($at, dateStyle: "long") } their names were destroyed without being shown. Their signatures still count, without names.
}

## What came back of mails to people who asked for updates. Nobody on that list is named, and small numbers stay vague.

updates-returned = Mails to people on this list came back:
# $reason: “mailbox-full”, “disabled” (the mailbox is blocked), “too-big”, “refused” (as spam, or by a rule of the receiver), “late” (the
# servers are still trying, or gave up), “complaint” (the reader marked a mail as spam), “auto-reply” or “other”.
# $count is the number of mails, and $few is “yes” if they are fewer than five.
updates-returned-reason = { $reason ->
    [mailbox-full] the mailbox is full
    [disabled] the mailbox takes no mail at the moment
    [too-big] the mail is too large
    [refused] the receiver refuses mail like this
    [late] the receiver could not be reached in time
    [complaint] the mail was marked as spam
    [auto-reply] an automatic reply came
   *[other] for another reason
}: { $few ->
    [yes] fewer than five
   *[no] { $count }
}
updates-returned-kept = These people stay on the list. An address that does not exist is removed.

## The program that hands in returned mail, for operators

updates-bounce-no-mail = Send one mail as it came, with Content-Type: message/rfc822.
updates-bounce-too-early = The mail is still being sent. Send this again in a minute.
updates-bounce-unknown = Send BOUNCE_SECRET as bearer token.

## Titles of pages

updates-title = Updates
updates-code-title = Enter the code
updates-stop-title = No more updates

## The pages on which somebody asks for updates by mail. They must not say whether the reader has signed.

# Title and heading.
updates-ask-title = Updates by mail
updates-ask-words = You get a mail when a delivery is announced, before names are shown to anybody, and when the organizers have something to tell.
updates-address-label = Your personal address
updates-address-hint = Do not use a work address: the people who run its mail can read what arrives there. A code goes to your address, to make sure that it is yours.
updates-address-button = Send me a code
updates-kept-heading = What is kept
updates-kept-words = We keep your address encrypted, and apart from every signature. Nothing here says whether you have signed, and we keep no time. The address is erased when you say so, with a link in each mail, and at the latest when the encrypted names of the letter are erased. Organizers see only about how many have asked.
updates-kept-provider = Your mail provider sees that these mails come, and from whom.
# The same whether the address can get updates or not.
updates-code-words = A mail is on its way to the address that you typed.
updates-code-button = Send me updates
updates-asked-heading = You get updates from now on
updates-asked-words = They go to the address that got the code. Each mail has a link that ends them, and takes the address off the list at once.
updates-stop-heading = No more updates?
updates-stop-words = The mails about this letter end, and the address that they go to is erased here.
updates-stop-button = Send me no more of these mails
updates-stopped-heading = No more mails come
updates-stopped-words = The address that got this link is no longer on the letter’s list. A mail that is on its way now may still arrive.
updates-stopped-close = You can close this page.

## For organizers: why they can publish no update, and what became of one. Small numbers stay vague.

updates-purged = This letter has been purged. The list of people who asked is gone.
# Below a published update.
updates-mailed-page = On the letter’s page.
# $count is the number of people, and $few is “yes” if they are fewer than five.
updates-mailed = { $few ->
    [yes] On the letter’s page, and mailed to fewer than five people who asked.
   *[no] On the letter’s page, and mailed to { $count } people who asked.
}
# Follows updates-mailed. $few is as above.
updates-mailed-refused = { $few ->
    [yes] Refused for fewer than five.
   *[no] Refused for { $count }.
}
# Follows updates-mailed. $few is as above. Nobody knows whether these mails arrived.
updates-mailed-unsure = { $few ->
    [yes] Unsure for fewer than five.
   *[no] Unsure for { $count }.
}
