### The revisions of a letter: every text that was published.

## Titles of pages in the browser's tab

# $title: the title of the letter.
revisions-list-title = Revisions of “{ $title }”
# $number counts the texts that were published: 1, 2, 3.
revisions-one-title = Revision { $number }

## Why an edit looks like more than a correction. A list of warnings to owners, before they publish it.

revisions-sign-demands = The demands changed, and people signed for these demands.
revisions-sign-recipients = It is addressed to other people.
revisions-sign-employers = Workers of other employers, or with other addresses, may sign.
revisions-sign-language = It is in another language.
revisions-sign-text = More than a tenth of the text changed.

## Within the comparison of two texts, for people who hear the page: the words follow, and then a closing bracket.

revisions-diff-added = added:
revisions-diff-removed = removed:
