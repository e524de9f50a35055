### How anybody can check the count of a letter.

audit-title = Check this count
audit-page-title = Check the count: { $title }
audit-back = To the letter
audit-lede = You need not believe the number on this page. This is how you check it.
# Before the first count. Must stay: there is nothing to check yet.
audit-collecting = Nothing to check yet: the count appears once enough people stand together.
# The letter showed a count before, and collects signatures for a changed text now.
audit-collecting-again = The letter’s text has changed, and signatures are being collected for it. A file that you downloaded before stays valid.
audit-how-heading = Check it in three steps
audit-how-file-link = Download the log of this letter
audit-how-file = It has one entry for each signature, change and withdrawal. It holds no address and no time, and only the names that are public.
audit-how-checker-link = Download the checker
audit-how-checker = Go offline, open it in a browser, and choose the log.
audit-how-older = If you kept an earlier checkpoint, for example from the letter’s PDF, give it to the checker too. Then it sees whether anything was dropped or altered since.
audit-proves-heading = What the check proves
audit-proves-count = The number is the sum of the entries, and each signature counts once.
audit-proves-anonymous = Each anonymous signature has a credential that only a verified person could get. Nobody sees who got it.
audit-proves-names = The list of public names is complete: it has as many names as the log counts.
# About names that nobody sees until enough people stand together.
audit-proves-together = Names that waited for each other were fixed before they appeared, and only when enough people stood together.
audit-proves-past = Nothing that a checkpoint covers can be changed later without being seen.
audit-word-heading = What you must take somebody’s word for
audit-word-mailbox = That a mailbox was verified: this server’s word.
audit-word-credential = That only verified people got credentials: the word of the server that holds the signing keys for them. Today that is this server.
audit-word-reviewer = That an organizer saw a badge or a pay slip: the organizer’s word.
# About names that nobody sees until enough people stand together.
audit-word-together = That nobody saw such a name before, and that the names were destroyed if too few came: this server’s word.
# Must stay while a letter has such entries.
audit-from-before = Some signatures are older than this log. They stand in its first entries, and nobody finds their own among them.
audit-checkpoint-heading = Checkpoint
audit-checkpoint-words = Keep this text, or take a photo of the code. It is signed, and binds this server to everything that was counted at { date-and-time }.
# Describes the QR code to people who do not see it.
audit-checkpoint-qr = The checkpoint as a QR code
# Names a checkpoint. $size: number of entries of the log.
audit-size = { $size ->
    [one] One entry
   *[other] { NUMBER($size) } entries
}
audit-own-heading = Your own signature
audit-own-link = Find your own entry with your slip
audit-own = The slip stays on your device.
audit-programs-heading = For programs
# $path: the beginning of addresses.
audit-programs = The log has the form of C2SP tlog-tiles, below { $path }/log/. Its key:
audit-no-count-refusal = The letter shows no count at the moment, so there is nothing to check. A file that you downloaded before stays valid.
audit-count-changes-refusal = The count is changing at this moment. Try again in a minute.

## The page on which somebody finds the own entry.

audit-mine-title = Find your own entry
audit-mine-page-title = Find your own entry in the log
audit-mine-back = Check this count
audit-mine-lede = With your slip you can see that your signature is in the log, and counted as you chose.
audit-mine-no-script = Your browser searches the log, so that your slip stays on your device. That takes a script.
audit-mine-find-heading = Your slip
audit-mine-button = Find my entry
# Must stay: what somebody who watches the network can learn.
audit-mine-asks = Your browser asks for a part of the log that at least a thousand entries share, or for all of it. So nobody who watches the network learns which entry is yours.
audit-mine-looking = Reading the log …
# The server sent leaves that its own signed checkpoint does not cover.
audit-mine-not-in-tree = The entries that the server sent do not fit the checkpoint that it signed. Try again. If it happens again, keep the checkpoint, and tell the organizers.
audit-mine-no-answer = The server did not answer. Try again.
audit-mine-standing-heading = Your signature is in the count
# $size: number of entries of the log.
audit-mine-standing = The log has { $size } entries. These are yours:
audit-mine-ended-heading = Your signature is no longer in the count
# $size: number of entries of the log.
audit-mine-ended = The log has { $size } entries. These are yours:
audit-mine-unknown-heading = No entry belongs to this slip
audit-mine-unknown = Perhaps your signature waits for its batch. Or it is older than this log, or you made it in a program of your own. To see your signature itself, open “My signature”.
# $number: of the entry. $group: audit-group-…, $class: audit-class-…, $revision: number of the text.
audit-mine-add = Entry { $number }: signed text { $revision }, { $group }, { $class }
# $number: of the entry. $group: audit-group-…, $revision: number of the text.
audit-mine-change = Entry { $number }: changed to text { $revision }, { $group }
# $number: of the entry.
audit-mine-withdraw = Entry { $number }: withdrawn
# $number: of the entry.
audit-mine-invalidate = Entry { $number }: taken out by the organizers
# $number: of the entry.
audit-mine-lost = Entry { $number }: lost with a failed server. Your address counts as used. To be counted again, ask a colleague or an organizer for a code, if the letter offers this.
audit-mine-again = Try another slip
# A field of the form, only for a letter on which names are shown once enough people stand together. Names are then “fixed” before they
# are shown: the log has a code for each.
audit-mine-name-label = Your name, if it is shown only together with others
audit-mine-name-hint = As you wrote it when you signed. It stays on your device too. Leave it empty if you signed in another way.
# $number: of the entry.
audit-mine-name-fixed = Entry { $number } fixes your name. Only names that are fixed can be shown, and all at once.
audit-mine-name-not-fixed = No entry fixes this name with this slip. Did you write it like this when you signed? If you did, keep the checkpoint, and tell the organizers.
audit-mine-name-not-typed = The names of those who stand together are fixed. To see that yours is among them, search again and type your name too.
audit-group-anonymous = without a name
audit-group-hidden = name not public
audit-group-public = name public
audit-group-together = name shown only together with others
audit-class-mailbox = work address verified
audit-class-vouched = vouched for
audit-class-reviewed = checked in person
audit-class-supporter = supporter
