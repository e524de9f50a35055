### A dry run: before a letter opens, its organizer goes through the pages of a signatory. Nothing is stored, mailed or counted.

dry-run-title = Dry run
# A link on the page that previews the letter.
dry-run-link = Try signing it: a dry run
dry-run-open = The letter is open, so people sign it for real. A dry run is for drafts.
dry-run-back-preview = Back to the preview
dry-run-back = Back
dry-run-intro = See what a signatory sees, and what an executive gets. The pages are the real ones, with you as the only signatory.
dry-run-intro-mail = No mail is sent. The code is shown on the screen.
dry-run-intro-address = No work address is asked for.
dry-run-intro-kept = Nothing is stored or counted. What you type stays in this browser for { $formMinutes } minutes at most.
dry-run-begin = Begin the dry run
dry-run-leave = Leave the dry run
dry-run-again = Go through it once more

## Above each real page. A sentence on the page comes first, then this one.

dry-run-nothing-kept = Nothing is stored, mailed or counted. Links to other pages do not work here.
dry-run-step-sign = A signatory chooses who may see the name, and types the name and a work address. The dry run asks for no address.
dry-run-step-code = A signatory gets this code by mail, and types it below.
dry-run-step-done = This is the last page of signing.
dry-run-step-mine = A signatory opens this page with the slip, as often as they like.
# The code follows.
dry-run-code = The code:
dry-run-code-mail = The mail with the code
# The button to a page that the real page does not lead to. $to is that page.
dry-run-next = { $to ->
    [mine] Continue to the signatory’s own page
   *[mail] Continue to the mail that an executive gets
}

## The pages of the dry run's own.

dry-run-anonymous-title = Signing anonymously
dry-run-anonymous-why = A dry run cannot show this. The keys for anonymous signatures are made when the letter opens, and a try would use one up.
dry-run-anonymous-what = This is what happens then:
dry-run-anonymous-key = The signatory’s browser makes a slip of 12 words. The signatory keeps it.
dry-run-anonymous-code = A code proves the work address. The server signs something that it cannot read, and forgets the address.
dry-run-anonymous-sign = The browser signs, at once or later and more safely from another network. The server cannot tell who it is.
dry-run-anonymous-counted = The signature is counted with others. The letter and the mail show “verified, anonymous”, and no name.
dry-run-anonymous-link = How anonymity works here
dry-run-mail-title = The mail that an executive gets
dry-run-mail-intro = It would look like this if you were the only signatory. A real letter is delivered only once enough people have signed. The letter as a PDF comes with it.
dry-run-mail-to = To
dry-run-mail-subject = Subject
dry-run-mail-nobody = The letter is not addressed to anybody yet.
