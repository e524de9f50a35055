/**
 * Lists what a copy of KEYS_DIR holds: the server's key and the tombstones, never a letter's key. docs/operating.md has the same command. The
 * tombstones tell a restored database which letters were closed, purged and discarded since its backup.
 */
export const filesToCopy = "find . -name server.key -o -name '*.gone' -o -name '*.purged'"

export function whatToCopy(keysDir: string): string {
  return `Keep a copy of server.key and of the tombstones (*.gone, *.purged) in another place, and no other file of ${keysDir}, since a copy of a letter’s key would undo its destruction: cd ${keysDir} && ${filesToCopy} | tar -cf /another/place/keys.tar -T -`
}
