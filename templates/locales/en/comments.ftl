### Comments and suggested changes on a draft. Organizers of the letter write and read them.

## Refusals beside the fields

comments-words-missing = Type what you want to say.
# $most: a number of characters.
comments-words-too-long = This comment is too long. Shorten it to { NUMBER($most) } characters.
# A passage is some words of the letter's text.
comments-passage-too-long = These words are too many. Choose { NUMBER($most) } characters at most.
comments-passage-not-found = The text has no such words. Copy them from the text as it is shown here, or leave the field empty to comment on the whole letter.
comments-passage-several = These words stand in several places. Copy some words before or after them too, so that only one place fits.
comments-suggestion-without-passage = Say which words of the text you want to replace.
comments-suggestion-same = The text has these words already. Type the words that should stand there.
comments-suggestion-over-blocks = This change runs over parts of the text that cannot be joined, such as a heading and a list. Suggest it for each part.
comments-too-many = This letter has { NUMBER($most) } comments, and more are not possible. Delete some of yours, or change the text.
comments-name-wrong = Type a name of 100 characters at most that people can see.
# $name: the name that somebody typed.
comments-name-taken = Another organizer of this letter is called “{ $name }”. Choose a name that tells you apart.

## Refusals of an act

comments-letter-opened = This letter was opened. Its comments can be read for 7 days, and no longer changed. Then they are erased.
# $how: how the thread ended: resolved, accepted or refused.
comments-closed = { $how ->
    [accepted] This suggestion was accepted. Comment on the new words instead.
    [refused] This suggestion was refused. Reopen it first.
   *[resolved] This comment is resolved. Reopen it first.
}
comments-not-yours = Only the person who wrote a comment can change or delete it. You can reply to it.
comments-not-yours-to-resolve = The person who wrote this comment, the owners and the editors can resolve it. You can reply to it.
comments-no-suggestion = This comment suggests no change that waits for a decision.
comments-passage-changed = The passage has changed since the change was suggested, so nothing was changed. Change the text yourself, or refuse the suggestion.
