import type { Core } from '../../core.ts'
import { composed } from '../../delivery/copies/composed.ts'
import { pdfDocument } from '../../delivery/copies/pdf-document.ts'
import { snapshotTally } from '../../delivery/snapshot.ts'
import { renderPdf, waitedFor } from '../../delivery/pdf/render-pdf.ts'
import { checkpointIn } from '../../delivery/copies/checkpoint-in.ts'
import { summarizeLetter, type LetterSummary } from '../page/show-letter.ts'
import type { AddressedLetter } from '../../letter/letter-address.ts'

/**
 * The letter as PDF, with its counts and without a name, as of the last batch. It has no check code, because it is no delivered copy.
 * @throws CannotBeMade
 * @throws RenderingFailure if the renderer is busy
 */
export async function makePressPdf(
  core: Core,
  letter: AddressedLetter,
  now: Date,
): Promise<{ pdf: Buffer; summary: LetterSummary }> {
  const summary = await summarizeLetter(core, letter, now)
  const { revision, tally } = summary
  const memory = core.config.pdfMemory
  const copy = {
    revision,
    note: '',
    disclosure: 'count' as const,
    asOf: letter.as_of ?? now,
    tally: snapshotTally(tally, letter.substance_revision),
    names: [],
    answerBy: null,
    place: letter.second_place,
    checkpoint: checkpointIn(core, letter, summary.checkpoint?.note ?? null),
    paper: letter.paper,
  }
  const pdf = await composed({ memory }, () => renderPdf(pdfDocument(copy, null), { memory, time: waitedFor }))
  return { pdf, summary }
}
