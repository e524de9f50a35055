### Refusals of requests on any page, before a feature reads them.

# The form carries the token of another session, for example after signing in again in another tab.
refusal-form-out-of-date = Nothing was changed, because this form belongs to another session. Go back, load the page again, and send the form once more.
# The browser says that another site sent the form. It can be an attack.
refusal-from-elsewhere = Nothing was changed, because another site sent this. Open the page here, and send the form from it.
# A whole network is over its limit, not the reader. The reader's form stays as it is.
refusal-too-many = Many requests come from your network just now. Wait a minute, then press the button again. What you typed is still here.
