import type { Core } from '../core.ts'
import { sameBytes } from '../crypto/merkle-tree.ts'
import type { Db } from '../db/pool.ts'
import { appendLeaves, rootOfLog } from './append-leaves.ts'
import { copyFolder, readCopied } from './copy-files.ts'
import { parseLeaf, type Leaf } from './leaf.ts'
import { beginLog, changeLog, countIds, keepDocument, type LogRow, type StoredLeaf } from './queries.ts'
import { copiedDocuments, copiedLeaves } from './read-copied-log.ts'
import { agreesWithCopy, copiedHead, LogBehindCopy, verifiedTree } from './signed-tree.ts'

export interface RestoredLog {
  log: LogRow
  /** The leaves that the database lacked, in their order. */
  added: StoredLeaf[]
  /** The documents that leaves name, by the hex of their hash. */
  documents: Map<string, string>
}

/**
 * Appends the leaves that a letter's log lacks and its copy has, so that both are the same tree. The caller's transaction holds the
 * letter's lock, and rolls back if this throws.
 * @param checkpointAt the time of the newest checkpoint in the copy
 * @throws LogBehindCopy if the database's log is not the beginning of the copy
 */
export async function restoreLog(
  core: Core,
  trx: Db,
  letterId: string,
  checkpointAt: Date | null,
): Promise<RestoredLog> {
  const head = await copiedHead(core, letterId)
  const documents = await documentsByHash(core, letterId)
  let log = await beginLog(trx, letterId)
  const before = log
  const added: StoredLeaf[] = []
  for await (const leaves of copiedLeaves(core, letterId, log.size, head?.size ?? 0)) {
    log = await appendLeaves(trx, log, leaves)
    added.push(...leaves)
  }
  const isSame = head !== null && log.size === head.size ? sameBytes(rootOfLog(log), head.root) : added.length === 0
  if (!isSame || !(await agreesWithCopy(core, trx, letterId, log))) throw new LogBehindCopy('another-log')
  const change = { ...changesOf(added, before), ...(await copiedCheckpoint(core, trx, before, checkpointAt)) }
  if (Object.keys(change).length > 0) await changeLog(trx, letterId, change)
  for (const hash of policiesIn(added)) {
    const text = documents.get(hash)
    if (text !== undefined) await keepDocument(trx, letterId, Buffer.from(hash, 'hex'), text)
  }
  return { log: { ...log, ...change }, added, documents }
}

async function documentsByHash(core: Core, letterId: string): Promise<Map<string, string>> {
  const documents = await copiedDocuments(core, letterId)
  return new Map(documents.map(({ hash, text }) => [hash.toString('hex'), text]))
}

/** What the leaves say about the columns of the log. */
function changesOf(added: readonly StoredLeaf[], before: LogRow): Partial<LogRow> {
  const change: Partial<LogRow> = {}
  for (const leaf of parsed(added)) {
    if (leaf.kind === 'revision') change.revision = Math.max(change.revision ?? before.revision, leaf.revision)
    else if (leaf.kind === 'genesis' || leaf.kind === 'policy')
      change.policy_hash = Buffer.from(leaf.document.hash, 'hex')
    else if (leaf.kind === 'names') {
      change.names_hash = Buffer.from(leaf.list, 'hex')
      change.names = leaf.entries
    } else if (leaf.kind === 'close') change.closed = true
  }
  return change
}

async function copiedCheckpoint(core: Core, trx: Db, before: LogRow, at: Date | null): Promise<Partial<LogRow>> {
  const note = await readCopied(copyFolder(core.config, before.letter_id), 'checkpoint')
  if (!note || at === null) return {}
  const { size } = verifiedTree(core, before.letter_id, note.toString('utf8'))
  if (size <= (before.checkpoint_size ?? 0)) return {}
  const checkpoint_ids = await countIds(trx, before.letter_id, size)
  return { checkpoint: note.toString('utf8'), checkpoint_size: size, checkpoint_ids, checkpoint_at: at }
}

function policiesIn(added: readonly StoredLeaf[]): string[] {
  return parsed(added).flatMap((leaf) =>
    leaf.kind === 'genesis' || leaf.kind === 'policy' ? [leaf.document.hash] : [],
  )
}

function parsed(added: readonly StoredLeaf[]): Leaf[] {
  return added.flatMap(({ leaf }) => parseLeaf(leaf) ?? [])
}
