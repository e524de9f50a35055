### The letter's public page, its card, its page for the press, and the explanations that are the same for all letters.
### What a court would get is a table. inventory-…-what names the data, inventory-…-before says what of it can be read while a letter takes
### signatures, and inventory-…-after what can be read after it has closed. “Sealed” means encrypted under a key that is kept outside the
### database. “Purge” is the day on which names, drafts and addresses of a letter are erased.

## What the count of signatures consists of. Each way of verification has its own count.
## The words letter-class-… stand beside the number, which is shown apart, in larger letters.

letter-class-mailbox =
    { $count ->
        [one] verified work address
       *[other] verified work addresses
    }
letter-class-vouched =
    { $count ->
        [one] vouched for by a verified worker
       *[other] vouched for by verified workers
    }
letter-class-reviewed =
    { $count ->
        [one] checked in person by an organizer
       *[other] checked in person by an organizer
    }
letter-class-supporter =
    { $count ->
        [one] supporter
       *[other] supporters
    }

## The same counts with their numbers, in lists and on the card that other sites show for a link

letter-count-mailbox =
    { $count ->
        [one] { $count } verified work address
       *[other] { $count } verified work addresses
    }
letter-count-vouched =
    { $count ->
        [one] { $count } vouched for by a verified worker
       *[other] { $count } vouched for by verified workers
    }
letter-count-reviewed =
    { $count ->
        [one] { $count } checked in person by an organizer
       *[other] { $count } checked in person by an organizer
    }
letter-count-supporter =
    { $count ->
        [one] { $count } supporter
       *[other] { $count } supporters
    }

## The circle of signatures, for people who hear the page

letter-circle-collecting = An empty circle: signatures are being collected
# $counts is a list of messages letter-count-….
letter-circle-counts = A circle of signatures: { $counts }
# Nobody may conclude from the drawing who signed first.
letter-circle-description = Everybody who signed has a place in one circle, in random order: nobody is first and nobody is last. Signatures without a public name are marks of the same weight.

## Below the title: to whom the letter goes, in one line. Who they all are unfolds.

# $people: the only addressee, or two.
letter-to = To { $people }
# $people: the first addressee. $others: how many there are beside, at least two.
letter-to-many = To { $people } and { $others } others

## The line below the addressees: how many have signed, where the letter stands, and the link to sign. It stays at the top of the screen
## while people read. There is little room for it on a phone.

# For people who hear the page.
letter-line-label = Where this letter stands
letter-line-collecting = Collecting signatures
# A link to the first page of signing.
letter-line-sign = Sign
# In place of the link.
letter-line-paused = Paused
letter-line-closed = Closed
# $answered: how many addressees have answered. $of: how many there are. There are more than have answered.
letter-state-some-answered =
    { $answered ->
        [1] One of { $of ->
            [2] two
            [3] three
            [4] four
            [5] five
            [6] six
           *[other] { $of }
        } has answered
        [2] Two of { $of ->
            [3] three
            [4] four
            [5] five
            [6] six
           *[other] { $of }
        } have answered
        [3] Three of { $of ->
            [4] four
            [5] five
            [6] six
           *[other] { $of }
        } have answered
       *[other] { $answered } of { $of } have answered
    }
# $of: how many addressees there are. All of them have answered.
letter-state-all-answered =
    { $of ->
        [1] Answered
        [2] Both have answered
       *[other] All have answered
    }
# $days: days of the calendar, in UTC. The page is made again when they change.
letter-state-silent =
    { $days ->
        [0] Delivered today, no answer yet
        [one] Delivered { $days } day ago, no answer
       *[other] Delivered { $days } days ago, no answer
    }
# The delivery was announced, or has begun, and nothing has arrived.
letter-state-on-its-way = Announced, not delivered yet
letter-state-open = Open for signing
letter-state-open-until = Open for signing until { DATETIME($on, dateStyle: "long") }
letter-state-paused = Signing is paused for now
letter-state-closed = It takes no more signatures
letter-state-purged = Ended. Its names have been erased

## In the letter, and on paper

# Stands above the demands.
letter-demands-heading = What we demand
# On a printed letter. $on: the day on which this text was published.
letter-paper-published = Published on { DATETIME($on, dateStyle: "long") }.

## What feed readers and other sites get of a public letter

