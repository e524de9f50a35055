### Output of npm run doctor, which tells an operator what could reveal signatories and what to change.
### A finding is a sentence. Its advice is on the next line.

## Lines of the output

# “fine”, “think” and “BAD” take the same width, so that the sentences stand below each other. $finding is such a sentence.
doctor-line-good = fine  { $finding }
# $finding: see doctor-line-good.
doctor-line-think = think { $finding }
# $finding: see doctor-line-good.
doctor-line-bad = BAD   { $finding }
# $bad, $think and $good are numbers of findings.
doctor-summary = { $bad } bad, { $think } to think about, { $good } fine.
doctor-no-backups = Backups were not examined. To examine them, name their folder: npm run doctor -- /somewhere
# Advice for findings because of which the server does not start.
doctor-start-refuses = npm start refuses this too.

## Settings

doctor-settings-fine = the settings give nobody away
doctor-no-mail-server = No mail server is set: nobody can be sent a code.
doctor-no-mail-server-advice = Set SMTP_URL.
doctor-mail-unencrypted = Mail may leave unencrypted: SMTP_URL begins with smtp://.
doctor-mail-unencrypted-advice = Use smtps://, or a mail server on this machine.
doctor-sender-telling = Codes are sent from { $address }: employers’ mail servers log it, and it says what the mail is about.
doctor-sender-telling-advice = Set CODE_MAIL_FROM to an address whose name and domain say nothing about letters.
doctor-mail-unsigned = Mail is not signed here (DKIM): unless your mail server signs it, receivers take codes for spam.
doctor-mail-unsigned-advice = Set DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE, or make sure that the mail server signs.
doctor-proxy-unknown = TRUST_PROXY is 0 behind https: all visitors share the proxy’s address, and one flood slows everybody.
doctor-proxy-unknown-advice = Set TRUST_PROXY to the number of proxies, and switch their access logs off.
# $host is an address of this machine, like 0.0.0.0.
doctor-proxy-avoidable = The server listens on { $host } and believes X-Forwarded-For: anybody who reaches it directly can pose as somebody else.
doctor-proxy-avoidable-advice = Set HOST to 127.0.0.1, or let a firewall admit only the proxy.

## Files. Where two folders lie one within the other, $one and $other are their paths.

doctor-folder-absent = { $path } does not exist.
doctor-folder-absent-advice = Look at the setting, or at the argument.
doctor-folder-private = only this user can read { $path }
doctor-file-shared = { $path } can be read by other users of this machine.
# A command. $mode is 600 for a file, 700 for a folder.
doctor-file-shared-advice = chmod { $mode } { $path }
doctor-keys-in-data = The keys and the data lie one within the other ({ $one }, { $other }): a copy of one contains both.
doctor-keys-in-backups = The keys and the backups lie one within the other ({ $one }, { $other }): a copy of one contains both.
doctor-backups-in-data = The backups and the data lie one within the other ({ $one }, { $other }): a copy of one contains both.
# LOGS_DIR and DATA_DIR. $one and $other are paths of folders.
doctor-logs-in-data = The logs and the data lie one within the other ({ $one }, { $other }): an old copy of the data would bring old logs with it.
# LOGS_DIR and a folder of backups. $one and $other are paths of folders.
doctor-logs-in-backups = The logs and the backups lie one within the other ({ $one }, { $other }): they would be lost together.
doctor-nested-advice = Move one of them to a folder of its own.
doctor-keys-apart-from-data = the keys lie apart from the data
doctor-keys-apart-from-backups = the keys lie apart from the backups
doctor-logs-apart-from-data = the logs lie apart from the data
doctor-logs-apart-from-backups = the logs lie apart from the backups
doctor-backups-apart-from-data = the backups lie apart from the data
doctor-keys-among-backups = There are keys among the backups in { $path }: with them a destroyed key comes back, and the backups can be read.
# $files is a list of names of files.
doctor-keys-among-backups-advice = Delete { $files } there. Keep a copy of server.key and of the tombstones in another place, and no copy of a letter’s key.
doctor-backups-hasty = Some of the backups in { $path } were made within the hour: a comparison of two shows who signed in between.
doctor-backups-hasty-advice = Make one a day, just after midnight UTC, and delete the others.
doctor-backups-many = There are { $count } backups in { $path }: each holds names that were removed since.
doctor-backups-many-advice = Keep a week of them.
# $filesystem is btrfs or ZFS.
doctor-snapshots = The keys lie on { $filesystem }, which may keep snapshots: a deleted key would stay in them.
doctor-snapshots-advice = Leave the folder of the keys out of snapshots.
doctor-swap = This machine swaps to a disk: keys and names in memory can end up there.
doctor-swap-advice = Encrypt the swap, or switch it off: swapoff -a.

