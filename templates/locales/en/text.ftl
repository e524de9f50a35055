### Refusals of a typed text, beside its field and above the form.
### The field's label stands near the sentence. $before and $start are words of the text, to find the place.

## Characters that cannot be seen. They could hide words or turn the direction of reading.

# The text has only characters that show nothing, for example joiners or fillers.
text-invisible = This text has only characters that cannot be seen. Type it again by hand.
text-line-unseen-at-start = This text begins with a line break or another character that cannot be seen. Delete it, or type the text again by hand.
text-line-unseen-after = This text has a line break or another character that cannot be seen after “{ $before }”. Delete it, or type the text again by hand.
text-unseen-at-start = This text begins with a character that cannot be seen. Delete it, or type the text again by hand.
text-unseen-after = This text has a character that cannot be seen after “{ $before }”. Delete it, or type the text again by hand.

## Letters that no program could set. $most is a number.

text-marks-at-start = This text has more than { $most } accents or other marks on its first letter. Delete them, or type the text again by hand.
text-marks-after = This text has more than { $most } accents or other marks on one letter, after “{ $before }”. Delete them, or type the text again by hand.
# In scripts such as Devanagari, signs join letters into one syllable.
text-joined-at-start = This text has more than { $most } letters joined into one at its beginning. Delete some, or type the text again by hand.
# In scripts such as Devanagari, signs join letters into one syllable.
text-joined-after = This text has more than { $most } letters joined into one, after “{ $before }”. Delete some, or type the text again by hand.
text-long-word = This text has more than { $most } characters without a space: “{ $start }…”. Put spaces into it. If it is a link, use a shorter one.

# Organizers see this before a letter opens, and before it is delivered. $characters is a list of at most ten characters, each with its
# number in Unicode. $count says how many there are. The letter and its names stay as they were typed.
text-undrawn = { $count ->
    [one] We have no font with this character: { $characters }. In the PDF and on the card, a frame with its number stands in its place. Replace it if you can.
   *[other] We have no font with { $count } characters, such as { $characters }. In the PDF and on the card, a frame with its number stands in the place of each. Replace them if you can.
}

## Texts with headings, lists, quotes and links.

text-footnotes = This text refers to footnotes more than { $most } times. Delete some.
text-nesting = This text has quotes, lists or emphasis more than { $most } levels deep. Remove some levels.
text-nesting-at = This text has quotes, lists or emphasis more than { $most } levels deep, at “{ $start }”. Remove some levels.
text-pieces = This text has more than { $most } paragraphs, headings, list items and table cells. Join some.
text-long-link = This text has a link of more than { $most } characters: “{ $start }…”. Use a shorter link.

## Warnings beside a text that is accepted as it is: readers would not see a part of it, or not as its author means it.
## Markdown's own signs must stay as they are. $label is the name that the author gave to a note or an address.

text-note-lost = Readers will not see the note “[^{ $label }]:”, because nothing in the text refers to it. Put [^{ $label }] where it belongs. If two notes have this name, give one another name.
text-note-missing = “[^{ $label }]” stays in the text as it is, because there is no such note. Write the note below the text: [^{ $label }]: and the source.
text-address-lost = Readers will not see the address “[{ $label }]:”, because nothing in the text refers to it. Put [{ $label }] where it belongs.
# $link is the link as it was typed.
text-link-broken = “{ $link }” stays in the text as it is, because its address is not whole. Begin the address with https://.

## A bound that is checked while somebody types. $most is a number.

text-too-long = This text is too long. Shorten it to { $most } characters.
