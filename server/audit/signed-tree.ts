import type { Core } from '../core.ts'
import { nodesFromTiles, tilesOfNodes } from '../crypto/log-tiles.ts'
import { nodesOf, rootOf, sameBytes } from '../crypto/merkle-tree.ts'
import {
  checkpointBody,
  parseNote,
  signNote,
  verifierKey,
  verifyCheckpoint,
  type Checkpoint,
} from '../crypto/signed-note.ts'
import type { Db } from '../db/pool.ts'
import { rootOfLog } from './append-leaves.ts'
import { copyFolder, readCopied } from './copy-files.ts'
import { tileOf, type LogRow } from './queries.ts'
import { logKeys } from './secrets.ts'

/** The database's log of a letter is smaller than its copy in LOGS_DIR, or its beginning is another one. */
export class LogBehindCopy extends Error {
  readonly code = 'log-behind-its-copy'
  readonly reason: 'another-log' | 'damaged' | 'changes-damaged' | 'opened-since' | 'more-signatures'

  constructor(reason: LogBehindCopy['reason']) {
    super(reason)
    this.reason = reason
  }
}

/** The name of the log and of its key. It contains the letter's id, because the address of a letter can change. */
export function originOf({ config }: Pick<Core, 'config'>, letterId: string): string {
  return `${new URL(config.origin).host}/letters/${letterId}`
}

/** The key that signs the log's checkpoints, as people pass it on (C2SP signed-note). */
export function keyOfLog(core: Pick<Core, 'keys' | 'config'>, letterId: string): string {
  return verifierKey({ name: originOf(core, letterId), publicKey: logKeys(core, letterId).publicKey })
}

/**
 * Signs the whole tree in the letter's name (C2SP tlog-checkpoint).
 * @throws LogBehindCopy if that would contradict what was signed before
 */
export async function signTree(core: Core, trx: Db, log: LogRow): Promise<string> {
  if (!(await agreesWithCopy(core, trx, log.letter_id, log))) throw new LogBehindCopy('another-log')
  const name = originOf(core, log.letter_id)
  const keys = logKeys(core, log.letter_id)
  const body = checkpointBody({ origin: name, size: log.size, root: rootOfLog(log) })
  return signNote(body, { name, publicKey: keys.publicKey, sign: (message) => keys.sign(Buffer.from(message)) })
}

/**
 * Whether the tree that the letter's copy ends with is the beginning of the database's tree. True if there is no copy.
 * @param log undefined where the database has no log of the letter
 */
export async function agreesWithCopy(core: Core, trx: Db, letterId: string, log: LogRow | undefined): Promise<boolean> {
  try {
    const head = await copiedHead(core, letterId)
    if (!head || head.size === 0) return true
    if (!log || log.size < head.size) return false
    return sameBytes(await rootAt(trx, log, head.size), head.root)
  } catch (error) {
    if (error instanceof LogBehindCopy) return false
    throw error
  }
}

/**
 * The tree that the letter's copy ends with. The host in its name can be an earlier one. Null if there is no copy.
 * @throws LogBehindCopy if the letter's key has not signed it
 */
export async function copiedHead(core: Pick<Core, 'config' | 'keys'>, letterId: string): Promise<Checkpoint | null> {
  const note = await readCopied(copyFolder(core.config, letterId), 'head')
  return note && verifiedTree(core, letterId, note.toString('utf8'))
}

/** @throws LogBehindCopy if the letter's key has not signed the note */
export function verifiedTree({ keys }: Pick<Core, 'keys'>, letterId: string, note: string): Checkpoint {
  const name = parseNote(note)?.text.split('\n')[0] ?? ''
  const checkpoint = verifyCheckpoint(note, { name, publicKey: logKeys({ keys }, letterId).publicKey })
  if (!checkpoint || !name.endsWith(`/letters/${letterId}`)) throw new LogBehindCopy('damaged')
  return checkpoint
}

/** The root of the tree of the first `size` leaves. */
async function rootAt(trx: Db, log: LogRow, size: number): Promise<Uint8Array> {
  if (size === log.size) return rootOfLog(log)
  const tiles = new Map<string, Uint8Array>()
  for (const { level, index } of tilesOfNodes(nodesOf({ start: 0, end: size }), log.size))
    if (level !== 'entries')
      tiles.set(`${level} ${index}`, (await tileOf(trx, log.letter_id, level, index)) ?? new Uint8Array())
  return rootOf(
    size,
    nodesFromTiles((level, index) => tiles.get(`${level} ${index}`) ?? new Uint8Array()),
  )
}
