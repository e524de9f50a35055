import { askForCode, type OpenedChallenge } from '../../mailbox/ask-for-code.ts'
import { codeTag } from '../../mailbox/mailed-code-secrets.ts'
import type { Core } from '../../core.ts'
import { openRecipientAddress } from '../../letter/secrets.ts'
import { Refusal, say } from '../../refusal.ts'
import { openDelegate } from '../secrets.ts'
import { mailboxOf, newRecipientChallenge, type RecipientPageRow } from './queries.ts'

/**
 * Mails a code to the recipient's own address; on a delegate's page, to the delegate's. The link of the page alone does not prove who
 * acts, because mails are forwarded. All acts on a page share the hourly limit of codes.
 * @param once names one press of the button (see CodeRequest)
 * @throws Refusal if the address has been erased
 */
export async function mailPageCode(
  core: Core,
  page: RecipientPageRow,
  once: Buffer | undefined,
  now: Date,
): Promise<{ challenge: string; id: Buffer }> {
  if (page.address_sealed === null) throw new Refusal('gone', 'address-gone', say('refusal-address-gone'))
  const { delegated, delegation_id: delegation, person_sealed: person } = page
  const address =
    delegated && delegation !== null && person !== null
      ? openDelegate(core, page.letter_id, delegation, person).address
      : openRecipientAddress(core, page.letter_id, page.address_sealed)
  const request = { tag: codeTag(core, 'answer', mailboxOf(page)), address, letterId: page.letter_id, once }
  const challengeOf = (opened: OpenedChallenge) => [
    newRecipientChallenge(core.db, { ...opened, delivery_id: page.id, created_at: now }),
  ]
  return askForCode(core, request, challengeOf, now)
}
