### Answers to a letter. Recipients read some of these on their private page; organizers read the others when they record or publish.

## Titles of pages for organizers.

responses-title = Answers
responses-pdf-title = Before you open this PDF

## Titles of pages for a recipient.

responses-letter-title = A letter to you
responses-code-title = Enter the code
responses-sent-title = Your answer has been sent

## A recipient's private page.

refusal-page-ended = The organizers have ended this page. Ask them if you need another link.
refusal-copy-destroyed = The PDF was kept for two weeks after the letter was delivered, and has been destroyed. Ask the organizers for it.
# A code to the recipient's own address proves who answers. The address was erased when the letter was purged.
refusal-address-gone = The address that this letter went to has been erased, so no code can be sent to it.
refusal-code-spent = This code has sent another answer. Ask for a new code to send this one.
# On the page, http-typed-kept follows.
refusal-too-many-files = { $most } PDFs already wait for their codes on this page. Send the answer now without the PDF, or in an hour with it.
# Beside other errors of the form, because a browser does not keep a chosen file.
responses-pdf-choose-again = Choose the PDF again.
# After the message that a crash of the database lost the code.
responses-pdf-lost = The PDF was lost too. Choose it again.

## Fields of an answer, sent by a recipient or recorded by an organizer.

responses-text-missing = Type the answer.
responses-text-too-long = The answer is too long. Shorten it to { $most } characters.
# The name of a person who answers for the recipient.
responses-by-too-long = That is too long. Give a name and an office, in at most { $most } characters.
responses-by-link = That looks like a link or a mail address. Give a name and an office.
responses-pdf-too-large = The PDF is larger than { $megabytes } MB. Make it smaller, or leave it out.
responses-pdf-wrong-kind = That file is not a PDF. Choose a PDF, or leave it out.
responses-recipient-missing = Choose who answered.
responses-way-missing = Choose how the answer came.
responses-day-to-come = That day is in the future. Give the day on which the answer came.

## Verdicts: what the owners say of an answer. Each verdict has a tag, a button, a heading, a line and a note.
## A tag stands beside the answer on the organizers' page; the buttons of the other verdicts stand below it. Only an answer stops the
## count of days without an answer. Buttons say so, and this must not be lost.
## The heading stands above a published answer on the letter's page, the line in its timeline, and the note below both.
## $people: the recipient with office. $by: a person who answered for the recipient. $who: “nobody” if the recipient's name is gone,
## “another” if somebody answered for the recipient, otherwise “recipient”.

verdict-answers-tag = counts as an answer
verdict-answers-button = It answers the letter: stop counting the days
verdict-answers-heading = { $who ->
    [nobody] An answer on { DATETIME($on, dateStyle: "long") }
    [another] Answered by <bdi>{ $by }</bdi> for { $people }, on { DATETIME($on, dateStyle: "long") }
   *[recipient] { $people }, answered on { DATETIME($on, dateStyle: "long") }
}
verdict-answers-line = { $who ->
    [nobody] An answer came.
    [another] { $people }: answered by <bdi>{ $by }</bdi>.
   *[recipient] { $people }: answered.
}

verdict-no-answer-tag = is no answer
verdict-no-answer-button = This does not answer our demands: keep counting
verdict-no-answer-heading = { $who ->
    [nobody] What came back on { DATETIME($on, dateStyle: "long") }
    [another] From <bdi>{ $by }</bdi> for { $people }, on { DATETIME($on, dateStyle: "long") }
   *[recipient] { $people }, wrote back on { DATETIME($on, dateStyle: "long") }
}
verdict-no-answer-line = { $who ->
    [nobody] Something came back.
    [another] { $people }: wrote back, through <bdi>{ $by }</bdi>.
   *[recipient] { $people }: wrote back.
}
verdict-no-answer-note = The organizers do not count it as an answer to the demands.

# The owners have not judged it yet. Heading and line are those of “no answer”.
verdict-not-yet-tag = not decided yet
verdict-not-yet-note = The organizers have not decided yet whether it answers the demands.

# A request with another verdict, for example from a page that was loaded before an update of the server.
refusal-verdict-unknown = Choose whether this answers the letter. If the page does not offer that, load it again.

## How the activity log says which verdict an owner gave.

activity-answer-counts = marked an answer as answering the letter
activity-answer-does-not-count = marked an answer as not answering the letter

## Publishing an answer.

