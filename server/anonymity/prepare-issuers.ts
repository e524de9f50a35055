import type { LetterRow } from '../letter/queries.ts'
import { singleFlight } from '../concurrency/single-flight.ts'
import type { Core } from '../core.ts'
import { issuerId, newIssuerKey } from '../crypto/blind-rsa.ts'
import { issuersFor, keepIssuer } from './queries.ts'
import type { CredentialClass } from '../db/schema.ts'
import { sealIssuerKey } from './secrets.ts'

/**
 * Creates the missing issuer keys of a letter that offers `anonymous`. Call it before the transaction that opens the letter,
 * because key generation takes about a second on another thread. The letter's key files must exist.
 */
export async function prepareIssuers(
  core: Core,
  letter: Pick<LetterRow, 'id' | 'visibilities'>,
  classes: readonly CredentialClass[] = ['mailbox'],
): Promise<void> {
  if (!letter.visibilities.includes('anonymous')) return
  for (const verification of classes)
    await singleFlight(`issuer:${letter.id}:${verification}`, () => prepareIssuer(core, letter.id, verification))
}

async function prepareIssuer(core: Core, letterId: string, verification: CredentialClass): Promise<void> {
  const there = await issuersFor(core.db, letterId, verification)
  if (there.length > 0) return
  const { n, privateKey } = await newIssuerKey()
  const id = issuerId(n)
  await keepIssuer(core.db, {
    letter_id: letterId,
    class: verification,
    id,
    public_key: n,
    private_sealed: sealIssuerKey(core, letterId, id, privateKey),
  })
}
