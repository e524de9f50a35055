### Output of commands in the terminal.

# $command is the name of the command: restore or bounce.
command-one-file = Name one file: npm run { $command } -- FILE
command-no-database = There is no database in { $folder }. Set DATA_DIR to the folder that the server uses.

## npm run bounce, which reads one returned mail

command-bounce-noted = Noted. The organizers see it.
command-bounce-known = This report was noted before. Nothing was changed.
command-bounce-foreign = This mail did not come back to an address of this server. Nothing was changed.
command-bounce-no-report = This mail says nothing about a mail that failed, and it is no answer to one of this server. Nothing was changed.
command-bounce-kept = This is no report. The organizers see it.
command-bounce-counted = This is no report, and it came from somebody who asked for updates. It was only counted.
command-bounce-too-many = Too many mails came to this address. This one was not kept.
command-bounce-too-early = The mail is being sent right now. Run this command again in a minute.

## npm run demo

# $reason says which option is wrong, in English.
demo-options =
    { $reason }
    npm run demo -- [--port N] [--letter FILE.md] [--signatories FILE.csv] [--json FILE] [--exit]
    Data is kept in a temporary folder and removed at the end.
demo-letter-without-title = { $file } has no title. Begin it with a line like “# Stop selling our work to …”.
demo-file-unreadable = { $file } cannot be read. Give the path of a file that exists.
# $head is the first line of the file. The column names are fixed.
demo-table-without-columns = { $file } has no column work_address in its first line, “{ $head }”. Columns may be separated by commas, semicolons or tabs, and nothing else.
# $separator is the one that the file uses.
# $line is the number of a line of the table.
demo-table-malformed =
    { $separator ->
        [comma] { $file } cannot be read as a table with commas: see line { NUMBER($line, useGrouping: "false") }.
        [semicolon] { $file } cannot be read as a table with semicolons: see line { NUMBER($line, useGrouping: "false") }.
       *[tab] { $file } cannot be read as a table with tabs: see line { NUMBER($line, useGrouping: "false") }.
    }
demo-table-encoding = { $file } cannot be read: it is neither UTF-8 nor Windows-1252, and it does not begin with the mark of UTF-16. Save it as “CSV UTF-8”.
demo-too-few-signatories = { $file } has fewer than fifteen signatories with a work address. The demo needs fifteen: ten who are shown together, because nobody is shown first, and five who come later.
