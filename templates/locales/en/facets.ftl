### Role, team and site: signatories choose them from lists that the organizers made. Never call them facets on a page.

## Refusals of an organizer's lists.

# $most is a number of entries. The second sentence says why: few people with the same entry can be recognised.
facets-list-too-long = A list has at most { $most } entries. Join some of them, because small groups make people easy to find.
# $most is a number of characters.
facets-entry-too-long = An entry is too long. Shorten each to { $most } characters.
facets-entry-twice = Two entries are the same. Delete one of them.
# An entry such as https://example.org or name@example.org.
facets-entry-link = An entry looks like a link or a mail address. Type only the name of the role, team or site.
# $entries is a list of entries that the organizers removed.
facets-entries-missing = People may have chosen from this list already, so you can only add to it. Put back: { $entries }.

## Refusals of a signatory's choice.

facets-choose-role = Choose a role from the list, or leave it open.
facets-choose-team = Choose a team from the list, or leave it open.
facets-choose-site = Choose a site from the list, or leave it open.
# A signature without a name is bound to the choice, which nobody sees. The reader gave another choice.
refusal-facets-not-committed = This is not the role, team and site that the signature was made with. Nothing was changed. Give the ones that you chose when you signed.

## The lists on the page on which people sign, and the figures on the letter's page and the dashboard

facets-role = Role
facets-team = Team
facets-site = Site
facets-roles = Roles
facets-teams = Teams
facets-sites = Sites
facets-number = { $count }
# The exact number is not shown, so that nobody can be found by subtracting.
facets-number-or-more = { $least } or more
facets-not-shown = not shown

# The heading above lists from which signatories choose a role, a team and a site, and the sentence below it.
facets-choice-legend = What you do, and where (optional)
facets-choice-hint = Nobody sees it beside a name. Everybody sees only rounded numbers of larger groups.
# The first entry of each list.
facets-choice-none = Prefer not to say
# Above the figures, on the letter's page and the dashboard.
facets-figures-heading = What they do, and where
facets-figures-words = Signatories could choose whether to say it. The figures count all workers together, however they were verified, with and without names.
# Why there are no exact numbers. Keep the reason.
facets-figures-steps = The figures go in steps of { $least }. A figure is shown only where at least { $least } chose the entry and at least { $least } did not, so nobody can be found by subtracting. The organizers see no more than this.
