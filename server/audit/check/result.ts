/** The result of the check of a log. Every verifier reports the same result for the same file, as JSON. */
import type { HexHash, LeafGroup, LeafClass } from '../leaf.ts'
import type { ways } from '../proof-text.ts'

/** Everything that can be wrong. The order is the order in which people should read it. */
export const errorCodes = [
  // The file and its checkpoint.
  'format',
  'key',
  'checkpoint',
  'size',
  'root',
  'older-checkpoint',
  'older-size',
  'older-root',
  'receipt',
  'receipt-missing',
  // Any leaf.
  'leaf',
  'first-leaf',
  'genesis-again',
  'close-again',
  'proof-missing',
  'proof-unused',
  'proof-hash',
  'proof-format',
  'proof-kind',
  // Documents.
  'document-missing',
  'document-hash',
  'policy',
  'policy-letter',
  'policy-names',
  'revision-order',
  'revision-first',
  'revision-unknown',
  // Credentials.
  'credential-class',
  'credential-text',
  'credential-id',
  'credential-key',
  'credential-issuers',
  'credential-signature',
  'statement-signature',
  // The server's statements.
  'statement-leaf',
  'statement-way',
  'reinstated',
  'before-log',
  // What the leaf does to the count.
  'id-again',
  'id-unknown',
  'anonymous-id',
  'cell',
  'cell-empty',
  'change-group',
  'change-back',
  // Names.
  'names-count',
  'names-standing',
  'names-order',
  'names-length',
  'names-list',
  'names-opening',
  // Names that wait.
  'threshold-policy',
  'threshold-again',
  'threshold-count',
  'threshold-few',
  'threshold-missing',
  'commit-missing',
  'commit-place',
  'commit-again',
  'together-late',
  'waiting-ended',
  'reveal-few',
  'reveal-many',
  'openings-order',
  'openings-length',
  'openings-list',
  'openings-committed',
  'openings-opening',
  'openings-shown',
  'openings-names',
] as const
export type ErrorCode = (typeof errorCodes)[number]

export interface CheckError {
  /** The index of the leaf, from 0 on. Null if the error belongs to no leaf. */
  at: number | null
  code: ErrorCode
}

/** One cell of the tally, with the number of signatures that stand in it. */
export interface TallyRow {
  revision: number
  group: LeafGroup
  class: LeafClass
  standing: number
}

/** The rows of a list, and how many of them show a name. */
interface Opened {
  entries: number
  opened: number
  unopened: number
}

/**
 * - `counted`: the log has a leaf of the signature.
 * - `waiting`: the log has none, and is not closed.
 * - `missing`: the log is closed without one. Only the owner of the receipt knows whether the signature was withdrawn before its batch.
 * - `wrong`: the letter's key has not signed the receipt.
 */
export type ReceiptState = 'counted' | 'waiting' | 'missing' | 'wrong'

export type TogetherState = 'waiting' | 'reached' | 'revealed' | 'lapsed'

export interface CheckResult {
  ok: boolean
  /** Sorted by leaf, then by code. Errors of no leaf come first. */
  errors: CheckError[]
  letter: string
  title: string
  page: string
  /** The verifier key under which everything was checked. The reader must know from elsewhere that it is the letter's. */
  key: string
  size: number
  /** The root of the leaves in the file, in hex. */
  root: HexHash
  /** All signatures that stand. */
  standing: number
  revisions: { revision: number; hash: HexHash; standing: number }[]
  tally: TallyRow[]
  /** `add` leaves by what proves them. `credential` counts those whose signatures were all verified. */
  adds: Record<'credential' | (typeof ways.add)[number], number>
  /** Verified credentials by class. */
  credentials: Partial<Record<LeafClass, number>>
  changes: Record<'agreement' | (typeof ways.change)[number], number>
  withdrawals: Record<'withdrawal' | (typeof ways.withdraw)[number], number>
  /** `invalidate` leaves by class of reason. */
  invalidated: Record<string, number>
  lost: number
  /** Changes of the policy after the first leaf. */
  policies: number
  /** The batch minimum k of the policy in force. Null if the file has no readable policy. */
  minimum: number | null
  /** The number of issuers' keys of the policy in force. */
  issuers: number
  closed: boolean
  names: Opened
  /** Names that wait. `needed` of the policy in force and `state` are null if the letter does not offer them. */
  together: { needed: number | null; state: TogetherState | null; openings: Opened }
  /** One for each older checkpoint that was given, in that order. */
  older: { size: number | null; good: boolean }[]
  /** One for each receipt that was given, in that order. Absent if none was given, and in Python, which takes none. */
  receipts?: ReceiptState[]
}

export function sortErrors(errors: readonly CheckError[]): CheckError[] {
  return [...errors].sort((a, b) => (a.at ?? -1) - (b.at ?? -1) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
}
