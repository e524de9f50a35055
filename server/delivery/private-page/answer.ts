import { dayOf } from '../../letter/days.ts'
import { randomUUID } from 'node:crypto'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { Refusal, say } from '../../refusal.ts'
import { tellOrganizers } from '../../organizers/tell-organizers.ts'
import { forgetUpload, uploadOf } from '../responses/answer-pdf-queries.ts'
import { insertResponse } from '../responses/answer-queries.ts'
import type { RecipientPageRow } from './queries.ts'
import { keepAnswerPdf } from '../responses/keep-answer-pdf.ts'
import { spendPageCode } from './spend-page-code.ts'
import { checkAnswer, checkAnsweredBy } from '../rules.ts'
import { actHash, openAnswerPdf, openDelegate, sealAnswer, sealAnsweredBy } from '../secrets.ts'

export interface AnswerInput {
  challenge: string
  code: string
  text: string
  /** The person who answers for the recipient; '' if nobody is named. A delegate answers under the name that the recipient gave. */
  by: string
}

type Typed = Pick<AnswerInput, 'text' | 'by'>

/**
 * Records an answer from a recipient's private page if its code is right, and tells the organizers. Idempotent: the same answer
 * sent again with the same code is recorded once.
 *
 * @throws Refusal if the code is wrong or was used for another act, the challenge was lost in a crash, or the answer is empty
 */
export async function answer(core: Core, token: string, input: AnswerInput, now: Date): Promise<void> {
  const typed = readTyped(input)
  const hash = actHash(core, 'answer', typed.text, typed.by)
  await spendPageCode(core, token, { ...input, hash }, (trx, page, id) => take(core, trx, page, id, typed, now), now)
}

function readTyped({ text, by }: AnswerInput): Typed {
  const answer = checkAnswer(text, 'with-pdf')
  const answerer = checkAnsweredBy(by)
  const wrong = [answer, answerer].filter((each) => 'message' in each)
  if ('message' in answer || 'message' in answerer) throw Refusal.fields(wrong)
  return { ...answer, ...answerer }
}

async function take(
  core: Core,
  trx: Db,
  page: RecipientPageRow,
  challenge: Buffer,
  { text, by: typed }: Typed,
  now: Date,
): Promise<string> {
  const id = randomUUID()
  const by = page.delegated ? delegateIn(core, page) : typed
  const upload = await uploadOf(trx, challenge)
  if (text === '' && !upload) throw Refusal.fields([{ field: 'text', message: say('responses-text-missing') }])
  await insertResponse(trx, {
    id,
    letter_id: page.letter_id,
    delivery_id: page.id,
    recipient_id: page.recipient_id,
    way: page.delegated ? 'delegate' : 'page',
    text_sealed: sealAnswer(core, id, text),
    text: null,
    answered_by_sealed: by === '' ? null : sealAnsweredBy(core, id, by),
    answered_on: dayOf(now),
    published_at: null,
  })
  if (upload) await keepAnswerPdf(core, trx, id, openAnswerPdf(core, page.id, upload))
  await forgetUpload(trx, challenge)
  await tellOrganizers(trx, page.letter_id)
  return id
}

function delegateIn(core: Core, { letter_id, delegation_id, person_sealed }: RecipientPageRow): string {
  if (delegation_id === null || person_sealed === null) throw new Error('a delegate’s page has no delegation')
  return openDelegate(core, letter_id, delegation_id, person_sealed).name
}
