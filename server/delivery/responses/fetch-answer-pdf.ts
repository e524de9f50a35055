import type { Core } from '../../core.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { isId } from '../../organizers/rules.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { answerPdf } from './answer-pdf-queries.ts'
import { openAnswerPdf } from '../secrets.ts'

export interface FetchedPdf {
  pdf: Buffer
  answeredOn: string
}

/**
 * The PDF of an answer, for an organizer who has been warned that its maker may learn who opens it. Notes each fetch in the
 * letter's activity, so that the other organizers see it.
 * @throws Refusal if there is no such PDF, or `warned` is false
 */
export async function fetchAnswerPdf(
  core: Core,
  organizerId: string,
  letterId: string,
  { answerId, warned }: { answerId: string; warned: boolean },
  now: Date,
): Promise<FetchedPdf> {
  await authorizeLetter(core, organizerId, letterId, 'answer')
  const row = isId(answerId) ? await answerPdf(core.db, letterId, answerId) : undefined
  if (!row) throw notFoundRefusal('PDF')
  if (!warned) throw new Refusal('conflict', 'not-warned', say('refusal-not-warned'))
  await core.db.transaction().execute((trx) => noteActivity(trx, letterId, organizerId, 'answer-pdf-fetched', {}, now))
  return { pdf: openAnswerPdf(core, row.id, row.sealed), answeredOn: row.answered_on }
}

/** The PDF of an answer, for everybody. @throws Refusal unless the owners have published it */
export async function publishedAnswerPdf(core: Core, letter: LetterRow, answerId: string): Promise<FetchedPdf> {
  const row = isId(answerId) ? await answerPdf(core.db, letter.id, answerId) : undefined
  if (!row?.published_at) throw notFoundRefusal('PDF')
  return { pdf: openAnswerPdf(core, row.id, row.sealed), answeredOn: row.answered_on }
}
