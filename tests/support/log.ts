import { createHash } from 'node:crypto'
import { rootOfLog } from '../../server/audit/append-leaves.ts'
import { groupInLog } from '../../server/audit/rules.ts'
import { parseLeaf, type Cell } from '../../server/audit/leaf.ts'
import { commitmentOf, hashOfOpenings } from '../../server/audit/commitments.ts'
import { hashOfEntries } from '../../server/audit/names-list.ts'
import { logOf, type LogRow } from '../../server/audit/queries.ts'
import { logKeys } from '../../server/audit/secrets.ts'
import { originOf } from '../../server/audit/signed-tree.ts'
import { checkAudit } from '../../server/audit/check/check-audit.ts'
import { nodeSignatures } from '../../server/audit/check/node-signatures.ts'
import { makeAuditFile } from '../../server/audit/pages/make-audit-file.ts'
import { checkpointOf } from '../../server/audit/checkpoint-of.ts'
import { addressed } from '../../server/letter/letter-address.ts'
import { letterById } from '../../server/letter/queries.ts'
import type { Visibility } from '../../server/letter/rules.ts'
import type { Core } from '../../server/core.ts'
import { nodesFromTiles } from '../../server/crypto/log-tiles.ts'
import { leafHash, rootOf, rootOfEdge, append, emptyEdge } from '../../server/crypto/merkle-tree.ts'
import { verifyNote } from '../../server/crypto/signed-note.ts'

/**
 * Compares the log of a letter with its tables: the tree and its tiles, the tally, the list of names, the checkpoint.
 * @throws Error that says what differs
 */
export async function expectLogAgrees(core: Core, letterId: string): Promise<void> {
  const { db } = core
  const log = await logOf(db, letterId)
  if (!log) return
  const rows = await db.selectFrom('log_leaf').selectAll().where('letter_id', '=', letterId).orderBy('number').execute()
  same('number of leaves', rows.length, log.size)
  const idsOf = (size: number) =>
    rows.slice(0, size).filter(({ leaf }) => ['add', 'commit'].includes(parseLeaf(leaf)?.kind ?? '')).length
  same('number of ids', log.ids, idsOf(log.size))
  same('number of ids of the checkpoint', log.checkpoint_ids, idsOf(log.checkpoint_size ?? 0))
  const hashes = rows.map(({ leaf }) => leafHash(Buffer.from(leaf)))
  const root = hex(rootOfLog(log))
  same('root of the edge', root, hex(rootOfEdge(append(emptyEdge, hashes))))
  const tiles = await db.selectFrom('log_tile').selectAll().where('letter_id', '=', letterId).execute()
  const tile = (level: number, index: number) =>
    tiles.find((each) => each.level === level && each.number === index)?.hashes ?? Buffer.alloc(0)
  same('root of the tiles', root, hex(rootOf(log.size, nodesFromTiles(tile))))
  if (log.checkpoint !== null && log.checkpoint_size === log.size) {
    const key = { name: originOf(core, letterId), publicKey: logKeys(core, letterId).publicKey }
    const [, size, base64] = (verifyNote(log.checkpoint, key) ?? '').split('\n')
    same('checkpoint', `${size} ${Buffer.from(base64 ?? '', 'base64').toString('hex')}`, `${log.size} ${root}`)
  }
  same('tally', tallyOfLeaves(rows), await tallyOfTables(db, letterId))
  await expectNamesAgree(core, letterId, log)
  await expectWaitingAgrees(core, letterId, rows)
  await expectCheckAgrees(core, letterId)
}

/** Checks the file that everybody can download. */
async function expectCheckAgrees(core: Core, letterId: string): Promise<void> {
  const letter = await letterById(core.db, letterId)
  if (!letter || letter.collecting || (await checkpointOf(core, letterId)) === null) return
  const parts: string[] = []
  for await (const part of await makeAuditFile(core, addressed(core, letter))) parts.push(part)
  const { errors } = await checkAudit(Buffer.from(parts.join('')), { signatures: nodeSignatures() })
  same('check', JSON.stringify(errors), '[]')
}

type Leaves = readonly { leaf: string; proof: string | null }[]

function tallyOfLeaves(rows: Leaves): string {
  const counts = new Map<string, number>()
  const cellsById = new Map<string, Cell>()
  const move = (cell: Cell, by: number) => {
    const key = `${cell.revision} ${cell.group} ${cell.verification}`
    counts.set(key, (counts.get(key) ?? 0) + by)
  }
  for (const { leaf: text, proof } of rows) {
    const leaf = parseLeaf(text)
    if (!leaf) throw new Error(`no leaf: ${text}`)
    if (!('group' in leaf)) continue
    const cell = { revision: leaf.revision, group: leaf.group, verification: leaf.verification }
    if ('proof' in leaf)
      same(
        'hash of the proof',
        createHash('sha256')
          .update(proof ?? '')
          .digest('hex'),
        leaf.proof,
      )
    if (leaf.kind === 'change') {
      const [group, revision] = proof?.startsWith('roundrobin statement') ? (proof.split('\n')[4] ?? '').split(' ') : []
      const stated = { ...cell, group: group as Cell['group'], revision: Number(revision) }
      move((leaf.id !== null && cellsById.get(leaf.id)) || stated, -1)
    }
    move(cell, leaf.kind === 'add' || leaf.kind === 'change' ? 1 : -1)
    if (leaf.id !== null) cellsById.set(leaf.id, cell)
  }
  return written(counts)
}