## Keys

doctor-keys-fine = every letter has its keys, or their tombstones
doctor-keys-not-compared = The keys could not be compared with the letters.
doctor-keys-not-compared-advice = Start this version once, then run the doctor again.
# $keys is a list like “5f0c9d3e-4a10-4f0e-9d5e-0d6a3f3c2b11:claims,names”: numbers of letters, each with kinds of keys.
doctor-keys-missing = KEYS_DIR lacks keys, and nothing says that they were destroyed: { $keys }.
doctor-keys-missing-advice = Set KEYS_DIR to the folder that all processes of this database share. npm start says what else can be done.
# $keys is a list as in doctor-keys-missing.
doctor-keys-back = Keys that were destroyed lie in KEYS_DIR again: { $keys }.
doctor-keys-back-advice = Start the server, which deletes them. Then find out which copy they came from, and delete that copy.
# $letters is a list of numbers like 5f0c9d3e-4a10-4f0e-9d5e-0d6a3f3c2b11.
doctor-keys-unknown = KEYS_DIR has keys of letters that this database does not know: { $letters }.
doctor-keys-unknown-advice = If no backup of these letters will be restored, delete their keys.

## Logs. $letters is a list of numbers like 5f0c9d3e-4a10-4f0e-9d5e-0d6a3f3c2b11.

doctor-logs-fine = the log of every letter agrees with its copy
doctor-logs-not-compared = The logs could not be compared with their copies.
doctor-logs-not-compared-advice = Start this version once, then run the doctor again.
# $letters: see above.
doctor-logs-behind = The database has older logs of these letters than LOGS_DIR, or other ones: { $letters }.
doctor-logs-behind-advice = Start the server, which brings a restored database to the state of its copies. If this stays, see “Copies of the logs” in docs/operating.md.
# $letters: see above.
doctor-logs-uncopied = The newest entries of these letters’ logs are not in LOGS_DIR yet: { $letters }.
doctor-logs-uncopied-advice = This takes some seconds after a batch. If it stays, see whether the server can write to LOGS_DIR.

## Database

# $reason is an error’s code or name, like ECONNREFUSED.
doctor-database-unreachable = The database cannot be reached ({ $reason }).
doctor-database-unreachable-advice = Look at DATABASE_URL, and check whether PostgreSQL runs.
doctor-version-fine = PostgreSQL is of version 18
# $version is a number like 17.5.
doctor-version-other = PostgreSQL is of version { $version }.
doctor-version-other-advice = Use 18, with which this program is tested.
doctor-elsewhere-fine = nothing else receives or keeps what the database writes
# The write-ahead log (WAL) is PostgreSQL's journal of changes. A claim is the row of a confirmed address.
doctor-slots =
    There { $count ->
        [one] is 1 replication slot
       *[other] are { $count } replication slots
    }: the write-ahead log is kept for replication, and it dates every claim.
doctor-slots-advice = Drop them: select pg_drop_replication_slot(slot_name) from pg_replication_slots.
doctor-replicas = A replica, or a continuous backup, receives the write-ahead log, and with it the time of every claim.
doctor-replicas-advice = End it. Otherwise make sure that it keeps no log of its own and is as well guarded as this server.
doctor-publications = Changes are published to other databases.
doctor-publications-advice = Drop the publications: see pg_publication.
doctor-statements-counted = pg_stat_statements counts statements: two looks at it show how many people signed in between.
doctor-statements-counted-advice = drop extension pg_stat_statements, and take it out of shared_preload_libraries.
doctor-triggers =
    { $count ->
        [one] There is 1 trigger on the tables that is not part of Roundrobin: it may keep deleted rows.
       *[other] There are { $count } triggers on the tables that are not part of Roundrobin: they may keep deleted rows.
    }
