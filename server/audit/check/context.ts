/** The state of the check while it goes from leaf to leaf. */
import type { HexHash, LeafClass } from '../leaf.ts'
import type { AuditFile } from './audit-file.ts'
import type { Ledger } from './ledger.ts'
import type { Policy } from '../policy.ts'
import type { CheckResult } from './result.ts'
import type { SignatureJob } from './signatures.ts'

export type Counts = Pick<CheckResult, 'adds' | 'changes' | 'withdrawals' | 'invalidated' | 'lost' | 'policies'>

export interface Context {
  file: AuditFile
  ledger: Ledger
  /** In force. Null before the first leaf that holds a readable one. */
  policy: Policy | null
  /** Hashes of the revisions so far. Revision 1 has index 0. */
  revisions: HexHash[]
  closed: boolean
  /** True while only what stood before the log began has been added. */
  opening: boolean
  /** The last `names` leaf. */
  names: { at: number; list: HexHash; entries: number } | null
  /** Names that wait until enough people stand together. */
  waiting: Waiting
  /** Named signatures that organizers removed and did not take back, by class. */
  removed: Map<LeafClass, number>
  /** The leaves that add an anonymous signature. */
  credentials: { at: number; class: LeafClass }[]
  jobs: SignatureJob[]
  counts: Counts
}

/** The names that wait at a moment of a log. */
export interface Waiting {
  threshold: { revision: number } | null
  /** How many commitments must still follow the threshold. */
  missing: number
  /** The newest block of commitments. The first has number 1. */
  block: number
  /** All commitments of the log, with their block. */
  commitments: Map<HexHash, number>
  ended: 'revealed' | 'lapsed' | null
  revealed: Revealed | null
}

interface Revealed {
  at: number
  list: HexHash
  entries: number
  /** The revision that the threshold names. The reveal leaves out signatures under older texts. */
  revision: number
  /** Signatures that were revealed and are on the list of public names. */
  shown: number
  /** The most signatures in the group `together` that can stand without an entry on the list of public names. */
  others: number
}

export function count(counts: Partial<Record<string, number>>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1
}
