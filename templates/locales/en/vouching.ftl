### Signing without a work address. Somebody who has proved a work address vouches for a colleague, with a code that the colleague can sign with once.

## Refusals when codes for colleagues are made

refusal-vouching-not-offered = The organizers have switched off vouching for this letter. Ask them how else you can sign.
# The letter closed between asking for a code and entering it. The reader has signed before and may be counted.
refusal-drawing-ended = Signing ended before your code arrived here, so no codes were drawn.
# The letter closed between checking a code to vouch with and signing with it.
refusal-vouched-signing-ended = Signing ended before you signed, so you were not counted. Nothing that you typed was kept.
# The same sentence for both cases, so that it does not reveal whether the address has signed.
refusal-nothing-to-draw = There are no codes for this address. Either it has not signed this letter, or it has its codes already. If you have not signed, sign first and then come back.

## The page on which somebody signs with a code

vouching-back = Back
vouching-spend-title = Sign without a work address
vouching-spend-lede = You need a code. It is good for one signature.
vouching-spend-colleague-heading = From a colleague
vouching-spend-colleague = A colleague who has proved a work address can vouch for you. Your signature is counted apart, as “vouched for by a verified worker”.
# <draw> is a link to a page.
vouching-spend-ask = Ask a colleague who has signed. Each can make a few codes, on the page <draw>Vouch for colleagues</draw>.
vouching-spend-check-heading = From an organizer, in person
vouching-spend-check = An organizer looks at your badge or pay slip, and gives you a code. Your signature is counted apart, as “checked in person by an organizer”.
# What must not be lost: nobody may write anything down.
vouching-spend-check-kept = Meet away from work. Nobody should take a photo or write anything down, and you can refuse that.
vouching-spend-who-knows = Who can find out that the code was mine
vouching-spend-unknown = The person who gave you the code knows that you have it. Nothing that we store ties the code to that person, or to you. If few people sign with such codes, that person can guess that you did: wait until more have signed.
# It is a warning with what to do.
vouching-spend-copy = A copy of the code can be used before you use it. With a copy and our keys, somebody could find the signature with a name that it made, until the letter closes. So use it soon, then delete it and throw the paper away. An anonymous signature cannot be found in this way.
vouching-spend-no-mail = We send no mail to anybody.
vouching-spend-label = The code
vouching-spend-hint = Paste all of it. It begins with V1- or C1- and is long. A link that contains it works too.
# The button.
vouching-spend-continue = Continue
vouching-spend-anonymous-heading = Or nobody sees your name
vouching-spend-anonymous = You can also use the code to sign so that nobody sees your name. You are counted, and nobody can find out who you are.
vouching-spend-anonymous-link = Sign anonymously with this code
vouching-spend-no-script-title = Without JavaScript
vouching-spend-no-script = If you followed a link, copy it into the field above. An anonymous signature needs JavaScript. You can choose “The organizers only” instead, and leave the name empty.
vouching-spend-none-title = This letter has no vouching
vouching-spend-none = Its organizers have switched it off. Ask them how else you can sign.


# In place of the advice to ask a colleague for a code.
vouching-no-new-codes = The organizers have stopped vouching, so nobody gets new codes. A code that somebody drew for you stays good until the letter closes.

## Refusals when somebody signs with a code

refusal-vouch-not-valid = That is not a code for this letter. Paste all of it: it begins with V1- or C1- and has 558 characters. Each letter has its own codes.
# The in-person check was switched off. Nobody can tell a code that was used from one that was not by this sentence.
refusal-code-ended = The organizers have ended the in-person check, and codes that were not used by then ended with it. If you used this code before, your slip shows your signature. If not, ask the organizers how else you can sign.
refusal-vouch-used = This code has been used already, and counts once. If you used it, your slip shows your signature. If not, ask for another code.
# The limit of answers to one code in an hour.
refusal-vouch-answered = This code was answered ten times within the hour. Nothing is lost: keep it and the same slip, and try again in an hour.

## On the page where codes for colleagues are made

# Below the label of the field for the work address.
vouching-address-hint = The one that you signed with. { mailbox-address-hint }

## Shown by a script on the page where codes for colleagues are made. $number counts the codes: 1, 2, 3.

vouching-drawing = Making your codes …
vouching-browser-keeps-nothing = Your browser keeps nothing for this page. Do not reload it before you have saved the codes.
# Read aloud in place of the field with the code.
vouching-code-link = Code { $number }, as a link
vouching-code-copy = Copy code { $number }
vouching-code-copied = Code { $number } is copied.
# The browser refuses to copy.
vouching-code-selected = Code { $number } is selected: copy it by hand.
vouching-code-picture = Code { $number } as a picture, for the camera of a phone
# Read aloud in place of the picture.
vouching-code-qr = Code { $number } as a QR code

## Drawing codes

# Above the list of codes. That the browser's files may keep them must not be lost.
vouching-codes-kept = Only this tab keeps the codes. Note which you have given away: each works once. The browser may keep traces on this device even after you press “Forget them on this device”. In a private window it keeps none.

# A code is a link of 635 characters.
vouching-codes-long = Each code is a link of more than 600 characters, too long to type. Pass it on as a link, as a QR on your screen, or as a QR on paper.
# A button. It prints a sheet with a QR for each code, to cut apart.
vouching-codes-print = Print them, each as a QR
# Two more buttons.
vouching-codes-save = Save them as a file
vouching-codes-forget = Forget them on this device
# On the printed sheet, below each QR. $number counts the codes.
vouching-code-paper = { $number }. Scan this with your own phone, away from work. It is good for one signature.
# Among the rules for codes.
vouching-pass-on = Pass them on by a way that your employer does not read. Who holds a code can use it.

## The letter is closed. On the page to sign with a code, and on the page where codes for colleagues are made.

vouching-letter-closed-title = This letter is closed
vouching-letter-closed-words = It takes no more signatures, so codes to vouch with are of no use any more.

# Below the slip of somebody who is about to sign with a code from a colleague.
vouching-slip-when = They work once you have signed.

## The page on which somebody who has signed makes codes for colleagues

# Title of the page, and a link to it.
vouching-draw-title = Vouch for colleagues

# $count is how many codes somebody can make.
vouching-draw-lede = { $count ->
    [one] If you have signed, you can vouch for somebody who works with you and cannot use a work mailbox: who has none, whose mail is blocked, or who dares not use it. You can make { $count } code, once. Give it to one person whom you know.
   *[other] If you have signed, you can vouch for people who work with you and cannot use a work mailbox: who have none, whose mail is blocked, or who dare not use it. You can make { $count } codes, once. Give each to one person whom you know.
}
vouching-draw-only-workers = A code is good for one signature. It is counted apart, as “vouched for by a verified worker”. Vouch only for people who work there.
vouching-draw-nobody-knows = Not even we can tell which codes were yours, or whom you gave one. We note only that your address has made codes.
# Another code, in a mail.
vouching-draw-first = First, a code goes to your work address, as when you signed.
vouching-draw-no-script-title = Making codes needs JavaScript
vouching-draw-no-script-words = Your browser makes the codes in a way that we cannot recognize them later. Signing with a code works without JavaScript.
# The code in the mail.
vouching-draw-code-label = The code we sent
vouching-draw-button = Make the codes
vouching-draw-none = Its organizers have switched it off.
vouching-codes-heading = Your codes to give away

## Signing with a code, after the page on which the code was typed

vouching-details-heading = Sign with your code
# The second sentence is a promise that must not be lost.
vouching-done-used = Your code is used up. We keep nothing that says who gave it to you.
