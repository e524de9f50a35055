import { challengeToken, idFrom, refuseLost } from '../common/challenge-token.ts'
import type { Core } from '../core.ts'
import { randomId } from '../crypto/keyed-hash.ts'
import { enqueue } from '../jobs/queue.ts'
import { openRecipientAddress } from '../common/letter-secrets.ts'
import { Refusal } from '../refusal.ts'
import { newCode, triesPerChallenge } from '../verification/codes-rules.ts'
import { openAnswerChallenge } from './answer-queries.ts'
import { keepUpload, moveUpload } from './answer-pdf-queries.ts'
import { findRecipientPage } from './recipient-page.ts'
import { answerMinutes, checkAnswer, checkAnsweredBy, checkAnswerPdf, codesPerHour } from './rules.ts'
import { answerCodeMac, sealAnswerCode, sealAnswerPdf } from './secrets.ts'

export interface Asking {
  text: string
  /** Whoever answers for the recipient; ''. */
  by: string
  pdf: Buffer | 'too-large' | null
  /** The challenge before, whose PDF goes over to this one; ''. */
  instead: string
}

export interface Asked {
  challenge: string
  /** Whether a PDF waits with it. */
  pdf: boolean
}

/** Mails a code to the recipient's own address: mails are forwarded, so the link alone does not say who writes. */
export async function askToAnswer(core: Core, token: string, asking: Asking, now: Date): Promise<Asked> {
  const file = readAsking(asking)
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
  const upload = file && sealAnswerPdf(core, page.id, file)
  const instead = idFrom(asking.instead)
  // The PDF that waited with the challenge before is lost with it.
  if (!upload && instead) await refuseLost(core.db, asking.instead)
  return core.db.transaction().execute(async (trx) => {
    const epoch = await openAnswerChallenge(trx, row, core.config.limits ? codesPerHour : 1_000_000)
    if (!epoch) throw enough()
    await enqueue(trx, 'send-answer-code', { challenge: id.toString('hex') }, { maxAttempts: 6 })
    if (upload) await keepUpload(trx, id, upload)
    const pdf = upload ? true : instead !== null && (await moveUpload(trx, page.id, instead, id))
    return { challenge: challengeToken(id, epoch), pdf }
  })
}

/** @returns its PDF */
function readAsking({ text, by, pdf, instead }: Asking): Buffer | null {
  const answer = checkAnswer(text, pdf || instead !== '' ? 'with-pdf' : 'alone')
  const answerer = checkAnsweredBy(by)
  const file = checkAnswerPdf(pdf)
  const wrong = [answer, answerer, file].filter((each) => 'message' in each)
  if ('message' in file || wrong.length > 0) throw Refusal.fields(wrong)
  return file.pdf
}

function enough(): Refusal {
  return new Refusal(
    'too-many',
    'too-many-codes',
    'Five codes have been mailed within an hour. Use the newest, or ask again later: what you typed is still here.',
  )
}
