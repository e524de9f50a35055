import Type from 'typebox'
import { mostFacets } from '../../facets/rules.ts'
import { visibilities, type LetterDraft, type Visibility } from '../../letter/rules.ts'
import { most } from './draft-rules.ts'
import type { LetterSettings } from './settings-rules.ts'

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
} satisfies Record<keyof LetterDraft, unknown>
export const settingFields = {
  visibilities: Visibilities,
  batch_minutes: Type.Integer(),
  batch_size: Type.Integer(),
  first_threshold: Type.Integer(),
  notice_hours: Type.Integer(),
  goal: Type.Union([Type.Integer(), Type.Null()]),
  press_contact: Type.Union([text(1000), Type.Null()]),
  vouches_each: Type.Integer({ description: 'How many codes a verified signatory may draw for others. 0: none.' }),
} satisfies Record<keyof LetterSettings, unknown>
