### Sentences for operators who make or restore a backup.

## npm run backup

# $time is a time of day: 18:00.
backup-waits = Signatures wait for their batch. The backup is made just after it, at { $time } UTC.
# A sentence about copying the keys follows.
backup-written = Written: { $file }. It holds no keys.
backup-file-exists = { $file } exists. Name a file that does not exist.
backup-no-folder = The folder { $folder } does not exist. Create it first.
backup-beside-keys = A backup beside the keys could be opened with them, so sealing would protect nothing. Write it to a folder outside KEYS_DIR.
backup-during-upgrade = This database is in the middle of an upgrade. Start the server once to finish the upgrade. Then make the backup.

## npm run restore. $reason is the sentence of another program or of the system, in English.

restore-done = Restored from { $file }. Start the server. It again closes, purges or discards the letters that were closed, purged or discarded after the backup. It brings each letter’s signatures to the state of the last batch, as far as LOGS_DIR has it. Read “Backup and restore” in docs/operating.md. Copies that were on their way to recipients are marked unsure. Only an owner can send them again.
restore-database-in-use = This database is in use already. Restore into an empty one: set DATA_DIR to a new folder.
restore-unreadable = { $file } cannot be read as a backup: { $reason }.
restore-other-version = { $file } was written by another version of Roundrobin. Restore it with that version.
# $migration is the name of a file that changed the tables, like 0038_no_samples_of_texts.
restore-newer = The backup was made by a newer version of Roundrobin ({ $migration }). Restore it with that version.
restore-damaged = { $file } is damaged: { $reason }. Nothing was restored.
restore-incomplete = { $file } is not complete. Nothing was restored.
