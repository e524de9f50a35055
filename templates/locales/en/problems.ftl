### Pages and API answers that say that a request did not work.
### Tell the reader what happened and what to do next. Never blame the reader.

## Headings, by the kind of problem.

# The request has the wrong form: a program's fault, or a damaged link.
problem-unreadable = That request could not be read
problem-signed-out = You are not signed in
problem-forbidden = Not allowed
problem-not-found = Nothing here
# Somebody else changed the same thing first.
problem-conflict = Something changed in the meantime
problem-gone = No longer here
problem-too-large = Too large
# Above a list of fields that were filled in wrongly.
problem-invalid = There is a problem
# Above a list of the faults in a form, each a link to its field.
problem-errors =
    { $count ->
        [one] There is a problem
       *[other] There are problems
    }
# Before the sentence about one field that was filled in wrongly. Only screen readers say it.
problem-error-mark = Error:
# Before a warning about one field, whose text is accepted all the same. Only screen readers say it.
problem-warning-mark = Note:
problem-too-many = Too many requests just now
problem-unexpected = Something went wrong on our side
problem-unavailable = Not available just now
problem-other = That did not work

## Sentences below a heading.

problem-unreadable-detail = The request could not be read. Go back, load the page again, and try once more.
# The browser or program took longer than the server waits.
problem-slow-request-detail = The request took too long to arrive. Check your connection, and try again.
# The browser sent more cookies or a longer address than the server reads.
problem-large-headers-detail = The request is too large to read. Delete this site’s cookies in your browser, then open the page again.
# Someone changed the rights of the server's key files. The server stops using them until its operator has repaired this.
problem-keys-shared-detail = This server’s keys are readable by other users of its machine, so it uses none of them now. Nothing was changed. Its operator finds what to do in the server’s log. Try again later.
problem-keys-unreadable-detail = This server cannot read its keys now. Nothing was changed. Its operator finds the reason in the server’s log. Try again later.
problem-malformed-detail = A part of the request is missing or has the wrong form.
# $field is the name of a field of an API request; $most is a number of characters.
problem-field-too-long-detail = “{ $field }” is too long. Shorten it to { $most } characters, and send it again.
problem-too-large-detail = The text or file is too long. Shorten it and send it again.
problem-too-many-detail = Wait a minute, then try again.
problem-busy-detail = The server has too much to do just now. Try again in a minute.
# PostgreSQL is away. The reader may have just sent a form: nothing is lost, and nothing counts twice.
problem-database-unavailable-detail = The server cannot reach its database just now. Wait a minute, then try again. If you sent a form, go back and send it again: your browser still has what you typed, and nothing counts twice.
problem-unexpected-detail = Nothing was changed. Try again. If it happens again, tell the people who run this server.

## Faults in single fields of an API request.

problem-unknown-field = There is no such field. Leave it out.
problem-wrong-form = has the wrong form

## Below the sentence: a link to the page where the reader can try again.

problem-back = Go back and try again
