### The revisions of a letter: every text that was published.

## Titles of pages in the browser's tab

# $title: the title of the letter.
revisions-list-title = Revisions of “{ $title }”
# $number counts the texts that were published: 1, 2, 3.
revisions-one-title = Revision { $number }

## The list of all revisions, and the page of one.

revisions-list-heading = Every text of this letter
revisions-list-words = Every text that was published stays here. A signature belongs to the revision that was signed.
# A link from one revision to the list.
revisions-all = All revisions
revisions-kind-first = The first text.
revisions-kind-correction = A correction. Signatures of earlier revisions stay in the count.
revisions-kind-substance = A change of substance. The count started again with it.
# Hexadecimal digits follow. SHA-256 is the name of the method.
revisions-hash = Hash of this text (SHA-256)
# Before the explanation of the marks for what was added and removed.
revisions-compared = Compared with the revision before:
# Names the links to the revisions before and after, for screen readers.
revisions-nav = Revisions
revisions-previous = The revision before
revisions-next = The next revision

## Why an edit looks like more than a correction. A list of warnings to owners, before they publish it.

revisions-sign-demands = The demands changed, and people signed for these demands.
revisions-sign-recipients = It is addressed to other people.
revisions-sign-employers = Workers of other employers, or with other addresses, may sign.
revisions-sign-language = It is in another language.
revisions-sign-text = More than a tenth of the text changed.

## Within the comparison of two texts, for people who hear the page: the words follow, and then a closing bracket.

revisions-diff-added = added:
revisions-diff-removed = removed:
