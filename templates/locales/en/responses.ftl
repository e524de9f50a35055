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
# The form still holds the typed answer.
refusal-too-many-files = { $most } PDFs already wait for their codes on this page. Send the answer now without the PDF, or in an hour with it. What you typed is still here.
# Beside other errors of the form, because a browser does not keep a chosen file.
responses-pdf-choose-again = Choose the PDF again.
# After the message that a crash of the database lost the code.
responses-pdf-lost = The PDF was lost too. Choose it again.

## Fields of an answer, sent by a recipient or recorded by an organizer.

responses-text-missing = Type the answer.
responses-text-too-long = The answer is too long. Shorten it to { $most } characters.
# The name of a person who answers for the recipient.
responses-by-too-long = That is too long. Give a name and an office, in at most { $most } characters.
responses-pdf-too-large = The PDF is larger than { $megabytes } MB. Make it smaller, or leave it out.
responses-pdf-wrong-kind = That file is not a PDF. Choose a PDF, or leave it out.
responses-recipient-missing = Choose who answered.
responses-way-missing = Choose how the answer came.
responses-day-to-come = That day is in the future. Give the day on which the answer came.

## Publishing an answer.

refusal-answer-gone = This answer has been erased.
refusal-answer-unpublished = Publish the answer first. Its PDF can follow.
# A PDF can report to its maker. The warning must not be lost.
refusal-not-warned = The maker of this PDF may learn that it was opened, and where. Confirm that you know this.