# Who writes the news of a letter.
letter-feed-author = The organizers of this letter
# The title of an entry that has an update of the organizers.
letter-feed-update = An update of the organizers
# Stands before the title of the campaign, a page on which letters of several companies stand side by side.
letter-campaign = Beside letters of other companies
# A link on the letter's page.
letter-feed-link = Follow the news of this letter in a feed reader
# A link below the circle in a frame on another site. It opens the letter in a new tab.
letter-embed-link = Read the letter

## The card: the picture that other sites show for a link to the letter

# Search engines and chats show it below the letter's title. $employers is a list of names.
letter-description = An open letter, to be signed by workers of { $employers }.
# For people who do not see the card.
letter-card-alt = A circle of signatures
# A link below the counts.
letter-check-count = Check this count
# $counts is a list of messages letter-count-….
letter-card-counts = { $counts }
# The same, with the checkpoint of the log. $counts: as before. $size: number of its entries.
letter-card-counts-checked = { $counts }. Checkpoint { NUMBER($size) }

## The page for the press


## Titles of the first page and of the explanations, in the browser's tab

home-title = Round Robin: letters by workers
home-quiet-link = Somebody gave you five words? Open that letter
how-it-works-title = How signing works
privacy-title = What is kept, and for how long
# In a table, below the heading “Until”: how long a work address is kept.
privacy-address-until = You enter the code. At most { mailbox-code-lifetime }
# Below the table. The form for an anonymous signature is a page of its own, with a script.
privacy-cookies = Reading sets no cookie, and an anonymous signature sets none. When you send a form, your browser keeps what you typed in a cookie, encrypted, so that going back or reloading loses nothing. It goes after { $formMinutes } minutes, or when you finish. Organizers who sign in have two cookies for their session, and for ten minutes one that their passkey needs.
how-anonymity-works-title = How anonymity works here
inventory-title = What we would have to hand over

## What a court would get: sentences for several tables

inventory-gone = Nothing: deleted.
inventory-gone-of-letter = Nothing of this letter: deleted.
inventory-same = The same.
inventory-same-until-purge = The same, until the purge.
inventory-all = All of it.
inventory-public = Everything in it is public.
inventory-recipient-address = Name and office are public. The mail address is sealed. It can be read with the key.

## What a court would get: the kinds of columns, from public to sealed

inventory-kind-shown = Public on this site
inventory-kind-clear = Readable
inventory-kind-random = Random numbers without a meaning outside the database
inventory-kind-hash = Hashes
inventory-kind-claims = Sealed, under the key that is destroyed when the letter closes
inventory-kind-names = Sealed, under the key that is destroyed thirty days after the last delivery, or after closing if that is later. Without a delivery, at the purge
inventory-kind-together = Sealed, under the key that is destroyed when names that wait have appeared, or when the waiting ends without that
inventory-kind-draft = Sealed, under the key that is destroyed when the draft is discarded or the letter is purged
inventory-kind-server = Sealed, under the server’s key
inventory-kind-browser = Sealed, under a key that only the person’s browser has

## What a court would get: table claim

inventory-claim-what = That an address, or a code from somebody verified, was used on a letter
inventory-claim-before = A list of keyed hashes in random order, without time or name. Somebody who also has the key and a staff directory can find out which addresses were used. They cannot find out for which signature, unless its name is public.
inventory-claim-after = Nothing: deleted. The key is destroyed too, so an older copy of the database does not help.

## What a court would get: table claim_count

inventory-claim-count-what = How many addresses and codes were used on the letter
inventory-claim-count-before = A number.

## What a court would get: table challenge

inventory-challenge-what = A page that waits for its code
inventory-challenge-before = For { mailbox-code-lifetime }: the typed text with the address. It is sealed, and in no log or backup of the database.

## What a court would get: table mailed_code

inventory-mailed-code-what = A code that was mailed
inventory-mailed-code-before = For an hour, and as long as the code is valid: when it was mailed, the address as a keyed hash, and whether it was for somebody who signs and which letter, for a recipient, or for another person. The address itself is sealed, and kept until the mail has been sent. A signatory’s address is sealed with a key of the letter that closing destroys.
# Closing deletes the codes of people who sign, not those of organizers, recipients and people who ask for updates. Also for mailed_code_attempts.
inventory-mailed-code-after = The same, but nothing of this letter’s signatories: deleted.

## What a court would get: table mailed_code_attempts

inventory-mailed-code-attempts-what = How many wrong codes were typed for an address
inventory-mailed-code-attempts-before = For two hours: a number, and the address as a keyed hash.

## What a court would get: table code_epoch

