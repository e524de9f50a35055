import { challengeToken, idFrom, refuseLost } from '../../mailbox/challenge-token.ts'
import { codeEnd, mailCode } from '../../mailbox/mail-code.ts'
import { codeTag } from '../../mailbox/mailed-code-secrets.ts'
import type { Core } from '../../core.ts'
import { randomId } from '../../crypto/keyed-hash.ts'
import { openRecipientAddress } from '../../letter/secrets.ts'
import { Refusal } from '../../refusal.ts'
import { triesPerChallenge } from '../../mailbox/codes-rules.ts'
import { openAnswerChallenge } from './answer-queries.ts'
import { keepUpload, moveUpload } from './answer-pdf-queries.ts'
import { findRecipientPage } from './recipient-page.ts'
import { checkAnswer, checkAnsweredBy, checkAnswerPdf, mostUploads } from '../rules.ts'
import { sealAnswerPdf } from '../secrets.ts'

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
  const row = {
    id,
    delivery_id: page.id,
    attempts_left: triesPerChallenge,
    created_at: now,
    expires_at: codeEnd(now),
  }
  const upload = file && sealAnswerPdf(core, page.id, file)
  const instead = idFrom(asking.instead)
  // The PDF that waited with the challenge before is lost with it.
  if (!upload && instead) await refuseLost(core.db, asking.instead)
  return core.db.transaction().execute(async (trx) => {
    await openAnswerChallenge(trx, row)
    const tag = codeTag(core, 'answer', page.id)
    const epoch = await mailCode(core, trx, { tag, address, letterId: page.letter_id }, now)
    const challenge = challengeToken(id, epoch)
    if (!upload) return { challenge, pdf: instead !== null && (await moveUpload(trx, page.id, instead, id)) }
    if (!(await keepUpload(trx, { deliveryId: page.id, challengeId: id, sealed: upload }, mostUploads)))
      throw tooManyCodesRefusal()
    return { challenge, pdf: true }
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

/** Bounds the disk. It stops no answer, because a stranger with the link could use it up. */
function tooManyCodesRefusal(): Refusal {
  return new Refusal(
    'too-many',
    'too-many-files',
    'Five PDFs wait for their codes on this page already. Send the answer without the PDF now, or with it an hour later: what you typed is still here.',
  )
}
