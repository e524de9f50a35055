### Review links: people without an account read one version of a draft and comment on it.
### The reviewer is often a worker on a phone who fears to be found out.

## The organizers' page with the review links of a draft

# Title of the page in the browser's tab, and its heading.
reviews-title = Review links
reviews-intro = A review link lets one person without an account read one version of the draft, comment on it and suggest changes. The person chooses a name. You see that name beside the comments.
reviews-intro-sees = Reviewers see that version and their own comments. They do not see who organizes the letter, who types, what others comment, recipients’ addresses, or signatures.
reviews-over-now = Review links are for drafts. They ended when the letter opened, and are erased a week later.
reviews-make-heading = Make a review link
# Label of a field.
reviews-label = For whom is the link?
reviews-label-hint = A word by which you tell the links apart, such as “night shift”. Reviewers do not see it. Better no real name.
# Label of a field. $least and $most: numbers of days.
reviews-days = How many days does it work? ({ $least } to { $most })
# Label of a list to choose from.
reviews-version-label = What does the person read?
reviews-version-now = The draft as it is now
# $number: counts the versions of the draft. $on: a day.
reviews-version = Version { $number }, { DATETIME($on, dateStyle: "long") }
# $number: counts the versions of the draft. $name: the name that an organizer gave the version. $on: a day.
reviews-version-named = Version { $number }, “{ $name }”, { DATETIME($on, dateStyle: "long") }
# A button.
reviews-make = Make a link
reviews-list-heading = The links of this draft
reviews-none = There is no review link yet.
reviews-list-editor = You see the links that you made. Owners see and can end all of them.
# A button beside a link in the list. Its label follows for people who listen.
reviews-end = End this link
reviews-end-what = Ending a link shuts the reviewer out at once. The comments stay.
# $until: a day.
reviews-state-unused = Not used yet. It works until { DATETIME($until, dateStyle: "long") }.
# $name: the name that the reviewer chose. $since and $until: days.
reviews-state-in-use = In use by “{ $name }” since { DATETIME($since, dateStyle: "long") }. It works until { DATETIME($until, dateStyle: "long") }.
reviews-state-expired = Nobody used it. It expired on { DATETIME($on, dateStyle: "long") }.
reviews-state-expired-used = “{ $name }” used it. It expired on { DATETIME($on, dateStyle: "long") }.
reviews-state-ended = Nobody used it. It ended on { DATETIME($on, dateStyle: "long") }.
reviews-state-ended-used = “{ $name }” used it. It ended on { DATETIME($on, dateStyle: "long") }.
# A warning below the state of a link.
reviews-state-refused = A second browser tried to use it and was refused, first on { DATETIME($on, dateStyle: "long") }. Perhaps the reviewer changed the phone, or the link got into other hands. Ask the reviewer. If in doubt, end the link and make another one.

## The page with a new link

reviews-made-title = Your review link
reviews-made-once = The link is shown on this page alone. Pass it on yourself, by a way that no employer can read: not Slack, Teams or work mail.
# $on: the last day on which the link works.
reviews-made-good = It works for one person, in the browser that uses it first, until { DATETIME($on, dateStyle: "long") }. If it gets into the wrong hands, end it.
# A link to the list.
reviews-made-back = To the review links

## Refusals for organizers

refusal-no-review-link = There is no such review link. Load the page with the links again.
reviews-over = Review links are for drafts, and this letter has been opened.
# An old form made a link that was ended since.
reviews-link-ended-already = This link was made before, and has been ended since. Load the page again and make another one.
reviews-too-many = { $most } review links of this draft work at the same time, and that is the most. End one of them first.
reviews-too-many-ever = This draft has had { $most } review links, and that is the most.
reviews-no-version = This version is no longer kept. Choose another one.
reviews-no-text = This version has no text yet. Write one first, or choose another version.
reviews-days-malformed = Type a whole number of days from { $least } to { $most }.
# For the label of a link, and for a reviewer's name.
reviews-name-needed = Type a name. It can be an invented one.
reviews-name-too-long = Type at most { $most } characters.

## The first page behind a review link. It must not say what the draft is about, because a link scanner may read it.

