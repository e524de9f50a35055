/**
 * The check of a letter's log, for anybody who has `audit.json`. It needs no network and runs in Node and in browsers.
 *
 * It proves:
 * - The file is the tree that the letter's key signed, and older checkpoints are beginnings of it.
 * - Every anonymous signature has a credential of the letter's issuers, and signed the text that it is counted for.
 * - Nothing is counted twice.
 * - The list of names is the one that the log covers, and names that waited were fixed before they were shown.
 *
 * It counts the statements of the server, and cannot verify them.
 */
import { bytesToHex } from '@noble/hashes/utils.js'
import { append, emptyEdge, leafHash, rootOfEdge, sameBytes } from '../../crypto/merkle-tree.ts'
import { parseVerifierKey, verifyCheckpoint, type Checkpoint, type NoteKey } from '../../crypto/signed-note.ts'
import { readAuditFile, type AuditFile } from './audit-file.ts'
import { count, type Context } from './context.ts'
import { Ledger } from './ledger.ts'
import { checkNamesList } from './names.ts'
import { checkOpenings } from './openings.ts'
import { statesOfReceipts } from './receipts.ts'
import { sortErrors, type CheckError, type CheckResult, type ReceiptState } from './result.ts'
import { runJobs, type SignatureVerifier } from './signatures.ts'
import { textBytes } from './text-bytes.ts'
import { commitIsMissing, nothingWaits, stateOf } from './together-rules.ts'
import { checkLeaf } from './walk.ts'

export interface CheckOptions {
  signatures: SignatureVerifier
  /** Checkpoints of this log that were kept from an earlier look: signed notes. */
  older?: readonly string[]
  /** Receipts of accepted signatures, as the page saves them. */
  receipts?: readonly string[]
  /** Is awaited from time to time, so that a page can show it. `share` of the work, from 0 to 1, is done. */
  progress?: (share: number) => Promise<void> | void
}

/** Leaves whose signatures are verified together. */
const part = 500
/** Parts whose signatures are still being verified while further leaves are read. */
const ahead = 2

/** Checks an `audit.json`. Never throws because of its content. */
export async function checkAudit(json: Uint8Array, options: CheckOptions): Promise<CheckResult> {
  const file = readAuditFile(json)
  if (!file) return resultOf(null, newContext(emptyFile), [{ at: null, code: 'format' }], { root: '', older: [] })
  const context = newContext(file)
  const walked = await walk(context, options)
  const checkpoints = checkCheckpoints(file, walked.roots, options.older ?? [])
  // The list of names first, because it says how many revealed names are still shown.
  const names = [...checkNamesList(context), ...checkOpenings(context)]
  const receipts = statesOfReceipts(context, keyOf(file), options.receipts ?? [])
  const wrong = new Set(walked.wrong.map(({ at }) => at))
  context.credentials = context.credentials.filter(({ at }) => !wrong.has(at))
  const errors = [...checkpoints.errors, ...walked.errors, ...names, ...receipts.flatMap(receiptError), ...walked.wrong]
  const result = resultOf(file, context, errors, { root: walked.roots.last, older: checkpoints.older })
  return receipts.length === 0 ? result : { ...result, receipts }
}

function receiptError(state: ReceiptState): CheckError[] {
  if (state === 'wrong') return [{ at: null, code: 'receipt' }]
  return state === 'missing' ? [{ at: null, code: 'receipt-missing' }] : []
}

const emptyFile: AuditFile = {
  letter: '',
  title: '',
  page: '',
  key: '',
  checkpoint: '',
  documents: new Map(),
  leaves: [],
  proofs: [],
  names: [],
  namesNonce: '',
  openings: [],
}

function newContext(file: AuditFile): Context {
  return {
    file,
    ledger: new Ledger(),
    policy: null,
    revisions: [],
    closed: false,
    opening: true,
    names: null,
    waiting: nothingWaits(),
    removed: new Map(),
    credentials: [],
    jobs: [],
    counts: {
      adds: { credential: 0, 'mailed-code': 0, 'one-time-code': 0, reinstated: 0, 'before-log': 0 },
      changes: { agreement: 0, slip: 0, mailbox: 0 },
      withdrawals: { withdrawal: 0, slip: 0, mailbox: 0 },
      invalidated: {},
      lost: 0,
      policies: 0,
    },
  }
}

interface Roots {
  last: string
  /** The root of the first `size` leaves. */
  of: (size: number) => Uint8Array
}

