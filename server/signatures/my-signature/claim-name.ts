import { dayOf } from '../../letter/day-rules.ts'
import { faultInTyped, tidyText } from '../../text/typed-rules.ts'
import type { Core } from '../../core.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { Refusal, type FieldMessage } from '../../refusal.ts'
import { insertNameClaim, waitingNameClaims } from '../removal-queries.ts'
import { mostWaitingNameClaims } from '../rules.ts'
import { sealNameClaim } from '../secrets.ts'

/**
 * Sends "my name, not my signature" to the organizers, sealed. It does not check whether the name stands under the letter. It
 * works after closing too.
 */
export async function claimName(
  core: Core,
  letter: LetterRow,
  input: { name: string; message: string },
  now: Date,
): Promise<void> {
  if (letter.state === 'purged')
    throw new Refusal(
      'gone',
      'letter-purged',
      'The names under this letter have been erased. There is nothing left to take away.',
    )
  const name = input.name.trim()
  const message = tidyText(input.message)
  const errors: FieldMessage[] = []
  if (name === '') errors.push({ field: 'name', message: 'Type the name as it stands under the letter.' })
  if (name.length > 400) errors.push({ field: 'name', message: 'The name is too long. Copy it from the letter.' })
  if (message.length > 2000)
    errors.push({ field: 'message', message: 'Shorten what you say to at most 2,000 characters.' })
  const faults = [
    { field: 'name', message: name.length > 400 ? null : faultInTyped(name, 'The name', 'one') },
    { field: 'message', message: message.length > 2000 ? null : faultInTyped(message, 'What you say', 'many') },
  ]
  for (const { field, message: fault } of faults) if (fault !== null) errors.push({ field, message: fault })
  if (errors.length > 0) throw Refusal.fields(errors)
  if ((await waitingNameClaims(core.db, letter.id)) >= mostWaitingNameClaims)
    throw new Refusal(
      'too-many',
      'organizers-busy',
      'The organizers have very many of these to read just now. Nothing was sent; try again tomorrow.',
    )
  await insertNameClaim(core.db, letter.id, sealNameClaim(core, letter.id, { name, message }), dayOf(now))
}
