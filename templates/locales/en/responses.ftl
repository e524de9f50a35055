### Answers to a letter. Recipients read some of these on their private page; organizers read the others when they record or publish.

## Titles of pages for organizers.

responses-title = Answers
responses-pdf-title = Before you open this PDF

## Titles of pages for a recipient.

responses-letter-title = A letter to you
responses-code-title = Enter the code
responses-time-code-title = Ask for time
responses-delegate-code-title = Let somebody answer for you
responses-sent-title = Your answer has been sent

## A recipient's private page.

# $people: the recipient, with the office. Who can read and who can answer must not be lost.
responses-lede = This letter is to { $people }. The page is private: anybody who has its address can read it, and only somebody who reads the mail of the recipient’s own address can answer here.
responses-count-heading = Who stands behind the letter
# $counts is a list, such as “12 verified work addresses”.
responses-counts = { $counts }.
# $counts is a list, such as “12 verified work addresses”.
responses-counts-as-of = { $counts }, as of { date-and-time }.
# After the count. Names stand only in the PDF of the copy.
responses-count-means = Mailboxes verified, names as typed. The names that you may see are in the PDF.
# A button. $size: the size of the PDF, such as “1.2 MB”.
responses-copy-fetch = Get the PDF ({ $size })
# In the button: the size of a file.
responses-copy-size = { NUMBER($megabytes, minimumFractionDigits: 1, maximumFractionDigits: 1) } MB
# Below the button. $until is a day. The warning must not be lost: the PDF may hold names.
responses-copy-kept-until = It is the letter as it was delivered to you, with its list. It is kept here until { DATETIME($until, dateStyle: "long") }. Anybody who has the address of this page can get it.
# The same, while copies of this stage of the plan are still being sent. The warning must not be lost: the PDF may hold names.
responses-copy-kept = It is the letter as it was delivered to you, with its list. It is kept here until two weeks after the last copy was sent. Anybody who has the address of this page can get it.
# Replaces the button when the PDF is gone.
responses-copy-destroyed = The PDF was kept here for two weeks after the letter was delivered, and has been destroyed. If it came with the mail, you have it there.
responses-pdf-hash = Hash of the PDF (SHA-256)
# The heading above responses-receive: the recipient confirms that the letter came.
responses-received-heading = Receipt
# $on: the day of the confirmation.
responses-received = Receipt was confirmed on { DATETIME($on, dateStyle: "long") }. The letter’s page says so.
# That it is no answer must not be lost.
responses-receive = Say that the letter has reached you. The letter’s page then shows the day. It is not an answer.
responses-receive-button = Confirm that it has been received
# A button, and below it what the receipt holds.
responses-receipt-get = Get a receipt (PDF)
responses-receipt-hint = It says what was delivered to you, on which day, with the counts and these numbers. It names nobody who signed.
refusal-page-ended = The organizers have ended this page. Ask them if you need another link.
refusal-copy-destroyed = The PDF was kept for two weeks after the letter was delivered, and has been destroyed. Ask the organizers for it.
# A code to the recipient's own address proves who answers. The address was erased when the letter was purged.
refusal-address-gone = The address that this letter went to has been erased, so no code can be sent to it.
# A code is good for one act, such as one answer.
refusal-code-spent = This code was used for something else. Ask for a new code.
# On the page, http-typed-kept follows.
refusal-too-many-files = { $most } PDFs already wait for their codes on this page. Send the answer now without the PDF, or in an hour with it.
# Beside other errors of the form, because a browser does not keep a chosen file.
responses-pdf-choose-again = Choose the PDF again.
# After the message that a crash of the database lost the code.
responses-pdf-lost = The PDF was lost too. Choose it again.

## The receipt: a PDF of one page for a recipient. It says what was delivered. It names no signatory, no organizer and no time of day.
## Titles of its parts, each above a value.

