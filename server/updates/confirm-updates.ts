import { checkCode, type TypedCode } from '../mailbox/check-code.ts'
import { tryChallenge } from '../mailbox/challenge-queries.ts'
import type { Row } from '../db/schema.ts'
import { shareLetter, type LetterRow } from '../letter/queries.ts'
import { mailedCodeMac } from '../mailbox/mailed-code-secrets.ts'
import type { Core } from '../core.ts'
import { refusedIfGone } from '../db/keys/keys.ts'
import { randomId } from '../crypto/keyed-hash.ts'
import { noMoreUpdatesRefusal } from './ask-for-updates.ts'
import { insertSubscriber } from './queries.ts'
import { mayAsk } from './rules.ts'
import { openAskedAddress, sealSubscriber, subscriberTag } from './secrets.ts'

/**
 * Puts the address on the list if the code is right. An address that is already on the list gets the same answer after the same SQL
 * statements, so that neither the answer nor its time reveals who is on the list.
 */
export async function confirmUpdates(
  core: Core,
  letter: Pick<LetterRow, 'id'>,
  input: TypedCode,
  now: Date,
): Promise<void> {
  await checkCode(core, input, (id, code) =>
    core.db.transaction().execute(async (trx) => {
      const locked = await shareLetter(trx, letter.id)
      if (!locked || !mayAsk(locked.state)) throw noMoreUpdatesRefusal()
      const codeOf = ({ letter_id, tag }: Row<'subscriber_challenge'>) =>
        letter_id === letter.id ? { tag, mac: mailedCodeMac(core, tag, code) } : null
      const challenge = await tryChallenge(trx, 'subscriber_challenge', id, codeOf, { spends: false }, now)
      if (!challenge) return undefined
      const open = () => openAskedAddress(core, letter.id, id, challenge.address_sealed)
      const { address, normal } = await refusedIfGone(open, noMoreUpdatesRefusal)
      const subscriber = randomId()
      await insertSubscriber(trx, {
        id: subscriber,
        letter_id: letter.id,
        address_tag: subscriberTag(core, letter.id, normal),
        address_sealed: sealSubscriber(core, letter.id, subscriber, address),
      })
      return true
    }),
  )
}
