### Delivery: refusals of acts on the stages of a letter's delivery plan. Mostly owners read them, on the dashboard or from the API.
### A stage is one step of the plan. A delivery is one stage to one recipient.

## The letter is not in a state in which it can be delivered.

delivery-draft = Open the letter first. It can be delivered once enough people have signed.
delivery-purged = This letter has been purged. Its names and addresses are gone, so nothing can be delivered.
# $least is the letter's first threshold. Below it, the letter's page shows neither count nor names, so that nobody is first.
delivery-still-collecting = Fewer than { $least } have signed together, so the letter shows neither count nor names yet. Deliver it once it shows them.
delivery-no-mail-server = This server has no mail server to send with. Ask the operator of this server to set one up.

## Recipients of a stage.

refusal-nobody-chosen = Choose at least one recipient.
refusal-recipient-gone = { $name } is not a recipient in the letter’s newest text. Change the recipients of this stage, or cancel it and plan another.
delivery-recipient-no-address = { $name } has no address. Add it to the letter’s text first.

## Somebody changed the stage or the letter first.

delivery-stage-changed = This stage has changed since you loaded the page. Look at it again, then repeat what you did.
# The mail and the PDF are tried before an act. The letter or the stage changed during each of several trials.
delivery-changed-during-trial = The letter or this stage changed while its mail and PDF were being tried. Look at it again, then repeat what you did.

## Approving, announcing and confirming a stage.

refusal-announced-already = This stage has been announced already. Load the page again to see its state.
refusal-not-to-approve = This stage needs no approval now. Load the page again to see its state.
refusal-approved-already = This stage has been approved already. It starts by itself.
refusal-date-past = The date of this stage has passed. Choose another date, or start the stage by hand.
refusal-not-announced = Announce the delivery on the letter’s page first.
# During the notice, signatories can still withdraw. The promise must not be lost.
refusal-notice-runs = The notice is still running, and anybody can withdraw until it ends. Confirm the delivery after that.
refusal-confirmed-already = This delivery has been confirmed or cancelled already. Load the page again to see its state.
# Protects owners from an editor who changes where the letter goes after the announcement. The next confirmation succeeds.
refusal-changed-since-announced = A recipient’s address or the press contact was changed after this delivery was announced. Look at where it goes now, then confirm again.

## Stopping and cancelling a stage.

delivery-confirm-stopped = An owner has stopped this stage. It resumes when the stop ends.
delivery-cancel-over = This delivery is over already. Nothing more is sent.
refusal-not-your-stop = Only the owner who stopped this stage can resume it.

## Reasons why an approved stage did not start by itself. They appear on the plan after plan-late-refused.

delivery-text-changed = The letter has changed in substance since this stage was approved. Look at what goes out now.
refusal-address-changed = A recipient’s address has changed since this stage was approved. Look at where it goes now.
refusal-contact-changed = The press contact has changed since this stage was approved. Look at which contact goes out now.
# A newer version of the software no longer has the stored reason.
delivery-late-reason-unknown = The reason can no longer be shown.

## Calls to write: signatories are asked to write to the recipients themselves.

# The heading and the browser's title of the page with the prepared text.
delivery-write-title = Write to them yourself
# Signatories read this after they press “I have written”.
refusal-call-stopped = This call is stopped for now, so nobody is counted. Look again later.
# Signatories read this after they press “I have written”.
refusal-call-over = This call is over. Nobody is counted any more.
# An owner reads this after pressing “End the call”.
delivery-call-not-open = This call is not open. Load the page again to see its state.

## Delivery by hand: an owner prints frozen copies, and records the day on which they were handed over.

# The browser's title of the page where an owner records the day.
hand-delivery-title = Handed over
# $number: the number of a stage.
hand-delivery-heading = Stage { $number } has been handed over
# The warning about the photo must not be lost.
hand-delivery-intro = The letter’s page then shows the day. It never says who handed the letter over. Make sure that the photo does not show it either.
hand-delivery-photo-label = A photo (optional)
# The warning must not be lost.
hand-delivery-photo-hint = JPEG, PNG or WebP, at most { $megabytes } MB. Everybody can see it: look for faces, reflections, badges and places. The server makes a new picture from its pixels, so that nothing stays of what the camera noted.
refusal-not-carried = Only a stage by hand that has started, and has not been handed over yet, can be recorded here.
hand-delivery-day-to-come = That day is in the future. Give the day on which the letter was handed over.
# $frozen is the day on which the copies were made ready to print.
hand-delivery-day-before-freezing = The copies were frozen on { DATETIME($frozen, dateStyle: "long") }. Give that day or a later one.
hand-delivery-photo-too-large = The photo is larger than { $megabytes } MB. Choose a smaller one.
# $megapixels is a number of millions.
hand-delivery-photo-too-many-pixels = The photo has more than { $megapixels } million pixels. Choose a smaller one.
hand-delivery-photo-unreadable = This photo cannot be read. Save it as JPEG or PNG, and choose that file.
hand-delivery-photo-wrong-kind = Choose a photo that is a JPEG, PNG or WebP file.
# Beside other errors of the form, because a browser does not keep a chosen file.
hand-delivery-photo-choose-again = Choose the photo again.
hand-delivery-print-stopped = This stage has been stopped or cancelled, so nothing is handed over.
# Bytes that contain names are destroyed two weeks after the last copy was sent.
hand-delivery-names-destroyed = The copies with names have been destroyed. Plan another stage to deliver names again.

## Days that somebody types, here and for a recorded answer.

delivery-day-malformed = Give the day as year, month and day, like 2026-03-02.