responses-receipt-title = Receipt of a delivery
responses-receipt-recipient = Delivered to
responses-receipt-delivered = How, and on which day
# $how: “mail”, or “received” if only the recipient's page shows that it came. $on: the day. The words are exact: a mail
# server accepted the mail, which does not say that anybody read it.
responses-receipt-delivered-how = { $how ->
    [mail] Accepted by the recipient’s mail server on { DATETIME($on, dateStyle: "long") } (UTC)
   *[received] Receipt was confirmed on the recipient’s private page on { DATETIME($on, dateStyle: "long") } (UTC)
}
responses-receipt-letter = The letter
responses-receipt-counts = Signed with
# Below the counts. $on: the day.
responses-receipt-as-of = As of { DATETIME($on, dateStyle: "long") }
# $number: the number of the text that was published.
responses-receipt-revision = Hash of the text, revision { $number } (SHA-256)
responses-receipt-content = Hash of what was delivered (SHA-256)
# At the foot. That a receipt proves no answer must not be lost.
responses-receipt-meaning = This server made the receipt from what it stored at the delivery. The hashes let anybody compare it with the letter. Mailboxes were verified, and names are as typed. A delivery is not an answer.

## Asking for time, on a recipient's private page. It is no answer, and this must not be lost.

responses-time-heading = Ask for time
responses-time-intro = Name a day by which you expect to answer. Everybody sees it on the letter’s page. It is not an answer: the days are counted on, and what the organizers have planned goes on.
# $on: the day of the request. $until: the day that the recipient named.
responses-time-asked = On { DATETIME($on, dateStyle: "long") } you asked for time until { DATETIME($until, dateStyle: "long") }. A new day takes its place. The earlier one stays in the timeline.
responses-time-label = You expect to answer by
responses-time-hint = After today, and within a year.
# A button. $to: the name of the recipient. A code goes to the address that the letter was sent to.
responses-send-code = Send a code to { $to }’s address
# On the page for the code. $until: a day.
responses-time-words = You ask for time until { DATETIME($until, dateStyle: "long") }.
responses-time-button = Ask for time
responses-time-too-early = Name a day after today.
responses-time-too-late = Name a day that is at most a year away.
# A limit, so that nobody fills the timeline.
refusal-asked-too-often = You have asked for time { $most } times, which is the most. Answer the letter, or write to the organizers.

## Delegating, on a recipient's private page: somebody else answers for the recipient.

responses-delegate-heading = Let somebody answer for you
responses-delegate-intro = They get a link of their own by mail. With it they can read the letter and answer it for you, under the name that you give here. They cannot pass it on, and you can end it at any time.
# In place of the two before, while somebody has such a link. $name: as the recipient typed it. $on: a day.
responses-delegate-now = <bdi>{ $name }</bdi> can answer for you since { DATETIME($on, dateStyle: "long") }.
# After it: what became of the mail with the link.
responses-delegate-link = { $link ->
    [waiting] The mail with the link is on its way.
    [failed] The mail with the link could not be sent. Look at the address, and send another one below.
   *[sent] The mail with the link has gone.
}
responses-delegate-end = End their link now
responses-delegate-replaces = If you let somebody else answer, this link ends.
responses-delegate-name-label = Their name, and their office if you like
responses-delegate-name-hint = It stands with their answer: answered by them, for you.
responses-delegate-address-label = Their own e-mail address
responses-delegate-address-hint = The link goes there, and a code when they answer. The organizers do not see the address.
# On the page for the code. $name and $address: as the recipient typed them.
responses-delegate-words = You let <bdi>{ $name }</bdi> answer for you. A link goes to <bdi>{ $address }</bdi>.
responses-delegate-button = Let them answer for me
responses-delegate-name-missing = Type their name.
responses-delegate-address-wrong = That is no address of a person. Type one address, such as name@example.org.
# A delegate's link cannot do what only the recipient can.
refusal-delegate-only-answers = With this link you can read the letter and answer it. Only the recipient can ask for time, or choose who answers.

## The private page of a person who answers for a recipient.

# $people: the recipient, with the office.
responses-delegate-lede = { $people } asks you to answer this letter for them. The page is private: anybody who has its address can read it, and only somebody who reads the mail of your own address can answer here.
# $name: the name that the recipient gave the reader. $recipient: the name of the recipient.
responses-delegate-stands = Your answer stands as: answered by <bdi>{ $name }</bdi>, for <bdi>{ $recipient }</bdi>.
# A button: a code goes to the reader's own address.
responses-delegate-send-code = Send a code to your address
responses-delegate-code-hint = A code goes to the address to which the link to this page was sent. Nothing is sent to the organizers before it is entered.
# On the page for the code.
responses-delegate-code-went = The code went to the address to which the link to this page was sent.

