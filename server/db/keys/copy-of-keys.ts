import { say, type Message } from '../../messages/message.ts'

/**
 * Lists the files that belong in a copy of KEYS_DIR: the server's key and the tombstones, but no letter's key.
 * The tombstones tell a restored database which letters were closed, purged or discarded after the backup.
 * docs/operating.md contains the same command.
 */
export const filesToCopy = "find . -name server.key -o -name '*.gone' -o -name '*.purged'"

export function whatToCopy(keysDir: string): Message {
  return say('keys-to-copy', { folder: keysDir, find: filesToCopy })
}
