### The pages that explain signing, anonymity and what is kept. They are the same for all letters. People read them before they decide
### whether to sign, and journalists quote them: keep every limit and every warning.

## The picture on the page “How anonymity works here”. Each line of words has room for about 24 letters, the two in the gap for 40.

how-anonymity-picture-title = An envelope that is stamped unopened
# For people who hear the page.
how-anonymity-picture-words = Above, you put a slip of paper into an envelope lined with carbon paper, and prove your work address. The server stamps the envelope without opening it. Then comes a gap: time passes, and you change to another network. Below, you take the slip out. The stamp went through the envelope. You drop the slip among the others, and nobody can tell which envelope it came from.
# Two lines below an envelope.
how-anonymity-picture-slip-1 = A slip only you have
how-anonymity-picture-slip-2 = seen, in an envelope
# Two lines below a stamped envelope. “It” is the envelope.
how-anonymity-picture-stamp-1 = We check your address
how-anonymity-picture-stamp-2 = and stamp it, unopened
# Two lines in the gap between above and below.
how-anonymity-picture-gap-1 = another hour, another network
how-anonymity-picture-gap-2 = only the slip goes across
# Two lines below the slip.
how-anonymity-picture-out-1 = You take it out:
how-anonymity-picture-out-2 = the stamp went through
# Three lines below a circle of slips.
how-anonymity-picture-counted-1 = It counts, among others.
how-anonymity-picture-counted-2 = Nobody can tell whose
how-anonymity-picture-counted-3 = envelope it was

## Links and sentences on several of these pages

# A link.
explanations-how-link = How signing works, and what it does not protect from
# <inventory> is a link to the page with this title.
explanations-inventory-link = <inventory>{ inventory-title }</inventory>, table by table.

## The first page

home-heading = Letters by workers, signed in a circle
# A round robin is a letter whose signatures stand in a circle.
home-lede = Sailors who petitioned their captain signed in a circle, a round robin, so that nobody could be punished as the one who signed first. This is that circle for workers.
home-what = Employees write an open letter here, collect signatures that are verified and counted once, decide who may see their names, and deliver the letter to the executives it is addressed to.
home-once = Each work address counts once, and is forgotten as soon as its code is entered.
home-choice = Each signatory chooses who may see the name. Nobody else can make it more visible.
home-together = Signatures become visible several at a time, in no order: nobody is first.
home-letters-heading = Letters that can be signed
# Below the title of a letter. $employers: names of companies, as the organizers typed them.
home-letter-employers = Workers of <bdi>{ $employers }</bdi>
home-write-heading = Write a letter
home-write-words = Organizers sign in with a personal address, never with that of an employer.

## The page “How signing works”

