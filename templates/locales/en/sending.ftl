### Sending the copies of a delivery by mail.

## An owner asks to send a copy again.

refusal-delivery-over = This delivery was cancelled. Nothing more is sent.
refusal-not-to-be-repeated = You can send a copy again only if it was refused, could not be made, or may not have arrived.
# Personal data of a delivery is destroyed some time after the delivery is over.
refusal-bytes-destroyed = Names or addresses of this delivery have been destroyed since. Prepare another delivery.

## The last answer about a copy. It is stored as text and shown on the delivery page, next to answers of mail servers.

sending-mail-not-made = No mail can be made of this text. Look for something unusual in it, and simplify it.
# The copy came back. $status is a code such as 5.1.1, and $said is what the other mail server said.
sending-came-back = It came back: { $status } { $said }
# The copy came back, and the other mail server said nothing. $status is a code such as 5.1.1.
sending-came-back-silent = It came back: { $status }
# Something came back to the return address, and the server could not find out whether the copy arrived. The organizers can read it.
sending-came-back-unread = Something came back that could not be read by the server.
# $answer is what the mail server said last.
sending-tried = Tried for { $hours } hours. The last answer: { $answer }
sending-interrupted = This server stopped while it was talking to the mail server.
sending-names-erased = The names were erased before this copy was sent.
