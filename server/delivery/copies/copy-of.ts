import { createHash } from 'node:crypto'
import type { Core } from '../../core.ts'
import { letterById, revisionOf, type LetterRow } from '../../letter/queries.ts'
import { checkpointIn } from './checkpoint-in.ts'
import { composed } from './composed.ts'
import { pdfDocument, type Copy, type Shared } from './pdf-document.ts'
import { inJob, renderPdf } from '../pdf/render-pdf.ts'
import type { StageRow } from '../queries.ts'
import { openCheckCode, openList, openPdf, sealPdf } from '../secrets.ts'
import { checkFor, type Check } from '../check-code.ts'
import { listFor, namesIn, type SnapshotTally } from '../snapshot.ts'
import { editionOf, keepPdf, pdfOfVersion, type EditionRow, type SnapshotRow } from './snapshot-queries.ts'

/** The common part of the copies of an edition, from its frozen version. */
export async function copyOf(
  core: Core,
  stage: StageRow,
  snapshot: SnapshotRow,
  sinceRevision: number,
): Promise<{ copy: Shared; edition: EditionRow; letter: LetterRow }> {
  const letter = await letterById(core.db, stage.letter_id)
  const revision = await revisionOf(core.db, stage.letter_id, snapshot.revision)
  const edition = await editionOf(core.db, stage.id, snapshot.version, sinceRevision)
  if (!letter || !revision || !edition) throw new Error('a snapshot is not whole')
  const entries = snapshot.list_sealed ? openList(core, stage.letter_id, stage.id, snapshot.list_sealed) : []
  return {
    letter,
    edition,
    copy: {
      revision,
      note: snapshot.note,
      disclosure: stage.disclosure,
      asOf: snapshot.as_of,
      tally: snapshot.tally as SnapshotTally,
      names: namesIn(listFor(entries, sinceRevision)),
      answerBy: snapshot.answer_by,
      place: snapshot.second_place,
      checkpoint: checkpointIn(core, letter, snapshot.checkpoint),
      paper: letter.paper,
      byHand: stage.kind === 'by-hand',
    },
  }
}

/** One delivery of a frozen version. */
export interface Delivered {
  delivery: string
  version: number
  check: Check | null
  /** For a printed copy: who signs its slip. */
  recipient?: Copy['recipient']
}

const underWay = new Map<string, Promise<Buffer>>()

/**
 * The PDF of one copy. It is rendered once and kept sealed, so that every retry sends the same bytes.
 * Do not call it in a transaction, because rendering takes long.
 * @throws CannotBeMade
 */
export async function pdfOf(core: Core, stage: StageRow, delivered: Delivered, copy: Shared): Promise<Buffer> {
  const kept = await pdfOfVersion(core.db, delivered.delivery, delivered.version)
  if (kept?.sealed) return openPdf(core, stage, kept.sealed)
  const key = `${delivered.delivery} ${delivered.version}`
  const started = underWay.get(key) ?? renderAndKeep(core, stage, delivered, copy).finally(() => underWay.delete(key))
  underWay.set(key, started)
  return started
}

async function renderAndKeep(
  core: Core,
  stage: StageRow,
  { delivery, version, check, recipient }: Delivered,
  copy: Shared,
): Promise<Buffer> {
  const memory = core.config.pdfMemory
  const pdf = await composed({ memory }, () => renderPdf(pdfDocument(copy, check, recipient), { memory, time: inJob }))
  const hash = createHash('sha256').update(pdf).digest()
  const sealed = sealPdf(core, stage, pdf)
  await keepPdf(core.db, { delivery_id: delivery, version, sealed, bytes: pdf.length, hash })
  return pdf
}

/** How a copy can be checked, or null if it was made before copies had codes. */
export function checkOf(core: Core, delivery: string, sealed: Buffer | null): Check | null {
  return sealed && checkFor(core.config, openCheckCode(core, delivery, sealed))
}
