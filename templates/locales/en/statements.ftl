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

## The page on which organizers read statements

# Title and heading.
statements-dashboard-title = Statements to read
statements-dashboard-words = These were written by people whose anonymous signature is counted. You learn nothing else about them, and cannot answer. Publish what belongs to the letter. Decline a statement that names other people, insults, or would give its author away. The text of a declined statement is erased.
# Two buttons below a statement.
statements-dashboard-publish = Publish it
statements-dashboard-decline = Decline it, and erase it
statements-dashboard-none = No statement waits. New ones come with the next count.

## The page with all statements of a letter

# Title and heading.
statements-list-title = Statements without a name
statements-list-words = These are by people whose signature is counted, and whom nobody knows. The organizers publish them, in no order.
statements-list-none = There are none.

## The page on which a statement is written

# Title and heading.
statements-new-title = A statement without a name
statements-new-words = If you signed anonymously, you can add words of your own. They stand with the letter as “verified”, with the names of the employers and no other name.
# A warning, and what the writer can do.
statements-new-warning-title = Your way of writing can give you away
statements-new-warning-style = Colleagues know your turns of phrase, your mistakes and your favourite words. Write plainly, and let somebody whom you trust read it.
statements-new-warning-facts = Leave out what only a few know: dates, meetings, figures, the name of your project.
statements-new-warning-device = Do not write it on a work device, and do not paste it from a work document.
# What happens after sending, and what the writer has to do after a crash.
statements-new-then = Your statement waits, encrypted, for the next count. Then the organizers read it, without learning anything else about you, and publish or decline it. You can withdraw it at any time with your slip. If our database crashes before the next count, the statement is lost: look here again, and send it once more.
statements-new-no-script-words = Your browser signs the statement with your slip, which must not be sent to us. Without JavaScript you cannot add a statement.
statements-new-label = Your statement
statements-new-hint = At most { $most } characters. A blank line begins a paragraph.
# Three buttons. The second shows what the organizers have decided.
statements-new-send = Send the statement
statements-new-ask = See what became of mine
statements-new-withdraw = Withdraw mine
