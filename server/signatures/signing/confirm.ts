import { createHash } from 'node:crypto'
import type { Core } from '../../core.ts'
import { KeyGone } from '../../db/keys/keys.ts'
import { letterById, type LetterRow } from '../../letter/queries.ts'
import type { Visibility } from '../../letter/rules.ts'
import { refuseUnlessOpen } from '../../letter/refuse-unless-open.ts'
import { Refusal, say } from '../../refusal.ts'
import { checkCode, type TypedCode } from '../../mailbox/check-code.ts'
import { letterCodeMac } from '../../mailbox/mailed-code-secrets.ts'
import { unpacked } from '../for-log.ts'
import { claimIs, tryCode, type Purpose, type Tried } from '../queries.ts'
import type { SigningPayload } from '../rules.ts'
import { openPayload } from '../secrets.ts'
import { spendOnName } from './spend-on-name.ts'

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
export async function confirm(core: Core, letter: LetterRow, input: TypedCode, now: Date): Promise<Confirmed> {
  refuseUnlessOpen(letter, now)
  return withClosingRefusal(core, letter.id, () => confirmOpen(core, letter, input, now))
}

/**
 * Closing removes challenges, codes and the key. A person who is confirming at that moment is told that signing ended, not that
 * the code was wrong.
 */
export async function withClosingRefusal<T>(core: Core, letterId: string, act: () => Promise<T>): Promise<T> {
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

async function confirmOpen(core: Core, letter: LetterRow, input: TypedCode, now: Date): Promise<Confirmed> {
  const tried = await tryOrRefuse(core, letter.id, input, 'sign', now)
  const requestHash = createHash('sha256').update('named').update(tried.challengeId).digest()
  const payload = openPayload(core, letter.id, tried.challengeId, tried.payload_sealed) as SigningPayload | null
  // An empty payload was erased: this challenge has been confirmed before.
  const { outcome, visibility } = payload
    ? await spend(core, letter.id, tried, payload, requestHash, now)
    : { outcome: 'used' as const, visibility: null }
  if (outcome === 'not-open') throw signingEndedRefusal()
  if (outcome === 'other-text') throw textChangedRefusal()
  if (outcome === 'used' && !(await claimIs(core.db, letter.id, tried.tag, requestHash))) throw addressUsedRefusal()
  return { outcome: 'signed', visibility }
}

/** @throws Refusal if the code is wrong, or is of another purpose */
export async function tryOrRefuse(
  core: Core,
  letterId: string,
  typed: TypedCode,
  purpose: Purpose,
  now: Date,
): Promise<Tried & { challengeId: Buffer }> {
  return checkCode(core, typed, async (challengeId, code) => {
    const tried = await tryCode(core.db, letterId, challengeId, letterCodeMac(core, letterId, code), now)
    return tried?.right === true && tried.purpose === purpose ? { ...tried, challengeId } : undefined
  })
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
  return spendOnName(
    core,
    { letterId, tag, requestHash, challengeId },
    {
      place,
      signatory: { ...payload, person: payload.name === null ? null : payload },
      forLog: unpacked(payload.forLog),
      rest: {
        revision: payload.revision,
        class: 'mailbox',
        employer_id: payload.employerId,
        verifier: Buffer.from(payload.verifier, 'base64url'),
        resemblance: payload.resemblance,
      },
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
