import Type, { type Static } from 'typebox'
import { orNull } from '../../http/schemas.ts'
import { mostFacets } from '../../facets/rules.ts'
import { letterStates, papers, visibilities, type LetterDraft, type Visibility } from '../../letter/rules.ts'
import { roles } from '../../organizers/rules.ts'
import { most } from './draft.ts'
import type { LetterSettings } from './settings.ts'

const strict = { additionalProperties: false }
const text = (maxLength: number) => Type.String({ maxLength })
const Recipient = Type.Object({ name: text(1000), office: text(1000), address: text(1000) }, strict)
const Employer = Type.Object(
  { name: text(1000), domains: Type.Array(text(300), { maxItems: most.domains + 1 }) },
  strict,
)
const Visibilities = Type.Array(Type.Unsafe<Visibility>({ type: 'string', enum: [...visibilities] }), { maxItems: 10 })
const FacetList = Type.Array(text(200), { maxItems: mostFacets.values + 1 })
const Facets = Type.Object(
  { role: FacetList, team: FacetList, site: FacetList },
  {
    ...strict,
    description:
      'A signatory may choose one entry of each list, or none. After the letter has opened, lists can only grow.',
  },
)

/** The parts of a draft in requests and answers. */
export const draftFields = {
  title: text(1000),
  text: text(200_000),
  demands: Type.Array(text(5000), { maxItems: most.demands + 1 }),
  recipients: Type.Array(Recipient, { maxItems: most.recipients + 1 }),
  employers: Type.Array(Employer, { maxItems: most.employers + 1 }),
  language: text(100),
  facets: Facets,
  slug: Type.String({
    maxLength: 200,
    description:
      'The last part of the public letter’s address, `/letters/…`. Empty: it is made of the title. It is reserved only when the letter opens to the public.',
  }),
} satisfies Record<Exclude<keyof LetterDraft, 'plan'>, unknown>
export const settingFields = {
  visibilities: Visibilities,
  batch_minutes: Type.Integer(),
  batch_size: Type.Integer(),
  first_threshold: Type.Integer(),
  notice_hours: Type.Integer(),
  goal: orNull(Type.Integer()),
  press_contact: orNull(text(1000)),
  second_place: orNull(text(1000)),
  vouches_each: Type.Integer({ description: 'How many codes a verified signatory may draw for others. 0: none.' }),
  names_by_employer: Type.Boolean({
    description: 'Whether public names stand under their employers. Only a draft can switch it on.',
  }),
  checks_each: Type.Integer({
    description:
      'How many codes each owner and moderator may hand over after an in-person check. 0: none. On an open letter, a change needs a second owner.',
  }),
  ends_on: orNull(text(20), {
    description:
      'Last day of signing in UTC, YYYY-MM-DD, at most 60 days from today. Null: 60 days after opening. Only a draft can change it.',
  }),
  together_needed: orNull(Type.Integer(), {
    description:
      'How many people have to stand together before the names of those who chose `together` appear. Null if the letter does not offer that. Only a draft can change it here; later it can only be raised.',
  }),
  together_until: orNull(text(20), {
    description:
      'The last day in UTC, YYYY-MM-DD, on which they wait for each other. Null: until the letter closes. Only a draft can change it.',
  }),
  paper: Type.Enum(papers, {
    type: 'string',
    description: 'The paper of the letter’s PDFs. letter: that of North America.',
  }),
} satisfies Record<keyof LetterSettings, unknown>

export const LetterInListSchema = Type.Object({
  id: Type.String(),
  title: Type.String(),
  state: Type.Enum(letterStates, { type: 'string' }),
  role: Type.Enum(roles, { type: 'string' }),
  next: Type.String(),
  to_do: Type.Integer({ description: 'How many kinds of tasks wait for this organizer' }),
  erases_at: orNull(Type.String(), {
    description: 'When this discarded draft is erased. Null if it is not discarded.',
  }),
})

export const OrganizerLetterSchema = Type.Object({
  outcome: Type.Optional(
    Type.String({
      description: '`waits`: a way to sign is taken away when a second owner agrees. The rest is saved.',
    }),
  ),
  id: Type.String(),
  state: Type.Enum(letterStates, { type: 'string' }),
  paused: Type.Boolean(),
  role: Type.Enum(roles, { type: 'string' }),
  version: Type.Integer(),
  revision: Type.Integer(),
  edited: Type.Boolean({ description: 'True if the draft differs from the published text' }),
  path: orNull(Type.String()),
  owners: Type.Integer(),
  missing: Type.Array(Type.Object({ part: Type.String(), sentence: Type.String() })),
  opened_at: orNull(Type.String()),
  closes_at: orNull(Type.String()),
  closed_at: orNull(Type.String()),
  purges_at: orNull(Type.String()),
  extendable_until: orNull(Type.String(), { description: 'Until when signing can be extended. Null if it cannot' }),
  latest_end: orNull(Type.String(), { description: 'The latest end after an extension' }),
  extended_from: orNull(Type.String(), { description: 'The end before the extension. Null if there was none' }),
  purged_at: orNull(Type.String()),
  ...draftFields,
  ...settingFields,
})

export type LetterInListJson = Static<typeof LetterInListSchema>
/** A letter as its organizers see it: the body of `/api/v1/dashboard/letters/{id}/draft`. */
export type OrganizerLetterJson = Static<typeof OrganizerLetterSchema>
