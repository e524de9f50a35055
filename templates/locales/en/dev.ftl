### The mail catcher of the demo and of the development server: it shows mail instead of sending it.

dev-mail-title = Mail that was sent
dev-mail-intro = This is a rehearsal: mail ends here, and nobody else gets it.
# The head of a column: the sender of a mail.
dev-mail-from = From
# The head of a column: when a mail was sent.
dev-mail-when = When
# In place of the subject of a mail.
dev-mail-no-subject = No subject
dev-mail-none = No mail yet. Load this page again after something was sent.
# A link from one mail to the list.
dev-mail-all = All mail
# The heading above the text of a mail.
dev-mail-text = Text
dev-mail-html = Show it as a page
dev-mail-attachments = Attachments
# The size of a file.
dev-mail-bytes = { $count } { $count ->
    [one] byte
   *[other] bytes
}
# Opens the header fields of a mail.
dev-mail-headers = Headers
