import { randomUUID } from 'node:crypto'
import { uuidFrom } from '../../crypto/keyed-hash.ts'
import { dayOf } from '../../letter/days.ts'
import { faultInTyped, tidyText } from '../../text/typed-text.ts'
import type { Core } from '../../core.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { Refusal, say, type FieldMessage } from '../../refusal.ts'
import { insertNameClaim, waitingNameClaims } from '../removal-queries.ts'
import { mostWaitingNameClaims } from '../rules.ts'
import { sealNameClaim } from '../secrets.ts'

/** Limit of the message to the organizers, in characters. */
export const longestMessage = 2000

/**
 * Sends "my name, not my signature" to the organizers, sealed. It does not check whether the name stands under the letter. It
 * works after closing too.
 * @param input.once names one press of the button, which sends one message even if it arrives twice
 */
export async function claimName(
  core: Core,
  letter: LetterRow,
  input: { name: string; message: string; once?: Buffer | undefined },
  now: Date,
): Promise<void> {
  if (letter.state === 'purged') throw new Refusal('gone', 'letter-purged', say('refusal-name-claim-purged'))
  const name = input.name.trim()
  const message = tidyText(input.message)
  const errors: FieldMessage[] = []
  if (name === '') errors.push({ field: 'name', message: say('name-claim-name-missing') })
  if (name.length > 400) errors.push({ field: 'name', message: say('name-claim-name-too-long') })
  if (message.length > longestMessage)
    errors.push({ field: 'message', message: say('name-claim-message-too-long', { most: longestMessage }) })
  const faults = [
    { field: 'name', message: name.length > 400 ? null : faultInTyped(name, 'one') },
    {
      field: 'message',
      message: message.length > longestMessage ? null : faultInTyped(message, 'many'),
    },
  ]
  for (const { field, message: fault } of faults) if (fault !== null) errors.push({ field, message: fault })
  if (errors.length > 0) throw Refusal.fields(errors)
  if ((await waitingNameClaims(core.db, letter.id)) >= mostWaitingNameClaims)
    throw new Refusal('too-many', 'organizers-busy', say('refusal-organizers-busy'))
  const id = input.once ? uuidFrom(input.once) : randomUUID()
  const sealed = sealNameClaim(core, letter.id, { name, message })
  await insertNameClaim(core.db, { id, letterId: letter.id, sealed, day: dayOf(now) })
}
