## Page of a letter's owners: “Something happened”. One owner alone can do everything here, at once.

# Title in the browser’s tab, heading, and link on the dashboard.
emergency-title = Something happened
emergency-intro = You can do each of these alone and at once. Most can be undone later.

emergency-names-heading = Public names
emergency-names-what = Hide every public name from everyone. The count stays. If the letter has several owners, two must agree to show them again.
emergency-names-hide = Hide all names now
emergency-names-hidden = All public names are hidden. No delivery with names starts meanwhile. When they are shown again, names that their signatories made less visible stay away.
# $name: the owner who asked.
emergency-names-asked = { $name } asks to show the names again.
emergency-names-look = Look at it, and agree or refuse
emergency-names-asked-yours = You have asked to show the names again. Another owner must agree, on the page “Approvals”.
emergency-names-show = Show the names again

emergency-signing-heading = Signing
emergency-signing-what = Pause signing. The letter stays readable, and people who signed can still withdraw.
emergency-signing-pause = Pause signing now
emergency-signing-paused = Signing is paused.
emergency-signing-resume = Resume signing

emergency-stages-heading = Deliveries
# $count: stages that would still happen. $hours: how long a stop lasts.
emergency-stages-what = { $count ->
    [one] One stage of the delivery plan would still happen. Stop it for { $hours } hours. It then continues, unless you cancel it before.
   *[other] { $count } stages of the delivery plan would still happen. Stop them for { $hours } hours. They then continue, unless you cancel them before.
}
emergency-stages-stop = Stop all deliveries now
# $count: stages that are stopped. $hours: how long a stop lasts.
emergency-stages-stopped = { $count ->
    [one] One stage is stopped, for { $hours } hours in all.
   *[other] { $count } stages are stopped, for { $hours } hours in all.
}
emergency-stages-look = Look at the plan, or cancel a stage
emergency-stages-none = No delivery is about to happen.

emergency-link-heading = The quiet link
emergency-link-what = Replace the link. The old one stops working at once, for everybody who has it.
emergency-link-replace = Replace the quiet link now

emergency-reviews-heading = Review links
# $count: review links that work.
emergency-reviews-what = { $count ->
    [one] One person without an account may read the draft by a link. End the link at once. The comments stay.
   *[other] { $count } people without an account may read the draft by links. End all links at once. The comments stay.
}
emergency-reviews-end = End all review links now

emergency-sessions-heading = Somebody else uses an organizer’s account
emergency-sessions-what = End all sessions of the account, and remove its passkeys. The person signs in again with a mailed code. If the mailbox is in wrong hands too, remove the person on the page “People”.
# $name: an organizer. The button’s label.
emergency-sessions-end = Sign out { $name } everywhere
emergency-sessions-none = Nobody else organizes this letter.
emergency-sessions-own = It is your own account: sign out everywhere

emergency-tell-heading = Tell people
emergency-tell-what = Words that you can use. Send them from your own phone and your own account, not through work channels.
emergency-tell-happened = Something happened around our letter, and we are looking at it.
emergency-tell-names = We have hidden all names on the page for now.
emergency-tell-paused = Signing is paused.
emergency-tell-stopped = Deliveries are stopped for now.
emergency-tell-withdraw = If you are worried, you can withdraw your signature, or hide your name, with your slip on the letter’s page. Do it from your own phone.

emergency-legal-heading = Legal help
emergency-legal-contact = The operator of this server names these contacts:
emergency-legal-none = The operator of this server has named no legal contact. Ask the person who runs it.
emergency-legal-demand = If a court, the police or a lawyer asks you for names: answer nothing at once. Ask a lawyer or your union first.

## What the page says after an act

emergency-done-paused = Signing is paused.
# $hours: how long the stop lasts.
emergency-done-stopped = All deliveries are stopped for { $hours } hours. Copies that were handed over before stay delivered.
emergency-done-some-go-on = Not every stage could be stopped, because you have stopped it once before. Another owner can stop it, or you cancel it together, in the delivery plan.
emergency-done-hidden = All public names are hidden. It takes up to three seconds until every page follows.
emergency-done-shown = The names are shown again.
emergency-done-waits = Another owner must agree, on the page “Approvals”, before the names are shown again.
emergency-done-replaced = The quiet link is replaced. You find the new one on the page “Share the letter”.
emergency-done-links-ended = All review links are ended.
emergency-done-ended = All sessions of that account have ended, and its passkeys are removed.

## Where the hidden names would stand

# On the letter’s page and on the list of names.
emergency-names-away = The organizers have hidden all names for now. The counts stay.
# A delivery that would contain names does not start.
refusal-names-hidden = All names are hidden for now. Show them again before a delivery that contains names.
