### Statements without a name, by people who signed anonymously.

## Refusals on the page where a statement is written

statements-text-empty-refusal = Write something, or leave this page: nothing was sent.
statements-text-too-long-refusal = The statement is too long. Shorten it to { $most } characters.
refusal-statement-there = This signature has made a statement already. To replace it, withdraw it first.
statements-letter-closed-refusal = This letter is closed and takes no more statements. Nothing was kept.
# Answer to a program that left out the proof of the anonymous signature.
refusal-signature-wanted = No statement with this key waits here. Send it with the proof of your anonymous signature.
statements-signature-not-counted-refusal = Only an anonymous signature that is counted can publish a statement. Wait until yours is counted, then send the statement again.

## Refusals on the page where a moderator reads statements

refusal-verdict-missing = Choose whether to publish the statement or to decline it.
# Below the statements of this page.
statements-more-waiting = More statements wait. They follow once you have decided on these.

## Below a statement, in place of a name. $employers are the employers whose workers sign this letter.

statements-badge-mailbox = { $count ->
    [one] Verified at { $employers }
   *[other] Verified at one of: { $employers }
}
# Somebody without a work address signed with a code from a colleague who has proved one.
statements-badge-vouched = { $count ->
    [one] Vouched for by somebody verified at { $employers }
   *[other] Vouched for by somebody verified at one of: { $employers }
}
# An organizer has looked at a badge or pay slip, and handed over the code.
statements-badge-reviewed = { $count ->
    [one] Checked in person by an organizer as working at { $employers }
   *[other] Checked in person by an organizer as working at one of: { $employers }
}

## Shown by a script on the page where a statement is written: what became of it.

statements-state-waits = Your statement waits, sealed, for the next count.
statements-state-unread = The organizers have your statement, and have not decided yet.
statements-state-published = Your statement is published.
statements-state-declined = The organizers declined your statement, and its text is erased.
statements-state-none = There is no statement of this signature here.
statements-withdrawn = There is no statement of this signature here any more.

# Before the hint about how to type the 12 words.
statements-slip-hint = The slip of your anonymous signature. It stays in this browser.
