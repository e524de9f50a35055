import { say, type FieldMessage } from '../../refusal.ts'
import { offeredClasses, type CodesEach, type DraftStage } from '../../letter/rules.ts'
import { instantOf, localText } from '../time-zones.ts'

export const countedClasses = ['workers', 'mailbox', 'vouched', 'reviewed', 'supporter'] as const
export type CountedClass = (typeof countedClasses)[number]

/**
 * The classes whose signatures a stage of this letter can wait for: those in which people can sign it. Forms and requests both ask this.
 * @param held the classes that the stage waits for already. They stay possible, because codes may still be out.
 */
export function countableClasses(letter: CodesEach, held: readonly (string | null)[] = []): CountedClass[] {
  const offered: readonly string[] = ['workers', ...offeredClasses(letter)]
  return countedClasses.filter((each) => offered.includes(each) || held.includes(each))
}

/** A condition that must hold before an approved stage starts by itself. */
export type Condition =
  | { kind: 'date'; local: string; zone: string; at: Date }
  | { kind: 'count'; class: CountedClass; least: number }
  | { kind: 'silence'; after: string; days: number }
  /** The names that wait for each other have appeared. */
  | { kind: 'together' }

/** Conditions as they come from a form or the API, and as drafts and changes of stages keep them. */
export type TypedConditions = DraftStage['conditions']

export const noConditions: TypedConditions = {
  ...{ date: '', zone: '', least: '', class: '', after: '', days: '' },
  together: '',
}

const mostCounted = 10_000_000
/** In days. */
const longestSilence = 3650

/**
 * Parses the typed conditions. Returns all of them, or every fault that was found.
 * @param countable the classes that may be counted. By default all, to show conditions that were read before.
 * @param waits false if the letter has no names that wait for each other
 */
export function readConditions(
  typed: TypedConditions,
  now: Date,
  countable: readonly CountedClass[] = countedClasses,
  waits = true,
): { conditions: Condition[] } | { faults: FieldMessage[] } {
  const read = [readDate(typed, now), readCount(typed, countable), readSilence(typed), readTogether(typed, waits)]
  const faults = read.filter((each): each is FieldMessage => each !== null && 'message' in each)
  if (faults.length > 0) return { faults }
  return { conditions: read.filter((each): each is Condition => each !== null && 'kind' in each) }
}

function readDate({ date, zone }: TypedConditions, now: Date): Condition | FieldMessage | null {
  if (date.trim() === '') return null
  const instant = instantOf(date, zone.trim())
  if ('message' in instant) return { field: instant.wrong, message: instant.message }
  if (instant.at <= now) return { field: 'date', message: say('plan-date-past') }
  return { kind: 'date', local: localText(date), zone: zone.trim(), at: instant.at }
}

function readCount(
  { least, class: typed }: TypedConditions,
  countable: readonly CountedClass[],
): Condition | FieldMessage | null {
  if (least.trim() === '') return null
  const number = wholeNumber(least)
  if (number === null || number > mostCounted)
    return { field: 'least', message: say('plan-count-malformed', { most: mostCounted }) }
  const counted = countedClasses.find((each) => each === (typed === '' ? 'workers' : typed))
  if (!counted) return { field: 'class', message: say('plan-class-missing') }
  if (!countable.includes(counted)) return { field: 'class', message: say('plan-class-not-offered') }
  return { kind: 'count', class: counted, least: number }
}

function readSilence({ after, days }: TypedConditions): Condition | FieldMessage | null {
  if (days.trim() === '' && after === '') return null
  const number = wholeNumber(days)
  if (number === null || number > longestSilence)
    return { field: 'days', message: say('plan-days-malformed', { most: longestSilence }) }
  if (after === '') return { field: 'after', message: say('plan-after-missing') }
  return { kind: 'silence', after, days: number }
}

function readTogether({ together = '' }: TypedConditions, waits: boolean): Condition | FieldMessage | null {
  if (together === '') return null
  return waits ? { kind: 'together' } : { field: 'together', message: say('plan-together-not-offered') }
}

/** True if a stage of the letter can wait for names that wait for each other: it offers or offered that. */
export function mayWaitForNames(letter: {
  state: string
  visibilities: readonly string[]
  together_needed: number | null
}): boolean {
  return letter.visibilities.includes('together') || (letter.state !== 'draft' && letter.together_needed !== null)
}

function wholeNumber(text: string): number | null {
  const plain = text.trim().replace(/[,'’\s]/g, '')
  return /^\d{1,9}$/.test(plain) && Number(plain) > 0 ? Number(plain) : null
}
