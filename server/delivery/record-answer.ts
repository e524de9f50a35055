import { randomUUID } from 'node:crypto'
import type { Core } from '../core.ts'
import { letterFor } from '../organizers/letter-for.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { Refusal, type FieldMessage } from '../refusal.ts'
import { insertResponse } from './answer-queries.ts'
import { recipientsOf } from './queries.ts'
import { checkAnswer, checkAnswerDay, checkAnsweredBy } from './rules.ts'
import { sealAnswer, sealAnsweredBy } from './secrets.ts'

export interface RecordedAnswer {
  recipient: string
  way: string
  text: string
  answered_on: string
  /** Whoever answered for the recipient; ''. */
  by: string
}

/** An answer that reached the organizers by mail or otherwise, word for word, with its day. */
export async function recordAnswer(
  core: Core,
  organizerId: string,
  letterId: string,
  input: RecordedAnswer,
  now: Date,
): Promise<string> {
  await letterFor(core, organizerId, letterId, 'answer')
  const recipient = (await recipientsOf(core.db, letterId)).find(({ id }) => id === input.recipient)
  const text = checkAnswer(input.text)
  const day = checkAnswerDay(input.answered_on, now)
  const errors: FieldMessage[] = []
  if (!recipient) errors.push({ field: 'recipient', message: 'Choose who answered.' })
  if (input.way !== 'mail' && input.way !== 'other')
    errors.push({ field: 'way', message: 'Choose how the answer came.' })
  if ('message' in day) errors.push(day)
  if ('message' in text) errors.push(text)
  const answerer = checkAnsweredBy(input.by)
  if ('message' in answerer) errors.push(answerer)
  if (!recipient || 'message' in text || 'message' in day || 'message' in answerer || errors.length > 0)
    throw Refusal.fields(errors)
  const id = randomUUID()
  await core.db.transaction().execute(async (trx) => {
    await insertResponse(trx, {
      id,
      letter_id: letterId,
      delivery_id: null,
      recipient_id: recipient.id,
      way: input.way === 'mail' ? 'mail' : 'other',
      text_sealed: sealAnswer(core, id, text.text),
      text: null,
      answered_by_sealed: answerer.by === '' ? null : sealAnsweredBy(core, id, answerer.by),
      answered_on: day.day,
      published_at: null,
    })
    await noteActivity(trx, letterId, organizerId, 'answer recorded', {}, now)
  })
  return id
}
