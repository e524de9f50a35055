import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { openRecipientAddress } from '../../letter/secrets.ts'
import { isBareAddress } from '../../mail/cleaning.ts'
import { recipientsOf, refusedRecipients, type RecipientRow } from '../queries.ts'

export type Reachable = 'yes' | 'no-address' | 'refused'

export interface RecipientChoice {
  recipient: RecipientRow
  address: string | null
  reachable: Reachable
}

/** The letter's recipients with their addresses, and whether each can be reached by mail. */
export async function choicesOf(core: Core, db: Db, letterId: string): Promise<RecipientChoice[]> {
  const refused = new Map((await refusedRecipients(db, letterId)).map((row) => [row.recipient_id, row.address_sealed]))
  return (await recipientsOf(db, letterId)).map((recipient) => {
    const address = recipient.address_sealed && openRecipientAddress(core, letterId, recipient.address_sealed)
    if (address === null || !isBareAddress(address)) return { recipient, address: null, reachable: 'no-address' }
    const sealed = refused.get(recipient.id)
    const same = sealed && openRecipientAddress(core, letterId, sealed) === address
    return { recipient, address, reachable: same ? 'refused' : 'yes' }
  })
}