inventory-code-epoch-what = A number that is lost if the database crashes, so that the program can tell a lost code from a wrong one
inventory-code-epoch-before = One random number for the whole server. Every page that waits for a code contains the same number.

## What a court would get: table mail_allowance

inventory-mail-allowance-what = How many codes and invitations were mailed to an address, for all letters together, or how many replies somebody on a list of updates sent
inventory-mail-allowance-before = For two hours: a number, and the address or person as a keyed hash. The hash is different in each hour.

## What a court would get: table waiting_signature

inventory-waiting-signature-what = A signature with a choice of who may see the name, until it is counted
inventory-waiting-signature-before = Who may see the name, and the employer. The name is sealed. It can be read with the key. A name that waits for others has a key of its own.

## What a court would get: table signature

inventory-signature-what = A counted signature. An anonymous one is a row without name, employer or address
inventory-signature-before = Public names, with their titles. Of the other signatures: who may see the name, and the employer. Their names are sealed, and can be read with the key. Names that wait for each other have a key of their own, which is destroyed when they appear or when the waiting ends without that. Of an anonymous one: that it exists. Its id is the beginning of the id that everybody can download with its proof. Every other id is random.
inventory-signature-after = The same, until thirty days after the last delivery (after closing, if that is later), or until the purge. Then the key of the sealed names is destroyed. The public names are deleted at the purge.

## What a court would get: table together

inventory-together-what = Names that wait for each other: how many must stand together, and how many do
inventory-together-before = All of it. The page shows it. It holds no name.
inventory-together-after = The same. The names themselves are sealed with the signatures. Once they have appeared, they are public. If too few came, they are erased and their key is destroyed, so an older copy of the database does not help any more.

## What a court would get: table log_opening

inventory-log-opening-what = Hashes of the names that appeared together, for the letter’s log
inventory-log-opening-before = Everybody can download them, beside the names and random numbers that they were made of. If a name is erased later, only its hash stays, and nobody can try names on it without the number.

## What a court would get: table issuer

inventory-issuer-what = The keys that sign credentials without seeing them
inventory-issuer-before = The public halves. The private halves are sealed. Somebody with the key could make credentials, but could not find anybody.
inventory-issuer-after = The public halves, so that everybody can check the count. Nobody can open the private halves any more.

## What a court would get: table code_key

inventory-code-key-what = The keys that sign codes without seeing them: codes to vouch with, and codes for the in-person check
inventory-code-key-before = The public half. The private half is sealed. Somebody with the key could make codes. Who gave a code to whom is stored nowhere.
inventory-code-key-after = The public half. Nobody can open the private half any more.

## What a court would get: table handed_over

inventory-handed-over-what = How many codes an organizer has handed over after in-person checks
inventory-handed-over-before = A number for each organizer, to limit it. The organizer is a hash whose key is kept elsewhere. It says nothing of who got a code, when, or what the organizer looked at. The hash of the last codes is one of blinded bytes, and matches no used code.

## What a court would get: table pending

inventory-pending-what = An anonymous signature, until it is counted
inventory-pending-before = That it waits, in random order. For whom it was issued cannot be computed, even with all our keys.
inventory-pending-after = The same, for the 48 hours in which credentials can still be used. Then nothing.

## What a court would get: table credential

inventory-credential-what = What proves an anonymous signature to everybody
inventory-credential-before = Everybody can download it. Who made it cannot be computed, even with all our keys.

## What a court would get: table waiting_statement

inventory-waiting-statement-what = A statement without a name, until it is counted
inventory-waiting-statement-before = That it waits, in random order. The text is sealed. It can be read with the key. With the key that is destroyed at closing: also which anonymous signature made it.

## What a court would get: table statement

inventory-statement-what = A statement without a name
inventory-statement-before = Its text: published, or sealed until an organizer has decided. The text of a declined statement is erased. With the key that is destroyed at closing: also which anonymous signature made it. Without that key: not.
inventory-statement-after = The text, until the purge. The tag that led to the signature is deleted, and its key is destroyed. Statements from before the version of November 2026 are an exception: with the server’s key, their signature can be found until the purge.

## What a court would get: table facet_tally

inventory-facet-tally-what = How many chose which role, team or site
inventory-facet-tally-before = The exact numbers when signatures were last counted, for each list separately. The page shows them in steps. Never who.

## What a court would get: table name_claim

inventory-name-claim-what = “My name, not my signature”
inventory-name-claim-before = That there was such a request, and on which day. Name and text are sealed. They can be read with the key.

## What a court would get: table refused_mail

