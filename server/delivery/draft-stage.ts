import type { Core } from '../core.ts'
import type { Db } from '../db/pool.ts'
import { openRecipientAddress } from '../common/letter-secrets.ts'
import { isBareAddress } from '../mail/cleaning.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { Refusal, type FieldMessage } from '../refusal.ts'
import {
  insertStage,
  recipientsOf,
  refusedRecipients,
  setStageRecipients,
  stagesOf,
  updateStage,
  type RecipientRow,
  type StageRow,
} from './queries.ts'
import { checkNote, type Disclosure } from './rules.ts'
import { asOwner, refuseUnlessDeliverable } from './stage-for.ts'

export interface StageInput {
  /** Ids of recipients of the letter's newest text. */
  recipients: readonly string[]
  note: string
  disclosure: string
}

/** Makes the next delivery, or changes it as long as it has not been announced. Answers its id. */
export async function draftStage(
  core: Core,
  organizerId: string,
  letterId: string,
  input: StageInput,
  now: Date,
): Promise<string> {
  return asOwner(core, organizerId, letterId, async (trx, letter) => {
    refuseUnlessDeliverable(letter)
    const stages = await stagesOf(trx, letterId)
    refuseWhileUnderWay(stages)
    const { recipients, note, disclosure } = readInput(input, await choicesOf(core, trx, letterId))
    const draft = stages.find(({ state }) => state === 'draft')
    const stage = draft ?? (await insertStage(trx, { letter_id: letterId, number: stages.length + 1, disclosure }))
    await updateStage(trx, stage.id, { covering_note: note, disclosure, version: stage.version + (draft ? 1 : 0) })
    await setStageRecipients(trx, stage.id, recipients)
    await noteActivity(trx, letterId, organizerId, 'delivery prepared', { stage: stage.number }, now)
    return stage.id
  })
}

function refuseWhileUnderWay(stages: readonly StageRow[]): void {
  const current = stages.find(({ state }) => state === 'announced' || state === 'sending')
  if (current)
    throw new Refusal(
      'conflict',
      'delivery-under-way',
      current.state === 'announced'
        ? 'A delivery has been announced, and says what it shows to whom. Cancel it to prepare another.'
        : 'A delivery is being sent. Prepare another when it is over.',
    )
}

export type Reachable = 'yes' | 'no-address' | 'refused'

/** The letter's recipients, and whether a mail to each makes sense. */
export async function choicesOf(
  core: Core,
  db: Db,
  letterId: string,
): Promise<{ recipient: RecipientRow; address: string | null; reachable: Reachable }[]> {
  const refused = new Map((await refusedRecipients(db, letterId)).map((row) => [row.recipient_id, row.address_sealed]))
  return (await recipientsOf(db, letterId)).map((recipient) => {
    const address = recipient.address_sealed && openRecipientAddress(core, letterId, recipient.address_sealed)
    if (address === null || !isBareAddress(address)) return { recipient, address: null, reachable: 'no-address' }
    const sealed = refused.get(recipient.id)
    const same = sealed && openRecipientAddress(core, letterId, sealed) === address
    return { recipient, address, reachable: same ? 'refused' : 'yes' }
  })
}

function readInput(
  input: StageInput,
  choices: Awaited<ReturnType<typeof choicesOf>>,
): { recipients: string[]; note: string; disclosure: Disclosure } {
  const errors: FieldMessage[] = []
  const chosen = choices.filter(({ recipient }) => input.recipients.includes(recipient.id))
  const message = recipientsMessage(input, chosen)
  if (message !== null) errors.push({ field: 'recipients', message })
  const note = checkNote(input.note)
  if ('message' in note) errors.push(note)
  const { disclosure } = input
  if (disclosure !== 'count' && disclosure !== 'names') {
    errors.push({ field: 'disclosure', message: 'Choose what the recipients are shown.' })
    throw Refusal.fields(errors)
  }
  if (errors.length > 0 || 'message' in note) throw Refusal.fields(errors)
  return { recipients: chosen.map(({ recipient }) => recipient.id), note: note.note, disclosure }
}

function recipientsMessage(input: StageInput, chosen: Awaited<ReturnType<typeof choicesOf>>): string | null {
  if (input.recipients.length === 0) return 'Choose at least one recipient.'
  if (chosen.length < new Set(input.recipients).size)
    return 'One of them is no recipient of the letter’s newest text. Choose again from the list.'
  const without = chosen.find(({ reachable }) => reachable === 'no-address')
  if (without) return `${without.recipient.name} has no address yet. Add it to the letter’s text first.`
  const refused = chosen.find(({ reachable }) => reachable === 'refused')
  if (refused)
    return `The mail server refused the address of ${refused.recipient.name}. Correct it in the letter’s text first.`
  return null
}
