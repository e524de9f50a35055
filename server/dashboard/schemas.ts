import Type, { type Static } from 'typebox'
import { facets } from '../facets/rules.ts'
import { letterStates, verificationClasses, visibilities } from '../letter/rules.ts'
import { roles } from '../organizers/rules.ts'
import { PersonSchema } from '../signatures/schemas.ts'

const orNull = { string: Type.Union([Type.String(), Type.Null()]), integer: Type.Union([Type.Integer(), Type.Null()]) }

export const DashboardSchema = Type.Object({
  id: Type.String(),
  title: Type.String(),
  state: Type.Enum(letterStates, { type: 'string' }),
  role: Type.Enum(roles, { type: 'string' }),
  collecting: Type.Boolean({
    description: 'The letter is below its first threshold, so organizers see no count, like the public',
  }),
  as_of: orNull.string,
  goal: orNull.integer,
  classes: Type.Array(
    Type.Object({
      class: Type.Enum(verificationClasses, { type: 'string' }),
      count: Type.Integer(),
      words: Type.String(),
    }),
  ),
  by_day: Type.Array(Type.Object({ day: Type.String(), added: Type.Integer(), total: Type.Integer() })),
  few_at: Type.Array(Type.String(), { description: 'Employers whose numbers are too small to be shown' }),
  refused_mail: Type.Array(Type.Object({ domain: Type.String(), refused: Type.Integer() })),
  removals: orNull.integer,
  silence: Type.Union([Type.Object({ since: Type.String(), days: Type.Integer() }), Type.Null()]),
  next: Type.Array(Type.Object({ what: Type.String(), words: Type.String(), at: orNull.string, path: orNull.string })),
})

const Cells = Type.Union([Type.Array(Type.Integer()), Type.Null()])
export const BreakdownSchema = Type.Object({
  as_of: orNull.string,
  at_least: Type.Integer(),
  visibilities: Type.Array(Type.Enum(visibilities, { type: 'string' })),
  rows: Type.Array(
    Type.Object({
      employers: Type.Array(Type.String()),
      class: Type.Enum(verificationClasses, { type: 'string' }),
      count: Type.Integer(),
      cells: Cells,
    }),
  ),
  together: Cells,
  anonymous: Type.Integer(),
  facets: Type.Array(
    Type.Object({
      facet: Type.Enum(facets, { type: 'string' }),
      values: Type.Array(Type.Object({ value: Type.String(), at_least: orNull.integer })),
    }),
  ),
})

export const SignaturesSchema = Type.Object({
  signatures: Type.Array(
    Type.Object({
      id: Type.String(),
      person: Type.Union([PersonSchema, Type.Null()]),
      words: Type.String(),
      visibility: Type.Enum(visibilities, { type: 'string' }),
      class: Type.Enum(verificationClasses, { type: 'string' }),
      resemblance: orNull.string,
      hidden: Type.Union([Type.Boolean(), Type.Null()]),
      invalid: orNull.string,
    }),
  ),
  next: orNull.string,
})

export const ActivitySchema = Type.Object({
  activity: Type.Array(
    Type.Object({
      id: Type.String(),
      at: Type.String(),
      who: orNull.string,
      what: Type.String(),
      words: Type.String(),
      undo: Type.Boolean({ description: 'True if it can be undone' }),
    }),
  ),
})

export const ExportSchema = Type.Object({ outcome: Type.String(), csv: Type.Optional(Type.String()) })

/** A letter's dashboard: the data of its page and of `/api/v1/dashboard/letters/{id}/summary`. */
export type DashboardJson = Static<typeof DashboardSchema>
export type StepJson = DashboardJson['next'][number]
export type BreakdownJson = Static<typeof BreakdownSchema>
export type SignaturesJson = Static<typeof SignaturesSchema>
export type ActivityJson = Static<typeof ActivitySchema>['activity'][number]
