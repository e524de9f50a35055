import { createHash } from 'node:crypto'
import type { Core } from '../../core.ts'
import { idFrom, toldOfLoss } from '../../mailbox/challenge-token.ts'
import { KeyGone } from '../../db/keys/keys.ts'
import { letterById, type LetterRow } from '../../letter/queries.ts'
import type { Visibility } from '../../letter/rules.ts'
import { refuseUnlessOpen } from '../../letter/refuse-unless-open.ts'
import { Refusal, say } from '../../refusal.ts'
import {
  codeMalformedRefusal,
  wrongCodeRefusal,
  parseCode,
  wrongCodesPerAddressAndHour,
} from '../../mailbox/codes-rules.ts'
import { claimIs, spendClaim, tryCode, type Purpose, type Tried } from '../queries.ts'
import type { SigningPayload } from '../rules.ts'
import { codeMac, openPayload } from '../secrets.ts'
import { sealSignatory } from '../seal-signatory.ts'

export interface Confirmed {
  outcome: 'signed'
  /** Null for a repeated confirmation: the choice has been erased. */
  visibility: Visibility | null
}

/**
 * Spends the address's one claim on the signature that its challenge holds. Idempotent: a right code that is entered twice
 * succeeds twice and counts once.
 * @throws Refusal
 */
export async function confirm(
  core: Core,
  letter: LetterRow,
  input: { challenge: string; code: string },
  now: Date,
): Promise<Confirmed> {
  refuseUnlessOpen(letter, now)
  return toldOfClosing(core, letter.id, () =>
    toldOfLoss(core.db, input.challenge, () => confirmOpen(core, letter, input, now)),
  )
}

/**
 * Closing removes challenges, codes and the key. A person who is confirming at that moment is told that signing ended, not that
 * the code was wrong.
 */
export async function toldOfClosing<T>(core: Core, letterId: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw error instanceof KeyGone || (await hasEnded(core, letterId)) ? signingEndedRefusal() : error
  }
}

async function hasEnded({ db }: Core, letterId: string): Promise<boolean> {
  const letter = await letterById(db, letterId)
  return letter?.state === 'closed' || letter?.state === 'purged'
}

async function confirmOpen(
  core: Core,
  letter: LetterRow,
  input: { challenge: string; code: string },
  now: Date,
): Promise<Confirmed> {
  const challengeId = idFrom(input.challenge)
  const tried = await tryOrRefuse(core, letter.id, { challengeId, code: input.code }, 'sign', now)
  const requestHash = createHash('sha256').update('named').update(tried.challengeId).digest()
  const payload = openPayload(core, letter.id, tried.challengeId, tried.payload_sealed) as SigningPayload | null
  // An empty payload was erased: this challenge has been confirmed before.
  const outcome = payload ? await spend(core, letter.id, tried, payload, requestHash, now) : 'used'
  if (outcome === 'not-open') throw signingEndedRefusal()
  if (outcome === 'other-text') throw textChangedRefusal()
  if (outcome === 'used' && !(await claimIs(core.db, letter.id, tried.tag, requestHash))) throw addressUsedRefusal()
  return { outcome: 'signed', visibility: payload?.visibility ?? null }
}

export interface TypedCode {
  /** Null when the token is malformed. */
  challengeId: Buffer | null
  code: string
}

/** Tries a code. A wrong, expired, foreign or unknown one gets the same sentence. @throws Refusal */
export async function tryOrRefuse(
  core: Core,
  letterId: string,
  typed: TypedCode,
  purpose: Purpose,
  now: Date,
): Promise<Tried & { challengeId: Buffer }> {
  const { challengeId, mac } = readCode(core, letterId, typed)
  const tried = await tryCode(core.db, letterId, challengeId, mac, now, wrongCodesPerAddressAndHour)
  if (tried?.right !== true || tried.purpose !== purpose) throw wrongCodeRefusal()
  return { ...tried, challengeId }
}

/** @throws Refusal when the code or the challenge is malformed */
export function readCode(core: Core, letterId: string, typed: TypedCode): { challengeId: Buffer; mac: Buffer } {
  const code = parseCode(typed.code)
  if (code === null) throw codeMalformedRefusal()
  if (!typed.challengeId) throw wrongCodeRefusal()
  return { challengeId: typed.challengeId, mac: codeMac(core, letterId, code) }
}

async function spend(
  core: Core,
  letterId: string,
  { tag, challengeId }: { tag: Buffer; challengeId: Buffer },
  payload: SigningPayload,
  requestHash: Buffer,
  now: Date,
) {
  const place = { id: Buffer.from(payload.signatureId, 'base64url'), letter_id: letterId }
  return spendClaim(
    core.db,
    { letterId, tag, requestHash, challengeId },
    {
      ...place,
      revision: payload.revision,
      ...sealSignatory(core, place, { ...payload, person: payload.name === null ? null : payload }),
      class: 'mailbox',
      employer_id: payload.employerId,
      verifier: Buffer.from(payload.verifier, 'base64url'),
      resemblance: payload.resemblance,
      claim_tag: payload.visibility === 'public' ? tag : null,
    },
    now,
  )
}

export function signingEndedRefusal(): Refusal {
  return new Refusal('gone', 'letter-closed', say('refusal-signing-ended'))
}

export function textChangedRefusal(): Refusal {
  return new Refusal('conflict', 'text-changed', say('refusal-signing-text-changed'))
}

/** The sentence does not depend on the state of the signature that used the address. */
export function addressUsedRefusal(): Refusal {
  return new Refusal('conflict', 'address-used', say('refusal-address-used'))
}
