import { createHash } from 'node:crypto'
import type { Core } from '../../core.ts'
import { letterById, revisionOf, type LetterRow } from '../../letter/queries.ts'
import { composed } from './composed.ts'
import { pdfDocument, type Shared } from './pdf-document.ts'
import { inJob, renderPdf } from '../pdf/render-pdf.ts'
import type { StageRow } from '../queries.ts'
import { openList, openPdf, sealPdf } from '../secrets.ts'
import { listFor, namesIn, type SnapshotTally } from '../snapshot.ts'
import { editionOf, keepPdf, type EditionRow, type SnapshotRow } from './snapshot-queries.ts'

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
      paper: letter.paper,
      byHand: stage.kind === 'by-hand',
    },
  }
}

const underWay = new Map<string, Promise<Buffer>>()

/**
 * The PDF of an edition. It is rendered once and kept sealed, so that every recipient and every retry gets the same bytes.
 * Do not call it in a transaction, because rendering takes long.
 * @throws CannotBeMade
 */
export async function pdfOf(core: Core, stage: StageRow, edition: EditionRow, copy: Shared): Promise<Buffer> {
  if (edition.pdf_sealed) return openPdf(core, stage, edition.pdf_sealed)
  const key = `${edition.stage_id} ${edition.version} ${edition.since_revision}`
  const started = underWay.get(key) ?? renderAndKeep(core, stage, edition, copy).finally(() => underWay.delete(key))
  underWay.set(key, started)
  return started
}

async function renderAndKeep(core: Core, stage: StageRow, edition: EditionRow, copy: Shared): Promise<Buffer> {
  const memory = core.config.pdfMemory
  const pdf = await composed({ memory }, () => renderPdf(pdfDocument(copy), { memory, time: inJob }))
  const hash = createHash('sha256').update(pdf).digest()
  await keepPdf(core.db, edition, { sealed: sealPdf(core, stage, pdf), bytes: pdf.length, hash })
  return pdf
}
