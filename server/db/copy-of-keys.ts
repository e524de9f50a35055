/**
 * What a copy of KEYS_DIR may hold: README, "Keys", says the same. Shell patterns, relative to KEYS_DIR. The tombstones let a restored
 * database know which letters were closed and purged since its backup.
 */
const copied = ['server.key', 'letters/*.gone', 'letters/*.purged']

export function whatToCopy(keysDir: string): string {
  return `Of ${keysDir}, copy these files to another place, and no other: ${copied.join(', ')}. A copy of a letter’s key (letters/*.key) would undo its destruction.`
}
