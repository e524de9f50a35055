### The pages that explain signing, anonymity and what is kept. They are the same for all letters. People read them before they decide
### whether to sign, and journalists quote them: keep every limit and every warning.

## The picture on the page “How anonymity works here”. Each line of words has room for about 24 letters, the two in the gap for 40.

how-anonymity-picture-title = An envelope that is stamped unopened
# For people who hear the page.
how-anonymity-picture-words = Above, you put a slip of paper into an envelope lined with carbon paper, and prove your work address. The server stamps the envelope without opening it. Then comes a gap: time passes, and you change to another network. Below, you take the slip out. The stamp went through the envelope. You drop the slip among the others, and nobody can tell which envelope it came from.
# Two lines below an envelope.
how-anonymity-picture-slip-1 = A slip only you have
how-anonymity-picture-slip-2 = seen, in an envelope
# Two lines below a stamped envelope. “It” is the envelope.
how-anonymity-picture-stamp-1 = We check your address
how-anonymity-picture-stamp-2 = and stamp it, unopened
# Two lines in the gap between above and below.
how-anonymity-picture-gap-1 = another hour, another network
how-anonymity-picture-gap-2 = only the slip goes across
# Two lines below the slip.
how-anonymity-picture-out-1 = You take it out:
how-anonymity-picture-out-2 = the stamp went through
# Three lines below a circle of slips.
how-anonymity-picture-counted-1 = It counts, among others.
how-anonymity-picture-counted-2 = Nobody can tell whose
how-anonymity-picture-counted-3 = envelope it was
