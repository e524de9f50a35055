import { Refusal, say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { noEmbargo, readEmbargo, storedEmbargo, type Embargo, type TypedEmbargo } from '../embargo.ts'
import {
  noAnswerTime,
  readAnswerTime,
  storedAnswerTime,
  type AnswerTime,
  type TypedAnswerTime,
} from '../answer-time.ts'
import { checkNote, disclosures, type Disclosure } from '../rules.ts'
import type { RecipientChoice } from './choices-of.ts'
import { readConditions, type Condition, type CountedClass, type TypedConditions } from '../stages/conditions.ts'
import { faultInNote } from '../note.ts'
import { readPressList } from './press-list.ts'
import { stageKinds, type StageKind } from '../stage.ts'

export interface StageInput {
  kind: string
  /** Ids of recipients of the letter's newest text. */
  recipients: readonly string[]
  /** Pasted addresses of the press. */
  press: string
  note: string
  disclosure: string
  conditions: TypedConditions
  /** Absent in changes that were proposed in an older release. */
  answer?: TypedAnswerTime
  /** For going public. Absent in changes that were proposed in an older release. */
  embargo?: TypedEmbargo
}

export interface ReadStage {
  kind: StageKind
  recipients: string[]
  press: string[]
  note: string
  disclosure: Disclosure
  conditions: Condition[]
  answer: AnswerTime
  embargo: Embargo
}

/** The recipients and classes from which a stage of a letter can choose. */
export interface StageChoices {
  recipients: readonly RecipientChoice[]
  classes: readonly CountedClass[]
  /** True if the letter has names that wait for each other. */
  waits: boolean
}

/** Reads a typed stage. @throws Refusal with all faults that were found */
export function readStage(input: StageInput, choices: StageChoices, now: Date): ReadStage {
  const kind = stageKinds.find((each) => each === input.kind)
  if (!kind) throw Refusal.fields([{ field: 'kind', message: say('plan-kind-missing') }])
  const read = readParts(kind, input, choices, now)
  const faults = read.flatMap((part) => ('faults' in part ? part.faults : 'message' in part ? [part] : []))
  if (faults.length > 0) throw Refusal.fields(faults)
  return Object.assign({ kind, ...nothing }, ...read) as ReadStage
}

const nothing = {
  recipients: [],
  press: [],
  note: '',
  disclosure: 'count',
  conditions: [],
  answer: storedAnswerTime(undefined),
  embargo: storedEmbargo(undefined),
}

type Part = Partial<ReadStage> | FieldMessage | { faults: FieldMessage[] }

/** In the order of the form, so that faults are listed in that order. */
function readParts(kind: StageKind, input: StageInput, choices: StageChoices, now: Date): Part[] {
  const { note, disclosure } = input
  return [
    kind === 'public' ? {} : readRecipients(kind, input.recipients, choices.recipients),
    kind === 'call' || kind === 'public' ? {} : readDisclosure(disclosure),
    readNote(kind, note),
    kind === 'call' || kind === 'public' ? {} : readAnswerTime(input.answer ?? noAnswerTime, now),
    kind === 'public' ? readPress(input.press) : {},
    kind === 'public' ? readEmbargo(input.embargo ?? noEmbargo, now) : {},
    readConditions(input.conditions, now, choices.classes, choices.waits),
  ]
}

function readPress(typed: string): { press: string[] } | FieldMessage {
  const read = readPressList(typed)
  return 'message' in read ? read : { press: read.addresses }
}

function readRecipients(kind: StageKind, ids: readonly string[], choices: readonly RecipientChoice[]): Part {
  const chosen = choices.filter(({ recipient }) => ids.includes(recipient.id))
  const message = faultInRecipients(kind, ids, chosen)
  if (message !== null) return { field: 'recipients', message }
  return { recipients: chosen.map(({ recipient }) => recipient.id) }
}

function readDisclosure(typed: string): { disclosure: Disclosure } | FieldMessage {
  const disclosure = disclosures.find((each) => each === typed)
  return disclosure ? { disclosure } : { field: 'disclosure', message: say('plan-disclosure-missing') }
}

/** @returns the fault of a note, whatever the stage is */
export function faultInTypedNote(typed: string): FieldMessage | null {
  const note = readNote('public', typed)
  return 'message' in note ? note : null
}

function readNote(kind: StageKind, typed: string): { note: string } | FieldMessage {
  const note = checkNote(typed)
  if ('message' in note) return note
  if (kind === 'call' && note.note === '') return { field: 'note', message: say('plan-call-text-missing') }
  const message = faultInNote(note.note)
  return message === null ? note : { field: 'note', message }
}

function faultInRecipients(
  kind: StageKind,
  ids: readonly string[],
  chosen: readonly RecipientChoice[],
): Sentence | null {
  if (ids.length === 0) return say('refusal-nobody-chosen')
  if (chosen.length < new Set(ids).size) return say('plan-recipient-unknown')
  if (kind === 'by-hand') return null
  const without = chosen.find(({ reachable }) => reachable === 'no-address')
  if (without) return say('delivery-recipient-no-address', { name: without.recipient.name })
  const refused = chosen.find(({ reachable }) => reachable === 'refused')
  return refused ? say('plan-recipient-refused', { name: refused.recipient.name }) : null
}
