import { revisionOf, type LetterRow } from '../letter/queries.ts'
import { maySign } from '../letter/rules.ts'
import type { Core } from '../core.ts'
import { notOfferedRefusal } from './ask-for-credential.ts'
import { issuersOf, type IssuerRow } from './queries.ts'
import { logKeys } from '../audit/secrets.ts'

export interface Credentials {
  letter: LetterRow
  revision: { number: number; hash: Buffer }
  issuance: 'open' | 'paused' | 'ended'
  issuers: IssuerRow[]
  /** The Ed25519 public key that verifies receipts. */
  receiptKey: Buffer
}

/** Returns the data that a client needs to make or verify a credential of this letter. @throws Refusal */
export async function showCredentials(core: Core, letter: LetterRow, now: Date): Promise<Credentials> {
  const issuers = await issuersOf(core.db, letter.id)
  // Existing credentials stay valid after the letter stops issuing.
  if (issuers.length === 0 && !letter.visibilities.includes('anonymous')) throw notOfferedRefusal()
  const revision = await revisionOf(core.db, letter.id, letter.revision)
  if (!revision) throw new Error('a letter that is signed has no text')
  const verdict = letter.visibilities.includes('anonymous') ? maySign(letter, now) : 'closed'
  return {
    letter,
    revision,
    issuance: verdict === 'yes' ? 'open' : verdict === 'paused' ? 'paused' : 'ended',
    issuers,
    receiptKey: logKeys(core, letter.id).publicKey,
  }
}
