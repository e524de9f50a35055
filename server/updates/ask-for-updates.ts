import { challengeToken } from '../common/challenge-token.ts'
import type { LetterRow } from '../common/letter-queries.ts'
import type { Core } from '../core.ts'
import { randomId } from '../crypto/keyed-hash.ts'
import { KeyGone } from '../db/keys.ts'
import { enqueue } from '../jobs/queue.ts'
import { Refusal } from '../refusal.ts'
import { normaliseAddress } from '../verification/addresses-rules.ts'
import { newCode } from '../verification/codes-rules.ts'
import { isEmployerDomain } from '../verification/employers-rules.ts'
import { employerDomains, openSubscription } from './queries.ts'
import { challengeMinutes, mayAsk } from './rules.ts'
import { sealSubscriberMail, subscriberBucket, subscriberCodeMac } from './secrets.ts'

/** Mails a code. The answer is the same for an address on the list and for one that is not: nobody looks. */
export async function askForUpdates(
  core: Core,
  letter: LetterRow,
  typed: string,
  now: Date,
): Promise<{ challenge: string }> {
  if (!mayAsk(letter.state)) throw noMoreUpdates()
  const { mailTo, normal } = await personalAddress(core, letter.id, typed)
  const id = randomId()
  const code = newCode()
  const challenge = unlessKeyGone(() => ({
    id,
    letterId: letter.id,
    mac: subscriberCodeMac(core, letter.id, id, code),
    mailSealed: sealSubscriberMail(core, letter.id, id, { address: mailTo, normal, code }),
    bucket: subscriberBucket(core, normal, now),
    expiresAt: new Date(now.getTime() + challengeMinutes * 60_000),
  }))
  const epoch = await core.db.transaction().execute(async (trx) => {
    const opened = await openSubscription(trx, challenge, now, core.config.limits)
    if (opened.allowed)
      await enqueue(trx, 'send-subscriber-code', { challenge: id.toString('hex') }, { maxAttempts: 6 })
    return opened.epoch
  })
  return { challenge: challengeToken(id, epoch) }
}

async function personalAddress({ db }: Core, letterId: string, typed: string) {
  const address = normaliseAddress(typed)
  if (!address.ok) throw new Refusal('invalid', 'address-not-usable', address.message, 'address')
  if (isEmployerDomain(address.domain, await employerDomains(db, letterId)))
    throw new Refusal(
      'invalid',
      'address-at-employer',
      `Whoever runs the mail of ${address.domain} can read what arrives there. Use a personal address that no employer can read.`,
      'address',
    )
  return address
}

/** The list is sealed with the letter's key of names. Once that is destroyed nobody is written to any more. */
export function unlessKeyGone<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw error instanceof KeyGone ? noMoreUpdates() : error
  }
}

export function noMoreUpdates(): Refusal {
  return new Refusal(
    'gone',
    'no-more-updates',
    'There are no more updates of this letter: the list of those who asked has been erased, as was announced.',
  )
}
