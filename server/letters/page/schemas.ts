import Type, { type Static } from 'typebox'
import { orNull } from '../../http/schemas.ts'
import { DemandHistorySchema } from '../../demands/schemas.ts'
import { DeliverySchema } from '../../delivery/timeline/schemas.ts'
import { facets } from '../../facets/rules.ts'
import { letterStates, verificationClasses } from '../../letter/rules.ts'
import { TogetherSchema } from '../../together/schemas.ts'
import { PersonSchema } from '../../signatures/schemas.ts'

/** The states of signing, as readers see them. */
export const signingStates = ['open', 'paused', 'closed'] as const

const TallySchema = Type.Object({
  as_of: orNull(Type.String(), {
    description: 'ISO 8601: when the batch of these counts was closed. Null before the first',
  }),
  checkpoint: orNull(
    Type.Object({
      size: Type.Integer({ description: 'The number of entries of the log' }),
      note: Type.String({ description: 'Signed: C2SP tlog-checkpoint' }),
    }),
    { description: 'The checkpoint of the letter’s log whose counts these are. Null while no count is shown' },
  ),
  collecting: Type.Boolean({ description: 'True if too few have signed: neither count nor names are shown' }),
  classes: Type.Array(
    Type.Object({
      class: Type.Enum(verificationClasses, { type: 'string' }),
      count: Type.Integer(),
      words: Type.String(),
    }),
  ),
  by_visibility: Type.Array(Type.Object({ visibility: Type.String(), count: Type.Integer() })),
  by_revision: Type.Array(Type.Object({ revision: Type.Integer(), count: Type.Integer() })),
  hidden_on_request: Type.Integer({ description: 'Signatures whose names an organizer hid on request' }),
  facets: Type.Array(
    Type.Object({
      facet: Type.Enum(facets, { type: 'string' }),
      values: Type.Array(
        Type.Object({
          value: Type.String(),
          at_least: orNull(Type.Integer(), {
            description: 'Null if the number, or the rest without it, is too small to be shown.',
          }),
        }),
      ),
    }),
  ),
})

/** Second safeguard behind view.ts: fields that are not listed here are not sent. */
export const LetterSchema = Type.Object({
  slug: Type.String(),
  state: Type.Enum(letterStates, { type: 'string' }),
  title: Type.String(),
  text: Type.String({ description: 'Markdown' }),
  demands: Type.Array(Type.String()),
  recipients: Type.Array(Type.Object({ name: Type.String(), office: Type.String() })),
  employers: Type.Array(Type.Object({ name: Type.String(), domains: Type.Array(Type.String()) })),
  language: Type.String(),
  revision: Type.Object({ number: Type.Integer(), hash: Type.String(), published_on: Type.String() }),
  signing: Type.Enum(signingStates, { type: 'string' }),
  tally: TallySchema,
  closes_on: orNull(Type.String()),
  extendable_until: orNull(Type.String(), { description: 'The last day on which the organizers could extend signing' }),
  latest_end: orNull(Type.String(), { description: 'The latest end of signing, if the organizers extend it' }),
  extended_from: orNull(Type.String(), { description: 'The end before the extension. Null if there was none' }),
  goal: orNull(Type.Integer()),
  press_contact: orNull(Type.String()),
  one_person: Type.Boolean(),
  facets: Type.Object({
    role: Type.Array(Type.String()),
    team: Type.Array(Type.String()),
    site: Type.Array(Type.String()),
  }),
  delivery: orNull(DeliverySchema),
  demand_states: orNull(Type.Array(DemandHistorySchema), {
    description: 'What became of each demand. Null before the first delivery',
  }),
  next_steps: Type.Array(Type.String(), {
    description: 'What the organizers plan to do with the letter, one sentence each',
  }),
  together: orNull(TogetherSchema, {
    description: 'Names that wait for each other. Null if the letter does not offer that',
  }),
  updates: Type.Array(Type.Object({ published_on: Type.String(), text: Type.String({ description: 'Markdown' }) })),
  campaign: orNull(Type.Object({ slug: Type.String(), title: Type.String() }), {
    description: 'The campaign on whose page the letter stands beside others: `/campaigns/{slug}`',
  }),
})

export const NamesSchema = Type.Object({
  names: Type.Array(PersonSchema),
  marks: Type.Array(Type.Object({ mark: Type.String(), words: Type.String(), count: Type.Integer() })),
  groups: Type.Array(Type.Object({ employer: orNull(Type.String()), path: Type.String() }), {
    description:
      'The lists by employer, if the organizers chose them and enough people at one employer have public names. `employer` is null for the others',
  }),
  previous: orNull(Type.String(), { description: 'Path of the page before, or null' }),
  next: orNull(Type.String(), {
    description:
      'Path of the page after, or null. One request searches at most 100,000 names, so a page of a search may have fewer names, or none, and a page after it',
  }),
})

/** A letter's public data, for its page and for `/api/v1/letters/{slug}`. */
export type LetterJson = Static<typeof LetterSchema>
export type TallyJson = LetterJson['tally']
/** A page of a letter's names. */
export type NamesJson = Static<typeof NamesSchema>
