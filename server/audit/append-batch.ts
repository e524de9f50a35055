import { createHash, randomBytes } from 'node:crypto'
import type { Core } from '../core.ts'
import { leafHash } from '../crypto/merkle-tree.ts'
import type { Db } from '../db/pool.ts'
import { employersOf, type LetterRow } from '../letter/queries.ts'
import { offeredClasses, revisionDocument } from '../letter/rules.ts'
import { appendLeaves } from './append-leaves.ts'
import { parseLeaf, type Leaf } from './leaf.ts'
import { policyText } from './policy.ts'
import {
  beginLog,
  changeLog,
  firstRevisionHash,
  issuerKeys,
  keepDocument,
  namesNeeded,
  newestLeaves,
  revisionsAfter,
  type LogRow,
} from './queries.ts'
import { leafOf, leafOfChange, type CountChange, type MadeLeaf } from './rules.ts'
import { signTree } from './signed-tree.ts'

/** A change of the list of public names: the list's new hash with its nonce, and by how many entries it grew. */
export interface NameListChange {
  hash: Buffer
  nonce: Buffer
  by: number
}

/** The part of a batch that the log records. */
export interface LoggedBatch {
  changes: readonly CountChange[]
  names: NameListChange | null
  /** Leaves about the names that wait. They stand after all other leaves of the batch. */
  waiting?: readonly MadeLeaf[]
  /** The time of the batch. */
  asOf: Date
  /** True once the letter shows its count. Until then the log grows, and no checkpoint is published. */
  shown: boolean
  /** True if nothing can be added any more. */
  closes: boolean
}

/**
 * Appends what a batch changed to the letter's log, in the batch's transaction, which holds the letter's lock: new texts, a changed
 * policy, the changes of the count in the order of their hashes, and the list of public names. Signs a checkpoint if the log grew.
 */
export async function appendBatch(core: Core, trx: Db, letter: LetterRow, batch: LoggedBatch): Promise<void> {
  let log = await appendHead(trx, letter)
  const known = await withUsableIds(trx, letter.id, batch.changes)
  log = await appendLeaves(trx, log, sortedByHash(known.map(leafOfChange)))
  log = await appendNames(trx, log, batch.names)
  log = await appendLeaves(trx, log, batch.waiting ?? [])
  if (batch.closes && !log.closed) {
    log = await appendLeaves(trx, log, [leafOf({ kind: 'close' })])
    await changeLog(trx, letter.id, { closed: true })
  }
  if (batch.shown && log.size !== log.checkpoint_size) await publishCheckpoint(core, trx, log, batch.asOf)
}

/** Appends the first policy, and since then each new text and each other policy. */
export async function appendHead(trx: Db, letter: LetterRow): Promise<LogRow> {
  const log = await beginLog(trx, letter.id)
  const added = await revisionsAfter(trx, letter.id, log.revision)
  const text = await currentPolicy(trx, letter)
  const policy = { hash: createHash('sha256').update(text, 'utf8').digest(), length: Buffer.byteLength(text) }
  const changed = log.policy_hash?.equals(policy.hash) !== true
  if (!changed && added.length === 0) return log
  if (changed) await keepDocument(trx, letter.id, policy.hash, text)
  const texts = added.map((revision) => {
    const length = Buffer.byteLength(revisionDocument(revision))
    return leafOf({ kind: 'revision', revision: revision.number, document: named(revision.hash, length) })
  })
  const kind = log.size === 0 ? 'genesis' : 'policy'
  const policies = changed ? [leafOf({ kind, document: named(policy.hash, policy.length) })] : []
  const change = { revision: added.at(-1)?.number ?? log.revision, policy_hash: policy.hash }
  await changeLog(trx, letter.id, change)
  return appendLeaves(trx, { ...log, ...change }, log.size === 0 ? [...policies, ...texts] : [...texts, ...policies])
}

function named(hash: Buffer, length: number) {
  return { hash: hash.toString('hex'), length }
}

/** The rules that decide now whose signature counts. */
async function currentPolicy(trx: Db, letter: LetterRow): Promise<string> {
  const issuers = await issuerKeys(trx, letter.id)
  return policyText({
    letter: letter.id,
    firstRevision: (await firstRevisionHash(trx, letter.id)).toString('hex'),
    batchMinimum: letter.batch_size,
    employers: await employersOf(trx, letter.id),
    issuers: issuers.map(({ class: verification, id, public_key }) => ({
      class: verification,
      id: id.toString('base64url'),
      modulus: public_key,
    })),
    classes: offeredClasses(letter),
    namesWaitFor: await namesNeeded(trx, letter.id),
  })
}

/**
 * Removes or replaces the ids that the log would refuse:
 * - Nothing stands under the id, for example because the signature is older than the log.
 * - Another cell stands under it. A signature that was removed and reinstated after a reveal is public, but its id stands in `together`.
 * - The id was added before. A signing key that signs again gets a random id, which no slip finds.
 * - The batch has a leaf of the id already. Two would need an order, and the order of a batch tells nothing.
 */
async function withUsableIds(trx: Db, letterId: string, changes: readonly CountChange[]): Promise<CountChange[]> {
  const ids = changes.flatMap(({ leafId }) => leafId ?? [])
  if (ids.length === 0) return [...changes]
  const newest = await newestLeaves(trx, letterId, ids)
  const used = new Set<string>()
  return changes.map((change) => {
    if (change.leafId === null) return change
    const id = change.leafId.toString('hex')
    const again = used.has(id)
    used.add(id)
    const leaf = parseLeaf(newest.get(id) ?? '')
    if (change.kind !== 'add') return again || !standsAs(leaf, change) ? { ...change, leafId: null } : change
    const byCredential = 'format' in change.proof
    return !byCredential && (again || leaf !== null) ? { ...change, leafId: randomBytes(32) } : change
  })
}

/** Returns true if the newest leaf of a signature puts it in the cell that the change names as the old one. */
function standsAs(leaf: Leaf | null, change: Exclude<CountChange, { kind: 'add' }>): boolean {
  if (leaf?.kind !== 'add' && leaf?.kind !== 'change') return false
  const before = change.kind === 'change' ? change.old : change.cell
  return leaf.group === before.group && leaf.revision === before.revision
}

/** The order of the hashes tells nothing about the order in which people acted. */
export function sortedByHash(leaves: readonly MadeLeaf[]): MadeLeaf[] {
  return leaves
    .map((made) => ({ made, hash: Buffer.from(leafHash(Buffer.from(made.leaf))) }))
    .sort((a, b) => a.hash.compare(b.hash))
    .map(({ made }) => made)
}

export async function appendNames(trx: Db, log: LogRow, list: NameListChange | null): Promise<LogRow> {
  if (list === null) return log
  const change = { names: log.names + list.by, names_hash: list.hash, names_nonce: list.nonce }
  await changeLog(trx, log.letter_id, change)
  const leaf = leafOf({ kind: 'names', list: list.hash.toString('hex'), entries: change.names })
  return appendLeaves(trx, { ...log, ...change }, [leaf])
}

/** Publishes the whole tree as the letter's newest checkpoint. */
export async function publishCheckpoint(core: Core, trx: Db, log: LogRow, at: Date): Promise<void> {
  const checkpoint = await signTree(core, trx, log)
  await changeLog(trx, log.letter_id, {
    checkpoint,
    checkpoint_size: log.size,
    checkpoint_ids: log.ids,
    checkpoint_at: at,
  })
}
