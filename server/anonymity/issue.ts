import { checkCode, type TypedCode } from '../mailbox/check-code.ts'
import { letterCodeMac } from '../mailbox/mailed-code-secrets.ts'
import { requestBatcher } from '../concurrency/request-batcher.ts'
import type { LetterRow } from '../letter/queries.ts'
import { refuseUnlessOpen } from '../letter/refuse-unless-open.ts'
import type { Core } from '../core.ts'
import { isBlindable } from '../crypto/blind-rsa.ts'
import { requestHash } from '../crypto/credential-secrets.ts'
import { unlessGone } from '../db/keys/keys.ts'
import type { CredentialClass } from '../db/schema.ts'
import { Refusal, say } from '../refusal.ts'
import {
  signingEndedRefusal,
  withClosingRefusal,
  tryOrRefuse,
  addressUsedRefusal,
} from '../signatures/signing/confirm.ts'
import { notOfferedRefusal, refuseUnlessIssuing } from './ask-for-credential.ts'
import { signBlinded } from './blind-signing/pool.ts'
import { replaceNamedSignature, type NamedSignatureProof } from './replace-named-signature.ts'
import { claimOf, issuersOf, proveClaims, takeClaim, type Claimed, type IssuerRow } from './queries.ts'
import { inIssuersOrder, listFrom } from './rules.ts'
import type { IssuedJson } from './schemas.ts'
import { openIssuerKey } from './secrets.ts'
import { answeredOftenRefusal, blindedMalformedRefusal } from './shared-refusals.ts'

/** As received, in base64url. */
export interface BlindedInput {
  blinded: readonly { issuer: string; message: string }[]
  /** A named signature that this request replaces. */
  fromNamed?: NamedSignatureProof | undefined
}

/**
 * Spends the address's one claim on a credential and returns the issuers' answers to the blinded messages. Idempotent: a repeated
 * request gets the same answer.
 *
 * When the letter no longer offers anonymous signatures, unspent claims stay unspent. A request that already holds its claim is
 * still answered, because the first answer may have been lost. A named signature may still become anonymous, because its form
 * said so.
 * @throws Refusal
 */
export async function issue(
  core: Core,
  letter: LetterRow,
  { challenge, code, blinded, fromNamed }: TypedCode & BlindedInput,
  now: Date,
): Promise<IssuedJson['signatures']> {
  await refuseUnlessIssuing(core, letter, 'mailbox')
  refuseUnlessOpen(letter, now)
  const request = await readRequest(core, letter.id, 'mailbox', blinded)
  return withClosingRefusal(core, letter.id, async () => {
    const claimed = await (fromNamed
      ? exchange(core, letter.id, { challenge, code, request, fromNamed }, now)
      : letter.visibilities.includes('anonymous')
        ? checkCode(core, { challenge, code }, (challengeId, typed) => {
            const mac = letterCodeMac(core, letter.id, typed)
            return proveClaim(core.db, letter.id, { challengeId, mac, requestHash: request.hash, now })
          })
        : claimedBefore(core, letter.id, { challenge, code }, now))
    return answerTo(core, letter.id, request, claimed)
  })
}

/** A parsed request that may be signed once a claim records its hash. */
export interface CredentialRequest {
  verification: CredentialClass
  issuers: IssuerRow[]
  blinded: { issuer: Buffer; message: Buffer }[]
  hash: Buffer
}

/**
 * Tries a code and, if it is right, spends the address's claim on a request. Concurrent requests of a letter share one
 * transaction.
 */
const proveClaim = requestBatcher(proveClaims)

/** Reads the issuers of each requested class. Concurrent requests share one query. */
const issuersTogether = requestBatcher(async (db, letterId, asked: readonly CredentialClass[]) => {
  const issuers = await issuersOf(db, letterId)
  return asked.map((verification) => issuers.filter((issuer) => issuer.class === verification))
})

/**
 * Validates a request before a claim is spent on it: each issuer of the class is asked once, and each message is 1 < m < n − 1.
 * @throws Refusal
 */
export async function readRequest(
  core: Core,
  letterId: string,
  verification: CredentialClass,
  sent: BlindedInput['blinded'],
): Promise<CredentialRequest> {
  const issuers = await issuersTogether(core.db, letterId, verification)
  const asked = inIssuersOrder(issuers, listFrom(sent.map(({ issuer, message }) => ({ issuer, bytes: message }))) ?? [])
  const blinded = asked?.map(({ issuer, bytes }) => ({ issuer, message: bytes }))
  if (!blinded?.every(({ message }, index) => isBlindable(issuers[index]?.public_key ?? Buffer.alloc(0), message)))
    throw blindedMalformedRefusal()
  return { verification, issuers, blinded, hash: requestHash(letterId, blinded) }
}

/**
 * Returns the issuers' signatures if the claim records this request. The claim is already committed, so a crash before the
 * answer loses nothing: the retry finds its own request hash.
 * @throws Refusal
 */
export async function answerTo(
  core: Core,
  letterId: string,
  request: CredentialRequest,
  { open, held }: Claimed,
): Promise<IssuedJson['signatures']> {
  if (!open) throw signingEndedRefusal()
  if (held === null) throw answeredOftenRefusal()
  if (!held.equals(request.hash)) throw addressUsedRefusal()
  return signAll(core, letterId, request)
}

interface Exchange extends TypedCode {
  request: CredentialRequest
  fromNamed: NamedSignatureProof
}

/** Exchanges a named signature for a credential. One transaction does both. */
async function exchange(core: Core, letterId: string, asked: Exchange, now: Date): Promise<Claimed> {
  const { request, fromNamed } = asked
  const { tag, challengeId } = await tryOrRefuse(core, letterId, asked, 'issue', now)
  return core.db.transaction().execute(async (trx) => {
    await replaceNamedSignature(core, trx, letterId, tag, request, fromNamed)
    const claimed = await takeClaim(trx, { letterId, tag, requestHash: request.hash, challengeId }, now)
    if (!claimed.open) throw signingEndedRefusal()
    // Thrown inside the transaction, so that the named signature is not replaced either.
    if (claimed.held === null) throw answeredOftenRefusal()
    return claimed
  })
}

/** Finds the request that an address's claim already records. @throws Refusal when the address is unused; it stays unused */
async function claimedBefore(core: Core, letterId: string, typed: TypedCode, now: Date): Promise<Claimed> {
  const { tag } = await tryOrRefuse(core, letterId, typed, 'issue', now)
  const held = await claimOf(core.db, letterId, tag)
  if (!held) throw notOfferedRefusal()
  return { open: true, held }
}

async function signAll(
  core: Core,
  letterId: string,
  { issuers, blinded }: CredentialRequest,
): Promise<IssuedJson['signatures']> {
  return Promise.all(
    blinded.map(async ({ issuer, message }, index) => {
      const row = issuers[index]
      const sealed = row?.private_sealed
      const privateKey = sealed && unlessGone(() => openIssuerKey(core, letterId, issuer, sealed))
      if (!privateKey) throw closedWithClaimRefusal()
      const signature = await signBlinded({ n: row.public_key, privateKey }, message)
      return { issuer: issuer.toString('base64url'), signature: signature.toString('base64url') }
    }),
  )
}

/** The letter closed after the claim was committed and before it was signed. */
function closedWithClaimRefusal(): Refusal {
  return new Refusal('gone', 'letter-closed', say('anonymity-closed-while-proving-refusal'))
}
