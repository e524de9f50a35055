import type { LetterRow } from '../common/letter-queries.ts'
import type { Core } from '../core.ts'
import { issuerId, newIssuerKey } from '../crypto/blind-rsa.ts'
import { issuersOf, keepIssuer } from './queries.ts'
import type { CredentialClass } from './rules.ts'
import { sealIssuerKey } from './secrets.ts'

/**
 * Makes the issuer keys of a letter that offers `anonymous`, where there are none. Before the transaction that opens the letter:
 * it takes a second or so, in another thread. The letter's key files have to be there.
 */
export async function prepareIssuers(
  core: Core,
  letter: Pick<LetterRow, 'id' | 'visibilities'>,
  classes: readonly CredentialClass[] = ['mailbox'],
): Promise<void> {
  if (!letter.visibilities.includes('anonymous')) return
  const there = await issuersOf(core.db, letter.id)
  for (const verification of classes) {
    if (there.some((issuer) => issuer.class === verification)) continue
    const { n, privateKey } = await newIssuerKey()
    const id = issuerId(n)
    const sealed = sealIssuerKey(core, letter.id, id, privateKey)
    await keepIssuer(core.db, {
      letter_id: letter.id,
      class: verification,
      id,
      public_key: n,
      private_sealed: sealed,
    })
  }
}
