## Refusals of acts on names that wait: nobody sees them until enough people have signed, and then everybody does

refusal-together-not-waiting = The number can be raised only while the letter waits for it.
# Beside the field for the number of people that the letter waits for.
# $least: the lowest possible number. $most: the highest possible number.
together-needed-wrong = Enter a whole number from { $least } to { $most }.
# Beside the same field. $needed: the number that the letter waits for now.
together-needed-not-higher = Enter a higher number than { $needed }. It cannot be lowered, because people signed relying on it.
refusal-together-not-reached = The names can be shown only after enough people have signed, and nobody has agreed to it yet.
refusal-together-ended = The waiting has ended already.
refusal-together-log-behind = This is not possible now, because the letter’s log does not agree with its copy. The people who run this server can repair it.
# Beside the choices of who may see a name, on an open letter.
refusal-together-kept = This choice cannot be taken away while names wait. End the waiting instead.