inventory-refused-mail-what = How many codes an employer’s mail server refused
inventory-refused-mail-before = Two numbers for each mail domain and day: how many codes it refused, and how many it took since. They are deleted once enough codes have arrived.

## What a court would get: table code_total

inventory-code-total-what = How many codes were mailed for the letter, and at which mail domains none arrives
inventory-code-total-before = Numbers for the whole letter, and mail domains. No address and no time.

## What a court would get: table mine_alone

inventory-mine-alone-what = How often people said that an address that looks shared is theirs alone
inventory-mine-alone-before = A number for each day. It does not say for which address.

## What a court would get: table tally

inventory-tally-what = The count, by class, employer and who may see the name
inventory-tally-before = The exact numbers when signatures were last counted.

## What a court would get: table log

inventory-log-what = The log of a letter: its size, and the newest signed statement of it
inventory-log-before = Numbers and hashes that everybody can download. While the count is not shown yet, also those that come later.

## What a court would get: table log_leaf

inventory-log-leaf-what = The entries of the log, one for each change of the count
inventory-log-leaf-before = That somebody signed, in which group and class, and in which order the batches came. No name, no address and no time. The random number of a named signature comes from the signing key, and nothing else in the database leads to it.

## What a court would get: table log_tile

inventory-log-tile-what = The hashes of these entries
inventory-log-tile-before = Numbers that follow from the entries.

## What a court would get: table log_document

inventory-log-document-what = The rules of counting that the log names
inventory-log-document-before = The employers’ domains, the public keys and the smallest size of a batch. The page shows them.

## What a court would get: table log_names_part

inventory-log-names-part-what = Hashes of parts of the list of public names
inventory-log-names-part-before = Numbers that follow from the public names and their random numbers.

## What a court would get: table letter_copy

inventory-letter-copy-what = How often a letter was copied outside the database
inventory-letter-copy-before = A number. The copy holds the log, the used claims and which signatures changed, but no names and no addresses. Claims and changes are sealed under keys that are destroyed.

## What a court would get: table changed_signature

inventory-changed-signature-what = Which signatures changed since the last copy
inventory-changed-signature-before = The random numbers of signatures, without what changed. They are deleted after each batch.

## What a court would get: table tally_day

inventory-tally-day-what = How many were counted on which day
inventory-tally-day-before = A number for each day.

## What a court would get: table breakdown

inventory-breakdown-what = The figures that organizers see
inventory-breakdown-before = Numbers. None of them is small.

## What a court would get: table letter

inventory-letter-what = The letter itself: state, dates and settings
inventory-letter-before = All of it. Only the draft and the quiet link are sealed. They can be read with the keys.
inventory-letter-after = The same, until the purge. Then the draft is deleted and its key is destroyed, so an older copy of the database does not help.

## What a court would get: table draft_version

inventory-draft-version-what = Earlier versions of a draft
inventory-draft-version-before = How many there are, and of which days. Their content and their names are sealed with the draft’s key. Neither an author nor a time. They are deleted { $days } days after the opening, unless two owners keep them until the purge.

## What a court would get: table draft_version_read

inventory-draft-version-read-what = Which organizers say to have read a version of a draft
inventory-draft-version-read-before = Which accounts say so of which version. No time, and nothing of what it says. Deleted with the version.

## What a court would get: table revision

inventory-revision-what = Every published text

## What a court would get: tables draft_live, draft_update and draft_presence

inventory-draft-live-what = That a draft’s text is being written together
inventory-draft-live-before = How many changes there were since somebody opened the text. No account and no time.
inventory-draft-live-after = Deleted. It goes before, when everybody has left the text for one to two hours.
inventory-draft-update-what = What organizers type in a draft at the same time
inventory-draft-update-before = Sealed changes of the text, in their order. With the draft’s key, they show which words were typed in the same open page, but neither whose page that was nor when.
inventory-draft-presence-what = Who has a draft’s text open at this moment
inventory-draft-presence-before = Sealed: the name that the person has in this draft, and the place of the cursor. It is in no backup and is deleted when the page is closed.

## What a court would get: table demand_state

inventory-demand-state-what = What became of each demand, as the owners say

## What a court would get: tables campaign and campaign_letter

inventory-campaign-what = The pages on which letters stand side by side
inventory-campaign-before = Title and address are public. It is also stored which letter began the campaign, and an invitation for another letter, sealed.
inventory-campaign-after = The same without an invitation, while other letters stand there. Otherwise deleted.
inventory-campaign-letter-what = Which letters stand in a campaign

