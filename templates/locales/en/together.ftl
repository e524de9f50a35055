### Names that wait: people can sign so that nobody sees their names until enough of them stand together. Then everyone sees them.
### Until then nobody sees these names, not even the organizers. If too few come, the names are destroyed.

## Settings: organizers offer the choice before the letter opens.

together-offer = Nobody until enough of us stand together, then everyone
together-offer-words = Nobody sees these names before, also not you. When enough people have signed this way, everybody is told, and can still withdraw for three days. Two owners must agree. Then all these names appear together. If too few come, the names are destroyed for good, and only the count stays.
together-needed-label = If you offer this: how many must stand together
# $most: the largest number.
together-needed-hint = From 2 to { NUMBER($most) }, and at least as many as are counted at once. Later you can raise the number, but never lower it.
# $least and $most: the smallest and the largest number.
together-needed-wrong = Give a number from { NUMBER($least) } to { NUMBER($most) }. At least as many must stand together as are counted at once.
together-until-label = Last day of waiting (optional)
together-until-hint = If too few have come by the end of this day (UTC), the names are destroyed without being shown. If you leave it empty, the waiting lasts until the letter closes.
# $latest: the last possible day, on which the letter closes.
together-until-wrong = Enter a day after today, and no later than the letter’s last day: { DATETIME($latest, dateStyle: "long") }.
# The letter is open already.
together-offer-late = Names can only wait for each other if the letter offered that when it opened. People have signed without it.
together-fixed = People have signed relying on the number and the day. You can raise the number under “Names that wait”.
