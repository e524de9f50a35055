### Comments and suggested changes on a draft. Organizers of the letter write and read them.

## Refusals beside the fields

comments-words-missing = Type what you want to say.
# $most: a number of characters.
comments-words-too-long = This comment is too long. Shorten it to { NUMBER($most) } characters.
# A passage is some words of the letter's text.
comments-passage-too-long = These words are too many. Choose { NUMBER($most) } characters at most.
comments-passage-not-found = The text has no such words. Copy them from the text as it is shown here, or leave the field empty to comment on the whole letter. To comment on the title, a demand or a source, leave it empty too, and name it in your comment.
comments-passage-several = These words stand in several places. Copy some words before or after them too, so that only one place fits.
comments-suggestion-without-passage = Say which words of the text you want to replace.
comments-suggestion-same = The text has these words already. Type the words that should stand there.
comments-suggestion-over-blocks = This change runs over parts of the text that cannot be joined, such as a heading and a list. Suggest it for each part.
comments-too-many = This letter has { NUMBER($most) } comments, and more are not possible. Delete some of yours, or change the text.
comments-name-wrong = Type a name of 100 characters at most that people can see.
# $name: the name that somebody typed.
comments-name-taken = Another organizer of this letter is called “{ $name }”. Choose a name that tells you apart.

## Refusals of an act

comments-letter-opened = This letter was opened. Its comments can be read until they are erased, and no longer changed.
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

## The page with all comments

comments-title = Comments and suggestions
comments-intro = Everybody who works on this letter reads these comments and can write some. Owners and editors decide about suggested changes. Everything here is erased { $days } days after the letter opens, unless two owners keep it.
# From the opening of the letter on.
# $kept: “yes” if the owners keep the comments.
comments-opened = { $kept ->
    [yes] The letter is open. These comments can be read until the letter is purged, because the owners keep them.
   *[no] The letter is open. These comments can be read for { $days } days after the opening. Then they are erased.
}
# Names the part of the page that shows the letter.
comments-text = The text
comments-no-text = The letter has no text yet.
# Before the number of a comment, for screen readers: “Comment 3”.
comments-number-label = Comment
comments-on-passages = On passages
comments-on-whole = On the whole letter
comments-none = No comment waits here.
# Comments on passages that somebody deleted from the text.
comments-gone = Passages that are gone
comments-gone-words = Somebody deleted these words or wrote others. You see the words on which the comment was made.
# Opens the rest of a long list of comments.
comments-more = { $count ->
    [one] { NUMBER($count) } more comment
   *[other] { NUMBER($count) } more comments
}
# $count: how many comments are resolved, or were accepted or refused as suggestions.
comments-closed-heading = { $count ->
    [one] { NUMBER($count) } that is done
   *[other] { NUMBER($count) } that are done
}
# $number: the number of the comment.
comments-thread-name = Comment { $number }
# $number: the number of the suggestion, counted together with comments.
comments-suggestion-name = Suggested change { $number }
# A link to the passage in the text.
comments-to-passage = Show it in the text
# $name: the author's name in this draft. $on: the day.
comments-by = { $name }, { DATETIME($on, dateStyle: "long", timeZone: "UTC") }
# The author has no account and came by a review link. $name: the name that the author chose. $on: the day.
comments-by-reviewer = { $name } (reviewer), { DATETIME($on, dateStyle: "long", timeZone: "UTC") }
# The reader wrote it. $name: the reader's name in this draft. $on: the day.
comments-by-you = { $name } (you), { DATETIME($on, dateStyle: "long", timeZone: "UTC") }
# In the place of a comment that has replies. $on: the day of the comment.
comments-deleted = Deleted by its author, { DATETIME($on, dateStyle: "long", timeZone: "UTC") }
# A link beside a comment of the reader.
comments-edit = Change or delete
# $how: how it ended. $by: the name of the person in this draft. $on: the day.
comments-closed-by = { $how ->
    [accepted] Accepted by { $by }, { DATETIME($on, dateStyle: "long", timeZone: "UTC") }
    [refused] Refused by { $by }, { DATETIME($on, dateStyle: "long", timeZone: "UTC") }
   *[resolved] Resolved by { $by }, { DATETIME($on, dateStyle: "long", timeZone: "UTC") }
}

## Buttons

comments-accept = Accept this change
comments-refuse = Refuse this change
comments-reply = Reply
comments-reply-or-refuse = Reply or refuse
comments-resolve = Resolve
comments-reopen = Reopen

## A new comment

comments-new = Write a comment
comments-quote-label = The words it is about (optional)
comments-quote-hint = Copy them from the text. Leave this empty to comment on the whole letter.
comments-kind-legend = What do you want to do?
# $kind: what a comment does.
comments-kind = { $kind ->
    [replace] Suggest other words for them
    [leave-out] Suggest leaving them out
   *[comment] Only comment
}
comments-replacement-label = Your words in their place
comments-replacement-hint = Only if you suggest other words.
comments-words-label = Your comment
comments-words-hint = You need none if you suggest a change.
comments-add = Send

## The reader's name in this draft

comments-name-heading = Your name in this draft
comments-name-words = The other organizers see this name beside your comments, and where you and another person change the same words.
comments-name-label = Your name here
comments-name-hint = Empty: the name of your account.
comments-name-save = Save this name

## The page of one comment

comments-back = Back to all comments
comments-thread-title = Reply or decide
comments-reply-label = Your reply
comments-decide-heading = Decide about this change
comments-decide-words = Accepting puts the new words into the text as your own edit. If the passage has changed since, nothing happens.
comments-word-label = Why you refuse it (optional)
comments-word-hint = Everybody who works on this letter reads it.
comments-own-title = Change or delete your comment
comments-own-save = Save
comments-own-delete = Delete this comment
