### The editor of a letter's text, on the page “The text” of a draft. Organizers read these messages. Without JavaScript there is a
### plain text field instead.

## The buttons above the text. They are short, because they stand side by side on a phone.

# Names the row of buttons for screen readers.
editor-tools = Format the text
# The name of the button for bold words, for screen readers.
editor-strong = Bold
# The sign on the button for bold words: usually the first letter of “bold”.
editor-strong-sign = B
# The name of the button for words in italics, for screen readers.
editor-em = Italics
# The sign on the button for words in italics: usually the first letter of “italics”.
editor-em-sign = I
editor-heading = Heading
editor-subheading = Subheading
editor-quote = Quotation
editor-bullets = • List
editor-numbers = 1. List
# Sets a link on the marked words. Also the name of the panel that asks for its address.
editor-link = Link
# Adds a footnote that names a source.
editor-source = Source
editor-undo = Undo
editor-redo = Redo

## The panel for a link

# The label of the field for the address that a link leads to.
editor-address = Address of the link
editor-address-wrong = Type a whole address, such as https://paper.example/page or name@paper.example.
editor-link-set = Set the link
editor-link-remove = Remove the link
# Opens a panel to comment on the marked words.
editor-comment = Comment
# The marked words follow.
editor-comment-on = You comment on:
# Stands in the place of the marked words if none are marked.
editor-comment-whole = the whole letter
editor-comment-suggest = Suggest other words for them
# Closes the panel without sending the comment.
editor-comment-leave = Cancel

## After something was pasted

# Asks whether to move parts of a pasted text to their places. A list of what was found follows: the title, and how many demands and sources.
editor-places = We found parts that have a place of their own in a letter. Move them there? One “Undo” puts everything back.
# The found title follows in quotation marks.
editor-places-title = Title:
# The number of demands follows. They move to the page “Demands and recipients”.
editor-places-demands = Demands, for their own page:
# The number of sources follows, typed such as “[1] The report”. They become footnotes.
editor-places-sources = Sources:
editor-places-move = Move them to their places
editor-places-leave = Leave them in the text
editor-left-out-pictures = Pictures were left out. A letter has only text, because a server that provides pictures would learn who reads it.
editor-left-out-struck = Words that were struck out were left out.
editor-left-out-tables = A letter has no tables. Each row became a line.
# Somebody pasted or dropped a file, such as a picture.
editor-left-out-files = Files cannot be put into a letter. Open the file, copy its text and paste that.
editor-left-out-too-much = This is more than a letter can hold, so nothing was pasted. Copy a smaller part and paste that.

## Without JavaScript: buttons below the plain text field

# A button. It joins broken lines and makes lists, for example of a text that comes from a PDF. Nothing is saved.
editor-tidy = Tidy a pasted text
editor-tidy-hint = “Tidy a pasted text” joins broken lines and makes lists of lines with signs. It saves nothing.
# A button that shows the text as it was before the buttons beside it changed it.
editor-restore = Bring back the text as it was
# As editor-places, where no “Undo” exists. A list of what was found follows.
editor-places-plain = We found parts that have a place of their own in a letter. Move them there? Nothing is saved by that.

## Below the text

# The number of words follows.
editor-words = Words:
# Explains keys that somebody without a mouse needs.
editor-help = Shift+Tab leads to the buttons, arrow keys from one to the next. Text in a dashed box has a form that this editor does not know. It is published as it stands.
# Stands with the form after a save was refused. The demands were moved out of the text and will be saved with it.
editor-moved-demands = These demands go to the page “Demands and recipients” when you save:

## Several people type in the text at the same time

# The names of the other people who have the text open follow.
live-present = Also here:
live-stored = Saved.
# Something that was typed is on its way to the server.
live-unstored = Not saved yet.
# The connection to the server is lost. The page continues by itself when it is back.
live-away = No connection. What you write stays in this tab alone, and is not saved. Keep the tab open: when the connection is back, your words are saved and joined with the others’ words.
# For example after a change of roles, or when the letter was opened.
live-ended = You no longer write together with others here. Press “Save” to keep your text, and then reload the page.