/** Reads the leaves. The signatures of earlier leaves are verified meanwhile, where that is done on other threads. */
async function walk(context: Context, { signatures, progress }: CheckOptions) {
  const { leaves } = context.file
  const errors: CheckError[] = leaves.length > 0 ? [] : [{ at: null, code: 'first-leaf' }]
  const wrong: CheckError[] = []
  const hashes: Uint8Array[] = []
  const running: Promise<CheckError[]>[] = []
  for (const [at, leaf] of leaves.entries()) {
    const code = checkLeaf(context, at)
    if (code) errors.push({ at, code })
    hashes.push(leafHash(textBytes(leaf)))
    if ((at + 1) % part !== 0) continue
    running.push(runJobs(context.jobs.splice(0), signatures))
    if (running.length > ahead) wrong.push(...((await running.shift()) ?? []))
    await progress?.((at + 1) / leaves.length)
  }
  if (commitIsMissing(context)) errors.push({ at: null, code: 'commit-missing' })
  running.push(runJobs(context.jobs.splice(0), signatures))
  for (const each of running) wrong.push(...(await each))
  return { errors, wrong, roots: rootsOf(hashes) }
}

function rootsOf(hashes: readonly Uint8Array[]): Roots {
  const last = rootOfEdge(append(emptyEdge, hashes))
  const of = (size: number) => (size === hashes.length ? last : rootOfEdge(append(emptyEdge, hashes.slice(0, size))))
  return { last: bytesToHex(last), of }
}

/** The signed checkpoint of the file and those of earlier looks, under one key. */
function checkCheckpoints(
  file: AuditFile,
  roots: Roots,
  older: readonly string[],
): { errors: CheckError[]; older: CheckResult['older'] } {
  const errors: CheckError[] = []
  const key = keyOf(file)
  if (!key) errors.push({ at: null, code: 'key' })
  const checkpoint = key && verifyCheckpoint(file.checkpoint, key)
  if (key && !checkpoint) errors.push({ at: null, code: 'checkpoint' })
  if (checkpoint && checkpoint.size !== file.leaves.length) errors.push({ at: null, code: 'size' })
  else if (checkpoint && !sameBytes(checkpoint.root, roots.of(checkpoint.size))) errors.push({ at: null, code: 'root' })
  const results = older.map((note) => {
    const earlier = key && verifyCheckpoint(note, key)
    const code = olderProblem(file, roots, earlier)
    if (code) errors.push({ at: null, code })
    return { size: earlier?.size ?? null, good: code === null }
  })
  return { errors, older: results }
}

function olderProblem(file: AuditFile, roots: Roots, earlier: Checkpoint | null): CheckError['code'] | null {
  if (!earlier) return 'older-checkpoint'
  if (earlier.size > file.leaves.length) return 'older-size'
  return sameBytes(earlier.root, roots.of(earlier.size)) ? null : 'older-root'
}

/** The key must be named after the letter. Otherwise the key of another letter of the same server would be good for this one. */
function keyOf({ key: text, letter }: AuditFile): NoteKey | null {
  const key = parseVerifierKey(text)
  return key && key.name.endsWith(`/letters/${letter}`) ? key : null
}

function resultOf(
  file: AuditFile | null,
  context: Context,
  errors: readonly CheckError[],
  { root, older }: { root: string; older: CheckResult['older'] },
): CheckResult {
  const { letter, title, page, key, leaves, names, openings } = file ?? emptyFile
  const { counts, revisions, policy, credentials } = context
  const tally = context.ledger.tally()
  const standing = (rows: typeof tally) => rows.reduce((sum, row) => sum + row.standing, 0)
  const byClass: CheckResult['credentials'] = {}
  for (const credential of credentials) count(byClass, credential.class)
  return {
    ok: errors.length === 0,
    errors: sortErrors(errors),
    ...{ letter, title, page, key, root, tally, older },
    size: leaves.length,
    standing: standing(tally),
    revisions: revisions.map((hash, index) => {
      const revision = index + 1
      return { revision, hash, standing: standing(tally.filter((row) => row.revision === revision)) }
    }),
    ...counts,
    adds: { ...counts.adds, credential: credentials.length },
    credentials: byClass,
    minimum: policy?.batchMinimum ?? null,
    issuers: policy?.issuers.length ?? 0,
    closed: context.closed,
    names: opened(names),
    together: { needed: policy?.namesWaitFor ?? null, state: stateOf(context), openings: opened(openings) },
  }
}

function opened(rows: readonly (readonly string[])[]): CheckResult['names'] {
  const count = rows.filter((row) => row.length > 1).length
  return { entries: rows.length, opened: count, unopened: rows.length - count }
}
