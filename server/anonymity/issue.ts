import { idFrom, toldOfLoss } from '../mailbox/challenge-token.ts'
import { requestBatcher } from '../concurrency/request-batcher.ts'
import type { LetterRow } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { isBlindable } from '../crypto/blind-rsa.ts'
import { requestHash } from '../crypto/credential-secrets.ts'
import { unlessGone } from '../db/keys/keys.ts'
import { Refusal } from '../refusal.ts'
import { wrongCodeRefusal } from '../mailbox/codes-rules.ts'
import {
  readCode,
  signingEndedRefusal,
  toldOfClosing,
  tryOrRefuse,
  addressUsedRefusal,
} from '../signatures/signing/confirm.ts'
import { refuseUnlessOpen } from '../signatures/signing/sign.ts'
import { notOfferedRefusal, refuseUnlessIssuing } from './ask-for-credential.ts'
import { signBlinded } from './blind-signing/pool.ts'
import { replaceNamedSignature, type GivenUp } from './replace-named-signature.ts'
import { proveClaim } from './prove-claim.ts'
import { claimOf, issuersOf, takeClaim, type Claimed, type IssuerRow } from './queries.ts'
import { inIssuersOrder, listFrom, type CredentialClass } from './rules.ts'
import { openIssuerKey } from './secrets.ts'

/** As it comes: base64url. */
export interface BlindedInput {
  blinded: readonly { issuer: string; message: string }[]
  /** A named signature that is given up for it. */
  fromNamed?: GivenUp | undefined
}

export interface IssuedSignature {
  issuer: string
  signature: string
}

/**
 * Spends the address's one claim on a credential: the issuers' answers to a blinded message. The same request has the same answer. Where
 * the letter no longer offers the way, no unspent claim is spent: only a request that holds its claim is answered, since its answer may
 * have been lost, and a signature with a name may become anonymous, since its form said so.
 */
export async function issue(
  core: Core,
  letter: LetterRow,
  { challenge, code, blinded, fromNamed }: { challenge: string; code: string } & BlindedInput,
  now: Date,
): Promise<IssuedSignature[]> {
  await refuseUnlessIssuing(core, letter, 'mailbox')
  refuseUnlessOpen(letter, now)
  const request = await readRequest(core, letter.id, 'mailbox', blinded)
  return toldOfClosing(core, letter.id, () =>
    toldOfLoss(core.db, challenge, async () => {
      const typed = { challengeId: idFrom(challenge), code }
      const claimed = await (fromNamed
        ? exchange(core, letter.id, { ...typed, request, fromNamed }, now)
        : letter.visibilities.includes('anonymous')
          ? proveClaim(core.db, letter.id, { ...readCode(core, letter.id, typed), requestHash: request.hash, now })
          : claimedBefore(core, letter.id, typed, now))
      if (!claimed) throw wrongCodeRefusal()
      return answerTo(core, letter.id, request, claimed)
    }),
  )
}

/** A request that has been read and may be signed, once there is a claim for it. */
export interface CredentialRequest {
  verification: CredentialClass
  issuers: IssuerRow[]
  blinded: { issuer: Buffer; message: Buffer }[]
  hash: Buffer
}

/** Of the class that each asks for; those who ask at once share one reading. */
const issuersTogether = requestBatcher(async (db, letterId, asked: readonly CredentialClass[]) => {
  const issuers = await issuersOf(db, letterId)
  return asked.map((verification) => issuers.filter((issuer) => issuer.class === verification))
})

/** What was sent, checked before any claim is spent on it: each issuer of the class asked once, 1 < m < n − 1. @throws Refusal */
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
    throw new Refusal(
      'invalid',
      'blinded-malformed',
      'What your browser sent cannot be signed. Load the page again and go on: your address is as unused as before.',
      'blinded',
    )
  return { verification, issuers, blinded, hash: requestHash(letterId, blinded) }
}

/**
 * The issuers' signatures, for whom the claim stands. It has been committed by then: a crash before the answer loses nothing, since
 * the retry finds its own request. @throws Refusal
 */
export async function answerTo(
  core: Core,
  letterId: string,
  request: CredentialRequest,
  { open, held }: Claimed,
): Promise<IssuedSignature[]> {
  if (!open) throw signingEndedRefusal()
  if (held === null) throw answeredOftenRefusal()
  if (!held.equals(request.hash)) throw addressUsedRefusal()
  return signAll(core, letterId, request)
}

interface Exchange {
  challengeId: Buffer | null
  code: string
  request: CredentialRequest
  fromNamed: GivenUp
}

/** A credential for a named signature: either both happen, or neither. */
async function exchange(core: Core, letterId: string, asked: Exchange, now: Date): Promise<Claimed> {
  const { request, fromNamed } = asked
  const { tag, challengeId } = await tryOrRefuse(core, letterId, asked, 'issue', now)
  return core.db.transaction().execute(async (trx) => {
    await replaceNamedSignature(trx, letterId, tag, request, fromNamed)
    const claimed = await takeClaim(trx, { letterId, tag, requestHash: request.hash, challengeId }, now)
    if (!claimed.open) throw signingEndedRefusal()
    // Thrown here, so that the signature with a name is not given up either.
    if (claimed.held === null) throw answeredOftenRefusal()
    return claimed
  })
}

/** @throws Refusal where the address has not been used: it stays so */
async function claimedBefore(
  core: Core,
  letterId: string,
  typed: { challengeId: Buffer | null; code: string },
  now: Date,
): Promise<Claimed> {
  const { tag } = await tryOrRefuse(core, letterId, typed, 'issue', now)
  const held = await claimOf(core.db, letterId, tag)
  if (!held) throw notOfferedRefusal()
  return { open: true, held }
}

async function signAll(
  core: Core,
  letterId: string,
  { issuers, blinded }: CredentialRequest,
): Promise<IssuedSignature[]> {
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

/** Each answer costs a signature of RSA. Another code continues from here, since the claim stands for the same request. */
function answeredOftenRefusal(): Refusal {
  return new Refusal(
    'too-many',
    'code-answered',
    'This code has been answered ten times, and is not answered again. Give your address once more, and enter the new code with the same signing key: nothing is lost.',
    'code',
  )
}

/** The letter closed between the claim and its signature. */
function closedWithClaimRefusal(): Refusal {
  return new Refusal(
    'gone',
    'letter-closed',
    'Signing ended in the very moment in which your code arrived here, and no credential could be made any more. You were not counted.',
  )
}
