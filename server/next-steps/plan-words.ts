import { say, type Sentence } from '../refusal.ts'

/** The conditions that start a step. All of them must hold. Without any, the organizers start the step by hand. */
export interface PlannedStart {
  date: { at: Date; zone: string } | null
  count: { class: string; least: number } | null
  /** `from`: the recipients who have not answered, for readers who do not know the numbers of stages. */
  silence: { stage: number; days: number; from?: readonly Person[] } | null
  /** True if the step waits until the names that wait for each other have appeared. */
  together?: boolean
}

export type PlannedKind = 'mail' | 'by-hand' | 'public' | 'call'
export type PlannedDisclosure = 'count' | 'employers' | 'names'

export interface Person {
  name: string
  office: string
}

type Start = Parameters<typeof say<'next-steps-start'>>[1]

/** `When 100 workers have signed and it is 2 March 2026, 18:00 in Europe/Berlin` */
export function startInWords(planned: PlannedStart): Sentence {
  return say('next-steps-start', valuesOf(planned))
}

/**
 * `When 100 workers have signed, the letter goes by mail to Ada Hartley (Chief executive).`
 * @param start a date if the step has been announced and cannot happen before it
 */
export function stepInWords(start: PlannedStart | Date, kind: PlannedKind, people: readonly Person[]): Sentence {
  const values = start instanceof Date ? valuesOfNotice(start) : valuesOf(start)
  if (kind === 'public') return say('next-steps-public', values)
  const to = { ...values, ...named(people) }
  if (kind === 'by-hand') return say('next-steps-by-hand', to)
  return kind === 'call' ? say('next-steps-call', to) : say('next-steps-mail', to)
}

/** `Stage 2: the letter goes by mail to Ada Hartley (Chief executive)` */
export function stageInWords(number: number, kind: PlannedKind, people: readonly Person[]): Sentence {
  if (kind === 'public') return say('next-steps-stage-public', { number })
  const to = { number, ...named(people) }
  if (kind === 'by-hand') return say('next-steps-stage-by-hand', to)
  return kind === 'call' ? say('next-steps-stage-call', to) : say('next-steps-stage-mail', to)
}

/** Says what a step shows, and to whom. */
export function shownInWords(kind: PlannedKind, disclosure: PlannedDisclosure): Sentence {
  if (kind === 'public') return say('next-steps-shows-public')
  if (kind === 'call') return say('next-steps-shows-nobody')
  if (disclosure === 'count') return say('next-steps-shows-count')
  return disclosure === 'employers' ? say('next-steps-shows-employers') : say('next-steps-shows-names')
}

/** The names of the conditions, as the message selects by them. */
function startOf({ date, count, silence, together }: PlannedStart): string {
  const names = Object.entries({ count, together, silence, date }).flatMap(([name, condition]) =>
    condition ? [name] : [],
  )
  return names.length === 0 ? 'by-hand' : names.join('-')
}

function valuesOf(planned: PlannedStart): Start {
  const { date, count, silence } = planned
  const from = named(silence?.from ?? [])
  return {
    start: startOf(planned),
    class: count?.class ?? '',
    least: count?.least ?? 0,
    days: silence?.days ?? 0,
    // The message names the people if the stage is 0.
    stage: from.people.length > 0 ? 0 : (silence?.stage ?? 0),
    silent: from.people,
    moreSilent: from.more,
    ...(date ? timeIn(date) : { at: '', zone: '', utc: '', utcDay: '' }),
  }
}

function timeIn(date: NonNullable<PlannedStart['date']>) {
  const local = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: date.zone }).format(date.at)
  const utcDay = local === date.at.toISOString().slice(0, 10) ? 'same' : 'other'
  return { at: date, zone: date.zone, utc: date.at, utcDay }
}

function valuesOfNotice(until: Date): Start {
  const start = valuesOf({ date: { at: until, zone: 'UTC' }, count: null, silence: null })
  return { ...start, start: 'notice' }
}

function named(people: readonly Person[]): { people: string[]; more: number } {
  const some = people.slice(0, 5).map(({ name, office }) => (office === '' ? name : `${name} (${office})`))
  return { people: some, more: people.length - some.length }
}