doctor-triggers-advice = Look at pg_trigger, and drop them.
# $tables is a list of names of tables.
doctor-tables-logged = Rows that wait for a code or a batch are written to the log: { $tables }.
# $statements are SQL: “alter table challenge set unlogged”.
doctor-tables-logged-advice = Make the tables unlogged again: { $statements }.
doctor-connection-clear = The connection to the database is not encrypted.
doctor-connection-clear-advice = Add sslmode=verify-full to DATABASE_URL, or use a Unix socket.
doctor-roles =
    { $count ->
        [one] 1 other role may log in to this database server.
       *[other] { $count } other roles may log in to this database server.
    }
doctor-roles-advice = Make sure that none of them may read this database.

## Clocks

doctor-clock-fine = the clock agrees with the database’s
# $year is a number, like 1970.
doctor-clock-unset = This machine’s clock says that it is the year { $year }.
doctor-clock-unset-advice = Set the clock: let the machine run chrony or systemd-timesyncd.
doctor-clock-apart =
    This machine’s clock and the database’s are { $seconds ->
        [one] 1 second
       *[other] { $seconds } seconds
    } apart.
doctor-clock-apart-advice = Let both machines run chrony or systemd-timesyncd.

## Settings of PostgreSQL. $name is the name of the setting, and $value its value.
## $change is a line of the file postgresql.conf, or a list of lines, like “archive_mode = off”.

doctor-postgres-fine = { $name } is { $value }
doctor-postgres-fine-empty = { $name } is empty
doctor-change = In postgresql.conf: { $change }.
doctor-change-restart = In postgresql.conf: { $change }. Then restart PostgreSQL.
doctor-change-archive = In postgresql.conf: { $change }. Then restart PostgreSQL, and delete the archive.
doctor-change-libraries = In postgresql.conf: take auto_explain, pgaudit, pg_stat_monitor and pg_qualstats out of { $change }. Then restart PostgreSQL.
doctor-setting-log-statement = { $name } is { $value }: the log says when each claim and each signature was written, and holds the text of drafts.
doctor-setting-log-duration = { $name } is { $value }: slow statements are logged with the time, and with what people typed.
doctor-setting-log-sample = { $name } is { $value }: a sample of statements is logged with the time.
doctor-setting-log-transactions = { $name } is { $value }: whole transactions are logged with the time.
doctor-setting-log-failed = { $name } is { $value }: a statement that fails is logged whole.
doctor-setting-log-verbosity = { $name } is { $value }: the details of an error quote rows: names, keyed hashes, addresses.
doctor-setting-log-parameters = { $name } is { $value }: what people typed is logged when a statement fails.
doctor-setting-log-messages = { $name } is { $value }: the log has many lines, and they date what happens.
doctor-setting-log-busy = { $name } is { $value }: the log dates when the server had much to do.
doctor-setting-log-prefix = { $name } is { $value }: lines of the log have transaction or session numbers, which rows have too.
doctor-setting-log-waits = { $name } is { $value }: a statement that waits is logged with the time.
doctor-setting-log-checkpoints = { $name } is { $value }: the log dates how much was written.
doctor-setting-log-autovacuum = { $name } is { $value }: the log dates how many rows of each table changed.
doctor-setting-log-replication = { $name } is { $value }: the log has many lines.
doctor-setting-commit-timestamps = { $name } is { $value }: PostgreSQL tells for every row when it was written, and for each claim to the microsecond.
doctor-setting-activity-size = { $name } is { $value }: long statements stay in memory, where other users of this server may see them.
doctor-setting-archive = { $name } is { $value }: the write-ahead log is archived, and it dates every claim beside every signature, for good.
doctor-setting-wal-level = { $name } is { $value }: the write-ahead log says more than a restart needs.
doctor-setting-wal-kept = { $name } is { $value }: old pieces of the write-ahead log are kept, and they date every claim beside every signature.
doctor-setting-wal-recycled = { $name } is { $value }: files of the write-ahead log are used again with their old content in them.
doctor-setting-wal-summaries = { $name } is { $value }: summaries of the write-ahead log are kept, and they show what changed in which stretch of it.
doctor-setting-libraries = { $name } is { $value }: one of them records statements, with the time or with what people typed.
doctor-setting-autovacuum = { $name } is { $value }: deleted rows, names among them, stay in the files.
doctor-setting-vacuum-truncate = { $name } is { $value }: pages of deleted rows are not given back, and keep their content longer.
doctor-setting-crash-everything = { $name } is { $value }: a crash loses acknowledged signatures, or the whole database.
doctor-setting-crash-signatures = { $name } is { $value }: a crash loses acknowledged signatures.