refusal-answer-gone = This answer has been erased.
# $kind: “link” (to a page that one person alone has), “return-address” (of a copy) or “organizer” (an organizer's mail address). $what:
# the link or address, as it stands in the answer. The answer itself cannot be changed.
refusal-answer-with-secret = { $kind ->
    [link] This answer cannot be published, because it contains a link to somebody’s private page: { $what }. Record it again without that, and publish the new one.
    [return-address] This answer cannot be published, because it contains the return address of a copy: { $what }. Record it again without that, and publish the new one.
   *[organizer] This answer cannot be published, because it contains an organizer’s mail address: { $what }. Record it again without that, and publish the new one.
}
refusal-answer-unpublished = Publish the answer first. Its PDF can follow.
# A PDF can report to its maker. The warning must not be lost.
refusal-not-warned = The maker of this PDF may learn that it was opened, and where. Confirm that you know this.

## The page on which an owner sees what will be published of an answer.

responses-publication-title = Publish this answer
responses-publication-back = Back to the answers
responses-publication-shown = The letter’s page will show this
responses-publication-empty = It has no text of its own.
responses-publication-pdf = The PDF stays unpublished until an owner publishes it too.
responses-publication-trap-heading = The wording may be a trap
# The writer can give each reader another wording. It must not be lost what to do about it.
responses-publication-trap = The people who wrote this may have given each reader slightly different words, to find out who passes them on. Compare it with what the other recipients of your letter and other organizers got. If the wording is the same for all, publishing it gives nobody away. If you are not sure, do not publish it: say in an update, in your own words, that an answer came and what it says.
responses-publication-final = Everybody can read it then, and can keep a copy. You cannot take it back.
responses-publication-button = Publish it with the letter
responses-publication-blocked = It cannot be published like this. Record the answer again without these parts, and publish that one.
# Link on the page of answers, below an answer that is not published.
responses-publication-link = See what publishing it would show
# Beside an answer that was recorded from a mail file. $stage: the number of the stage whose copy it answers.
responses-answers-copy = It answers the copy of stage { $stage }.

## Parts of an answer that cannot be published: a link that one person alone has, the return address of a copy, or an organizer's address.

# Above a text that is not recorded or not published yet.
responses-secrets-heading = Take this out before you publish it
# $kind: “link”, “return-address” or “organizer”. $what: the link or address, as it stands in the text.
responses-secret = { $kind ->
    [link] a link to somebody’s private page: <code>{ $what }</code>
    [return-address] the return address of a copy: <code>{ $what }</code>
   *[organizer] an organizer’s mail address: <code>{ $what }</code>
}

## Mail that came to a return address, on the organizers' page of answers. Nobody has checked who wrote it.

responses-returned-heading = What came back by mail
responses-returned-intro = These mails came to the return address of a copy or of an update. Nobody has checked who wrote them. If one is an answer, record it below. Remove what you no longer need. All of it is deleted at the purge.
# $kind: “reply” (a person wrote it), “auto-reply”, “complaint” (somebody marked the mail as spam) or “unread” (a machine sent it, and
# this server could not read it).
responses-returned-kind = { $kind ->
    [reply] Reply
    [auto-reply] Automatic reply
    [complaint] Marked as spam
   *[unread] Something came back
}
# $of: “copy”, with the recipient $name and the number $stage of the stage; or “update”. $on is a day.
responses-returned-about = { $of ->
    [copy] To the copy for <bdi>{ $name }</bdi>, stage { $stage }, on { DATETIME($on, dateStyle: "long") }
   *[update] To an update, on { DATETIME($on, dateStyle: "long") }
}
responses-returned-hidden = Owners and moderators read it.
# Beside a mail that the server could not read. Until an owner decides, the silence is not counted.
responses-returned-unread = The server cannot tell whether the copy arrived, so no days without an answer are counted on it. Read the mail. If the copy failed, send it again on the page “Delivery”.
# Replaces the text of such a mail if the server does not store the text: an owner removed it, or too many mails had come.
responses-returned-undecided = The server cannot tell whether the copy arrived, so no days without an answer are counted on it. The text of the mail is not stored: it was removed, or too many mails had come. If the copy failed, send it again on the page “Delivery”.
responses-returned-arrived = It arrived: count the days, and remove this mail
# The same decision, if the mail has no text to remove.
responses-returned-arrived-removed = It arrived: count the days
# Links between pages of mails. The newest mails come first.
responses-returned-newer = Newer mails
responses-returned-older = Older mails
responses-returned-remove = Remove this mail
