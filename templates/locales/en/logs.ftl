### Sentences for operators about the copies of the letters' logs (LOGS_DIR).

# $letter is the id of a letter, like 5f0c9d3e-4a10-4f0e-9d5e-0d6a3f3c2b11. The title in quotation marks is the one of a section.
log-behind-its-copy = The log of the letter { $letter } is older in the database than in LOGS_DIR, or it is another log. The letter counts nothing new until this is solved: a smaller log would contradict what was signed before. See “Copies of the logs” in docs/operating.md.
# $letter is as above. $reason is one of the words in brackets.
log-not-restored =
    The letter { $letter } could not be brought to the state of its copy in LOGS_DIR. { $reason ->
        [damaged] A file of the copy is damaged or missing.
        [changes-damaged] A file of the copy is damaged or missing, so names that were withdrawn since the backup are not known. All public names of the letter are hidden. Owners can show them again.
        [opened-since] The letter opened after the backup was made.
        [more-signatures] The database counts more signatures than the log.
       *[another-log] The log in the database is not the beginning of the copy.
    } The letter counts nothing new until this is solved. See “Copies of the logs” in docs/operating.md.
# $logs and $data are the paths of the two folders.
logs-beside-data = LOGS_DIR ({ $logs }) and DATA_DIR ({ $data }) lie one within the other: an old copy of the data would bring old logs with it. Set LOGS_DIR to a folder outside DATA_DIR that does not contain it.