## What a court would get: table employer

inventory-employer-what = Employers and their mail domains, and about how many people work there, if an organizer said so
inventory-employer-before = Names and domains are public. The number of people is not.
inventory-employer-after = The same, until a purge erases the number of people.

## What a court would get: table recipient

inventory-recipient-what = The letter’s recipients, and the press that gets a note
inventory-recipient-after = The same. The address is deleted at the purge.

## What a court would get: table organizer

inventory-organizer-what = An organizer’s account
inventory-organizer-before = The name, as typed. The address is sealed. It can be read with the key.
inventory-organizer-after = The same, until the last letter of the account is purged.

## What a court would get: table organizer_session

inventory-organizer-session-what = That an organizer is signed in
inventory-organizer-session-before = A label, if the organizer gave one, days, when it last proved its person, and with which passkey it began. Nothing of the browser or the device.

## What a court would get: tables of passkeys

inventory-passkey-what = An organizer’s passkeys
inventory-passkey-before = How many, whose they are, and the days on which each was added and last used. A passkey is a keyed hash. Its key and its name are sealed.
inventory-spent-passkey-challenge-what = That some passkey was used
inventory-spent-passkey-challenge-before = For at most ten minutes: that somebody signed in or proved something with a passkey, and when it is deleted. Not who.

## What a court would get: table sign_in_challenge

inventory-sign-in-challenge-what = An organizer’s sign-in that waits for its code
inventory-sign-in-challenge-before = For { mailbox-code-lifetime }: when. The address is sealed.

inventory-recovery-code-what = An organizer’s recovery codes, for a lost mailbox
inventory-recovery-code-before = How many are unused, and whose they are. Each code is a keyed hash, and deleted when it is used.
inventory-address-change-what = An organizer’s new address that waits
# A change that was asked for without the old mailbox waits for three days.
inventory-address-change-before = For at most three days: whose it is, and when it takes effect. The address is sealed.
inventory-recovery-link-what = The operator’s link for an organizer’s account
inventory-recovery-link-before = Until it is used, for at most a day: whose account it is for. The link itself is a hash.
inventory-account-challenge-what = An organizer’s change of address or recovery codes that wait for mailed codes
inventory-account-challenge-before = For { mailbox-code-lifetime }: when, whose account, and which of the two. The new address is sealed.
inventory-account-notice-what = A notice to an organizer that has to be mailed
inventory-account-notice-before = Until the mail has been sent, for at most three days: that somebody’s account has changed. Address and text are sealed.

## What a court would get: table invitation

inventory-invitation-what = An invitation to organize
inventory-invitation-before = Who invited, and to which role. Not who was invited.

## What a court would get: table invitation_mail

inventory-review-link-what = Links by which people without an account read a draft
inventory-review-link-before = The days on which each link was made, first used, refused in a second browser, and ended. For whom it is, who made it and the name that the reviewer chose are sealed with the draft’s key. Link and browser are keyed hashes.
inventory-review-link-after = Nothing. The links are erased a week after the letter opens.
inventory-invitation-mail-what = An invitation that has to be mailed
inventory-invitation-mail-before = Until the mail has been sent: link and address. They are sealed, and in no log or backup of the database.

## What a court would get: tables draft_thread, draft_passages and drafting_name

inventory-draft-thread-what = Comments and suggested changes on a draft
inventory-draft-thread-before = How many there are. Their words, the names of their authors in this draft and the days are sealed. They can be read with the key until 7 days after the opening, or until the purge if two owners keep them. No account and no time is stored beside them.
# Of comments, of their passages, and of organizers' names in a draft.
inventory-draft-thread-after = Nothing: deleted 7 days after the opening, or at the purge if two owners kept them, or with the draft.
inventory-draft-passages-what = The passages of a draft on which people commented
inventory-draft-passages-before = That there are comments. The passages are sealed. They can be read with the key until 7 days after the opening, or until the purge if two owners keep them.
inventory-drafting-name-what = The name that an organizer has in a draft
inventory-drafting-name-before = Which organizers commented. The name is sealed. With the key it can be read until 7 days after the opening, and leads from an account to its comments, as long as the person organizes the letter.

## What a court would get: table membership

inventory-membership-what = Who organizes which letter

## What a court would get: table approval

inventory-approval-what = Acts that a second owner had to agree to

## What a court would get: table approval_refusal

