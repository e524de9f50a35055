import { randomUUID } from 'node:crypto'
import type { Core } from '../../core.ts'
import { enqueue } from '../../jobs/queue.ts'
import { dayOf } from '../../letter/days.ts'
import type { TypedCode } from '../../mailbox/check-code.ts'
import { Refusal } from '../../refusal.ts'
import { actHash, newPageToken, sealDelegate } from '../secrets.ts'
import { replaceDelegation } from './queries.ts'
import { checkDelegate, type Delegate } from './rules.ts'
import { findOwnPage } from './show-recipient-page.ts'
import { spendPageCode } from './spend-page-code.ts'

/**
 * Lets somebody else answer for the recipient, if the code is right, and mails that person a link of their own. An earlier link of the
 * same copy ends. Idempotent.
 * @throws Refusal if name or address have faults, the page is a delegate's, or the code is wrong or was used for another act
 */
export async function delegate(
  core: Core,
  token: string,
  { name, address, ...typed }: TypedCode & Delegate,
  now: Date,
): Promise<void> {
  await findOwnPage(core, token)
  const checked = checkDelegate({ name, address })
  if ('faults' in checked) throw Refusal.fields(checked.faults)
  const hash = actHash(core, 'delegate', checked.name, checked.address)
  await spendPageCode(
    core,
    token,
    { ...typed, hash },
    async (trx, page) => {
      const id = randomUUID()
      const link = newPageToken(core, id)
      await replaceDelegation(trx, {
        id,
        delivery_id: page.id,
        token_hash: link.hash,
        token_sealed: link.sealed,
        person_sealed: sealDelegate(core, page.letter_id, id, checked),
        delegated_on: dayOf(now),
      })
      await enqueue(trx, 'send-delegation', { delegation: id }, { maxAttempts: 8, priority: 5 })
      return null
    },
    now,
  )
}
