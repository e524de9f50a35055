### The in-person check: an owner or moderator looks at a badge or pay slip, and hands over a code that is good for one signature. For sites where nobody has work mail. The readers are organizers.

# The heading of the page, and the name of its tab.
in-person-title = In-person check

## Why no code can be made

in-person-off-title = This letter has no in-person check
in-person-off-words = Owners can switch it on as a way to sign. Once the letter is open, a second owner has to agree.
# A link to the form.
in-person-switch-on = Switch it on: how many codes each of you may hand over
in-person-draft-title = The letter is not open yet
# $most: how many codes each organizer may hand over.
in-person-draft-words = Once it is open, you can hand over { $most } { $most ->
    [one] code
   *[other] codes
} here. Read below how the check works.
in-person-paused-words = Nobody can sign now, so no codes are made. Go on when signing is resumed.
in-person-closed-title = This letter is closed
in-person-closed-words = It takes no more signatures. Codes that were not used are of no use any more, and the numbers of codes that each of you handed over are deleted.
in-person-used-up-title = You have handed over all { $most } { $most ->
    [one] code
   *[other] codes
}
in-person-used-up-words = Another owner or moderator can go on. Owners can also raise the number.

## How it works

in-person-lede = For people who work at a place where nobody has work mail. You look at something that shows where they work, and give them a code. They sign with it later, on their own phone.
in-person-look-heading = What to look at
in-person-look-paper = A badge, a pay slip, a contract or a letter of the employer. It should show the employer and the person’s name.
in-person-look-person = Look whether it belongs to this person: a photo, or a name that you know.
in-person-look-once = Give each person one code. Nothing on the server finds out if you give somebody two.
in-person-write-heading = What not to write down
in-person-write-nothing = Keep no list: no names, no numbers of badges, and not who got which code. Nobody can take from you what you do not have.
in-person-write-photo = Take no photo of a badge or pay slip, and let nobody send you one.
in-person-write-place = Meet away from work, cameras and work devices. Print on no work printer.
in-person-kept-heading = What is kept, and what is not
# What the server stores. The first sentence must not be lost.
in-person-kept-number = We keep one number: how many codes you have made, because it is limited. Not who got one, not when, and not what you looked at. Your browser blinds each code, so we cannot recognize it when it is used.
# What a copy of a code is good for. It is a warning with what to do.
in-person-kept-copy = Keep no copy of a code that you have given away. With a copy, you could use the code first. With a copy and our keys, somebody could find the signature with a name that it made. Press “Forget them on this device” when they are given away.
# Why the signatures are counted apart.
in-person-kept-word = These signatures rest on your word. The letter counts them apart, as “checked in person by an organizer”.

## How many codes

# $count: rounded down to tens. All organizers of the letter together.
in-person-total = All organizers together have made { $count ->
    [0] few codes, or none
   *[other] about { $count } codes
}, as of the last count of signatures. Nobody sees the number of another organizer.
in-person-total-later = How many codes all organizers have made is shown once the letter shows its count. Nobody sees the number of another organizer.
# Updated by a script, so $count can be the placeholder [number].
in-person-left = { $count ->
    [one] You can make one more code.
   *[other] You can make { $count } more codes.
}
# $each: for each organizer. $all: for all organizers of the letter together.
in-person-limits = Each owner and moderator can make { $each } on this letter, and all of you together { $all }. A code that is made counts, whether it is used or not.

## Making codes

in-person-make-heading = Make codes
in-person-count-label = How many codes
in-person-count-hint = At most { $most } at a time. Make as many as you give away today.
in-person-count-wrong = Type a whole number from 1 to { $most }.
# The button.
in-person-make = Make the codes
# Read aloud when codes were made. $count can be the placeholder [number].
in-person-made = { $count ->
    [one] One code is ready.
   *[other] { $count } codes are ready.
}
in-person-codes-heading = Codes to give away
in-person-codes-none = There are no codes on this device. Those that you make appear here.
# That the browser's files may keep them must not be lost.
in-person-codes-kept = Only this tab keeps the codes. Note which you have given away: each works once. The browser may keep traces on this device even after you press “Forget them on this device”. In a private window it keeps none.
in-person-no-script-title = Making codes needs JavaScript
in-person-no-script-words = Your browser has to blind them, so that we cannot recognize them later. Signing with a code works without.
# Advice where the browser is too old.
in-person-other-device = Codes can be made on another device, too.
in-person-signed-out = You are signed out, or may not hand over codes any more. Load this page again. Nothing was lost: the codes below stay.
in-person-no-answer = The server did not answer. Press the button again: the same codes are made, and counted once.

## Refusals

refusal-in-person-check-off = This letter has no in-person check. Ask its owners to switch it on.
# $most: the limit of each organizer.
refusal-codes-handed-over = That is more than you can still make. Each owner and moderator can make { $most } { $most ->
    [one] code
   *[other] codes
} on this letter. Load this page to see how many are left.
# $most: the limit of all organizers together.
refusal-codes-of-letter-handed-over = All organizers together can make { $most } codes on this letter, and that is more than are left. Owners can raise the number.
refusal-code-key-changed = The in-person check was switched off and on again meanwhile. Press the button again.