inventory-approval-refusal-what = Refusals of such acts
inventory-approval-refusal-before = Which owner refused what, and on which day. The reason is sealed with the draft’s key.

## What a court would get: table approval_look

inventory-approval-look-what = What an owner was last shown before deciding
inventory-approval-look-before = For which act an owner was shown something. What it was is sealed with the draft’s key. No time.

## What a court would get: table activity

inventory-activity-what = What organizers did
inventory-activity-before = Who did what, and when. No signatory’s name.

## What a court would get: table stage

inventory-stage-what = A stage of the plan: how it was planned and carried out
inventory-stage-before = All of it, including the covering note.
inventory-stage-after = The same. The note and the contact for the press are deleted at the purge.

## What a court would get: table stage_condition

inventory-stage-condition-what = What starts a stage automatically

## What a court would get: table stage_change

inventory-stage-change-what = A change of an approved stage that another owner has to agree to
inventory-stage-change-before = Who proposed it. The change is sealed. It can be read with the key.

## What a court would get: table stage_stop

inventory-stage-stop-what = That an owner stopped a stage
inventory-stage-stop-before = Who, and when.

## What a court would get: table stage_photo

inventory-stage-photo-what = The photo of a letter that was delivered by hand
inventory-stage-photo-before = The picture that the page shows. It was made again from its pixels, so it contains no hidden data of the camera.

## What a court would get: table stage_call

inventory-stage-call-what = How many people said that they have written to the recipients themselves
inventory-stage-call-before = Two numbers. Never who.

## What a court would get: table call_recipient

inventory-call-recipient-what = Recipients of a call to write, when it started

## What a court would get: table plan_watch

inventory-plan-watch-what = When this server last checked whether a stage is due
inventory-plan-watch-before = One time for all letters.

## What a court would get: table stage_recipient

inventory-stage-recipient-what = Which stage goes to which recipient

## What a court would get: table snapshot

inventory-snapshot-what = The content of a delivery
inventory-snapshot-before = The counts and a hash. The list of names is sealed. It can be read with the key.
inventory-snapshot-after = The same, until two weeks after the last copy was sent. Then the list is deleted.

## What a court would get: table snapshot_edition

inventory-snapshot-edition-what = The list of names in a delivered copy
inventory-snapshot-edition-before = Its length and its hash.
inventory-snapshot-edition-after = The same.

## What a court would get: table copy_pdf

inventory-copy-pdf-what = The PDF of a delivered copy
inventory-copy-pdf-before = Its size and its hash. The document is sealed. It can be read with the key.
inventory-copy-pdf-after = The same, until two weeks after the last copy was sent. Then the document is deleted.

## What a court would get: table delivery

inventory-delivery-what = One copy to one recipient
inventory-delivery-before = When the mail server accepted it, and what the server answered. The address is sealed. It can be read with the key.
inventory-delivery-after = The same. The address is deleted at the purge.

## What a court would get: table recipient_page

inventory-recipient-page-what = A recipient’s private page
inventory-recipient-page-before = That it exists. Its address, and the letters with which its copy can be checked, are sealed. They can be read with the key.

## What a court would get: table receipt

inventory-receipt-what = That a recipient confirmed receiving the letter
inventory-receipt-before = When.

## What a court would get: table delegation

inventory-delegation-what = That a recipient lets somebody else answer
inventory-delegation-before = That it is so, and since which day. Name and address of that person are sealed. They can be read with the key. The row goes when the recipient ends the link.

## What a court would get: table time_request

inventory-time-request-what = That a recipient asked for time to answer
inventory-time-request-before = On which day, and until when.

## What a court would get: table recipient_challenge

inventory-recipient-challenge-what = A recipient’s answer that waits for its code
inventory-recipient-challenge-before = For an hour: when.

## What a court would get: table recipient_upload

inventory-recipient-upload-what = A PDF that waits for the code of its answer
inventory-recipient-upload-before = For an hour: the document, sealed.

## What a court would get: table response

inventory-response-what = Answers
inventory-response-before = Published answers, which are public. The others are sealed. They can be read with the key. Of an answer that was recorded from a mail file: what the signature of its mail server said, that server’s domain, the day of the check, and whether the organizers changed the text.
inventory-response-after = The same. Unpublished ones are deleted at the purge.

## What a court would get: table response_pdf

inventory-response-pdf-what = The PDF that came with an answer
inventory-response-pdf-before = Its size and its hash. The original document is sealed. It can be read with the key.
inventory-response-pdf-after = The same. Unpublished ones are deleted at the purge.

