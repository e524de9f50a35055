### Sentences for operators about the copies of the letters' logs (LOGS_DIR).

# $letter is the id of a letter, like 5f0c9d3e-4a10-4f0e-9d5e-0d6a3f3c2b11.
log-behind-its-copy = The log of the letter { $letter } in the database is older than its copy in LOGS_DIR, or another one. The letter counts nothing new until this is solved, because a smaller log would contradict what was signed before. See “Copies of the logs” in docs/operating.md.
# $letter is the id of a letter. $reason says in English what is wrong, for engineers.
log-not-restored = The letter { $letter } could not be brought to the state of its copy in LOGS_DIR ({ $reason }). It counts nothing new until this is solved. See “Copies of the logs” in docs/operating.md.
