import { askForCode, type OpenedChallenge } from '../../mailbox/ask-for-code.ts'
import { idFrom, refuseLost } from '../../mailbox/challenge-token.ts'
import { codeTag } from '../../mailbox/mailed-code-secrets.ts'
import type { Core } from '../../core.ts'
import { openRecipientAddress } from '../../letter/secrets.ts'
import { Refusal, say } from '../../refusal.ts'
import { newRecipientChallenge } from './answer-queries.ts'
import { keepUpload, moveUpload } from './answer-pdf-queries.ts'
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
 * Mails a code to the recipient's own address. The link alone does not prove who answers, because mails are forwarded. A PDF waits
 * sealed until the code is entered, for an hour at most.
 *
 * @throws Refusal if the input has faults, the address has been erased, too many PDFs wait, or a crash lost the earlier challenge
 */
export async function askToAnswer(core: Core, token: string, asking: Asking, now: Date): Promise<Asked> {
  const file = readAsking(asking)
  const page = await findRecipientPage(core, token)
  if (page.address_sealed === null) throw new Refusal('gone', 'address-gone', say('refusal-address-gone'))
  const address = openRecipientAddress(core, page.letter_id, page.address_sealed)
  const upload = file && sealAnswerPdf(core, page.id, file)
  const instead = idFrom(asking.instead)
  // A database crash loses the earlier challenge together with its PDF, so the person must choose the file again.
  if (!upload && instead) await refuseLost(core.db, asking.instead)
  return core.db.transaction().execute(async (trx) => {
    const request = { tag: codeTag(core, 'answer', page.id), address, letterId: page.letter_id, once: asking.once }
    const challengeOf = (opened: OpenedChallenge) => [
      newRecipientChallenge(trx, { ...opened, delivery_id: page.id, created_at: now }),
    ]
    const { challenge, id } = await askForCode({ ...core, db: trx }, request, challengeOf, now)
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
