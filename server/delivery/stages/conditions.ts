import { say, type FieldMessage } from '../../refusal.ts'
import { instantOf, localText } from './time-zones.ts'

export const countedClasses = ['workers', 'mailbox', 'vouched', 'reviewed', 'supporter'] as const
export type CountedClass = (typeof countedClasses)[number]

/** A condition that must hold before an approved stage starts by itself. */
export type Condition =
  | { kind: 'date'; local: string; zone: string; at: Date }
  | { kind: 'count'; class: CountedClass; least: number }
  | { kind: 'silence'; after: string; days: number }

/** Conditions as they come from a form or the API. Each field is text; an empty field means that there is no such condition. */
export interface TypedConditions {
  date: string
  zone: string
  least: string
  class: string
  after: string
  days: string
}

export const noConditions: TypedConditions = { date: '', zone: '', least: '', class: '', after: '', days: '' }

const mostCounted = 10_000_000
/** In days. */
const longestSilence = 3650

/** Parses the typed conditions. Returns all of them, or every fault that was found. */
export function readConditions(
  typed: TypedConditions,
  now: Date,
): { conditions: Condition[] } | { faults: FieldMessage[] } {
  const read = [readDate(typed, now), readCount(typed), readSilence(typed)]
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

function readCount({ least, class: typed }: TypedConditions): Condition | FieldMessage | null {
  if (least.trim() === '') return null
  const number = wholeNumber(least)
  if (number === null || number > mostCounted)
    return { field: 'least', message: say('plan-count-malformed', { most: mostCounted }) }
  const counted = countedClasses.find((each) => each === (typed === '' ? 'workers' : typed))
  if (!counted) return { field: 'class', message: say('plan-class-missing') }
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

function wholeNumber(text: string): number | null {
  const plain = text.trim().replace(/[,'’\s]/g, '')
  return /^\d{1,9}$/.test(plain) && Number(plain) > 0 ? Number(plain) : null
}
