import { Refusal, type FieldMessage } from '../../refusal.ts'
import { checkNote, type Disclosure } from '../rules.ts'
import type { RecipientChoice } from './choices.ts'
import { readConditions, type Condition, type TypedConditions } from './conditions-rules.ts'
import { faultInNote } from './note-rules.ts'
import { readPressList } from './press-rules.ts'
import { stageKinds, type StageKind } from './stage-rules.ts'

export interface StageInput {
  kind: string
  /** Ids of recipients of the letter's newest text. */
  recipients: readonly string[]
  /** Pasted addresses of the press. */
  press: string
  note: string
  disclosure: string
  conditions: TypedConditions
}

export interface ReadStage {
  kind: StageKind
  recipients: string[]
  press: string[]
  note: string
  disclosure: Disclosure
  conditions: Condition[]
}

/** A stage as typed, whole or with everything that is to be put right. @throws Refusal */
export function readStage(input: StageInput, choices: readonly RecipientChoice[], now: Date): ReadStage {
  const kind = stageKinds.find((each) => each === input.kind)
  if (!kind) throw Refusal.fields([{ field: 'kind', message: 'Choose how this stage is carried out.' }])
  const faults: FieldMessage[] = []
  const chosen = kind === 'public' ? [] : choices.filter(({ recipient }) => input.recipients.includes(recipient.id))
  if (kind !== 'public') {
    const message = faultInRecipients(kind, input.recipients, chosen)
    if (message !== null) faults.push({ field: 'recipients', message })
  }
  const press = readPressList(kind === 'public' ? input.press : '')
  const disclosure = kind === 'call' || kind === 'public' ? 'count' : readDisclosure(input.disclosure)
  const note = readNote(kind, input.note)
  const read = readConditions(input.conditions, now)
  if (disclosure === null) faults.push({ field: 'disclosure', message: 'Choose what is shown.' })
  if ('message' in press) faults.push(press)
  if ('message' in note) faults.push(note)
  if ('faults' in read) faults.push(...read.faults)
  if (faults.length > 0 || disclosure === null || 'message' in press || 'message' in note || 'faults' in read)
    throw Refusal.fields(faults)
  return {
    kind,
    recipients: chosen.map(({ recipient }) => recipient.id),
    press: press.addresses,
    note: note.note,
    disclosure,
    conditions: read.conditions,
  }
}

function readDisclosure(typed: string): Disclosure | null {
  return typed === 'count' || typed === 'employers' || typed === 'names' ? typed : null
}

function readNote(kind: StageKind, typed: string): { note: string } | FieldMessage {
  const note = checkNote(typed)
  if ('message' in note) return note
  if (kind === 'call' && note.note === '')
    return { field: 'note', message: 'Write the text that signatories are asked to send.' }
  const message = faultInNote(note.note)
  return message === null ? note : { field: 'note', message }
}

function faultInRecipients(kind: StageKind, ids: readonly string[], chosen: readonly RecipientChoice[]): string | null {
  if (ids.length === 0) return 'Choose at least one recipient.'
  if (chosen.length < new Set(ids).size)
    return 'One of them is no recipient of the letter’s newest text. Choose again from the list.'
  if (kind === 'by-hand') return null
  const without = chosen.find(({ reachable }) => reachable === 'no-address')
  if (without) return `${without.recipient.name} has no address yet. Add it to the letter’s text first.`
  const refused = chosen.find(({ reachable }) => reachable === 'refused')
  if (!refused) return null
  return `The mail server refused the address of ${refused.recipient.name}. Correct it in the letter’s text first.`
}