how-it-works-lede = You choose who may see your name, prove that you have a work address, and are counted with others at the same moment.
how-it-works-steps-heading = The steps
how-it-works-step-read = You read the letter. You need no account. The page sets no cookie, runs no script, and loads nothing from a third party.
how-it-works-step-choose = You choose who may see your name. Nothing is chosen for you. On the same page you type your work address. A code goes there, from a neutral sender and with a neutral subject. The mail has no title of a letter, no link and no name.
how-it-works-step-slip = You see a slip of 12 words. Keep it away from work devices. With it you can later withdraw or become less visible. You need to ask nobody.
how-it-works-step-code = You enter the code. If you chose that nobody may see your name, you then decide: sign now, or later and safer. The page says when you will be counted.
how-it-works-names-heading = Who can see your name
# Above the choices of who may see a name: signing-visibility-…-label.
how-it-works-names-words = A letter offers some of these choices. You see which before you type anything.
# <how> is a link to a page.
how-it-works-anonymous = The organizers cannot see it, and we cannot see it. You are counted as “verified, anonymous”, and nothing that is kept links the signature to you. It needs JavaScript. <how>{ how-anonymity-works-title }</how>
how-it-works-withheld = Everybody else reads “name withheld”. Owners and moderators of the letter see the name, if you gave one. An organizer could pass it on. A court could order it. You may leave the name empty. Nobody can hand over a name that you did not type.
# The name of a choice, as signatories see it. There it has a number.
how-it-works-together-label = Nobody until enough of us stand together. Then everyone.
how-it-works-together-choice = The name is locked until enough people stand together. Before, no organizer and nobody else sees it. Then the letter’s page says so, and everybody who asked for updates gets a mail. Two owners check that none is a fake. At least three days later all these names appear at once. If too few come by the last day, or if the organizers end the waiting or do not agree in time, the names are destroyed. Until then the server that runs could read the names. So could a court or a thief who takes the server and its key, also with an old backup.
how-it-works-recipients = The recipients get the name with the delivery, and can pass it on. Expect that HR and lawyers see it too. On the page it reads “name given to the recipients”.
how-it-works-public = The name stands on the page. Search engines copy it.
how-it-works-change = You can become less visible, or withdraw, at any time. Nobody else can make you more visible.
how-it-works-together-heading = Why signatures appear together
how-it-works-together-time = Your employer’s mail system records when a code came. If the count rose a minute later, your employer would know who signed. So everything that anybody can see of a letter changes only at set times, and only if several signatures wait.
how-it-works-together-hidden = Hidden names are counted only together with other hidden names. Otherwise your employer could take the list of people who got a code, cross out the names that can be seen, and you would be left. So a hidden name may wait for days, at the latest until the letter closes. The last count after that takes everybody who still waits.
how-it-works-together-first = Until enough people have signed together, the page shows neither count nor names. Lists and the circle are in random order.
how-it-works-together-withdrawn = There is one exception: a name that you withdraw goes from the page at once. Only the count waits, until several signatures change together.
how-it-works-employer-heading = What your employer can see
how-it-works-employer-code = Your employer can see that a code came to your address, and when. It cannot see whether you entered the code. It cannot see for which letter the code was either, unless this server carries only one. Anybody can have a code sent to any address.
how-it-works-employer-device = On a work device or in a work network, your employer can see everything. Use your own phone and your own connection.
how-it-works-employer-mailbox = Somebody who reads your work mailbox can find out that its address has been used on a letter. They cannot find out how it was used, or whether the signature still stands.
how-it-works-count-heading = What a count means
how-it-works-count-words = “450 verified work addresses” means that codes were typed back from 450 different mailboxes at the employer’s domains. Names are as typed. A code proves only that somebody reads a mailbox. Only the company can create mailboxes at its domain. Supporters from elsewhere are never added to the workers.
how-it-works-limits-heading = What we cannot promise
how-it-works-limits-watched = We cannot protect you from somebody who watches this server from within while you sign. If nobody may see your name, signing later from another network helps.
how-it-works-limits-device = We cannot protect you on a work device that opens encrypted connections. Use your own phone.
how-it-works-limits-organizer = We cannot prevent an organizer from taking a photo of the list.
how-it-works-limits-mailboxes = We cannot prevent a company from creating mailboxes to sign with.
how-it-works-limits-copies = When you withdraw, we cannot take back a copy that was delivered, or that a search engine made.

## The page “How anonymity works here”

