import { inTurn } from '../../concurrency/in-turn.ts'
import type { Core } from '../../core.ts'
import { letterById, revisionOf, type RevisionRow } from '../../letter/queries.ts'
import { directionOf } from '../../letter/rules.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { countedIn, countsInWords } from '../copies/pdf-document.ts'
import { wordsOfCopies } from '../copies/words-of-copies.ts'
import type { ReceiptDocument } from '../pdf/receipt.ts'
import { renderPdf, waitedFor } from '../pdf/render-pdf.ts'
import type { SnapshotTally } from '../snapshot.ts'
import { reachedAt } from '../timeline/timeline-events.ts'
import type { RecipientPageRow } from './queries.ts'
import { findRecipientPage } from './show-recipient-page.ts'

/**
 * Makes the receipt of a recipient's copy as a PDF: what was delivered, on which day, with its hashes and counts. It is made from
 * facts that are stored at the delivery, so it exists as long as the page, and has the same bytes each time.
 * @throws Refusal if nothing is known to have reached the recipient
 * @throws RenderingFailure
 */
export async function drawReceipt(core: Core, token: string): Promise<Buffer> {
  const page = await findRecipientPage(core, token)
  const letter = await letterById(core.db, page.letter_id)
  const revision = letter && page.revision !== null ? await revisionOf(core.db, letter.id, page.revision) : undefined
  const receipt = revision && receiptOf(page, revision)
  if (!receipt) throw notFoundRefusal('PDF')
  const limits = { memory: core.config.pdfMemory, time: waitedFor }
  return inTurn(`receipt:${page.id}`, { atOnce: 1, waiting: 10 }, () => renderPdf(receipt, limits))
}

function receiptOf(page: RecipientPageRow, revision: RevisionRow): ReceiptDocument | undefined {
  const reached = reachedAt(page)
  if (!reached || !page.content_hash || !page.as_of) return undefined
  const { name, office } = page
  const how = page.state === 'accepted' ? 'mail' : 'received'
  const { title, language, number, hash } = revision
  const words = wordsOfCopies()
  const locale = words.language.locales[0] ?? words.language.tag
  // The counts of all employers together, also if the copy shows them apart.
  const { classes, total, anonymous, held } = page.tally as SnapshotTally
  return {
    kind: 'receipt',
    title,
    language,
    dir: directionOf(language),
    recipient: office === '' ? name : words.text('copies-name-and-office', { name, office }),
    revisionHash: hash.toString('hex'),
    contentHash: page.content_hash.toString('hex'),
    words: {
      locale,
      dir: directionOf(locale),
      heading: words.text('responses-receipt-title'),
      recipient: words.text('responses-receipt-recipient'),
      delivered: words.text('responses-receipt-delivered'),
      deliveredHow: words.text('responses-receipt-delivered-how', { how, on: reached }),
      letter: words.text('responses-receipt-letter'),
      counts: words.text('responses-receipt-counts'),
      counted: countsInWords({ tally: { classes, total, anonymous, held } }, words).map(countedIn(words)),
      asOf: words.text('responses-receipt-as-of', { on: page.as_of }),
      revision: words.text('responses-receipt-revision', { number: String(number) }),
      content: words.text('responses-receipt-content'),
      meaning: words.text('responses-receipt-meaning'),
    },
  }
}
