import Type from 'typebox'
import { visibilities } from '../letter/rules.ts'
import type { Condition } from '../signatures/invalid-and-hidden.ts'
import type { SignatureFilter } from './list-signatures.ts'

/** Schemas of requests to the dashboard, for pages and JSON. */
export const ByLetter = Type.Object({ id: Type.String({ maxLength: 40 }) })
export const ByRow = Type.Object({ id: Type.String({ maxLength: 40 }), row: Type.String({ maxLength: 40 }) })

export const ListQuery = Type.Object(
  {
    visibility: Type.Optional(Type.String({ maxLength: 20 })),
    resemblance: Type.Optional(Type.String({ maxLength: 10 })),
    state: Type.Optional(Type.String({ maxLength: 10, description: 'standing, invalid or all' })),
    after: Type.Optional(Type.String({ maxLength: 22 })),
  },
  { additionalProperties: false },
)

/** Reads the filter of the list. Unknown values do not filter. */
export function filterFrom(value: (name: string) => string): SignatureFilter {
  const after = value('after')
  const state = value('state')
  return {
    search: value('search').trim().slice(0, 200),
    visibility: visibilityFrom(value('visibility')),
    resemblance: resemblanceFrom(value('resemblance')),
    state: state === 'invalid' || state === 'all' ? state : 'standing',
    after: /^[\w-]{22}$/.test(after) ? Buffer.from(after, 'base64url') : null,
  }
}

export function conditionFrom(typed: {
  resemblance?: string
  visibility?: string
  name?: string
  employer?: string
}): Condition {
  const resemblance = resemblanceFrom(typed.resemblance ?? '')
  const visibility = visibilityFrom(typed.visibility ?? '')
  return {
    ...(resemblance && { resemblance }),
    ...(visibility && { visibility }),
    ...(typed.name && { nameContains: typed.name.slice(0, 200) }),
    ...(typed.employer && { employer: typed.employer }),
  }
}

export function momentFrom(text: string | undefined): Date | null {
  const moment = new Date(text ?? '')
  return Number.isNaN(moment.getTime()) ? null : moment
}

function visibilityFrom(typed: string): Condition['visibility'] {
  return visibilities.find((one) => one === typed)
}

function resemblanceFrom(typed: string): Condition['resemblance'] {
  return (['yes', 'no', 'unclear'] as const).find((one) => one === typed)
}