# Title of the pages in the browser's tab. Somebody may look at the phone.
reviews-reviewer-title = Read and comment
reviews-begin-heading = Somebody asks you to read a draft
reviews-begin-what = You read one version of a text that is not public yet. You can comment on passages and suggest other words. You can change or delete your comments until somebody answers them.
reviews-begin-own-heading = Before you begin
reviews-begin-own = Use your own phone, your own network and your own account, outside working time. Do not open this on a work device or in work Wi-Fi.
reviews-begin-browser = The link then works in this browser alone. Do not use a private window: when you close it, you lose access.
reviews-begin-stored-heading = What is stored, and who sees it
reviews-begin-name = The people who write the text see the name that you choose, beside your comments. You do not see who they are, and no other reviewer sees you.
reviews-begin-stored = We store that name, your comments, and the day on which you began. All of it is encrypted, except the day. We store no address, no phone number, no network address and nothing about your phone.
reviews-begin-cookie = Your browser keeps a cookie that lets it in. It also keeps the link in its history. You can delete both at any time.
# $days: days after the letter's opening.
reviews-begin-erased = All of it is erased { $days ->
    [one] one day
   *[other] { $days } days
} after the text is published, or when the draft is thrown away. Two of the organizers together can keep the comments longer, until all of the letter is erased.
reviews-begin-courts = A court could make the people who run this server decrypt it before that. So choose a name that does not tell who you are, and write nothing that only you can know.
# Label of a field.
reviews-begin-label = A name for your comments
reviews-begin-label-hint = Better not your own. Choose one that the person who gave you the link recognizes.
# A button.
reviews-begin = Begin to read

## Refusals for reviewers

# The same for a link that is unknown, ended, expired, or whose draft is no draft any more.
reviews-link-unknown = This link does not work, or does not work any more. Ask the person who gave it to you for another one.
reviews-second-browser = This link is in use in another browser, so it does not open here. If you began on another device or in another browser, continue there. Otherwise tell the person who gave you the link, and ask for another one. The people who write the text have been told that a second browser tried it, and nothing else about you.
reviews-not-begun = Nothing was changed, because this browser has not begun this review. Use the browser in which you began, or open the link again.

# The reviewer has commented as often as one link allows.
reviews-too-many-comments = You have written { $most } comments, and that is the most. Change one of them, or delete one.
reviews-answered = This comment has been answered, so it cannot be changed any more. You can write another one.

## The reviewer's page

# $name: the name that the reviewer chose. $until: a day.
reviews-you-are = You are “{ $name }” here, until { DATETIME($until, dateStyle: "long") }.
reviews-you-see = You read one version of the text. It does not change while you read. Nobody but the people who write it sees your comments.
# Heading of a form.
reviews-comment-heading = Comment, or suggest other words
# Label of a field.
reviews-quote = The words in the text that you mean (optional)
reviews-quote-hint = Copy them from the text above. Leave this empty to comment on the whole text, the title, a demand or a source.
# Label of a choice between the next three.
reviews-kind = What would you like to do?
reviews-kind-comment = Comment
reviews-kind-replace = Suggest other words for them
reviews-kind-remove = Suggest to leave them out
# Label of a field.
reviews-replacement = The other words (only for a suggestion)
# Label of a field.
reviews-words = Your comment
reviews-words-hint = Plain text. Write nothing that only you can know, if you do not want to be recognized.
# A button.
reviews-send = Send it
# A button at the edge of the screen, while words of the text are selected.
reviews-use-selection = Comment on the selected words
reviews-own-heading = Your comments
reviews-own-none = You have not commented yet.
reviews-on-whole = On the whole text
# Before the words to which a comment belongs.
reviews-on-passage = On these words:
# Before the words that a suggestion puts in the place of others.
reviews-suggested = Your suggestion:
reviews-suggested-nothing = Your suggestion: leave them out
# $on: the day of a comment.
reviews-written-on = Written on { DATETIME($on, dateStyle: "long") }
# Before an answer. Organizers have no name here. $on: a day.
reviews-answer = An organizer answered on { DATETIME($on, dateStyle: "long") }:
reviews-closed-resolved = An organizer has marked this as done.
reviews-closed-accepted = An organizer has accepted this suggestion.
reviews-closed-refused = An organizer has not taken this suggestion.
# Opens a form.
reviews-change = Change or delete it
# A button.
reviews-change-save = Save the change
# A button.
reviews-delete = Delete the comment
reviews-leave-heading = When you are done
reviews-leave-what = End your access. The link then works nowhere. Your comments stay with the people who write the text.
# A button.
reviews-leave = End my access
reviews-left-heading = Your access has ended
reviews-left-what = The link works nowhere now, and this browser no longer holds the cookie. The link may still be in the history of your browser and in the chat in which you got it. Delete it there.

## On the page “People”

reviews-people-heading = Review links
reviews-people-what = One person without an account reads the draft by a link, and comments on it under a chosen name.
# A link.
reviews-people-link = Make or end review links
