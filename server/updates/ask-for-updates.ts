import { askForCode, type OpenedChallenge } from '../mailbox/ask-for-code.ts'
import type { LetterRow } from '../letter/queries.ts'
import { codeTag } from '../mailbox/mailed-code-secrets.ts'
import type { Core } from '../core.ts'
import { refusedIfGone } from '../db/keys/keys.ts'
import { Refusal, say } from '../refusal.ts'
import { normaliseAddress } from '../mailbox/addresses.ts'
import { isEmployerDomain } from '../mailbox/employers.ts'
import { employerDomains, newSubscriberChallenge } from './queries.ts'
import { mayAsk } from './rules.ts'
import { sealAskedAddress } from './secrets.ts'
import { domainInWords } from '../mailbox/domain-in-words.ts'

/** Mails a code. Does not look whether the address is on the list, so that the answer is the same for both. */
export async function askForUpdates(
  core: Core,
  letter: LetterRow,
  { address: typed, once }: { address: string; once?: Buffer | undefined },
  now: Date,
): Promise<{ challenge: string }> {
  if (!mayAsk(letter.state)) throw noMoreUpdatesRefusal()
  const { mailTo: address, normal } = await personalAddress(core, letter.id, typed)
  // All letters share the tag's limit, so that a stranger cannot cause more mails by asking for updates of many letters.
  const tag = codeTag(core, 'updates', normal)
  // The list is sealed with the letter's key of names. After that key is destroyed, nobody can be mailed.
  const challengeOf = (opened: OpenedChallenge) => {
    const address_sealed = sealAskedAddress(core, letter.id, opened.id, { address, normal })
    return [newSubscriberChallenge(core.db, { ...opened, letter_id: letter.id, tag, address_sealed })]
  }
  const ask = () => askForCode(core, { tag, address, once }, challengeOf, now)
  const { challenge } = await refusedIfGone(ask, noMoreUpdatesRefusal)
  return { challenge }
}

async function personalAddress({ db }: Core, letterId: string, typed: string) {
  // A shared mailbox may get updates, but not a mailing list.
  const address = normaliseAddress(typed, { use: 'personal', mineAlone: true })
  if (!address.ok) throw new Refusal('invalid', 'address-not-usable', address.message, 'address')
  if (isEmployerDomain(address.domain, await employerDomains(db, letterId)))
    throw new Refusal(
      'invalid',
      'address-at-employer',
      say('updates-address-at-employer', { domain: domainInWords(address.domain) }),
      'address',
    )
  return address
}

export function noMoreUpdatesRefusal(): Refusal {
  return new Refusal('gone', 'no-more-updates', say('refusal-no-more-updates'))
}
