### A call to write: the page on which people who signed are asked to write to the recipients themselves. Everybody can read it.

calls-none = The organizers ask nobody to write now.
# After somebody pressed calls-said. calls-thanks follows.
calls-thanks-title = Thank you
# That nobody is recorded must not be lost.
calls-thanks = You are counted later, together with others. Nothing is kept of who said it.
calls-heading = What the organizers ask you to send
# A warning. A list follows.
calls-before-title = Before you write
calls-before-name = Your mail shows your name and address to everybody who gets it. Nothing about it is anonymous.
calls-before-device = Use your own address, device and network. Your employer can read what goes through work mail.
calls-before-words = Change the text as you like. Your own words weigh more.
# A button that opens the reader’s mail program. $people: one recipient.
calls-write-to = Write to { $people }
calls-write-hint = The button opens your own mail program. This server sends nothing, and does not learn whether you wrote.
# A button.
calls-said = I have written
# Before it: how many people have said so. That nobody is recorded must not be lost.
calls-said-hint = If you press this, you are counted later, together with others. Nothing is kept of who pressed it.
calls-written-few = Fewer than { $least } people have said that they have written.
# The number is rounded down, so that it does not reveal a single person.
calls-written = At least { $least } people say that they have written. Nobody checks that.
calls-stopped-title = This call is stopped for now
calls-stopped = One of the organizers has stopped it. Within three days it continues, or is over.
calls-over-title = An earlier call is over
