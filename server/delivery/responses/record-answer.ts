import { randomUUID } from 'node:crypto'
import { lockLetter } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { notFoundRefusal, Refusal, say, type FieldMessage } from '../../refusal.ts'
import { insertResponse } from './answer-queries.ts'
import { keepAnswerPdf } from './keep-answer-pdf.ts'
import { recipientsOf, type RecipientRow } from '../queries.ts'
import { checkAnswer, checkAnswerDay, checkAnsweredBy, checkAnswerPdf } from '../rules.ts'
import { sealAnswer, sealAnsweredBy } from '../secrets.ts'

export interface RecordedAnswer {
  recipient: string
  way: string
  text: string
  answered_on: string
  /** The person who answered for the recipient; '' if nobody is named. */
  by: string
  /** The PDF that came with the answer. The server does not parse it. */
  pdf: Buffer | 'too-large' | null
}

/**
 * Records an answer that reached the organizers by mail or in another way, word for word, with its day and its PDF.
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
  const { recipient, way, text, day, by, pdf } = readAnswer(input, await recipientsOf(core.db, letterId), now)
  const id = randomUUID()
  await core.db.transaction().execute(async (trx) => {
    if ((await lockLetter(trx, letterId))?.state === 'purged') throw notFoundRefusal('letter')
    await insertResponse(trx, {
      id,
      letter_id: letterId,
      delivery_id: null,
      recipient_id: recipient,
      way,
      text_sealed: sealAnswer(core, id, text),
      text: null,
      answered_by_sealed: by === '' ? null : sealAnsweredBy(core, id, by),
      answered_on: day,
      published_at: null,
    })
    if (pdf) await keepAnswerPdf(core, trx, id, pdf)
    await noteActivity(trx, letterId, organizerId, 'answer-recorded', {}, now)
  })
  return id
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
