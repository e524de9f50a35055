import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { issuerId, newIssuerKey, type IssuerKey } from '../../server/crypto/blind-rsa.ts'
import { keepIssuer } from '../../server/anonymity/queries.ts'
import { credentialClasses } from '../../server/crypto/credential.ts'
import { sealIssuerKey } from '../../server/anonymity/secrets.ts'
import type { TestServer } from './app.ts'

/** Making a key takes a second or more. The letters of a test file share one key for each class, unless a test is about keys. */
const shared = new Map<string, Promise<IssuerKey>>()

/** Does what opening a letter does, with keys that were made before. */
export async function keepSharedIssuers({ parts }: TestServer, letter: AddressedLetter): Promise<void> {
  if (!letter.visibilities.includes('anonymous')) return
  for (const verification of credentialClasses) {
    const key = shared.get(verification) ?? newIssuerKey()
    shared.set(verification, key)
    const { n, privateKey } = await key
    const id = issuerId(n)
    const private_sealed = sealIssuerKey(parts, letter.id, id, privateKey)
    await keepIssuer(parts.db, { letter_id: letter.id, class: verification, id, public_key: n, private_sealed })
  }
}
