### Sentences for operators about the folder of the keys (KEYS_DIR). A tombstone is an empty file that says that a key was destroyed.

keys-file-damaged = The key file { $path } is damaged. Put back the copy that you keep of the keys.
keys-file-missing = The key file { $path } does not exist, and nothing says that it was destroyed. Set KEYS_DIR to the folder that all processes of this database share.
keys-no-folder = { $path } is no folder. Look at KEYS_DIR.
# $keys and $data are the paths of the two folders.
keys-beside-data = KEYS_DIR ({ $keys }) and DATA_DIR ({ $data }) lie one within the other: a copy of the data would hold its keys. Set KEYS_DIR to a folder outside DATA_DIR that does not contain it.
keys-of-another-database = The keys in KEYS_DIR belong to another database. Set KEYS_DIR to the folder that belongs to this one, or put back its copy.
keys-missing = The database exists, but its keys are missing. Set KEYS_DIR to the folder that holds them, or put back their copy. Without the keys nothing sealed can be read.
# $letters is how many letters lack keys. $keys are lines like “5f0c9d3e-4a10-4f0e-9d5e-0d6a3f3c2b11:claims,names”. They stay on lines of their own.
# The option --closed-while-away destroys data. Keep the condition (“Only if you know …”) and its effect.
keys-of-letters-missing =
    KEYS_DIR lacks keys of { $letters ->
        [one] a letter
       *[other] { $letters } letters
    }, and nothing says that they were destroyed. Nothing was changed. Each line has a letter’s number, as in its address at the dashboard, and the kinds of its missing keys:
    { $keys }
    All processes of one database share one KEYS_DIR. A copy of the folder is not enough. Set KEYS_DIR to the shared folder, or mount it. Only if you know that these letters were closed or purged while this database was away, or that their keys are lost for good, start once with the lines for which this is true: npm start -- --closed-while-away LETTER:KIND,KIND. That closes the letters, and erases for good everything that the keys had sealed.
keys-other-folder = Another process of this database uses another KEYS_DIR: it cannot read a file that this process wrote there. All processes must share one folder, because a key that is deleted from only one of two copies is not destroyed. Set KEYS_DIR to the folder of the other processes, or stop them first.
# $silent is how many of the $others did not answer.
keys-process-silent =
    { $silent } of { $others ->
        [one] 1 other process
       *[other] { $others } other processes
    } of this database did not answer whether they share this KEYS_DIR. Check whether they hang.

## After a backup: which files of KEYS_DIR to copy

# A command is part of the message: keep it as it is. $find is its first half, which lists the files.
keys-to-copy = Keep a copy of server.key and of the tombstones (*.gone, *.purged) in another place, and no other file of { $folder }, because a copy of a letter’s key would undo its destruction: cd { $folder } && { $find } | tar -cf /another/place/keys.tar -T -

## The option --closed-while-away, which declares keys as destroyed while this database was away

# $typed is what the operator typed.
closed-while-away-unreadable = --closed-while-away { $typed } cannot be read. Give a letter’s number and the kinds of its missing keys, as the refused start listed them: LETTER:claims,names,draft
# $letter is a letter’s number, as the operator typed it.
closed-while-away-no-letter = --closed-while-away names { $letter }, and there is no such letter here.
# $key is one pair, like “5f0c9d3e-4a10-4f0e-9d5e-0d6a3f3c2b11:claims”.
closed-while-away-not-missing = --closed-while-away names { $key }, but this key is not missing. Leave it out.
# $letter is a letter’s number.
closed-while-away-open = The letter { $letter } still has its key of claims, so it was not closed while this database was away. Put back its other keys.
