### The slip: 12 English words that its signatory wrote on paper. They show, change and withdraw a signature, and nobody else has them.
### In every language the 12 words stay English. A script shows some of these sentences too.

## What is wrong with a slip that was typed. Several of these sentences can follow one another.

slip-missing = Type the 12 words of your slip.
# Earlier signatures have a key of 27 signs instead of 12 words.
slip-key-mistyped = This is not a slip. A slip has 12 words. If yours has 27 letters, digits and signs instead, look for one that is missing or mistyped.
# $count is a number from 1 on.
slip-count = A slip has 12 words. Words typed here: { $count }.
# $number is the place of the word, from 1 on. $word is the word as it was typed.
slip-word-unknown = Word { $number }, “{ $word }”, is on no slip. Look at it on your paper again.
# $number is the place of the word, from 1 on. $similar is one word, or up to three words with commas between them. $word is the word as it was typed.
slip-word-similar = Word { $number }, “{ $word }”, is on no slip. Similar words: { $similar }.
# $numbers is one number, or several with commas between them. Shown after three of the sentences above.
slip-words-unknown = These words are on no slip either: { $numbers }.
# The last word holds a sum of the others, so the page notices the mistake.
slip-checksum = Each of the words can be right, but they do not belong together. One of them is wrong, or two are exchanged. Compare them with your paper.
# $first and $second are the places of two of the 12 words.
slip-exchanged = Perhaps words { $first } and { $second } are exchanged.
# $number is the place of the word, from 1 on. $word is the word as it was typed, $meant another word of the list.
slip-misread = Perhaps word { $number } is “{ $meant }”, not “{ $word }”.

## The part of a page that shows a slip, before and after signing.

slip-heading = Your slip: keep these 12 words
slip-keep = With these words you can later look at your signature, change it or withdraw it. You need to ask nobody.
# Below the words.
slip-paper = Write them on paper now, in this order. A few minutes after you sign, nobody can show them to you again.
slip-print = Print
slip-save = Save as a file
slip-copy = Copy
# Beside the three buttons. A copied text is sent to all devices of one account.
slip-caution = Not on a work device, a work printer, or a phone with a work account; clipboards sync.
slip-copied = Copied. Paste the words where only you can read them, then copy something else.
# The browser refuses to copy.
slip-selected = Your browser does not copy here. The words are selected: copy them by hand.
# $file is the name of a file that the browser has saved.
slip-saved = Saved as { $file }. Move it to a place that only you can open.
# Opens a QR code.
slip-qr-show = Show a square for the camera of my other phone
# Read aloud in place of the picture.
slip-qr-label = The 12 words as a QR code
slip-qr-words = Point the camera of another phone of yours at it. You cannot save it as a picture here, because pictures go to work accounts and machines read them.
slip-about-show = How this works
slip-about-proof = The words prove that you signed, to anybody who finds them. Keep them where nobody looks. You can also throw them away: then nobody can prove it, and you cannot change anything.
slip-about-copy = We keep no copy, and never mail them.
slip-about-lost = If you lose them, you can still take a name off the letter: the letter’s page leads to it.
# For somebody who proves an address today and signs on another day. “File” is the second thing to keep.
slip-about-later = If you sign later, you also need the file that the page saves. With the words alone you need a second code, and once signing has ended you can do nothing.
# A browser can add the page's address to what it prints.
slip-about-print = Only the words are printed. If your browser adds an address at the edge of the paper, cut it off.

## A field into which a slip is typed.

slip-field-label = Your 12 words
# Earlier signatures have a key of 27 letters, digits and signs, which can be typed here too.
slip-field-hint = Capitals, accents, numbers and line breaks do not matter. The first four letters of each word are enough. An older key of 27 signs works too.
# Before slip-field-hint, on pages that send the words nowhere.
slip-stays-here = They stay in this browser.
# Before the words are typed.
slip-own-device = Use your own device: the words prove that you signed.
# On a page that cannot start in this browser.
slip-other-device = Your slip works on another device, too.