## The mail to that person. It does not say what the letter is about. $recipient: the recipient, with the office. $name: the recipient.

responses-delegation-mail-subject = You are asked to answer a letter
responses-delegation-mail-asked = A recipient of an open letter asks you to answer it for them: { $recipient }. Read the letter, and answer it if you like, on this page:
# The warning must stay: a link that is passed on shows the page, but does not let anybody answer.
responses-delegation-mail-code = When you answer, a code comes to this address. Anybody with the link can read the page. Only somebody who reads the mail of this address can answer.
responses-delegation-mail-end = { $name } can end the link at any time. The organizers of the letter do not see your address. If you know nothing of this, ignore this mail.

## Pages for a code, after a form of a recipient's private page.

responses-back = Back to the letter
responses-code-heading = Enter the code we sent
responses-code-went = The code went to the address that the letter was sent to.
responses-code-label = The code
responses-code-another = Send another code
# Beside the text that the recipient typed.
responses-sent-as-label = The answer, as it will be sent
responses-by-sent-label = Who answers for the recipient
responses-pdf-goes = Your PDF goes with it.
responses-send = Send the answer to the organizers

## After a recipient has sent an answer.

responses-sent = The organizers have it. If they publish it, it stands with the letter in full, unedited, with today’s date.
responses-sent-pdf = The organizers have it, with its PDF. If they publish it, it stands with the letter in full, unedited, with today’s date. They decide whether the PDF is shown too.

# For organizers, below the days without an answer of a recipient. That it is no answer must not be lost. $until: a day.
responses-asked-until = Asked for time until { DATETIME($until, dateStyle: "long") }, which is no answer

# On the recipient's page. $days: the days on which the person whom the recipient chose sent an answer.
responses-delegate-answered = Somebody answered for you on { $days }.
# $by: the day that the organizers named in the copy.
responses-answer-by = The people who signed ask for an answer by { DATETIME($by, dateStyle: "long") }.

## Fields of an answer, sent by a recipient or recorded by an organizer.

# The heading above the form of a recipient.
responses-answer-heading = Your answer
# Above the form. $days: the days on which the recipient sent an answer.
responses-answered = Sent from here on { $days }. You can send another answer.
# The label of the recipient's field.
responses-text-label = What you answer
responses-text-hint = It goes to the organizers, who may publish it with the letter: in full, unedited, with its date.
# $name: the recipient.
responses-by-label = Who you are, if you answer for { $name }
responses-by-hint = Your own name and office, as they will stand with the answer. The code still goes to the recipient’s address.
responses-pdf-label = A PDF with it (optional)
responses-pdf-hint = Up to { $megabytes } MB. It is stored unchanged. The organizers are warned that opening a PDF can tell its maker, and they decide whether to publish it.
responses-code-hint = A code goes to the address that this letter was sent to. Nothing is sent to the organizers before it is entered.
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

## How an answer came, on the organizers' page. $way: “page”, “delegate” (a person whom the recipient chose to answer), “mail” or “other”.

responses-way = { $way ->
    [page] It came on the private page.
    [delegate] It came from a person whom the recipient chose to answer, with a code from that person’s own address.
    [mail] It came by mail.
   *[other] It came in another way.
}

## Publishing an answer.

