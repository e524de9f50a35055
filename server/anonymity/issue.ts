import type { LetterRow } from '../common/letter-queries.ts'
import type { Core } from '../core.ts'
import { isBlindable } from '../crypto/blind-rsa.ts'
import { requestHash } from '../crypto/credential-secrets.ts'
import { unlessGone } from '../db/keys.ts'
import type { Db } from '../db/pool.ts'
import { Refusal } from '../refusal.ts'
import { shut, toldOfClosing, tryOrRefuse, used } from '../signatures/confirm.ts'
import { idFrom, refuseUnlessOpen } from '../signatures/sign.ts'
import { refuseUnlessOffered } from './ask-for-credential.ts'
import { signBlinded } from './blind-signing/pool.ts'
import { giveUpNamed, type GivenUp } from './give-up-named.ts'
import { forgetAsked, issuersFor, takeClaim, type IssuerRow } from './queries.ts'
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

/** Spends the address's one claim on a credential: the issuers' answers to a blinded message. The same request has the same answer. */
export async function issue(
  core: Core,
  letter: LetterRow,
  { challenge, code, ...asked }: { challenge: string; code: string } & BlindedInput,
  now: Date,
): Promise<IssuedSignature[]> {
  refuseUnlessOffered(letter)
  refuseUnlessOpen(letter, now)
  const request = await readRequest(core, letter.id, 'mailbox', asked)
  return toldOfClosing(core, letter.id, async () => {
    const { tag, challengeId } = await tryOrRefuse(core, letter.id, idFrom(challenge), code, 'issue', now)
    const forget = (trx: Db) => forgetAsked(trx, letter.id, challengeId, tag)
    return issueTo(core, letter.id, { tag, request, forget }, now)
  })
}

/** A request that has been read and may be signed, once there is a claim for it. */
export interface CredentialRequest {
  verification: CredentialClass
  issuers: IssuerRow[]
  blinded: { issuer: Buffer; message: Buffer }[]
  hash: Buffer
  fromNamed: GivenUp | undefined
}

/** What was sent, checked before any claim is spent on it: each issuer of the class asked once, 1 < m < n − 1. @throws Refusal */
export async function readRequest(
  core: Core,
  letterId: string,
  verification: CredentialClass,
  { blinded: sent, fromNamed }: BlindedInput,
): Promise<CredentialRequest> {
  const issuers = await issuersFor(core.db, letterId, verification)
  const asked = inIssuersOrder(issuers, listFrom(sent.map(({ issuer, message }) => ({ issuer, bytes: message }))) ?? [])
  const blinded = asked?.map(({ issuer, bytes }) => ({ issuer, message: bytes }))
  if (!blinded?.every(({ message }, index) => isBlindable(issuers[index]?.public_key ?? Buffer.alloc(0), message)))
    throw new Refusal(
      'invalid',
      'blinded-malformed',
      'What your browser sent cannot be signed. Load the page again and go on: your address is as unused as before.',
      'blinded',
    )
  return { verification, issuers, blinded, hash: requestHash(letterId, blinded), fromNamed }
}

/**
 * Whoever has proved a claim (an address by its code, say) gets it spent on this request, and the signatures. The claim is
 * committed first: a crash between that and the answer loses nothing, since the retry finds its own request.
 */
export async function issueTo(
  core: Core,
  letterId: string,
  { tag, request, forget }: { tag: Buffer; request: CredentialRequest; forget: (trx: Db) => Promise<void> },
  now: Date,
): Promise<IssuedSignature[]> {
  const held = await core.db.transaction().execute(async (trx) => {
    if (request.fromNamed) await giveUpNamed(trx, letterId, tag, request, request.fromNamed)
    const claim = await takeClaim(trx, letterId, tag, request.hash, now)
    if (!claim.open) throw shut()
    await forget(trx)
    return claim.held
  })
  if (held?.equals(request.hash) !== true) throw used()
  return signAll(core, letterId, request)
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
      if (!privateKey) throw closedWithClaim()
      const signature = await signBlinded({ n: row.public_key, privateKey }, message)
      return { issuer: issuer.toString('base64url'), signature: signature.toString('base64url') }
    }),
  )
}

/** The letter closed between the claim and its signature. */
function closedWithClaim(): Refusal {
  return new Refusal(
    'gone',
    'letter-closed',
    'Signing ended in the very moment in which your code arrived here, and no credential could be made any more. You were not counted.',
  )
}
