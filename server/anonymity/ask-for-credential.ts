import { employersOf, type LetterRow } from '../common/letter-queries.ts'
import type { Core } from '../core.ts'
import { KeyGone } from '../db/keys.ts'
import { Refusal } from '../refusal.ts'
import { challengeFor, closed, readAddress, refuseUnlessOpen } from '../signatures/sign.ts'

/** Has a code mailed that is good for a credential. Answers the same whoever asks and whatever is known of the address. */
export async function askForCredential(core: Core, letter: LetterRow, typed: string, now: Date): Promise<string> {
  refuseUnlessOffered(letter)
  refuseUnlessOpen(letter, now)
  const address = readAddress(typed, await employersOf(core.db, letter.id))
  if ('message' in address) throw Refusal.fields([{ field: 'address', message: address.message }])
  try {
    const payload = { address: address.mailTo }
    return await challengeFor(core, { letterId: letter.id, purpose: 'issue', payload }, address, now)
  } catch (error) {
    throw error instanceof KeyGone ? closed() : error
  }
}

export function refuseUnlessOffered(letter: Pick<LetterRow, 'visibilities'>): void {
  if (letter.visibilities.includes('anonymous')) return
  throw new Refusal(
    'conflict',
    'anonymous-not-offered',
    'This letter does not offer anonymous signatures. Choose one of the other ways to sign it.',
  )
}
