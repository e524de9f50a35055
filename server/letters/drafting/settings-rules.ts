import type { FieldMessage } from '../../refusal.ts'
import { faultInTyped } from '../../text/typed-rules.ts'
import { most } from './draft-rules.ts'
import { offerable, visibilities, type LetterState, type Visibility } from '../../letter/rules.ts'

/** How a letter protects its signatories by time and number. For each of the four, more is stricter. */
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
  /** How many codes somebody verified may draw for others; 0: none. */
  vouches_each: number
}

export const protectionBounds: Record<keyof Protection, { least: number; most: number; message: string }> = {
  batch_minutes: { least: 1, most: 1440, message: 'Give a number of minutes from 1 to 1440, which is a day.' },
  batch_size: { least: 1, most: 1000, message: 'Give a number of signatures from 1 to 1000.' },
  first_threshold: { least: 0, most: 1000, message: 'Give a number of signatures from 0 to 1000.' },
  notice_hours: { least: 0, most: 720, message: 'Give a number of hours from 0 to 720, which is 30 days.' },
}
export const protections = Object.keys(protectionBounds) as (keyof Protection)[]

/** Ways to sign that a change would take from people who use them, or mean to. */
export interface WaysTaken {
  visibilities: Visibility[]
  /** How many codes each may draw from then on, where they are fewer; else null. */
  vouches_each: number | null
}

type Ways = Pick<LetterSettings, 'visibilities' | 'vouches_each'>

/** The ways that these settings take away from those that are offered; null where they take none. */
export function waysTaken(held: Ways, typed: Partial<Ways>): WaysTaken | null {
  const kept = typed.visibilities ?? held.visibilities
  const gone = held.visibilities.filter((each) => !kept.includes(each))
  const each = typed.vouches_each ?? held.vouches_each
  if (gone.length === 0 && each >= held.vouches_each) return null
  return { visibilities: gone, vouches_each: each < held.vouches_each ? each : null }
}

/** The same settings without what takes a way away: they add the ways that they add. */
export function keepingWays<Typed extends Partial<Ways>>(held: Ways, typed: Typed): Typed {
  return {
    ...typed,
    ...(typed.visibilities && { visibilities: inOrder([...held.visibilities, ...typed.visibilities]) }),
    ...(typed.vouches_each !== undefined && { vouches_each: Math.max(held.vouches_each, typed.vouches_each) }),
  }
}

export type SettingsCheck<Typed> = { ok: true; settings: Typed } | { ok: false; errors: FieldMessage[] }

/** Settings as typed against those that hold: free in a draft; once people have signed under a promise it is only made stronger. */
export function checkSettings<Typed extends Partial<LetterSettings>>(
  typed: Typed,
  held: Protection,
  state: LetterState,
): SettingsCheck<Typed> {
  const errors: FieldMessage[] = []
  for (const name of protections) {
    const message = faultInProtection(name, typed[name], held[name], state)
    if (message !== undefined) errors.push({ field: name, message })
  }
  if (typed.visibilities) errors.push(...faultsInVisibilities(typed.visibilities))
  if (typed.goal !== undefined && typed.goal !== null && !isWhole(typed.goal, 1, 10_000_000))
    errors.push({ field: 'goal', message: 'Give the goal as a number from 1 to 10,000,000, or leave it empty.' })
  if (typed.vouches_each !== undefined && !isWhole(typed.vouches_each, 0, 10))
    errors.push({
      field: 'vouches_each',
      message: 'Give a number of codes from 0, which switches vouching off, to 10.',
    })
  if (typeof typed.press_contact === 'string') errors.push(...faultsInContact(typed.press_contact))
  if (errors.length > 0) return { ok: false, errors }
  return { ok: true, settings: typed.visibilities ? { ...typed, visibilities: inOrder(typed.visibilities) } : typed }
}

function faultInProtection(name: keyof Protection, typed: number | undefined, held: number, state: LetterState) {
  if (typed === undefined) return undefined
  const { least, most: highest, message } = protectionBounds[name]
  if (!isWhole(typed, least, highest)) return message
  if (state === 'draft' || typed >= held) return undefined
  return `People have signed relying on ${String(held)}. It can be raised now, never lowered.`
}

function faultsInVisibilities(typed: readonly Visibility[]): FieldMessage[] {
  if (typed.length === 0) return [{ field: 'visibilities', message: 'Offer at least one way to sign.' }]
  if (typed.every((each) => offerable.includes(each))) return []
  return [{ field: 'visibilities', message: 'Choose from the ways to sign that this server offers.' }]
}

function faultsInContact(text: string): FieldMessage[] {
  const message =
    text.length > most.pressContact
      ? 'Give the contact in one line of at most 300 characters.'
      : faultInTyped(text, 'The contact', 'one')
  return message === null ? [] : [{ field: 'press_contact', message }]
}

function inOrder(chosen: readonly Visibility[]): Visibility[] {
  return visibilities.filter((each) => chosen.includes(each))
}

function isWhole(value: number, least: number, highest: number): boolean {
  return Number.isInteger(value) && value >= least && value <= highest
}