how-anonymity-lede = You prove that you work there, and you sign. Nothing that is kept can link the two. Your employer cannot link them, the organizers cannot, we cannot, and a court cannot.
how-anonymity-envelope-heading = The envelope
how-anonymity-envelope-words = Think of a slip of paper in an envelope lined with carbon paper. You hand in the sealed envelope and show that the work address is yours. We stamp the envelope and give it back unopened. At home you take out the slip: the stamp has gone through. Later, from somewhere else, you drop the slip into the box with the others. We see that it has our stamp. We do not see whose envelope it came from, because we never saw the slip, and we never see the envelope again.
# RFC 9474 is a public standard.
how-anonymity-envelope-blind = In your browser the envelope is arithmetic: a <em>blind signature</em> (RFC 9474). Your browser chooses a number and tells it to nobody. Without that number the two halves have nothing in common, however fast a computer is. You need not trust us for that: it protects you from us too.
how-anonymity-time-heading = What we do so that times give nothing away
# $closesAfter and $closesAtLatest: numbers of days.
how-anonymity-time-address = An address counts once. We note that it was used, as a hash, without the time, and without what it was used for, unless that was a public name. The key to these hashes is destroyed when the letter closes. That is at the latest after { $closesAfter } days, or after { $closesAtLatest } days if the organizers extend signing.
how-anonymity-time-together = A slip that you drop into the box waits there with others. Nothing changes for anybody who looks, until several wait that nobody can tell apart. Then all are counted at once, in no order. Public names do not count among the several. The last count after the letter closes takes everybody who still waits.
how-anonymity-time-request = The request that signs has no address, no cookie and no name. You can send it days later, from another network, with a small file that your browser saved.
how-anonymity-time-tables = Nobody records who came here. The tables are rewritten after each count, so that not even their order on the disk says who came first.
how-anonymity-slip-heading = Your slip
how-anonymity-slip-words = All of it comes from 12 words that your browser makes: your slip. With them you withdraw or change the signature. We have no copy. Somebody who finds the slip can prove that its holder signed. Keep it off work devices. You can also throw it away, but then you can no longer change anything. Signatures from before November 2026 have a key of 27 characters instead, which still works.
how-anonymity-limits-heading = What it cannot do
how-anonymity-limits-code = Your employer’s mail system sees that a code came. Anybody can have a code sent to any address, so that proves nothing, but your employer may ask questions. If few people ever got a code and all of them signed, nobody can deny it. It is safer to come back when more have signed.
how-anonymity-limits-watched = Somebody who watches this server from within, while you sign at once from the same network, sees both halves pass. Signing later, from another network, helps.
how-anonymity-limits-browser = Your browser runs what this server sends it. A server that was taken over could send something else.
how-anonymity-limits-invented = The people who run the server could make up signatures, but could find none of yours. So everybody can download and check what is counted. That a mailbox was verified is our word.
how-anonymity-limits-employer = Your employer can create mailboxes and read yours. It can find out that an address which it controls has been used.
how-anonymity-limits-stolen = Until a letter closes, somebody who has our database, our keys and a directory of the staff can find out which addresses were used. They cannot find out what for, unless it was for a public name.
how-anonymity-limits-words = The words that you write can give you away: a turn of phrase, or a thing that only you know.

## The page “What is kept, and for how long”. A table: what is kept, how, and until when.

privacy-lede = We keep as little as we need to count each address once, and to show each name only to the people whom its owner chose.
privacy-column-what = What
privacy-column-how = How it is kept
privacy-column-until = Until
privacy-address-what = Your work address
privacy-address-how = Encrypted, outside the database’s log, to mail you the code
privacy-used-what = That an address was used on a letter
privacy-used-how = A keyed hash, without time or number. Only a public name is tied to it
# $closesAfter and $closesAtLatest: numbers of days.
privacy-used-until = The letter closes: then the key is destroyed. At the latest after { $closesAfter } days, or after { $closesAtLatest } days if the organizers extend signing
privacy-public-what = A public name
privacy-public-how = As it stands on the page
privacy-public-until = You take it away, or the letter is purged, { $days } days after it closed
privacy-name-what = Any other name
privacy-name-how = Encrypted under a key outside the database and its backups
privacy-name-until = You take it away, or { $days } days after the last delivery (after closing, if that is later). Without a delivery, the purge
privacy-held-what = A name that waits for others
privacy-held-how = Encrypted under a key of its own, outside the database and its backups
privacy-held-until = The names appear together and are public, or you take yours away. If too few come, or if the organizers end the waiting or do not agree to show the names, name and key are destroyed
privacy-slip-what = Your slip
privacy-slip-how = Not at all. The server keeps what it needs to recognize it
privacy-slip-until = The count after you withdraw, or the letter is purged
privacy-time-what = When you signed
privacy-time-how = Not at all. The server keeps only how many people were counted on each day
# “My name, not my signature” is a heading of another page.
privacy-claim-what = “My name, not my signature”
privacy-claim-how = Name and words, encrypted
privacy-claim-until = The organizers have decided, or the letter is purged
privacy-updates-what = An address that asked for updates
privacy-updates-how = Encrypted under the same key as names, apart from every signature, without a time
privacy-updates-until = You say so, with the link in each mail, or the encrypted names are erased, or the purge
privacy-organizer-what = An organizer’s account
privacy-organizer-how = The name, and the address encrypted
privacy-organizer-until = The last of its letters is purged
privacy-visits-what = IP addresses, browsers, visits
privacy-visits-how = Not at all. To slow down floods of requests, a hash of your network is held in memory under a key that changes every hour
privacy-visits-until = An hour at most
privacy-letter-what = Text, counts and hashes of a letter
privacy-letter-how = Not encrypted
privacy-letter-until = For good, so that the count can be checked
# Follows privacy-cookies.
privacy-other-sites = No page loads anything from other sites.
privacy-withdrawing-heading = Taking your name away
privacy-withdrawing-words = Each letter’s page leads to it. With your slip it takes a minute, at any hour, and you need to ask nobody. Withdrawing erases the name at once. It does not bring back a copy that was delivered, and the address stays used.
privacy-backups-heading = Backups
privacy-backups-words = Backups contain the database and never the keys. When a letter closes, the key that could link an address to it is destroyed. When names have to be erased, their key is destroyed. No old backup brings them back.