refusal-answer-gone = This answer has been erased.
# $kind: “link” (to a page that one person alone has), “return-address” or “check-code” (of a copy) or “organizer” (an organizer's mail address).
# $what: the link, address or code, as it stands in the answer. The answer itself cannot be changed.
refusal-answer-with-secret = { $kind ->
    [link] This answer cannot be published, because it contains a link to somebody’s private page: { $what }. Record it again without that, and publish the new one.
    [check-code] This answer cannot be published, because it contains the letters with which a copy is checked: { $what }. Record it again without that, and publish the new one.
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
# $kind: “link”, “return-address”, “check-code” or “organizer”. $what: the link, address or code, as it stands in the text.
responses-secret = { $kind ->
    [link] a link to somebody’s private page: <code>{ $what }</code>
    [check-code] the letters with which a copy is checked: <code>{ $what }</code>
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

## The page of answers, for organizers

# The head of a column. It has the days without an answer.
responses-clocks-answer = Answer (days in UTC)
# $days and $since: see timeline-silence.
responses-silence-whole = The letter as a whole: { timeline-silence }
# Beside a recipient.
responses-has-answered = Has answered
# The heading of an answer. $who: “nobody” if the recipient's name is gone, “another” if somebody answered for the recipient, otherwise
# “recipient”. $people: the recipient with office. $by: the person who answered for the recipient. $on: the day.
responses-answer-of = { $who ->
    [nobody] An answer on { DATETIME($on, dateStyle: "long") }
    [another] <bdi>{ $by }</bdi>, for { $people }, on { DATETIME($on, dateStyle: "long") }
   *[recipient] { $people }, on { DATETIME($on, dateStyle: "long") }
}
# $on: a day.
responses-published = Published on { DATETIME($on, dateStyle: "long") }.
responses-unpublished = Only owners and moderators see it.
# $kilobytes: the size of a file.
responses-with-pdf = A PDF came with it: { $kilobytes } kB, not published.
# $kilobytes: the size of a file. $on: the day of its publication.
responses-with-pdf-published = A PDF came with it: { $kilobytes } kB, published on { DATETIME($on, dateStyle: "long") }.
# A link to the page that warns of a PDF.
responses-pdf-warning-link = Read this before you open it
responses-none = No answer yet.

## The form on it, in which an organizer records an answer.

responses-record-heading = Record an answer that reached you
responses-record-recipient = Who answered?
responses-record-way = How did it come?
# A choice below responses-record-way.
responses-record-way-mail = By mail
# A choice below responses-record-way.
responses-record-way-other = In another way
responses-record-way-other-hint = By post, by telephone or at a meeting.
responses-record-by-label = Who answered for the recipient, if somebody else did (optional)
responses-record-by-hint = Name and office, as they gave them.
# The label of a field for a date, here and where a letter was handed over.
responses-day-label = On which day?
responses-record-text-label = The answer, word for word
responses-record-pdf-label = A PDF that came with it (optional)
# The advice must not be lost: do not open the PDF.
responses-record-pdf-hint = Up to { $megabytes } MB. It is stored encrypted, byte for byte as you attach it. Opening a PDF can tell its maker who opened it: save it, and attach it without opening it.
responses-record-button = Record it

## The page that warns an organizer of a PDF that came with an answer. The warnings must not be lost.

# An organizer recorded the answer.
responses-pdf-attached = An organizer attached this PDF to the answer. It is stored byte for byte as it was attached, and this server has not looked inside.
# The recipient sent the answer on the private page.
responses-pdf-came = This PDF came with the answer. It is stored byte for byte as it came, and nobody here has looked inside.
responses-pdf-traces-title = It may trace you
responses-pdf-traces = The people to whom you write made this PDF. When somebody opens it, it can contact a server of theirs. Then they learn when it was opened and from which network, and so perhaps by whom. They can also make each copy a little different, so that a passage or a picture tells whose copy it was.
# A list follows.
responses-pdf-open-heading = If you open it
responses-pdf-open-device = Open it on a device of your own, never on one of your employer’s.
responses-pdf-open-offline = Switch off the network before, and close the PDF before you switch it on again.
responses-pdf-open-links = Follow no link in it, allow nothing that it asks for, and do not print it at work.
responses-pdf-open-pass = Do not pass the file on. Type its words again, and pass those on.
# “The activity” is the list of what organizers did.
responses-pdf-logged = The other organizers see in the activity that you have fetched it.
responses-pdf-fetch = I know that. Save the PDF
responses-pdf-publish-heading = Showing it to everybody
# $on: a day.
responses-pdf-published = It was published on { DATETIME($on, dateStyle: "long") }.
responses-pdf-publish = If you publish it, everybody who reads the letter’s page can fetch it, also workers on their employer’s devices. Its maker may then learn who does. You cannot take it back. The page shows the text of the answer without the PDF, too.
responses-pdf-publish-button = Publish the PDF as it came
responses-pdf-publish-later = Owners can publish it, once the answer itself has been published.
