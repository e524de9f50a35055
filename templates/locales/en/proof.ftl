### An organizer proves that it is really them, before an act that names people or changes who decides.

proof-title = Prove that it is you
proof-why = Exporting or sending names, showing hidden or waiting names, and changing owners need a proof that it is you. Somebody may have found your device signed in.
proof-ask = Mail me a code
proof-code-label = The code from your mailbox
proof-confirm = Continue
proof-again = Mail me another code
proof-back = Back, without a proof
# $minutes: how long the proof is good.
proof-validity = After this, press the button of the act again. The proof is good for { $minutes } { $minutes ->
    [one] minute
   *[other] minutes
} in this session.
