import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { faultInTyped } from '../../text/typed-text.ts'
import { most } from './draft.ts'
import { dayOf, isDay } from '../../letter/days.ts'
import {
  closesAfterDays,
  papers,
  visibilities,
  type LetterState,
  type Paper,
  type Visibility,
} from '../../letter/rules.ts'
import { neededBounds, usualNeeded } from '../../together/rules.ts'

/** How a letter protects its signatories by time and number. For each of the four, a higher number is stricter. */
export interface Protection {
  batch_minutes: number
  batch_size: number
  first_threshold: number
  notice_hours: number
}

export interface LetterSettings extends Protection {
  visibilities: Visibility[]
  goal: number | null
  press_contact: string | null
  /** A second, independent place that can say whether the letter is real. */
  second_place: string | null
  /** How many codes a verified signatory may draw for others. 0: none. */
  vouches_each: number
  /** True if public names stand under their employers. */
  names_by_employer: boolean
  /** How many codes each owner and moderator may hand over after an in-person check. 0: the letter has no such check. */
  checks_each: number
  /** The last day of signing (UTC), or null for the usual one. */
  ends_on: string | null
  /** Of the letter's PDFs. */
  paper: Paper
  /** How many people have to stand together before their held names appear. Null if the letter does not offer that. */
  together_needed: number | null
  /** The last day (UTC) on which they wait for each other, or null: until the letter closes. */
  together_until: string | null
}

export const protectionBounds = {
  batch_minutes: { least: 1, most: 1440, wrong: 'drafting-batch-minutes-wrong' },
  batch_size: { least: 1, most: 1000, wrong: 'drafting-batch-size-wrong' },
  first_threshold: { least: 0, most: 1000, wrong: 'drafting-first-threshold-wrong' },
  notice_hours: { least: 0, most: 720, wrong: 'drafting-notice-hours-wrong' },
} as const satisfies Record<keyof Protection, unknown>
const goalBounds = { least: 1, most: 10_000_000 }
const vouchBounds = { least: 0, most: 10 }
const checkBounds = { least: 0, most: 100 }
export const protections = Object.keys(protectionBounds) as (keyof Protection)[]

/**
 * Changes of the ways to sign that need a second owner. They take a way away from people who rely on it, or they change the in-person
 * check in any way, because with its codes an organizer can make signatures that are counted.
 */
export interface WaysChanged {
  visibilities: Visibility[]
  /** How many codes each may draw after the change, if they are fewer. Otherwise null. */
  vouches_each: number | null
  /** Absent without a change. */
  checks_each?: number
}

type Ways = Pick<LetterSettings, 'visibilities' | 'vouches_each' | 'checks_each'>

/** @returns what of these settings needs a second owner, or null if nothing does */
export function waysChanged(held: Ways, typed: Partial<Ways>): WaysChanged | null {
  const kept = typed.visibilities ?? held.visibilities
  const gone = held.visibilities.filter((each) => !kept.includes(each))
  const each = typed.vouches_each ?? held.vouches_each
  const checks = typed.checks_each ?? held.checks_each
  const same = checks === held.checks_each
  if (gone.length === 0 && each >= held.vouches_each && same) return null
  return {
    visibilities: gone,
    vouches_each: each < held.vouches_each ? each : null,
    ...(!same && { checks_each: checks }),
  }
}

/** @returns the same settings, which keep every way that is offered and add those that need no second owner */
export function keepingWays<Typed extends Partial<Ways>>(held: Ways, typed: Typed): Typed {
  return {
    ...typed,
    ...(typed.visibilities && { visibilities: inOrder([...held.visibilities, ...typed.visibilities]) }),
    ...(typed.vouches_each !== undefined && { vouches_each: Math.max(held.vouches_each, typed.vouches_each) }),
    ...(typed.checks_each !== undefined && { checks_each: held.checks_each }),
  }
}

export type SettingsCheck<Typed> = { ok: true; settings: Typed } | { ok: false; errors: FieldMessage[] }

