import { idFrom, refuseLost } from '../../mailbox/challenge-token.ts'
import type { Core } from '../../core.ts'
import { Refusal, say } from '../../refusal.ts'
import { keepUpload, moveUpload } from '../responses/answer-pdf-queries.ts'
import { mailPageCode } from './mail-page-code.ts'
import { findRecipientPage } from './show-recipient-page.ts'
import { checkAnswer, checkAnsweredBy, checkAnswerPdf, mostUploads } from '../rules.ts'
import { sealAnswerPdf } from '../secrets.ts'

export interface Asking {
  text: string
  /** The person who answers for the recipient; '' if nobody is named. */
  by: string
  pdf: Buffer | 'too-large' | null
  /** The token of an earlier challenge whose waiting PDF moves to the new one; '' if there is none. */
  instead: string
  /** Names one press of the button (see CodeRequest). */
  once?: Buffer | undefined
}

export interface Asked {
  challenge: string
  /** True if the recipient uploaded a PDF. It is kept until the code of this challenge is entered. */
  pdf: boolean
}

/**
 * Mails the code with which the recipient answers. A PDF waits sealed until the code is entered, for an hour at most.
 *
 * @throws Refusal if the input has faults, the address has been erased, too many PDFs wait, or a crash lost the earlier challenge
 */
export async function askToAnswer(core: Core, token: string, asking: Asking, now: Date): Promise<Asked> {
  const file = readAsking(asking)
  const page = await findRecipientPage(core, token)
  const upload = file && sealAnswerPdf(core, page.id, file)
  const instead = idFrom(asking.instead)
  // A database crash loses the earlier challenge together with its PDF, so the person must choose the file again.
  if (!upload && instead) await refuseLost(core.db, asking.instead)
  return core.db.transaction().execute(async (trx) => {
    const { challenge, id } = await mailPageCode({ ...core, db: trx }, page, asking.once, now)
    if (!upload) return { challenge, pdf: instead !== null && (await moveUpload(trx, page.id, instead, id)) }
    if (!(await keepUpload(trx, { deliveryId: page.id, challengeId: id, sealed: upload }, mostUploads)))
      throw tooManyCodesRefusal()
    return { challenge, pdf: true }
  })
}

/** Checks the typed answer and returns its PDF. */
function readAsking({ text, by, pdf, instead }: Asking): Buffer | null {
  const answer = checkAnswer(text, pdf || instead !== '' ? 'with-pdf' : 'alone')
  const answerer = checkAnsweredBy(by)
  const file = checkAnswerPdf(pdf)
  const wrong = [answer, answerer, file].filter((each) => 'message' in each)
  if ('message' in file || wrong.length > 0) throw Refusal.fields(wrong)
  return file.pdf
}

/**
 * Bounds the disk space of waiting PDFs. It must not block answers without a PDF, because a stranger with the link can reach it.
 */
function tooManyCodesRefusal(): Refusal {
  return new Refusal('too-many', 'too-many-files', say('refusal-too-many-files', { most: mostUploads }))
}
