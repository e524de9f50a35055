import { say, type FieldMessage, type Sentence } from '../refusal.ts'
import { instantOf, localIn } from './time-zones.ts'

/** Until when the press is asked not to report, as typed. Both are empty without an embargo. */
export interface TypedEmbargo {
  local: string
  zone: string
}

/** The same as it is stored with the stage. */
export interface Embargo {
  embargo_at: Date | null
  embargo_zone: string | null
}

export const noEmbargo: TypedEmbargo = { local: '', zone: '' }
const none: Embargo = { embargo_at: null, embargo_zone: null }

export function readEmbargo({ local, zone }: TypedEmbargo, now: Date): { embargo: Embargo } | FieldMessage {
  if (local.trim() === '') return { embargo: none }
  const instant = instantOf(local, zone.trim())
  if ('message' in instant) return { field: instant.wrong === 'zone' ? 'zone' : 'embargo', message: instant.message }
  if (instant.at <= now) return { field: 'embargo', message: say('plan-embargo-past') }
  return { embargo: { embargo_at: instant.at, embargo_zone: zone.trim() } }
}

/** Converts an embargo that was checked when it was typed. Its end may have passed since. */
export function storedEmbargo(typed: TypedEmbargo | undefined): Embargo {
  const read = typed ? readEmbargo(typed, new Date(0)) : { embargo: none }
  return 'embargo' in read ? read.embargo : none
}

/** As it is typed into a form. */
export function typedEmbargo({ embargo_at: at, embargo_zone: zone }: Embargo): TypedEmbargo {
  return at === null || zone === null ? noEmbargo : { local: localIn(at, zone), zone }
}

/** Says what a stage asks the press for. Null if it asks for nothing. */
export function embargoInWords({ embargo_at: at }: Embargo, now: Date): Sentence | null {
  if (at === null) return null
  return at > now ? say('plan-embargo', { at }) : say('plan-embargo-over', { at })
}