/**
 * Checks typed settings. In a draft any value is free. Later, protections can only become stricter, because people signed relying
 * on them.
 */
export function checkSettings<Typed extends Partial<LetterSettings>>(
  typed: Typed,
  held: HeldSettings,
  state: LetterState,
  now: Date,
): SettingsCheck<Typed> {
  const errors: FieldMessage[] = []
  for (const name of protections) {
    const message = faultInProtection(name, typed[name], held[name], state)
    if (message !== undefined) errors.push({ field: name, message })
  }
  if (typed.visibilities) errors.push(...faultsInVisibilities(typed.visibilities))
  errors.push(...faultsInNumbers(typed))
  errors.push(...faultsInPaper(typed.paper))
  errors.push(...faultsInGrouping(typed.names_by_employer, held.names_by_employer, state))
  errors.push(...faultsInWaiting(typed, held, state, now))
  if (typed.ends_on !== undefined && typed.ends_on !== held.ends_on)
    errors.push(...faultsInEnd(typed.ends_on, state, now))
  for (const field of ['press_contact', 'second_place'] as const) {
    const line = typed[field]
    if (typeof line === 'string') errors.push(...faultsInContact(field, line))
  }
  if (errors.length > 0) return { ok: false, errors }
  return {
    ok: true,
    settings: {
      ...typed,
      ...(typed.visibilities && { visibilities: inOrder(typed.visibilities) }),
      ...waitingOf(typed, held, state),
    },
  }
}

/** The stored settings that the check compares with. */
type HeldSettings = Protection &
  Partial<Pick<LetterSettings, 'visibilities' | 'ends_on' | 'names_by_employer' | 'together_needed' | 'together_until'>>

function faultsInWaiting(
  typed: Partial<LetterSettings>,
  held: HeldSettings,
  state: LetterState,
  now: Date,
): FieldMessage[] {
  if (state !== 'draft') return faultsAfterOpening(typed, held)
  const { together_until: until } = typed
  const needed = typed.together_needed ?? (typed.batch_size === undefined ? null : held.together_needed)
  const least = Math.max(neededBounds.least, typed.batch_size ?? held.batch_size)
  const day = until === undefined || until === held.together_until ? null : until
  const message = faultInLastDay(day, typed.ends_on ?? held.ends_on ?? null, now)
  return [
    ...(isGiven(needed) && !isWhole(needed, { least, most: neededBounds.most })
      ? [{ field: 'together_needed', message: say('together-offer-needed-wrong', { least, most: neededBounds.most }) }]
      : []),
    ...(message === null ? [] : [{ field: 'together_until', message }]),
  ]
}

/** People sign relying on the number and the day, so only a draft can change them here. */
function faultsAfterOpening(typed: Partial<LetterSettings>, held: HeldSettings): FieldMessage[] {
  const offers = (visibilities: readonly Visibility[] | undefined) => visibilities?.includes('together') === true
  const other = (['together_needed', 'together_until'] as const).some(
    (name) => isGiven(typed[name]) && typed[name] !== held[name],
  )
  return [
    ...(offers(typed.visibilities) && !offers(held.visibilities)
      ? [{ field: 'visibilities', message: say('together-offer-late') }]
      : []),
    ...(other ? [{ field: 'together_needed', message: say('together-fixed') }] : []),
  ]
}

function faultInLastDay(day: string | null, endsOn: string | null, now: Date): Sentence | null {
  if (day === null) return null
  if (!isDay(day)) return say('drafting-ends-on-malformed')
  const end = endsOn ?? dayOf(new Date(now.getTime() + closesAfterDays * 86_400_000))
  return day <= dayOf(now) || day > end ? say('together-until-wrong', { latest: new Date(end) }) : null
}

