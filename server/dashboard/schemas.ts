import Type, { type Static } from 'typebox'
import { SilenceSchema } from '../delivery/timeline/schemas.ts'
import { orNull } from '../http/schemas.ts'
import { facets } from '../facets/rules.ts'
import { letterStates, verificationClasses, visibilities } from '../letter/rules.ts'
import { roles } from '../organizers/rules.ts'
import { PersonSchema } from '../signatures/schemas.ts'
import { countedClasses } from '../delivery/stages/conditions.ts'
import { stepKinds } from './rules.ts'
import { TogetherSchema } from '../together/schemas.ts'

const Step = Type.Object({
  what: Type.Enum(stepKinds, { type: 'string' }),
  words: Type.String(),
  at: orNull(Type.String()),
  path: orNull(Type.String()),
})

export const DashboardSchema = Type.Object({
  id: Type.String(),
  title: Type.String(),
  state: Type.Enum(letterStates, { type: 'string' }),
  role: Type.Enum(roles, { type: 'string' }),
  collecting: Type.Boolean({
    description: 'The letter is below its first threshold, so organizers see no count, like the public',
  }),
  as_of: orNull(Type.String()),
  goal: orNull(Type.Integer()),
  classes: Type.Array(
    Type.Object({
      class: Type.Enum(verificationClasses, { type: 'string' }),
      count: Type.Integer(),
      words: Type.String(),
    }),
  ),
  by_day: Type.Array(Type.Object({ day: Type.String(), added: Type.Integer(), total: Type.Integer() })),
  few_at: Type.Array(Type.String(), { description: 'Employers whose numbers are too small to be shown' }),
  codes: orNull(
    Type.Object({
      sent: Type.Integer({ description: 'Codes that mail servers took' }),
      refused: Type.Integer({ description: 'Codes that mail servers refused for good' }),
      used: Type.Integer({ description: 'Codes with which a signature was counted' }),
    }),
    { description: 'Of the whole letter, as of the last batch. Rounded down to tens, or to the size of a batch' },
  ),
  no_codes_at: Type.Array(Type.String(), {
    description: 'Mail domains that have refused all codes of late, as of the last batch',
  }),
  said_mine_alone: Type.Integer({
    description:
      'How often, before today, signatories said that an address that looks shared is theirs alone. Rounded down to a multiple of the size of a batch. Never who',
  }),
  removals: orNull(Type.Integer()),
  silence: SilenceSchema,
  recipients: Type.Array(
    Type.Object({
      name: Type.String(),
      office: Type.String(),
      days_without_answer: orNull(Type.Integer(), { description: 'Null if no copy came, or an answer did' }),
      answered_on: orNull(Type.String(), { description: 'YYYY-MM-DD' }),
      asked_until: orNull(Type.String(), { description: 'YYYY-MM-DD. Until when the recipient asked for time' }),
    }),
    { description: 'Everybody to whom the letter was announced or delivered' },
  ),
  thresholds: Type.Array(
    Type.Object({
      stage: Type.Integer({ description: 'The number of the stage that waits for it' }),
      class: Type.Enum(countedClasses, { type: 'string' }),
      least: Type.Integer(),
    }),
    { description: 'Numbers of signatures for which stages of the plan wait' },
  ),
  events: Type.Array(Type.Object({ on: Type.String({ description: 'YYYY-MM-DD' }), words: Type.String() })),
  missing: Type.Array(Type.String(), {
    description: 'How many signatures are missing to the next stage and to the goal',
  }),
  together: orNull(TogetherSchema, {
    description: 'Names that wait for each other. Null if the letter does not offer that',
  }),
  to_do: Type.Array(Step, { description: 'What waits for this organizer. `path` is the page where it is done' }),
  next: Type.Array(Step, { description: 'What waits for others, and what happens automatically' }),
})

const Cells = orNull(Type.Array(Type.Integer()))
export const BreakdownSchema = Type.Object({
  as_of: orNull(Type.String()),
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
  total: Type.Integer({ description: 'The sum of all rows and of the anonymous signatures' }),
  headcounts: Type.Array(
    Type.Object({
      employer: Type.String(),
      signed: Type.Integer({ description: 'Verified work addresses there' }),
      people: Type.Integer({ description: 'About how many people work there, as an organizer said' }),
    }),
    { description: 'Only where at least `at_least` have signed and at least `at_least` have not' },
  ),
  facets: Type.Array(
    Type.Object({
      facet: Type.Enum(facets, { type: 'string' }),
      values: Type.Array(Type.Object({ value: Type.String(), at_least: orNull(Type.Integer()) })),
    }),
  ),
})

export const SignaturesSchema = Type.Object({
  signatures: Type.Array(
    Type.Object({
      id: Type.String(),
      person: orNull(PersonSchema),
      words: Type.String(),
      visibility: Type.Enum(visibilities, { type: 'string' }),
      class: Type.Enum(verificationClasses, { type: 'string' }),
      resemblance: orNull(Type.String()),
      hidden: orNull(Type.Boolean()),
      invalid: orNull(Type.String()),
    }),
  ),
  next: orNull(Type.String()),
})

export const ActivitySchema = Type.Object({
  activity: Type.Array(
    Type.Object({
      id: Type.String(),
      at: Type.String(),
      who: orNull(Type.String()),
      what: Type.String(),
      words: Type.String(),
      undo: Type.Boolean({ description: 'True if it can be undone' }),
    }),
  ),
})

export const ExportSchema = Type.Object({ outcome: Type.String(), csv: Type.Optional(Type.String()) })

export const CountSchema = Type.Object({ count: Type.Integer({ description: 'Number of signatures' }) })

export const OutcomeSchema = Type.Object({
  outcome: Type.Enum(['hidden', 'shown', 'declined', 'already'], {
    type: 'string',
    description: '`already`: the name was hidden or shown before, so nothing changed',
  }),
})

export const CheckedSchema = Type.Object({
  outcome: Type.Enum(['noted', 'changed'], {
    type: 'string',
    description: '`changed`: a batch came in between, so nothing was noted',
  }),
})

export const NameClaimsSchema = Type.Object({
  claims: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      message: Type.String(),
      received_on: Type.String({ description: 'YYYY-MM-DD' }),
    }),
  ),
})

/** A letter's dashboard: the data of its page and of `/api/v1/dashboard/letters/{id}/summary`. */
export type DashboardJson = Static<typeof DashboardSchema>
export type StepJson = DashboardJson['next'][number]
export type BreakdownJson = Static<typeof BreakdownSchema>
export type SignaturesJson = Static<typeof SignaturesSchema>
export type ActivityJson = Static<typeof ActivitySchema>['activity'][number]
export type NameClaimJson = Static<typeof NameClaimsSchema>['claims'][number]