## What a court would get: table bounce

inventory-bounce-what = A mail server’s report that a copy did not arrive
inventory-bounce-before = Its text, without addresses, why the copy did not arrive, and on which day the report came.

## What a court would get: table returned_mail

inventory-returned-mail-what = An answer by mail to the return address of a copy or an update
inventory-returned-mail-before = That a mail came, of which kind and on which day. What it says and who wrote it is sealed. It can be read with the key.
inventory-returned-mail-after = The same, until the organizers remove the mail. All of it is deleted at the purge.

## What a court would get: table subscriber

inventory-subscriber-what = An address that asked for updates of a letter
inventory-subscriber-before = How many there are, as keyed hashes in random order. The addresses are sealed. They can be read with the key. Nothing shows whether any of them has signed.
inventory-subscriber-after = The same, until thirty days after the last delivery (after closing, if that is later), or until the purge. Then the key is destroyed and the list is deleted.

## What a court would get: table subscriber_challenge

inventory-subscriber-challenge-what = An address that asked for updates, and waits for its code
inventory-subscriber-challenge-before = For { mailbox-code-lifetime }: that somebody asked. The address is sealed, and in no log or backup of the database.

## What a court would get: table subscriber_report

inventory-subscriber-report-what = A report that a mail to somebody on the list of updates did not arrive
inventory-subscriber-report-before = Why it did not arrive, such as a full mailbox.

## What a court would get: table subscriber_receipt

inventory-subscriber-receipt-what = Which updates were mailed to an address that asked for them
inventory-subscriber-receipt-before = That a mail was sent to somebody on the list, and about what.
inventory-subscriber-receipt-after = The same, until thirty days after the last delivery (after closing, if that is later), or until the purge.

## What a court would get: table letter_update

inventory-letter-update-what = Updates that organizers publish
inventory-letter-update-before = Published updates, which are public. A draft is sealed. It can be read with the key.
inventory-letter-update-after = The same. Drafts are deleted at the purge, and their key is destroyed.

## What a court would get: table idempotency

inventory-idempotency-what = Answers to programs, in case they send a request twice
inventory-idempotency-before = For a day: sealed answers to organizers’ programs. Nothing about signing.

## What a court would get: table kept_form

# A form that is sent back with errors keeps what somebody typed. Short texts are in the browser alone.
inventory-kept-form-what = Long texts in forms, such as a draft with an error, so that going back or reloading loses nothing
inventory-kept-form-before = For { $formMinutes } minutes: bytes that nobody here can read. Nothing says who typed them, or for which letter.

## What a court would get: table installation

inventory-installation-what = That this database belongs to these keys
inventory-installation-before = A hash, and the kinds of keys that letters have.

## What a court would get: table migration

inventory-migration-what = Which version of the software made the tables
inventory-migration-before = Names of files.

## The list of a letter's public names, which can be searched

# On a letter's page and on the list of names. It leads to the list without anything else.
letter-names-print = Print the whole list
# Names the links to lists of names, for screen readers.
letter-names-lists = Lists of names
letter-names-all = All names
# A list of names, and a heading above names. $employer: its name, as the organizers typed it.
letter-names-of = { $employer }
# The names that stand under no employer.
letter-names-others = Others
letter-names-grouped = The names stand by employer, where enough people at one employer have made their names public.
# A link to the rest of the names under a heading.
letter-names-more = More of these names
# The link back to the letter.
letter-back = Back to the letter
# On the page to print.
letter-print-how = Print this page. The list contains only names that everybody can see.
letter-print-button = Print
# $count: how many names one page has.
letter-print-next = The next { $count } names are on another page
letter-print-none = There are no public names to print.
# The title of the browser's tab, and of the list to print. $title: the letter's title.
letter-names-title = Names under “{ $title }”

# One request searches only a part of a very long list, and found nothing there. “Next page” and “Previous page” are links below this sentence.
# $links: the links that the page has
letter-names-searched-partly =
    { $links ->
        [next] No match among the names that have been searched so far. Select “Next page” to search the others.
        [previous] No match in this part of the list. Select “Previous page” to search the part before it.
       *[both] No match in this part of the list. Select “Previous page” or “Next page” to search the other parts.
    }
# A search was ended because the server was too busy. The search stays in the address of the page.
refusal-search-took-too-long = The search took too long, because the server is busy. Wait a minute, then search again with more of the name.

## The page on which somebody types the five words of a quiet letter’s link, from paper or as they were told.

