import { dayOf } from '../../letter/days.ts'
import { randomUUID } from 'node:crypto'
import { lockLetter } from '../../letter/queries.ts'
import { checkCode } from '../../mailbox/check-code.ts'
import { tryChallenge } from '../../mailbox/challenge-queries.ts'
import { codeTag, mailedCodeMac } from '../../mailbox/mailed-code-secrets.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import type { Row } from '../../db/schema.ts'
import { sameBytes } from '../../crypto/keyed-hash.ts'
import { Refusal, say } from '../../refusal.ts'
import { tellOrganizers } from '../../organizers/tell-organizers.ts'
import { forgetUpload, uploadOf } from './answer-pdf-queries.ts'
import { insertResponse, noteAnswer, type RecipientPageRow } from './answer-queries.ts'
import { keepAnswerPdf } from './keep-answer-pdf.ts'
import { findRecipientPage } from './show-recipient-page.ts'
import { checkAnswer, checkAnsweredBy } from '../rules.ts'
import { answerHash, openAnswerPdf, sealAnswer, sealAnsweredBy } from '../secrets.ts'

export interface AnswerInput {
  challenge: string
  code: string
  text: string
  /** The person who answers for the recipient; '' if nobody is named. */
  by: string
}

type Typed = Pick<AnswerInput, 'text' | 'by'>

/**
 * Records an answer from a recipient's private page if its code is right, and tells the organizers. Idempotent: the same answer
 * sent again with the same code is recorded once.
 *
 * @throws Refusal if the code is wrong or has sent another answer, the challenge was lost in a crash, or the answer is empty
 */
export async function answer(core: Core, token: string, input: AnswerInput, now: Date): Promise<void> {
  const typed = readTyped(input)
  const page = await findRecipientPage(core, token)
  const tag = codeTag(core, 'answer', page.id)
  await checkCode(core, input, (id, code) =>
    core.db.transaction().execute(async (trx) => {
      // The lock orders this against a purge: an earlier purge has deleted the challenge, and a later one sees the answer.
      await lockLetter(trx, page.letter_id)
      const codeOf = ({ delivery_id }: Row<'recipient_challenge'>) =>
        delivery_id === page.id ? { tag, mac: mailedCodeMac(core, tag, code) } : null
      const challenge = await tryChallenge(trx, 'recipient_challenge', id, codeOf, { spends: true }, now)
      if (!challenge) return undefined
      if (!challenge.answer_hash) await take(core, trx, page, id, typed, now)
      else if (!sameBytes(challenge.answer_hash, answerHash(core, typed.text, typed.by))) throw codeSpentRefusal()
      return true
    }),
  )
}

function codeSpentRefusal(): Refusal {
  return new Refusal('conflict', 'code-spent', say('refusal-code-spent'), 'code')
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
  { text, by }: Typed,
  now: Date,
): Promise<void> {
  const id = randomUUID()
  const upload = await uploadOf(trx, challenge)
  if (text === '' && !upload) throw Refusal.fields([{ field: 'text', message: say('responses-text-missing') }])
  await insertResponse(trx, {
    id,
    letter_id: page.letter_id,
    delivery_id: page.id,
    recipient_id: page.recipient_id,
    way: 'page',
    text_sealed: sealAnswer(core, id, text),
    text: null,
    answered_by_sealed: by === '' ? null : sealAnsweredBy(core, id, by),
    answered_on: dayOf(now),
    published_at: null,
  })
  if (upload) await keepAnswerPdf(core, trx, id, openAnswerPdf(core, page.id, upload))
  await forgetUpload(trx, challenge)
  await noteAnswer(trx, challenge, id, answerHash(core, text, by))
  await tellOrganizers(trx, page.letter_id)
}
