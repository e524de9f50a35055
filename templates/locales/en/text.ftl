### Refusals of a typed text, beside its field and above the form.
### $what names the field, at the start of the sentence: “The title”. $before and $start are words of the text, to find the place.

## Characters that cannot be seen. They could hide words or turn the direction of reading.

text-line-unseen-at-start = { $what } begins with a line break or another character that cannot be seen. Delete it, or type the text again by hand.
text-line-unseen-after = { $what } has a line break or another character that cannot be seen after “{ $before }”. Delete it, or type the text again by hand.
text-unseen-at-start = { $what } begins with a character that cannot be seen. Delete it, or type the text again by hand.
text-unseen-after = { $what } has a character that cannot be seen after “{ $before }”. Delete it, or type the text again by hand.

## Letters that no program could set. $most is a number.

text-marks-at-start = { $what } has more than { $most } accents or other marks on its first letter. Delete them, or type the text again by hand.
text-marks-after = { $what } has more than { $most } accents or other marks on one letter, after “{ $before }”. Delete them, or type the text again by hand.
# In scripts such as Devanagari, signs join letters into one syllable.
text-joined-at-start = { $what } has more than { $most } letters joined into one at its beginning. Delete some, or type the text again by hand.
text-joined-after = { $what } has more than { $most } letters joined into one, after “{ $before }”. Delete some, or type the text again by hand.
text-long-word = { $what } has more than { $most } characters without a space: “{ $start }…”. Put spaces into it. If it is a link, use a shorter one.

## Texts with headings, lists, quotes and links.

text-footnotes = { $what } refers to footnotes more than { $most } times. Delete some.
text-nesting = { $what } has quotes, lists or emphasis more than { $most } levels deep. Remove some levels.
text-nesting-at = { $what } has quotes, lists or emphasis more than { $most } levels deep, at “{ $start }”. Remove some levels.
text-pieces = { $what } has more than { $most } paragraphs, headings, list items and table cells. Join some.
text-long-link = { $what } has a link of more than { $most } characters: “{ $start }…”. Use a shorter link.
