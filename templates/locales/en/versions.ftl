### The pages on which organizers read, compare and restore earlier versions of a draft. Only a letter’s organizers read these messages.

## Names of versions

versions-name-missing = Type a name for the version.
versions-name-too-long = A name has at most { $most } characters.
