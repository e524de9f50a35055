### Sentences that scripts show on the pages of several features.

# The page tries again by itself until the server answers. $seconds is a number, inserted by the script.
browser-unreachable = The server cannot be reached. Nothing is lost: trying again in { $seconds } s.
# The browser has checked an answer of the server, and the answer is wrong. It can be an attack by the people who run the server.
browser-answer-not-genuine = The server’s answer is not what the letter’s published keys would sign. Nothing was signed with it. Try again. If it happens again, tell the organizers, and sign nothing here until they know why.
# A button beside browser-unreachable.
browser-try-now = Try now
browser-sending = Sending …
# Below a form of the organizers that saves itself.
browser-autosave-unreachable = Not saved: the server cannot be reached. What you typed is still here.
# Stands within a sentence: “the browser is too old: it takes …, or a newer one”.
# $chrome, $firefox and $safari are version numbers, like 109. Edge has the same numbers as Chrome, iOS the same as Safari.
browser-oldest = Chrome or Edge { $chrome }, Firefox { $firefox }, or Safari { $safari } (iOS { $safari })

# A notice in place of a page whose script does not run.
browser-not-begun-title = This page cannot start in this browser
# $browsers is the message browser-oldest. A sentence about what the reader can do instead follows.
browser-not-begun-words = Load it again. If you still read this, the browser is too old: it takes { $browsers }, or a newer one.
