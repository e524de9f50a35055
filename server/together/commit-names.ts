import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Core } from '../core.ts'
import { openHeld } from '../signatures/stored-name.ts'
import type { Row } from '../db/schema.ts'

/** A held name with the commitment to it in a round, and the salt that opens the commitment. */
export interface Committed {
  row: Row<'signature'>
  name: string
  commitment: Buffer
  salt: Buffer
}

/** Other requests get their turn after so many names. */
const atOnce = 500

/**
 * Opens the held names of these rows and commits to them as server/audit/commitments.ts says. Node.js computes it several times as
 * fast.
 * @throws KeyGone
 */
export async function commitNames(
  core: Pick<Core, 'keys'>,
  rows: readonly Row<'signature'>[],
  round: number,
): Promise<Committed[]> {
  const committed: Committed[] = []
  for (const row of rows) {
    if (committed.length % atOnce === atOnce - 1) await breathe()
    if (row.held_sealed !== null) committed.push({ row, ...commitmentTo(openHeld(core, row, row.held_sealed), round) })
  }
  return committed
}

function commitmentTo({ name, salt }: { name: string; salt: Buffer }, round: number) {
  const roundSalt = Buffer.from(hkdfSync('sha256', salt, '', ['commitment', round].join(' '), 32))
  const commitment = createHash('sha256').update(roundSalt).update(name, 'utf8').digest()
  return { name, commitment, salt: roundSalt }
}

/** A commitment that nobody can open, for a signature whose name was erased before its batch. */
export function emptyCommitment(): Buffer {
  return randomBytes(32)
}
