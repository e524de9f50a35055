### The pages on which organizers read, compare and restore earlier versions of a draft. Only a letter’s organizers read these messages.

## The list of versions

# Title of the list.
versions-title = Versions
versions-intro = A version is the whole draft as it was on a day. It does not say who wrote what, or at what time.
# $minutes: without a save, in whole minutes.
versions-when = A version is kept when nobody has typed for { $minutes } minutes, before a large paste, before an older version is restored, and when the letter opens.
# Versions are deleted after some time, except some.
versions-thinned = All of today’s versions stay, then the last one of each day. Versions that have a name, or that an owner has read, stay beside them.
# $opened: “yes” if the letter is open. Then versions can be read, but not restored. “kept”: and the owners keep them.
versions-erased = { $opened ->
    [kept] This letter is open. Its versions can be read and compared. They stay until the purge, because the owners keep them.
    [yes] This letter is open. Its versions can be read and compared until they are erased, { $days } days after the opening.
   *[no] All versions are erased { $days } days after the letter opens, unless two owners keep them.
}
versions-list-heading = Kept versions, newest first
# There are no versions yet.
versions-none = Nothing is kept yet. Give the draft a name to keep it as it is now, or continue to write.
# There are no versions, and the reader cannot keep one.
versions-none-to-read = No versions are kept.
# A version without a name. $number counts the versions of the letter.
versions-number = Version { $number }
versions-kept-on = Kept on { DATETIME($on, dateStyle: "long") }
# $read of $count owners have pressed the button “I have read this version”.
versions-read-by-owners = { $read ->
    [0] { $count ->
        [one] The owner has not read this version yet.
       *[other] None of { $count } owners has read this version yet.
    }
   *[other] { $count ->
        [one] The owner has read this version.
       *[other] { $read } of { $count } owners { $read ->
            [one] has
           *[other] have
        } read this version.
    }
}
versions-mine = You have read it.
# The draft has the same content as this version.
versions-same = The draft reads like this now.
# A link to the next page of the list.
versions-older = Older versions

## The form that keeps the draft under a name

versions-save-heading = Keep the draft as it is now
versions-save-label = Name of the version
versions-save-hint = For example “Sent to the board of the union”.
versions-save-button = Keep this version

## The form with which owners keep versions and comments of an open letter longer

versions-keeping-heading = Keep versions and comments longer
# $on: when they are erased.
versions-keeping-erased = Versions and comments are erased on { DATETIME($on, dateStyle: "long") }. Two owners together can keep them until the letter is purged, for example while you still argue about what was agreed.
versions-keeping-risk = A court can order everything that is kept. Anybody who gets the server and its keys can read it. People who commented through a review link chose a name, and were told that this can happen.
versions-keeping-alone = You are the only owner. Your request waits for a day, so that you can cancel what a thief asked for.
versions-keeping-kept = The owners keep versions and comments until the letter is purged. Each owner alone can end this. What is older than a week after the opening is then erased within the hour, for good.
versions-keeping-button = Keep them until the purge
versions-keeping-end = Keep them no longer
versions-keeping-draft = This letter is not open yet. Nothing is erased before it opens.
refusal-drafting-erased = The versions and comments of this letter are erased already.
refusal-drafting-kept = The versions and comments of this letter are kept already.

## Names of versions

versions-name-missing = Type a name for the version.
versions-name-too-long = A name has at most { $most } characters.
# Nothing has changed since the newest version, so it is the one that would get the name.
versions-named-already = Nothing has changed since the version “{ $name }”. Rename that one, or change the draft first.
versions-named-too-many = A letter can have { $most } versions with names. Take the name off another one first.
versions-letter-opened = This letter is open. Its versions can be read and compared, but not kept or restored any more.

## One version

# Title of the page, in the browser's tab. It does not show the version's name.
versions-one-title = A version of the draft
versions-back = All versions
# Beside the name of a version. $number counts the versions of the letter.
versions-its-number = This is version { $number }.
# $names: the organizers who have pressed the button “I have read this version”.
versions-readers = Read by { $names }.
versions-read-button = I have read this version
versions-unread-button = Take back that I have read it
# The frame around the letter as it reads in this version.
versions-content = The letter in this version
versions-untitled = This version has no title.
versions-empty-text = This version has no text.
versions-recipients = Recipients
versions-employers = Employers
versions-language = Language
versions-address = Address
versions-compare-heading = See what changed
versions-compare-draft = Compare with the draft of now
versions-compare-label = Another version
# A version without a name, in the list of those to compare with. $number counts the versions of the letter.
versions-option = Version { $number }, { DATETIME($on, dateStyle: "long") }
versions-compare-button = Compare
versions-name-heading = Name of this version
versions-name-label = Name
versions-name-hint = Leave it empty to take the name off. A version without a name may be thinned out.
versions-name-button = Save the name
versions-restore-heading = Go back to this version
versions-restore-words = The title, the text, the demands, the recipients, the employers, the lists, the language and the address become those of this version. The settings and the stages of the plan stay as they are.
versions-restore-undo = The draft of now is kept as a version first. So you can undo this.
versions-restore-button = Restore this version
# $count: how many others saved the draft while this page was open, as far as they are known. $names: their names.
versions-overtaken = { $count ->
    [0] The draft has changed since you opened this page, in the same places. Nothing was restored.
   *[other] { $names } changed the draft in the same places since you opened this page. Nothing was restored.
}
versions-overtaken-words = Compare this version with the draft of now. Then restore it, if you still want to.

## After a version was restored

# $number: the version’s. $merged: “yes” if others saved other places meanwhile. Their changes stay.
versions-restored = { $merged ->
    [yes] The draft reads like version { $number } again, except where others changed it meanwhile. The draft from before is kept below: restore it to undo this.
   *[no] The draft reads like version { $number } again. The draft from before is kept below: restore it to undo this.
}

## Two versions beside each other

versions-comparison-title = What changed
versions-comparison-back = Back to this version
versions-comparison-from = From:
versions-comparison-to = To:
versions-draft-now = the draft as it is now
# Explains the marks in a comparison. What follows is shown as an example: “what was added” underlined twice, “what was removed” struck out.
versions-comparison-same = Nothing differs.
versions-comparison-added = What was added
versions-comparison-added-mark = is underlined twice.
versions-comparison-removed = What was removed
versions-comparison-removed-mark = is struck out.
# The text is in Markdown. Stars and numbers in brackets are explained.
versions-comparison-typed = The text is as it was typed: stars set words apart, and a number in brackets points to a source below.
# A recipient's e-mail address differs. It is not shown here.
versions-comparison-addresses = The e-mail address of a recipient differs, too.
