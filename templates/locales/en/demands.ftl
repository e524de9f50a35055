### What became of each demand of a letter. After a delivery, the owners say it and everybody reads it.
### $state: what became of a demand: “met”, “partly-met”, “promised”, “refused” or “open”. $on: the day since which it is so.

## On the letter's page, on the page for the press and on a recipient's page.

demands-heading = What became of the demands
# It must be clear that the organizers say it, not the recipients and not the server.
demands-source = As the organizers of this letter see it. The dates are theirs.
# After a delivery, while the organizers have said nothing.
demands-silent = The organizers have not said yet what became of the demands.
demands-open = Open
demands-state = { $state ->
    [met] Met on { DATETIME($on, dateStyle: "long") }
    [partly-met] Partly met on { DATETIME($on, dateStyle: "long") }
    [promised] Promised on { DATETIME($on, dateStyle: "long") }, not yet done
    [refused] Refused on { DATETIME($on, dateStyle: "long") }
   *[open] Open since { DATETIME($on, dateStyle: "long") }
}
# Above the earlier statements on a demand.
demands-before = Before that:
# The address of a page follows.
demands-link = Evidence:
demands-earlier-heading = Demands of earlier texts
demands-earlier-words = A later text of this letter changed these demands or left them out.

## The organizers' pages

demands-title = What became of the demands
demands-intro = Everybody who can read the letter reads this on its page. Nobody gets a mail: mention it in an update if people should hear of it.
# How revisions of the letter change it.
demands-rule = What you say belongs to the exact words of a demand. If a later text changes the words, the demand begins again as open, and the old one stays below.
demands-none = The published text has no demands.
demands-not-yet = After the first delivery you can say here what became of each demand: promised, met, partly met, refused or still open.
demands-plan = To the delivery plan
demands-to-answers = To the answers
demands-only-owners = Owners of the letter say what became of a demand.
# A button. The demand follows for screen readers.
demands-say = Say what became of it
demands-back = Back to all demands
demands-say-title = What became of this demand?
# Names the part of the page that shows the demand, for screen readers.
demands-now = The demand, and what you have said of it
demands-say-words = Everybody reads this on the letter’s page. You can say something else later, but what you said before stays visible. If the letter has several owners, another one has to agree. If one person runs it, this waits for a day, and can be cancelled until then.
demands-choice-legend = What became of it?
demands-choice-open = It is open
demands-choice-promised = They promised it, and have not done it yet
demands-choice-partly-met = It is partly met
demands-choice-met = It is met
demands-choice-refused = It is refused
demands-since-label = Since which day?
demands-since-hint = The day on which it happened, not the day on which you heard of it.
demands-note-label = How do you know?
demands-note-hint = In a few sentences, without formatting. Name nobody who could be harmed by it.
demands-link-label = A page that shows it (optional)
demands-link-hint = For example the company’s announcement. It begins with https:// or http://.
demands-say-button = Say this on the letter’s page

## Errors of the form

demands-state-missing = Choose what became of the demand.
demands-since-malformed = Enter a day of the calendar.
demands-since-to-come = Enter a day that is not in the future.
# $on: the earliest possible day: that of the newest statement, or of the letter's opening.
demands-since-too-early = Enter { DATETIME($on, dateStyle: "long") } or a later day. Earlier days come before what was said last, or before the letter.
demands-note-missing = Say how you know.
# $most: how many characters it can have.
demands-note-too-long = Shorten it to { $most } characters.
# $most: how many characters it can have.
demands-link-too-long = Find an address of at most { $most } characters.
demands-link-malformed = Enter the whole address of a page. It begins with https:// or http://, and has no name or password before the host.
refusal-not-delivered = Nothing has been delivered yet. After the first delivery you can say what became of the demands.

## What a second owner reads before agreeing

# $demand: the demand, word for word.
demands-fact-demand = The demand: “{ $demand }”
demands-fact-before-open = Now it is open, and nothing was said of it.
demands-fact-before = Now the page says: { demands-state }.
demands-fact-after = Then the page says: { demands-state }. What it says now stays below that.
# $note: how the owners know, as typed.
demands-fact-note = With these words: “{ $note }”
# $link: the address of a page.
demands-fact-link = With this link: { $link }
demands-fact-no-link = Without a link.
