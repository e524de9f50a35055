import { randomUUID } from 'node:crypto'
import { lockLetter } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal, Refusal, say, type FieldMessage } from '../../refusal.ts'
import type { Db } from '../../db/pool.ts'
import { storedSignature, type FromMailFile } from '../mail-signature.ts'
import { notifyLetter } from '../../db/notify.ts'
import { insertResponse, mailFileAnswers, setSignature, type MailFileAnswer } from './answer-queries.ts'
import { keepAnswerPdf, pdfHash } from './keep-answer-pdf.ts'
import { recipientsOf, type RecipientRow } from '../queries.ts'
import { checkAnswer, checkAnswerDay, checkAnsweredBy, checkAnswerPdf } from '../rules.ts'
import { openAnswer, openAnsweredBy, sealAnswer, sealAnsweredBy } from '../secrets.ts'

export interface RecordedAnswer {
  recipient: string
  way: string
  text: string
  answered_on: string
  /** The person who answered for the recipient; '' if nobody is named. */
  by: string
  /** The PDF that came with the answer. The server does not parse it. */
  pdf: Buffer | 'too-large' | null
  /** Set if it was read from a mail file: its facts, and the copy that it answers. */
  mail?: FromMailFile & { deliveryId: string | null }
}

/**
 * Records an answer that reached the organizers by mail or in another way, word for word, with its day and its PDF. The same mail
 * file is recorded once, also if two organizers record it at the same time. If its signature could not be checked before, the new check
 * counts.
 * @returns the id of the answer
 * @throws Refusal with all faults of the input
 */
export async function recordAnswer(
  core: Core,
  organizerId: string,
  letterId: string,
  input: RecordedAnswer,
  now: Date,
): Promise<string> {
  await authorizeLetter(core, organizerId, letterId, 'answer')
  const read = readAnswer(input, await recipientsOf(core.db, letterId), now)
  const { recipient, way, text, day, by, pdf } = read
  const { mail = null } = input
  const id = randomUUID()
  return core.db.transaction().execute(async (trx) => {
    if ((await lockLetter(trx, letterId))?.state === 'purged') throw notFoundRefusal('letter')
    const known = mail ? await sameAnswer(core, trx, letterId, read) : undefined
    if (known !== undefined) {
      if (known.signature_state === 'unreachable') {
        await setSignature(trx, known.id, storedSignature(mail))
        await notifyLetter(trx, letterId)
      }
      return known.id
    }
    await insertResponse(trx, {
      id,
      letter_id: letterId,
      delivery_id: mail?.deliveryId ?? null,
      recipient_id: recipient,
      way,
      text_sealed: sealAnswer(core, id, text),
      text: null,
      answered_by_sealed: by === '' ? null : sealAnsweredBy(core, id, by),
      answered_on: day,
      published_at: null,
      ...storedSignature(mail),
    })
    if (pdf) await keepAnswerPdf(core, trx, id, pdf)
    await noteActivity(trx, letterId, organizerId, 'answer-recorded', {}, now)
    return id
  })
}

/** Finds an answer from a mail file with the same recipient, day, text and PDF. */
async function sameAnswer(
  core: Core,
  trx: Db,
  letterId: string,
  { recipient, day, text, by, pdf }: ReturnType<typeof readAnswer>,
): Promise<MailFileAnswer | undefined> {
  const rows = await mailFileAnswers(trx, letterId, { recipient, day })
  return rows.find(
    ({ id, text: published, text_sealed, answered_by, answered_by_sealed, pdf_hash }) =>
      (published ?? (text_sealed && openAnswer(core, id, text_sealed))) === text &&
      (answered_by ?? (answered_by_sealed && openAnsweredBy(core, id, answered_by_sealed)) ?? '') === by &&
      (pdf === null ? pdf_hash === null : pdf_hash?.equals(pdfHash(pdf)) === true),
  )
}

/** Reads the input. @throws Refusal with all faults, in the order of the form */
function readAnswer(input: RecordedAnswer, recipients: readonly RecipientRow[], now: Date) {
  const recipient = readRecipient(input.recipient, recipients)
  const way = readWay(input.way)
  const by = checkAnsweredBy(input.by)
  const day = checkAnswerDay(input.answered_on, now)
  const text = checkAnswer(input.text, input.pdf ? 'with-pdf' : 'alone')
  const pdf = checkAnswerPdf(input.pdf)
  const wrong = [recipient, way, by, day, text, pdf].filter((each) => 'message' in each)
  if ('message' in recipient || 'message' in way || 'message' in by) throw Refusal.fields(wrong)
  if ('message' in day || 'message' in text || 'message' in pdf) throw Refusal.fields(wrong)
  return { ...recipient, ...way, ...by, ...day, ...text, ...pdf }
}

function readRecipient(id: string, recipients: readonly RecipientRow[]): { recipient: string } | FieldMessage {
  const known = recipients.some((each) => each.id === id)
  return known ? { recipient: id } : { field: 'recipient', message: say('responses-recipient-missing') }
}

function readWay(way: string): { way: 'mail' | 'other' } | FieldMessage {
  return way === 'mail' || way === 'other' ? { way } : { field: 'way', message: say('responses-way-missing') }
}