/** A number for a draft that offers the choice without one. An open letter keeps its values. */
function waitingOf(
  typed: Partial<LetterSettings>,
  held: HeldSettings,
  state: LetterState,
): Partial<Pick<LetterSettings, 'together_needed' | 'together_until'>> {
  if (state !== 'draft')
    return {
      ...(typed.together_needed !== undefined && { together_needed: held.together_needed ?? null }),
      ...(typed.together_until !== undefined && { together_until: held.together_until ?? null }),
    }
  const offered = typed.visibilities?.includes('together') === true
  if (typed.visibilities && !offered) return { together_needed: null, together_until: null }
  const needed = typed.together_needed === undefined ? held.together_needed : typed.together_needed
  return offered && !isGiven(needed) ? { together_needed: usualNeeded } : {}
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== undefined && value !== null
}

function faultsInNumbers({ goal, vouches_each, checks_each }: Partial<LetterSettings>): FieldMessage[] {
  const errors: FieldMessage[] = []
  if (goal !== undefined && goal !== null && !isWhole(goal, goalBounds))
    errors.push({ field: 'goal', message: say('drafting-goal-wrong', goalBounds) })
  if (vouches_each !== undefined && !isWhole(vouches_each, vouchBounds))
    errors.push({ field: 'vouches_each', message: say('drafting-vouches-wrong', vouchBounds) })
  if (checks_each !== undefined && !isWhole(checks_each, checkBounds))
    errors.push({ field: 'checks_each', message: say('drafting-checks-wrong', checkBounds) })
  return errors
}

function faultInProtection(
  name: keyof Protection,
  typed: number | undefined,
  held: number,
  state: LetterState,
): Sentence | undefined {
  if (typed === undefined) return undefined
  const { least, most: highest, wrong } = protectionBounds[name]
  if (!isWhole(typed, { least, most: highest })) return say(wrong, { least, most: highest })
  if (state === 'draft' || typed >= held) return undefined
  return say('drafting-protection-lowered', { held })
}

function faultsInVisibilities(typed: readonly Visibility[]): FieldMessage[] {
  if (typed.length === 0) return [{ field: 'visibilities', message: say('drafting-visibilities-missing') }]
  // Nobody can choose it any more once enough stand together, so the letter needs another way to sign.
  if (typed.every((each) => each === 'together'))
    return [{ field: 'visibilities', message: say('together-offer-alone') }]
  if (typed.every((each) => visibilities.includes(each))) return []
  return [{ field: 'visibilities', message: say('drafting-visibilities-unknown') }]
}

function faultsInEnd(day: string | null, state: LetterState, now: Date): FieldMessage[] {
  const message = faultInEnd(day, state, now)
  return message === null ? [] : [{ field: 'ends_on', message }]
}

function faultInEnd(day: string | null, state: LetterState, now: Date): Sentence | null {
  if (state !== 'draft') return say('drafting-ends-on-fixed')
  if (day === null) return null
  if (!isDay(day)) return say('drafting-ends-on-malformed')
  const latest = new Date(now.getTime() + closesAfterDays * 86_400_000)
  return day <= dayOf(now) || day > dayOf(latest)
    ? say('drafting-ends-on-wrong', { days: closesAfterDays, latest })
    : null
}

/** People who signed without it agreed to a list that does not say where a name belongs. */
function faultsInGrouping(typed: boolean | undefined, held: boolean | undefined, state: LetterState): FieldMessage[] {
  return typed === true && held !== true && state !== 'draft'
    ? [{ field: 'names_by_employer', message: say('drafting-by-employer-late') }]
    : []
}

function faultsInPaper(typed: string | undefined): FieldMessage[] {
  return typed === undefined || papers.some((paper) => paper === typed)
    ? []
    : [{ field: 'paper', message: say('drafting-paper-unknown') }]
}

function faultsInContact(field: 'press_contact' | 'second_place', text: string): FieldMessage[] {
  const message: Sentence | null =
    text.length > most.pressContact
      ? say('drafting-contact-too-long', { most: most.pressContact })
      : faultInTyped(text, 'one')
  return message === null ? [] : [{ field, message }]
}

function inOrder(chosen: readonly Visibility[]): Visibility[] {
  return visibilities.filter((each) => chosen.includes(each))
}

function isWhole(value: number, { least, most: highest }: { least: number; most: number }): boolean {
  return Number.isInteger(value) && value >= least && value <= highest
}