## The page “What we would have to hand over”: what stands around the table. Its rows are in letter-page.ftl.

inventory-lede = A court can order the people who run this server to hand over what is kept, and somebody can steal it. This is all of it, table by table. The list is compared with the real database each time the program is tested.
inventory-short-heading = In short
inventory-short-public = Public names, which everybody can read.
inventory-short-names = Names that were not made public, as long as the key that seals them exists: until thirty days after the last delivery (after closing, if that is later). If nothing is delivered, until the purge. A name that was not typed cannot be handed over: people can choose “{ signing-visibility-withheld-label }” without a name.
inventory-short-used = While a letter takes signatures: which addresses were used on it, and which of them stand behind public names. This needs our key and a directory of the staff. When the letter closes, the key is destroyed, and nobody can tell any more.
# <how> is a link to a page.
inventory-short-anonymous = Of anonymous signatures: that they exist. Nobody can compute which address made which from anything that we keep, at any time. <how>How that works</how>
inventory-short-addresses = Addresses of organizers, of recipients, and of people who asked for updates. They are sealed, and can be read with our keys.
inventory-short-visits = No IP address, no browser, no visit: they are not kept.
inventory-future = An order can also be about the future: to change the program, or to watch while people sign. We cannot promise that we will be able to refuse, or allowed to say so. Signing later, from another network, helps against watching.
inventory-tables-heading = Table by table
# <beside> is a link to a part of the page below the table.
inventory-tables-after = After the tables: <beside>key files, logs, backups and mail servers</beside>.
inventory-column-what = What
inventory-column-before = While a letter takes signatures
inventory-column-after = After it has closed
# Opens a list. $table: the name of a table in the database.
inventory-columns = Columns of <code>{ $table }</code>
inventory-beside-heading = Beside the tables
inventory-beside-keys = Key files
inventory-beside-keys-words = One of the server, and up to four of each letter, outside the database and its backups. The key of used addresses is deleted when the letter closes. The key of sealed names is deleted when they have to be erased. The key of the draft is deleted when the draft is discarded or the letter is purged. The key of names that wait is deleted when they appear or are destroyed. A deleted key cannot be handed over.
# About the files from which a restored server learns what its backup does not know.
inventory-beside-logs = Copies of the logs
inventory-beside-logs-words = Files outside the database and its backups, for the time after a restore. Each letter’s public log and texts. Until the letter closes, locked with its key: codes of used addresses and of used one-time codes. Until the letter is purged, locked with a key: which signatures were withdrawn, removed, hidden or made less visible, and the names that appeared together.
inventory-beside-jobs = Jobs that wait
inventory-beside-jobs-words = What the server still has to do, and at what time. A number stands in place of the person whom it is for.
inventory-beside-database-log = The database’s own log
inventory-beside-database-log-embedded = The database came with this program. It is set to log no statement and no value, and to discard its journal at each count.
inventory-beside-database-log-own = The database is run apart from this program, and its operator decides what it logs. The operator has a program that checks it for settings that would betray signatories.
inventory-beside-log = The program’s log
inventory-beside-log-words = That it started and stopped, and the kind and place of a fault. No address, no name, no visit.
# What stands between the reader and this program.
inventory-beside-proxies = In front of it
inventory-beside-proxies-words = { $count ->
    [one] { $count } server stands between you and this program. We ask operators to keep no log there. The program cannot see whether they do.
   *[other] { $count } servers stand between you and this program. We ask operators to keep no log there. The program cannot see whether they do.
}
inventory-beside-proxies-none = Nothing that this program knows of.
inventory-beside-backups = Backups
inventory-beside-backups-words = The tables as they were just after a count, without keys and without anything that waits for a code.
inventory-beside-mail = Mail servers
inventory-beside-mail-words = The server that sends our mail, and your employer’s, record that a code was sent to an address, and when. We cannot delete what they keep. Anybody can have a code sent to any address.
