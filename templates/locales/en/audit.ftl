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
audit-proves-past = Nothing that a checkpoint covers can be changed later without being seen.
audit-word-heading = What you must take somebody’s word for
audit-word-mailbox = That a mailbox was verified: this server’s word.
audit-word-credential = That only verified people got credentials: the word of whoever holds the keys that issue them. Today that is this server.
audit-word-reviewer = That an organizer saw a badge or a pay slip: the organizer’s word.
# Must stay while a letter has such entries.
audit-from-before = Some signatures are older than this log. They stand in its first entries, and nobody finds their own among them.
audit-checkpoint-heading = Checkpoint
audit-checkpoint-words = Keep this text, or take a photo of the code. It is signed, and binds this server to everything that was counted at { date-and-time }.
# Describes the QR code to people who do not see it.
audit-checkpoint-qr = The checkpoint as a QR code
# Names a checkpoint by the number of entries of the log.
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
