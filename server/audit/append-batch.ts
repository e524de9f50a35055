import { randomBytes } from 'node:crypto'
import type { Core } from '../core.ts'
import { leafHash } from '../crypto/merkle-tree.ts'
import type { Db } from '../db/pool.ts'
import { employersOf, revisionsOf, type LetterRow } from '../letter/queries.ts'
import { offeredClasses, revisionDocument } from '../letter/rules.ts'
import { appendLeaves } from './append-leaves.ts'
import { beginLog, changeLog, issuerKeys, keepDocument, knownIds, standingIds, type LogRow } from './queries.ts'
import { leafOf, leafOfChange, policyDocument, type CountChange, type MadeLeaf } from './rules.ts'
import { signTree } from './signed-tree.ts'

/** A change of the list of public names: the list's new hash, and by how many entries it grew. */
export interface NameListChange {
  hash: Buffer
  by: number
}

/** What a batch adds to the log. */
export interface LoggedBatch {
  changes: readonly CountChange[]
  names: NameListChange | null
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
  if (batch.closes && !log.closed) {
    log = await appendLeaves(trx, log, [leafOf({ kind: 'close' })])
    await changeLog(trx, letter.id, { closed: true })
  }
  if (batch.shown && log.size !== log.checkpoint_size) await publishCheckpoint(core, trx, log, batch.asOf)
}

/** Appends the first policy, and since then each new text and each other policy. */
export async function appendHead(trx: Db, letter: LetterRow): Promise<LogRow> {
  const log = await beginLog(trx, letter.id)
  const revisions = await revisionsOf(trx, letter.id)
  const [first] = revisions
  if (!first) throw new Error('a letter that takes signatures has no revision')
  const policy = policyDocument({
    letterId: letter.id,
    firstRevision: first.hash,
    batchMinimum: letter.batch_size,
    employers: await employersOf(trx, letter.id),
    issuers: await issuerKeys(trx, letter.id),
    classes: offeredClasses(letter),
  })
  const document = { hash: policy.hash.toString('hex'), length: Buffer.byteLength(policy.text) }
  const changed = log.policy_hash?.equals(policy.hash) !== true
  const added = revisions.filter(({ number }) => number > log.revision)
  if (!changed && added.length === 0) return log
  if (changed) await keepDocument(trx, letter.id, policy.hash, policy.text)
  const texts = added.map((revision) => {
    const length = Buffer.byteLength(revisionDocument(revision))
    const { number } = revision
    return leafOf({ kind: 'revision', revision: number, document: { hash: revision.hash.toString('hex'), length } })
  })
  const policies = changed ? [leafOf({ kind: log.size === 0 ? 'genesis' : 'policy', document })] : []
  const change = { revision: revisions.at(-1)?.number ?? log.revision, policy_hash: policy.hash }
  await changeLog(trx, letter.id, change)
  return appendLeaves(trx, { ...log, ...change }, log.size === 0 ? [...policies, ...texts] : [...texts, ...policies])
}

/**
 * Leaves out ids under which nothing stands in the log, for example of a signature from before the log. An id is added once only: a
 * signing key that signs again gets a random one, which no slip finds. And a batch has one leaf of an id, because its order tells no
 * order of acts.
 */
async function withUsableIds(trx: Db, letterId: string, changes: readonly CountChange[]): Promise<CountChange[]> {
  const ids = changes.flatMap(({ leafId }) => leafId ?? [])
  if (ids.length === 0) return [...changes]
  const standing = await standingIds(trx, letterId, ids)
  const known = await knownIds(trx, letterId, ids)
  const used = new Set<string>()
  return changes.map((change) => {
    if (change.leafId === null) return change
    const id = change.leafId.toString('hex')
    const again = used.has(id)
    used.add(id)
    if (change.kind !== 'add') return again || !standing.has(id) ? { ...change, leafId: null } : change
    const byCredential = 'format' in change.proof
    return !byCredential && (again || known.has(id)) ? { ...change, leafId: randomBytes(32) } : change
  })
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
  const change = { names: log.names + list.by, names_hash: list.hash }
  await changeLog(trx, log.letter_id, change)
  const leaf = leafOf({ kind: 'names', list: list.hash.toString('hex'), entries: change.names })
  return appendLeaves(trx, { ...log, ...change }, [leaf])
}

/** Publishes the whole tree as the letter's newest checkpoint. */
export async function publishCheckpoint(core: Core, trx: Db, log: LogRow, at: Date): Promise<void> {
  const checkpoint = await signTree(core, trx, log)
  await changeLog(trx, log.letter_id, { checkpoint, checkpoint_size: log.size, checkpoint_at: at })
}