# Title in the browser’s tab and heading.
quiet-link-title = Open a letter with its five words
quiet-link-intro = Some letters are not listed here. Anybody who has the five words of such a letter can read and sign it.
quiet-link-label = The five words
quiet-link-hint = With or without capitals, accents and gaps, in the order in which you got them.
quiet-link-button = Open the letter
quiet-link-own-phone = Use your own phone and your own network. Your employer can see what you open in its network.
# $word: what the person typed.
quiet-link-unknown-word = “{ $word }” is in no letter’s link. Look at how it is spelled, or ask for the words again.
# $words: how many words a link has.
quiet-link-not-five = { $words ->
    [one] A link has { $words } word. Type it.
   *[other] A link has { $words } words. Type all of them, in their order.
}

## Above a public letter and on its page for the press, while an embargo lasts. $at: its end. Journalists read it.

letter-embargo-title = Embargo
letter-embargo = The people who signed ask you not to report on this letter before { date-and-time }.

## Beside the circle: how many have signed, and how to sign

# For people who hear the page.
letter-standing-label = Who has signed
# In place of the counts.
letter-standing-collecting-next = Collecting signatures. The number and the names appear at the next count.
letter-standing-collecting = Collecting signatures. The number and the names appear once { $count } people have signed: nobody is first.
letter-standing-goal = { $count ->
    [one] The goal is { $count } worker.
   *[other] The goal is { $count } workers.
}
letter-standing-sign = Sign this letter
# A link to a page on which signatories are asked to write to the recipients themselves.
letter-standing-write = Write to them yourself
letter-standing-paused = The organizers have paused signing for now. Signatures that were made stay counted.

## The names on the letter's page

letter-names-heading = The names
letter-names-erased-announced = The names under this letter have been erased, as was announced when it opened. Its text, its counts and its hash stay.
letter-names-none-public = Nobody who signed has made their name public.
# A link.
letter-names-search-link = All names, and a search
letter-names-hidden = { $count ->
    [one] { $count } name was hidden because its owner said that somebody else had typed it.
   *[other] { $count } names were hidden because their owners said that somebody else had typed them.
}
# Above statements without a name.
letter-statements-heading = In their own words
letter-statements-all = All statements

## The list of names, and a search in it

# $title: the letter's title.
letter-names-list-heading = The names under “<bdi>{ $title }</bdi>”
letter-names-erased = The names under this letter have been erased. Its text and its counts stay.
letter-names-collecting = Signatures are still being collected. Names appear once enough people have signed: nobody is first.
letter-names-search-label = Search for a name
letter-names-search-button = Search
# The second sentence must stay: somebody may look for the name of a colleague.
letter-names-no-match = No public name matches. Many people have signed whose names are not shown.
letter-names-none-here = There are no names on this page.
# Names the links to other pages of the list, for people who hear the page.
letter-names-pages = Pages of names
letter-names-order = The order is random. It says nothing about when somebody signed.

## The list of facts at the end of the letter's page: a term, and sentences or links

letter-about-heading = About this letter
letter-about-who = Who may sign
# $name: the employer, as the organizers typed it. A list of mail domains follows.
letter-about-workers = Workers of <bdi>{ $name }</bdi>, with a mail address at:
letter-about-text = The text
# $revision counts the texts that were published: 1, 2, 3.
letter-about-revision = Revision { $revision }, published on { DATETIME($on, dateStyle: "long") }.
# $revision is as above. The signatures of a text that later changed in substance do not count.
letter-about-signed-before = { $count ->
    [one] { $count } person signed revision { $revision }, before the letter changed in substance. This signature is not counted above.
   *[other] { $count } people signed revision { $revision }, before the letter changed in substance. They are not counted above.
}
# $revision is as above.
letter-about-signed-revision = { $count ->
    [one] { $count } person signed revision { $revision }.
   *[other] { $count } people signed revision { $revision }.
}
# The name of a method of hashing. A hash of the text follows.
letter-about-hash = SHA-256
letter-about-organizers = Who runs it
letter-about-one-person = One person runs this letter.
letter-about-several = Several organizers run this letter. Acts that cannot be undone need two of them.
# $contact: whom journalists can reach, as the organizers typed it.
letter-about-press = For the press: <bdi>{ $contact }</bdi>
letter-about-updates = Get updates by mail
letter-about-signed = If you signed
letter-about-statement = Add a statement without a name
letter-about-protection = What protects you
letter-about-data = As data
letter-about-json = The letter and its counts as JSON
