### Refusals of requests on any page, before a feature reads them.

# The form carries the token of another session, for example after signing in again in another tab.
refusal-form-out-of-date = Nothing was changed, because this form belongs to another session. Go back, load the page again, and send the form once more.
# The browser says that another site sent the form. It can be an attack.
refusal-from-elsewhere = Nothing was changed, because another site sent this. Open the page here, and send the form from it.
# A whole network is over its limit, not the reader. The reader's form stays as it is.
refusal-too-many = Many requests come from your network just now. Wait a minute, then press the button again. What you typed is still here.

## The address leads to nothing that this reader may see. Each message names the kind of thing.

refusal-no-answer = There is no such answer. Check the address, or ask the person who gave it to you.
refusal-no-attachment = There is no such attachment. Check the address, or ask the person who gave it to you.
refusal-no-call = There is no such call. Check the address, or ask the person who gave it to you.
refusal-no-copy = There is no such copy. Check the address, or ask the person who gave it to you.
refusal-no-delivery = There is no such delivery. Check the address, or ask the person who gave it to you.
refusal-no-entry = There is no such entry in the timeline. Check the address, or ask the person who gave it to you.
refusal-no-invitation = There is no such invitation. Check the address, or ask the person who gave it to you.
refusal-no-letter = There is no such letter. Check the address, or ask the person who gave it to you.
refusal-no-mail = There is no such mail. Check the address, or ask the person who gave it to you.
refusal-no-page = There is no such page. Check the address, or ask the person who gave it to you.
refusal-no-pdf = There is no such PDF. Check the address, or ask the person who gave it to you.
refusal-no-person = There is no such person on this letter. Check the address, or ask the person who gave it to you.
refusal-no-photo = There is no such photo. Check the address, or ask the person who gave it to you.
refusal-no-proposal = There is no such proposal. Check the address, or ask the person who gave it to you.
refusal-no-proposed-change = There is no such proposed change. Check the address, or ask the person who gave it to you.
refusal-no-request = There is no such request. Check the address, or ask the person who gave it to you.
refusal-no-revision = There is no such revision. Check the address, or ask the person who gave it to you.
refusal-no-session = There is no such session. Check the address, or ask the person who gave it to you.
refusal-no-signature = There is no such signature. Check the address, or ask the person who gave it to you.
refusal-no-stage = There is no such stage. Check the address, or ask the person who gave it to you.
refusal-no-statement = There is no such statement that waits. Check the address, or ask the person who gave it to you.
