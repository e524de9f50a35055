import { answeredOftenRefusal } from '../anonymity/shared-refusals.ts'
import { RepeatLimit } from '../concurrency/repeat-limit.ts'
import type { Core } from '../core.ts'
import { unlessGone } from '../db/keys/keys.ts'
import type { LetterRow } from '../letter/queries.ts'
import { notOpenRefusal, refuseUnlessOpen } from '../letter/refuse-unless-open.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { Refusal, say } from '../refusal.ts'
import { codeKeyOf, type SigningCodeKey } from '../vouching/queries.ts'
import { openSigningKey, readBlindedCodes, signBlindedCodes } from '../vouching/sign-blinded-codes.ts'
import { countHandedOver, type Counted } from './queries.ts'
import { mostOfLetter } from './rules.ts'
import { handingOverHash, organizerTag } from './secrets.ts'

/** Limits the answers to one request in an hour, because each costs RSA signatures. */
const answers = new RepeatLimit(10)

/**
 * Signs codes that an owner or moderator hands over after an in-person check. The organizer's browser has blinded them, so nothing here
 * can be recognized when a code is spent. Only the numbers of codes are stored. There is no entry in the activity log, because it would
 * say when. Idempotent: a repeated request gets the same answer and is counted once.
 * @param sent blinded messages, 384 bytes each in base64url
 * @returns the blind signatures in base64url
 * @throws Refusal
 */
export async function handOverCodes(
  core: Core,
  organizerId: string,
  letterId: string,
  sent: readonly string[],
  now: Date,
): Promise<string[]> {
  const { letter } = await authorizeLetter(core, organizerId, letterId, 'check-in-person')
  refuseUnlessChecking(letter, now)
  const key = await codeKeyOf(core.db, letter.id, 'reviewed')
  if (!key) throw otherKeyRefusal()
  const blinded = readBlindedCodes(key, sent)
  const secrets = unlessGone(() => ({
    tag: organizerTag(core, letter.id, organizerId),
    requestHash: handingOverHash(core, letter.id, blinded),
  }))
  const privateKey = openSigningKey(core, key)
  if (!secrets || !privateKey) throw notOpenRefusal()
  await count(core, letter, { key, ...secrets, count: blinded.length }, now)
  if (!answers.take(secrets.requestHash, now)) throw answeredOftenRefusal()
  return signBlindedCodes(key, privateKey, blinded)
}

/** @throws Refusal unless organizers can hand over codes of this letter now */
export function refuseUnlessChecking(letter: LetterRow, now: Date): void {
  refuseUnlessOpen(letter, now)
  if (letter.checks_each === 0) throw offRefusal()
}

async function count(
  core: Core,
  letter: LetterRow,
  { key, ...counted }: { key: SigningCodeKey; tag: Buffer; requestHash: Buffer; count: number },
  now: Date,
): Promise<void> {
  const handing = { letterId: letter.id, publicKey: key.public_key, ...counted }
  await core.db.transaction().execute(async (trx) => {
    const outcome = await countHandedOver(trx, handing, now)
    if (outcome !== 'counted') throw refusalOf(outcome, letter)
  })
}

function refusalOf(outcome: Exclude<Counted, 'counted'>, { checks_each }: LetterRow): Refusal {
  switch (outcome) {
    case 'not-open':
      return notOpenRefusal()
    case 'off':
      return offRefusal()
    case 'other-key':
      return otherKeyRefusal()
    case 'organizers-limit':
      return new Refusal('conflict', 'codes-handed-over', say('refusal-codes-handed-over', { most: checks_each }))
    case 'letters-limit':
      return new Refusal(
        'conflict',
        'codes-of-letter-handed-over',
        say('refusal-codes-of-letter-handed-over', { most: mostOfLetter(checks_each) }),
      )
  }
}

function offRefusal(): Refusal {
  return new Refusal('conflict', 'in-person-check-off', say('refusal-in-person-check-off'))
}

/** The check was switched off and on since the page got the key. */
function otherKeyRefusal(): Refusal {
  return new Refusal('conflict', 'code-key-changed', say('refusal-code-key-changed'))
}
