import type { Db } from '../../db/pool.ts'
import { Ledger } from '../../audit/check/ledger.ts'
import { parseLeaf, type Cell, type HexHash, type Leaf } from '../../audit/leaf.ts'
import { parseLeafProof } from '../../audit/proof-text.ts'
import { leavesBetween, type LogRow } from '../../audit/queries.ts'

const atOnce = 5000

/** What stands at the end of a letter's log, with the ids of all adds. Reads the whole log. */
export async function readStanding(db: Db, log: LogRow): Promise<{ ledger: Ledger; ids: Set<HexHash> }> {
  const ledger = new Ledger()
  const ids = new Set<HexHash>()
  for (let from = 0; from < log.size; from += atOnce)
    for (const { leaf, proof } of await leavesBetween(db, log.letter_id, from, Math.min(from + atOnce, log.size))) {
      const parsed = parseLeaf(leaf)
      if (parsed?.kind === 'add') ids.add(parsed.id)
      if (parsed) carryOut(ledger, parsed, proof)
    }
  return { ledger, ids }
}

/** The server wrote the log by its rules, so the answers of the ledger are not looked at. */
function carryOut(ledger: Ledger, leaf: Leaf, proof: string | null): void {
  switch (leaf.kind) {
    case 'add':
      ledger.add(leaf.id, leaf, null)
      break
    case 'change':
      ledger.change(leaf.id, before(ledger, leaf, proof), leaf)
      break
    case 'withdraw':
      ledger.end(leaf.id, leaf, 'withdrawn')
      break
    case 'invalidate':
      ledger.end(leaf.id, leaf, 'invalidated')
      break
    case 'lost':
      ledger.end(leaf.id, leaf, 'lost')
      break
    default:
  }
}

/** Where a changed signature stood. The server's statement says it; an anonymous signature is known by its id. */
function before(ledger: Ledger, leaf: Cell & { id: HexHash | null }, proof: string | null): Cell {
  const stated = parseLeafProof(proof ?? '')
  if (stated?.format === 'statement' && stated.kind === 'change') return { ...leaf, ...stated.old }
  return ledger.entry(leaf.id)?.cell ?? leaf
}
