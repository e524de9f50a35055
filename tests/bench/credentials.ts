import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { createPrivateKey, constants, privateDecrypt, randomBytes, sign, type KeyObject } from 'node:crypto'
import { askForCredential } from '../../server/anonymity/ask-for-credential.ts'
import { prepareIssuers } from '../../server/anonymity/prepare-issuers.ts'
import { issuersFor } from '../../server/anonymity/queries.ts'
import { openIssuerKey } from '../../server/anonymity/secrets.ts'
import { revisionOf } from '../../server/letter/queries.ts'
import type { Core } from '../../server/core.ts'
import { credentialMessage, NO_COMMITMENT, signatureStatement } from '../../server/crypto/credential.ts'
import { ed25519Keys } from '../../server/crypto/signing-key.ts'
import { postRequest } from './client.ts'
import { mailedCode } from './sign.ts'

/** A letter's issuer, including the private key that only its server has. */
export interface Issuer {
  id: string
  n: Buffer
  privateKey: KeyObject
}

/** Makes the letter offer anonymous signatures. */
export async function withIssuer(
  core: Core,
  letter: AddressedLetter,
): Promise<{ letter: AddressedLetter; issuer: Issuer }> {
  const offering = { ...letter, visibilities: ['anonymous' as const, ...letter.visibilities] }
  await core.db.updateTable('letter').set({ visibilities: offering.visibilities }).where('id', '=', letter.id).execute()
  await prepareIssuers(core, offering)
  const [row] = await issuersFor(core.db, letter.id, 'mailbox')
  if (!row?.private_sealed) throw new Error('no issuer')
  const key = openIssuerKey(core, letter.id, row.id, row.private_sealed)
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  return { letter: offering, issuer: { id: row.id.toString('base64url'), n: row.public_key, privateKey } }
}

/** A number that looks like a blinded message: random and below n. */
export function someBlinded(): Buffer {
  const bytes = randomBytes(384)
  bytes[0] = 0x40
  return bytes
}

/** Private operations a second of one thread that does nothing else. */
export function bareRate({ privateKey }: Issuer, count: number): number {
  const messages = Array.from({ length: count }, someBlinded)
  const began = performance.now()
  for (const message of messages) privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, message)
  return (count * 1000) / (performance.now() - began)
}

let asked = 0

/** Requests to issue, each with a correct code for a different address. Everything except the issuing is done before. */
export async function issueRequests(
  core: Core,
  letter: AddressedLetter,
  issuer: Issuer,
  count: number,
): Promise<string[]> {
  const requests: string[] = []
  for (let made = 0; made < count; made++) {
    const address = `ina.${asked++}@lantern.example`
    const challenge = await askForCredential(core, letter, address, new Date())
    const code = await mailedCode(core, letter, address)
    const blinded = [{ issuer: issuer.id, message: someBlinded().toString('base64url') }]
    const path = `/api/v1/letters/${letter.slug}/credentials/challenges/${challenge}/issue`
    requests.push(postRequest(path, { code, blinded }))
  }
  return requests
}

/** Requests to redeem. The issuer's key signs the messages directly, which gives the same result as unblinding. */
export async function redeemRequests(
  core: Core,
  letter: AddressedLetter,
  issuer: Issuer,
  count: number,
): Promise<string[]> {
  const revision = await revisionOf(core.db, letter.id, letter.revision)
  if (!revision) throw new Error('no text')
  const statement = Buffer.from(
    signatureStatement({
      letterId: letter.id,
      revisionHash: revision.hash,
      visibility: 'anonymous',
      commitment: NO_COMMITMENT,
    }),
  )
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }
  return Array.from({ length: count }, () => {
    const keys = ed25519Keys(randomBytes(32))
    const parts = { letterId: letter.id, verification: 'mailbox', publicKey: keys.publicKey }
    const message = Buffer.from(credentialMessage(parts))
    const prefix = randomBytes(32)
    const prepared = Buffer.concat([prefix, message])
    const signature = sign('sha384', prepared, { key: issuer.privateKey, ...padding }).toString('base64url')
    return postRequest(`/api/v1/letters/${letter.slug}/redemptions`, {
      message: message.toString('base64url'),
      prefix: prefix.toString('base64url'),
      signatures: [{ issuer: issuer.id, signature }],
      revision_hash: revision.hash.toString('base64url'),
      visibility: 'anonymous',
      commitment: Buffer.from(NO_COMMITMENT).toString('base64url'),
      proof: keys.sign(statement).toString('base64url'),
    })
  })
}
