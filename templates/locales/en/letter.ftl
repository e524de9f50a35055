### Words about a letter that several features show.

# In place of the title of a letter whose draft has none yet. Stands above the organizers' pages, in invitations and in page titles.
letter-untitled = A letter without a title