async function tallyOfTables(db: Core['db'], letterId: string): Promise<string> {
  const counts = new Map<string, number>()
  const move = (row: { revision: number; class: string }, visibility: Visibility, by: number) => {
    const key = `${row.revision} ${groupInLog(visibility)} ${row.class}`
    counts.set(key, (counts.get(key) ?? 0) + by)
  }
  for (const row of await db.selectFrom('tally').selectAll().where('letter_id', '=', letterId).execute())
    move(row, row.visibility, row.count)
  // The log counts a revealed name where it waited.
  for (const row of await revealedIn(db, letterId)) {
    move(row, 'public', -1)
    move(row, 'together', 1)
  }
  return written(counts)
}

function revealedIn(db: Core['db'], letterId: string) {
  return db
    .selectFrom('signature')
    .select(['revision', 'class', 'opening', 'opening_salt', 'name'])
    .where('letter_id', '=', letterId)
    .where('revealed', '=', true)
    .where('counted', '=', true)
    .execute()
}

/** Compares the state of the names that wait with the leaves, and the openings with the newest commitments. */
async function expectWaitingAgrees({ db }: Core, letterId: string, rows: Leaves): Promise<void> {
  const waiting = await db.selectFrom('together').selectAll().where('letter_id', '=', letterId).executeTakeFirst()
  const leaves = rows.flatMap(({ leaf }) => parseLeaf(leaf) ?? [])
  const moves = leaves.filter(({ kind }) => ['threshold', 'back', 'reveal', 'lapse'].includes(kind))
  const states = { threshold: 'reached', back: 'waiting', reveal: 'revealed', lapse: 'lapsed' } as const
  const last = moves.at(-1)?.kind as keyof typeof states | undefined
  if (waiting) same('state of the waiting', last ? states[last] : 'waiting', waiting.state)
  else same('leaves without a waiting', moves.length, 0)
  const held = await db.selectFrom('signature').select('id').where('letter_id', '=', letterId).where('held_sealed', 'is not', null).execute() // prettier-ignore
  const late = await db.selectFrom('waiting_signature').select('id').where('letter_id', '=', letterId).where('held_sealed', 'is not', null).execute() // prettier-ignore
  if (waiting?.state === 'revealed' || waiting?.state === 'lapsed')
    same('names held after the end', held.length + late.length, 0)
  const openings = await db.selectFrom('log_opening').select('commitment').where('letter_id', '=', letterId).execute()
  const reveal = leaves.find((leaf) => leaf.kind === 'reveal')
  same('number of openings', openings.length, reveal?.entries ?? 0)
  if (!reveal) return
  same('hash of the openings', hex(hashOfOpenings(openings.map(({ commitment }) => commitment))), reveal.list)
  const from = leaves.findLastIndex(({ kind }) => kind === 'threshold')
  const block = new Set(leaves.slice(from).flatMap((leaf) => (leaf.kind === 'commit' ? [leaf.commitment] : [])))
  for (const { opening, opening_salt, name } of await revealedIn(db, letterId)) {
    if (!opening) continue
    same('commitment in the block', block.has(hex(opening)), true)
    if (opening_salt) same('opening', hex(commitmentOf(opening_salt, name ?? '')), hex(opening))
  }
}

async function expectNamesAgree({ db }: Core, letterId: string, log: LogRow): Promise<void> {
  const standing = await db
    .selectFrom('signature')
    .select('name_entry')
    .where('letter_id', '=', letterId)
    .where('counted', '=', true)
    .where('visibility', '=', 'public')
    .execute()
  same('number of names', standing.length, log.names)
  const entries = standing.flatMap(({ name_entry }) => name_entry ?? [])
  const { names_hash: hash, names_nonce: nonce } = log
  if (hash) same('list of names', hex(hashOfEntries(nonce ?? Buffer.alloc(0), entries)), hex(hash))
  else same('number of names without a list', log.names, 0)
}

function written(counts: Map<string, number>): string {
  return [...counts]
    .filter(([, count]) => count !== 0)
    .map(([key, count]) => `${key}: ${count}`)
    .sort()
    .join(', ')
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

function same(what: string, one: unknown, other: unknown): void {
  if (one !== other) throw new Error(`The log's ${what}: ${String(one)} is not ${String(other)}.`)
}
