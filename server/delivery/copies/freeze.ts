import { isDeepStrictEqual } from 'node:util'
import { checkpointShown } from '../../audit/checkpoint-of.ts'
import { dayOf } from '../../letter/days.ts'
import type { Core } from '../../core.ts'
import { refusedIfGone } from '../../db/keys/keys.ts'
import type { Db } from '../../db/pool.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { revisionOf } from '../../letter/queries.ts'
import { Refusal, say } from '../../refusal.ts'
import { countsByEmployer } from '../../signatures/batch/counts-by-employer.ts'
import { currentVisibility } from '../../signatures/disclosure.ts'
import { nameUnlessErased } from '../../signatures/name-seen-by.ts'
import { answerDay } from '../answer-time.ts'
import { contactsShown, type Shown } from '../stage.ts'
import { filledNote } from './filled-note.ts'
import type { StageRow } from '../queries.ts'
import { openList, sealList } from '../secrets.ts'
import { CannotBeMade } from './composed.ts'
import {
  contentHash,
  entryNow,
  listFor,
  snapshotTally,
  type Entry,
  type EmployerCount,
  type SnapshotTally,
  type TallyCell,
} from '../snapshot.ts'
import {
  insertEditions,
  insertSnapshot,
  lockSignatures,
  markStale,
  namedSignatures,
  tallyCells,
  type SnapshotRow,
} from './snapshot-queries.ts'

/** @throws Refusal if the key of the sealed names has been destroyed, or is destroyed during the call */
export function unlessErased<T>(act: () => Promise<T>): Promise<T> {
  return refusedIfGone(act, () => new Refusal('gone', 'names-erased', say('copies-names-erased')))
}

type Signature = Awaited<ReturnType<typeof namedSignatures>>[number]

/** PDF_MEMORY_MB is enough for about this many names, in every megabyte. */
const namesPerMegabyte = 25

/**
 * The counts and names as of the last batch. A delivery that is confirmed now would send these.
 * @throws CannotBeMade if a PDF cannot show so many names. The counts tell before any name is read.
 */
export async function listAsOfNow(
  core: Core,
  db: Db,
  letter: LetterRow,
  disclosure: StageRow['disclosure'],
): Promise<{ tally: SnapshotTally; entries: Entry[] }> {
  const cells = await tallyCells(db, letter.id)
  const tally = snapshotTally(cells, letter.substance_revision)
  if (disclosure === 'count') return { tally, entries: [] }
  if (disclosure === 'employers')
    return { tally: { ...tally, employers: withoutMarks(await countsByEmployer(db, letter)) }, entries: [] }
  const most = Math.floor((core.config.pdfMemory / 1_000_000) * namesPerMegabyte)
  if (named(cells, letter) > most) throw new CannotBeMade(say('copies-too-many-names', { most }))
  const signatures = await namedSignatures(db, letter.id, letter.substance_revision)
  return { tally, entries: signatures.flatMap((signature) => entryOf(core, signature)) }
}

function withoutMarks(counts: Awaited<ReturnType<typeof countsByEmployer>>): EmployerCount[] {
  return counts.map(({ class: verification, employers, count }) => ({ class: verification, employers, count }))
}

/** The number of signatures whose names recipients may see. */
function named(cells: readonly TallyCell[], { substance_revision }: LetterRow): number {
  return cells
    .filter(({ revision, visibility }) => revision >= substance_revision && /^(recipients|public)$/.test(visibility))
    .reduce((sum, { count }) => sum + count, 0)
}

function entryOf(core: Core, signature: Signature): Entry[] {
  const person = nameUnlessErased(core, signature, 'recipient')
  if (person === null) return []
  const { id, revision } = signature
  return [{ id: id.toString('hex'), ...person, revision, everyone: currentVisibility(signature) === 'public' }]
}

/** Makes version 1 of a stage's copies. Call it in the transaction that confirms the stage, after the batch. */
export async function freeze(
  core: Core,
  trx: Db,
  letter: LetterRow,
  stage: StageRow,
  editions: readonly number[],
  now: Date,
): Promise<void> {
  const { tally, entries } = await listAsOfNow(core, trx, letter, stage.disclosure)
  await keepVersion(
    core,
    trx,
    stage,
    {
      version: 1,
      revision: letter.revision,
      tally,
      asOf: letter.as_of ?? now,
      note: await filledNote(core, trx, letter, { stage, tally }, now),
      ...contactsShown(stage, letter),
      answerBy: answerDay(stage, now),
      checkpoint: (await checkpointShown({ db: trx }, letter))?.note ?? null,
    },
    entries,
    {
      editions,
      now,
    },
  )
}

/**
 * Checks before sending that every name in the version may still be shown. Locks the signatures, so that the answer holds until the
 * transaction ends. If a name may not be shown, makes a new version without it, for this copy and all later ones.
 */
export async function freshVersion(
  core: Core,
  trx: Db,
  stage: StageRow,
  snapshot: SnapshotRow,
  editions: readonly number[],
  now: Date,
): Promise<'as-it-was' | 'new-version'> {
  if (snapshot.list_sealed === null) return 'as-it-was'
  const before = openList(core, stage.letter_id, stage.id, snapshot.list_sealed)
  const ids = before.map(({ id }) => Buffer.from(id, 'hex'))
  const current = new Map((await lockSignatures(trx, stage.letter_id, ids)).map((row) => [row.id.toString('hex'), row]))
  const after = before.flatMap((entry): Entry[] => {
    const row = current.get(entry.id)
    const shown = row && entryNow(entry, row)
    return shown ? [shown] : []
  })
  if (isDeepStrictEqual(after, before)) return 'as-it-was'
  await markStale(trx, stage.id, snapshot.version)
  const next = {
    version: snapshot.version + 1,
    revision: snapshot.revision,
    tally: snapshot.tally as SnapshotTally,
    asOf: snapshot.as_of,
    note: snapshot.note,
    contact: snapshot.press_contact,
    place: snapshot.second_place,
    answerBy: snapshot.answer_by,
    checkpoint: snapshot.checkpoint,
  }
  await keepVersion(core, trx, stage, next, after, { editions, now })
  return 'new-version'
}

async function keepVersion(
  core: Core,
  trx: Db,
  stage: StageRow,
  snapshot: {
    version: number
    revision: number
    tally: SnapshotTally
    asOf: Date
    note: string
    answerBy: string | null
    checkpoint: string | null
  } & Shown,
  entries: readonly Entry[],
  { editions, now }: { editions: readonly number[]; now: Date },
): Promise<void> {
  const text = await revisionOf(trx, stage.letter_id, snapshot.revision)
  if (!text) throw new Error('a letter that is delivered has lost its revision')
  const { version, tally, asOf, note, answerBy } = snapshot
  const content = { revisionHash: text.hash, note, disclosure: stage.disclosure, asOf, tally, answerBy }
  await insertSnapshot(trx, {
    stage_id: stage.id,
    version,
    revision: snapshot.revision,
    tally: JSON.stringify(tally),
    list_sealed: stage.disclosure === 'names' ? sealList(core, stage.letter_id, stage.id, entries) : null,
    content_hash: contentHash(content, entries),
    as_of: asOf,
    made_on: dayOf(now),
    note,
    press_contact: snapshot.contact,
    second_place: snapshot.place,
    answer_by: answerBy,
    checkpoint: snapshot.checkpoint,
  })
  await insertEditions(
    trx,
    [...new Set(editions)].map((since) => {
      const list = listFor(entries, since)
      return {
        stage_id: stage.id,
        version,
        since_revision: since,
        names: list.length,
        content_hash: contentHash(content, list),
      }
    }),
  )
}
