import { listInWords } from '../messages/lists.ts'

/** What a plan says in words, to its organizers and to whoever signs. */
export interface PlannedStart {
  date: { at: Date; zone: string } | null
  count: { class: string; least: number } | null
  /** `from`: those who have not answered, where the stage alone says nothing to the reader. */
  silence: { stage: number; days: number; from?: readonly Person[] } | null
}

export type PlannedKind = 'mail' | 'by-hand' | 'public' | 'call'
export type PlannedDisclosure = 'count' | 'employers' | 'names'

export interface Person {
  name: string
  office: string
}

const numbers = new Intl.NumberFormat('en-GB')

const signed: Record<string, [one: string, many: string]> = {
  workers: ['worker has signed', 'workers have signed'],
  mailbox: ['verified work address has signed', 'verified work addresses have signed'],
  vouched: ['worker who was vouched for has signed', 'workers who were vouched for have signed'],
  reviewed: ['worker whom organizers reviewed has signed', 'workers whom organizers reviewed have signed'],
  supporter: ['supporter has signed', 'supporters have signed'],
}

/** `when 100 workers have signed and it is 2 March 2026, 18:00 in Europe/Berlin` */
export function startInWords({ date, count, silence }: PlannedStart): string {
  const parts = [
    ...(count ? [`${numbers.format(count.least)} ${signed[count.class]?.[count.least === 1 ? 0 : 1] ?? ''}`] : []),
    ...(silence
      ? [
          `${numbers.format(silence.days)} ${silence.days === 1 ? 'day has' : 'days have'} passed without an answer ${silence.from?.length ? `from ${named(silence.from)}` : `to stage ${numbers.format(silence.stage)}`}`,
        ]
      : []),
    ...(date ? [`it is ${dateInZone(date.at, date.zone)}`] : []),
  ]
  return parts.length === 0 ? 'when the organizers start it' : `when ${listInWords(parts)}`
}

export function dateInZone(at: Date, zone: string): string {
  const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(at)
  return `${words.replace(' at ', ', ')} in ${zone}`
}

/** `the letter goes by mail to Ada Hartley, Chief executive` */
export function stepInWords(kind: PlannedKind, people: readonly Person[]): string {
  if (kind === 'public') return 'the letter goes public'
  const to = named(people)
  if (kind === 'by-hand') return `the letter is handed to ${to}`
  if (kind === 'call') return `everybody who signed is asked to write to ${to} themselves`
  return `the letter goes by mail to ${to}`
}

/** What a step shows, and to whom. */
export function shownInWords(kind: PlannedKind, disclosure: PlannedDisclosure): string {
  if (kind === 'public') return 'Everybody can then find the letter, its count, and the names that are public.'
  if (kind === 'call') return 'It shows nobody who signed.'
  if (disclosure === 'count') return 'It shows the count alone, and no names.'
  if (disclosure === 'employers') return 'It shows the counts by employer, and no names.'
  return 'It shows the count, the public names, and the names of those who chose that the recipients see them.'
}

function named(people: readonly Person[]): string {
  const some = people.slice(0, 5).map(({ name, office }) => (office === '' ? name : `${name} (${office})`))
  const more = people.length - some.length
  return listInWords(more > 0 ? [...some, `${numbers.format(more)} more`] : some)
}
