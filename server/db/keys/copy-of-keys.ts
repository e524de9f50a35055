/**
 * Lists the files that belong in a copy of KEYS_DIR: the server's key and the tombstones, but no letter's key.
 * The tombstones tell a restored database which letters were closed, purged or discarded after the backup.
 * docs/operating.md contains the same command.
 */
export const filesToCopy = "find . -name server.key -o -name '*.gone' -o -name '*.purged'"

export function whatToCopy(keysDir: string): string {
  return `Keep a copy of server.key and of the tombstones (*.gone, *.purged) in another place, and no other file of ${keysDir}, since a copy of a letter’s key would undo its destruction: cd ${keysDir} && ${filesToCopy} | tar -cf /another/place/keys.tar -T -`
}
