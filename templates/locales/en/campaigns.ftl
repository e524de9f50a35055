### A campaign: one page on which letters of several companies stand side by side. Each letter stays on its own.

## The page of a campaign, for everybody

campaigns-lede = Letters by workers of several companies, side by side. Each letter has its own organizers and its own count.
# $counts: a list like “812 verified work addresses and 14 supporters”. Must not be lost: nobody is compared across letters.
campaigns-sum = Together they stand with { $counts }, counted letter by letter. Nobody is compared across letters: somebody who signed two of them counts twice.
# $count: how many letters show no count yet. Follows campaigns-sum.
campaigns-left-out = { $count ->
    [one] One letter is collecting its first signatures and shows no count yet. It is not in this sum.
   *[other] { NUMBER($count) } letters are collecting their first signatures and show no count yet. They are not in this sum.
}
# $employers: a list of names.
campaigns-workers = By workers of { $employers }
# $at: when these counts were made. Each letter has its own time.
campaigns-as-of = As of { date-and-time }.
# The letter has a count, and nobody is in it.
campaigns-none = No signatures stand now.
campaigns-collecting = Signatures are being collected. The count appears once enough stand together.
campaigns-independent = Two organizers of each letter agreed to stand here, or the only one waited for a day. A letter can leave this page at any time.
campaigns-data = These counts as JSON

## The organizers' page of the campaign in which their letter stands

campaigns-own-title = Stand beside letters of other companies
campaigns-own-lede = A campaign is one public page on which several letters stand side by side. It shows only what each letter’s own page shows. The organizers of the letters learn nothing about each other.
campaigns-back = To the dashboard
# A link on the page for sharing. It leads to this page.
campaigns-open-page = Stand beside letters of other companies
campaigns-others = These letters stand beside yours:
campaigns-alone = No other letter stands beside yours yet.
# A button. The title of another letter follows for screen readers.
campaigns-remove = Take it off the page
campaigns-invite-heading = Invite another letter
campaigns-invite-words = An invitation lets one public letter on this server join. Give it to an owner of that letter. Two owners of that letter have to agree.
# Below an invitation.
campaigns-invite-again = It works once. If it got into wrong hands, replace it: then it stops working.
campaigns-invite-button = Make an invitation
campaigns-invite-replace = Replace the invitation
campaigns-full = The page is full.
campaigns-leave-heading = Leave the campaign
campaigns-leave-words = Your letter is off the page at once. The letter itself stays as it is. Copies that other people made of the page stay.
# Only for the letter that began the campaign.
campaigns-leave-began = Your letter began this campaign. The other letters stay on its page without yours, and nobody can invite any more.
campaigns-leave-button = Leave the campaign now
campaigns-agree = If your letter has several owners, another one has to agree. If one person runs it, this waits for a day, and can be cancelled until then. One owner can take the letter out again at any time.
campaigns-start-heading = Start a campaign
campaigns-title-label = What is it called?
campaigns-title-hint = Everybody can read it, and it cannot be changed later. The page’s address is made of it.
campaigns-start-button = Start the campaign
campaigns-join-heading = Join a campaign
campaigns-invitation-label = Invitation
campaigns-invitation-hint = You get it from an owner of the letter that began the campaign.
campaigns-join-button = Join the campaign
campaigns-only-owners = Owners of the letter decide on this.
campaigns-not-possible = Only a public letter can stand in a campaign. The page would reveal the title of a draft or of a letter with a quiet link.

## Errors

campaigns-title-missing = Say what the campaign is called.
# $most: how many characters it can have.
campaigns-title-too-long = Shorten it to { $most } characters.
campaigns-invitation-unknown = This invitation does not work. It may be used up or replaced, or a part of it is missing. Ask for a new one.
refusal-campaign-not-public = Only a public letter can stand in a campaign.
refusal-in-campaign = This letter stands in a campaign already. It can stand in one at a time.
# $most: how many letters a campaign can have.
refusal-campaign-full = A campaign has { $most } letters at most, and this one is full.
refusal-campaign-not-begun = Only the letter that began the campaign can do this.

## What a second owner reads before agreeing

# $title: of the campaign, as typed.
campaigns-fact-title = The campaign: “{ $title }”
# $address: of the campaign's public page.
campaigns-fact-address = Its page: { $address }
# $title: of another letter. $slug: the last part of that letter's address.
campaigns-fact-letter = Your letter would stand beside: “{ $title }” (/letters/{ $slug })
# The invitation was used or replaced meanwhile.
campaigns-fact-ended = The invitation does not work any more.
