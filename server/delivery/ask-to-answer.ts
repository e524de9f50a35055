import type { Core } from '../core.ts'
import { randomId } from '../crypto/keyed-hash.ts'
import { enqueue } from '../jobs/queue.ts'
import { openRecipientAddress } from '../common/letter-secrets.ts'
import { Refusal } from '../refusal.ts'
import { newCode, triesPerChallenge } from '../verification/codes-rules.ts'
import { openAnswerChallenge } from './answer-queries.ts'
import { findRecipientPage } from './recipient-page.ts'
import { answerMinutes, checkAnswer, codesPerHour } from './rules.ts'
import { answerCodeMac, sealAnswerCode } from './secrets.ts'

/** Mails a code to the recipient's own address: mails are forwarded, so the link alone does not say who writes. */
export async function askToAnswer(core: Core, token: string, text: string, now: Date): Promise<{ challenge: string }> {
  const answer = checkAnswer(text)
  if ('message' in answer) throw Refusal.fields([answer])
  const page = await findRecipientPage(core, token)
  if (page.address_sealed === null)
    throw new Refusal('gone', 'address-gone', 'The address that this letter went to has been erased.')
  const address = openRecipientAddress(core, page.letter_id, page.address_sealed)
  const id = randomId()
  const code = newCode()
  const row = {
    id,
    deliveryId: page.id,
    mac: answerCodeMac(core, id, code),
    sealed: sealAnswerCode(core, id, { address, code }),
    tries: triesPerChallenge,
    now,
    expiresAt: new Date(now.getTime() + answerMinutes * 60_000),
  }
  await core.db.transaction().execute(async (trx) => {
    if (!(await openAnswerChallenge(trx, row, core.config.limits ? codesPerHour : 1_000_000))) throw enough()
    await enqueue(trx, 'send-answer-code', { challenge: id.toString('hex') }, { maxAttempts: 6 })
  })
  return { challenge: id.toString('base64url') }
}

function enough(): Refusal {
  return new Refusal(
    'too-many',
    'too-many-codes',
    'Five codes have been mailed within an hour. Use the newest, or ask again later: what you typed is still here.',
  )
}
