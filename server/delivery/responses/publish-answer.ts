import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { notifyLetter } from '../../db/notify.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { isId } from '../../organizers/rules.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { answerPdf, setPdfPublished } from './answer-pdf-queries.ts'
import { findSecrets, type FoundSecret } from '../secrets-in-answers/find-secrets.ts'
import { lockResponse, publishResponse, type ResponseRow } from './answer-queries.ts'
import { openAnswer, openAnsweredBy } from '../secrets.ts'
import { asOwner } from '../as-owner.ts'

/**
 * Publishes an answer with the letter, unedited. Idempotent. Publication cannot be undone, because others may have copied the
 * answer.
 * @throws Refusal if the answer is unknown or has been erased, or contains a token of ours or an organizer's address
 */
export async function publishAnswer(
  core: Core,
  organizerId: string,
  letterId: string,
  answerId: string,
  now: Date,
): Promise<void> {
  await asOwner(core, organizerId, letterId, async (trx) => {
    const row = await responseIn(trx, letterId, answerId)
    if (row.published_at) return
    if (row.text_sealed === null) throw new Refusal('gone', 'answer-gone', say('refusal-answer-gone'))
    const text = openAnswer(core, row.id, row.text_sealed)
    const by = row.answered_by_sealed && openAnsweredBy(core, row.id, row.answered_by_sealed)
    const [secret] = (await findSecrets(core, letterId, [text, by ?? ''], { owner: true, db: trx })).flat()
    if (secret) throw secretRefusal(secret)
    await publishResponse(trx, row.id, { text, by }, now)
    await noteActivity(trx, letterId, organizerId, 'answer-published', {}, now)
    await notifyLetter(trx, letterId)
  })
}

/**
 * Publishes the PDF of a published answer, byte for byte. This is a separate choice behind a warning, because a PDF can report to
 * its maker who opens it. Idempotent.
 * @throws Refusal if there is no such PDF, or its answer is not published
 */
export async function publishAnswerPdf(
  core: Core,
  organizerId: string,
  letterId: string,
  answerId: string,
  now: Date,
): Promise<void> {
  await asOwner(core, organizerId, letterId, async (trx) => {
    const pdf = isId(answerId) ? await answerPdf(trx, letterId, answerId) : undefined
    if (!pdf) throw notFoundRefusal('PDF')
    if (pdf.published_at) return
    if (!pdf.answer_published_at) throw new Refusal('conflict', 'answer-unpublished', say('refusal-answer-unpublished'))
    await setPdfPublished(trx, pdf.id, now)
    await noteActivity(trx, letterId, organizerId, 'answer-pdf-published', {}, now)
    await notifyLetter(trx, letterId)
  })
}

function secretRefusal({ kind, what }: FoundSecret): Refusal {
  return new Refusal('conflict', 'answer-with-secret', say('refusal-answer-with-secret', { kind, what }))
}

/** @throws Refusal if there is no such answer */
export async function responseIn(trx: Db, letterId: string, id: string): Promise<ResponseRow> {
  const row = isId(id) ? await lockResponse(trx, letterId, id) : undefined
  if (!row) throw notFoundRefusal('answer')
  return row
}
