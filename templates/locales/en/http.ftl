### Numbers and dates, and refusals of requests on any page before a feature reads them.

## Numbers and instants, as all pages and mails show them. Other messages refer to some of these.

# Any number, with the separators of the language: $value is 1234.5.
number = { NUMBER($value) }
# A day, like “22 November 2026”.
date = { DATETIME($at, dateStyle: "long") }
# Like “18:00 UTC”. A page shows it as “19:00 (18:00 UTC)” to a reader in another zone. Keep the element clock around all of it.
time = <clock>{ DATETIME($at, timeStyle: "short") } UTC</clock>
# Like “22 November 2026, 18:00 UTC”. A page shows it as “22 November 2026, 19:00 (18:00 UTC)” to a reader in another zone. Keep the
# element moment around all of it.
date-and-time = <moment>{ DATETIME($at, dateStyle: "long") }, { DATETIME($at, timeStyle: "short") } UTC</moment>

## How a script shows an instant in the reader's own zone.

# $local: the instant there. $utc: the same in UTC, with its day if that is another one.
http-local-time = { $local } ({ $utc })
# $date: a day. $time: a time of that day.
http-local-date-and-time = { $date }, { $time }
# $time: a time of the day.
http-local-utc = { $time } UTC

## Refusals

# The form carries the token of another session, for example after signing in again in another tab.
refusal-form-out-of-date = Nothing was changed, because this form belongs to another session. Go back, load the page again, and send the form once more.
# The browser says that another site sent the form. It can be an attack.
refusal-from-elsewhere = Nothing was changed, because another site sent this. Open the page here, and send the form from it.
# A whole network is over its limit, not the reader. Where the reader has filled in a form, http-typed-kept follows.
refusal-too-many = Many requests come from your network just now. Wait a minute, then try again.
# After a refusal that is no fault of the reader’s, above the same form with everything in it.
http-typed-kept = What you typed is still here.
# Few requests of this costly kind may run at the same time.
refusal-too-many-at-once = Too many people ask for this at the same time. Wait a moment, then try again.

## A page that shows what the reader typed into a form is kept for minutes only. The notice stands above the empty form.

http-form-expired-title = This page has expired
# The reader came back to the page of a form, or reloaded it, too late or after finishing. Browsers may also be set to keep no cookies.
http-form-expired-words = What you typed here is kept for { $formMinutes } minutes, and only until you finish. Please start again. If you see this at once, your browser keeps no cookies: allow them for this site, and you can block them again afterwards.

## Requests that only signed-in organizers may send.

# On a page: the session ended between loading the page and pressing a button.
http-session-ended = Your session has ended, so nothing was changed. Sign in again, then repeat what you did.
# For programs that use the API.
http-bearer-token-needed = Send a valid bearer token. Renew yours, or sign in again.

## For programs that use the API. Do not translate the name of the header Idempotency-Key.

refusal-idempotency-key-reused = This Idempotency-Key came with another request. Make a new key for each thing that you want done.
refusal-request-under-way = A request with this Idempotency-Key is under way. Wait a moment, then check whether it was carried out.
refusal-idempotency-key-malformed = An Idempotency-Key has 8 to 200 visible ASCII characters, for example a UUID.

## The address leads to nothing that this reader may see. Each message names the kind of thing.

refusal-no-answer = There is no such answer. Check the address, or ask the person who gave it to you.
refusal-no-attachment = There is no such attachment. Check the address, or ask the person who gave it to you.
refusal-no-call = There is no such call. Check the address, or ask the person who gave it to you.
refusal-no-comment = There is no such comment. Its author may have deleted it.
refusal-no-copy = There is no such copy. Check the address, or ask the person who gave it to you.
refusal-no-delivery = There is no such delivery. Check the address, or ask the person who gave it to you.
refusal-no-demand = The published text has no such demand. Check the address, or ask the person who gave it to you.
refusal-no-entry = There is no such entry in the timeline. Check the address, or ask the person who gave it to you.
refusal-no-invitation = There is no such invitation. Check the address, or ask the person who gave it to you.
refusal-no-letter = There is no such letter. Check the address, or ask the person who gave it to you.
refusal-no-mail = There is no such mail. Check the address, or ask the person who gave it to you.
refusal-no-page = There is no such page. Check the address, or ask the person who gave it to you.
refusal-no-pdf = There is no such PDF. Check the address, or ask the person who gave it to you.
refusal-no-person = There is no such person on this letter. Check the address, or ask the person who gave it to you.
refusal-no-photo = There is no such photo. Check the address, or ask the person who gave it to you.
refusal-no-proposal = There is no such proposal. Check the address, or ask the person who gave it to you.
refusal-no-passkey = You have no such passkey. Load the page again.
refusal-no-proposed-change = There is no such proposed change. Check the address, or ask the person who gave it to you.
refusal-no-request = There is no such request. Check the address, or ask the person who gave it to you.
refusal-no-revision = There is no such revision. Check the address, or ask the person who gave it to you.
refusal-no-session = There is no such session. Check the address, or ask the person who gave it to you.
refusal-no-signature = There is no such signature. Check the address, or ask the person who gave it to you.
refusal-no-stage = There is no such stage. Check the address, or ask the person who gave it to you.
refusal-no-statement = There is no such statement that waits. Check the address, or ask the person who gave it to you.
refusal-no-version = There is no such version. It may have been thinned out or erased. Open the list of versions.

## Around every page: its top and its foot.

# The first link of every page, for people who use a keyboard. It jumps over the top of the page.
http-page-skip = Skip to the page’s content
# The name of this site, at the top of every page. It is a name: keep it, or write it in the letters of the language.
http-page-name = Round Robin
# Read out by screen readers: the name of the links of a signed-in organizer.
http-page-account = Your account
http-page-letters = Your letters
# The organizer's name follows.
http-page-signed-in-as = Signed in as
http-page-sign-out = Sign out
# A round robin is a letter whose signatures stand in a circle, so that nobody can be singled out as the first.
http-page-motto = Letters by workers, signed in a circle: nobody is first.
# Read out by screen readers: the name of the links at the foot of the page.
http-page-about = About this site
http-page-how-it-works = How signing works
# Leads to the page on which somebody who got a letter checks whether it is real.
http-page-check = Check a letter
# Leads to the page that says which data the server keeps.
http-page-privacy = What is kept
http-page-organizers = For organizers

# Above a page. Leads to the page before.
http-page-back = Back
# Below a long list that has several pages.
http-pagination-previous = Previous page
http-pagination-next = Next page
