import type { LetterState } from '../../letter/rules.ts'
import { protections, type Protection } from './settings.ts'

/** The protections that an organizer chooses by a name, from the strictest to none. */
export const presetNames = ['careful', 'usual', 'none'] as const
export type PresetName = (typeof presetNames)[number]

/**
 * `usual` has the defaults of the database. `none` gives up what hides the moment of signing; the notice stays, because it lets
 * people withdraw before their names are delivered.
 */
export const presets: Record<PresetName, Protection> = {
  careful: { batch_minutes: 1440, batch_size: 10, first_threshold: 20, notice_hours: 96 },
  usual: { batch_minutes: 60, batch_size: 5, first_threshold: 10, notice_hours: 48 },
  none: { batch_minutes: 1, batch_size: 1, first_threshold: 0, notice_hours: 48 },
}

type TypedNumbers = Record<keyof Protection, string>

/** @returns the preset that has exactly these numbers, or `own` */
export function presetOf(numbers: TypedNumbers): PresetName | 'own' {
  return presetNames.find((name) => protections.every((each) => String(presets[name][each]) === numbers[each])) ?? 'own'
}

/** @returns the presets that a letter may change to. After opening, a protection can only become stricter. */
export function presetsFor(state: LetterState, held: Protection): PresetName[] {
  return presetNames.filter(
    (name) => state === 'draft' || protections.every((each) => presets[name][each] >= held[each]),
  )
}

/**
 * Applies a chosen preset to the numbers of a form. A number that was changed by hand stays, because without JavaScript the fields
 * still show the numbers of before.
 * @param shown the numbers that the page had when it was loaded
 */
export function withPreset(chosen: string, typed: TypedNumbers, shown: TypedNumbers): TypedNumbers {
  const preset = presetNames.find((name) => name === chosen)
  if (!preset) return typed
  return Object.fromEntries(
    protections.map((each) => [each, typed[each] === shown[each] ? String(presets[preset][each]) : typed[each]]),
  ) as TypedNumbers
}
