import Type, { type Static } from 'typebox'
import { orNull } from '../../http/schemas.ts'
import { draftFields } from '../drafting/schemas.ts'

export const VersionSchema = Type.Object({
  number: Type.Integer({
    description: 'Counts the versions of the letter. Versions that were thinned out leave gaps.',
  }),
  day: Type.String({ description: 'Day on which it was kept, in UTC' }),
  name: orNull(Type.String()),
  owners_who_read: Type.Integer({ description: 'How many owners say to have read it' }),
  readers: Type.Array(Type.String(), { description: 'Names of the organizers who say to have read it' }),
  read: Type.Boolean({ description: 'True if you say to have read it' }),
})

export const VersionsSchema = Type.Object({
  owners: Type.Integer({ description: 'How many owners the letter has' }),
  unchanged: orNull(Type.Integer(), { description: 'The newest version, if the draft still reads like it' }),
  kept: Type.Boolean({ description: 'True if versions and comments are kept until the purge of the open letter' }),
  versions: Type.Array(VersionSchema, { description: 'Newest first' }),
})

export const KeepingSchema = Type.Object({
  outcome: Type.Enum(['kept', 'waits'], {
    type: 'string',
    description: 'waits: for a second owner, or a day if you are the only owner',
  }),
})

export const VersionContentSchema = Type.Object({
  ...VersionSchema.properties,
  is_draft: Type.Boolean({ description: 'True if the draft reads like it' }),
  ...draftFields,
})

const Changes = Type.Array(
  Type.Object({ text: Type.String(), change: Type.Enum(['added', 'removed', 'same'], { type: 'string' }) }),
)

export const ComparisonSchema = Type.Object({
  from: Type.Integer({ description: 'The older version' }),
  to: orNull(Type.Integer(), { description: 'The newer version. Null: the draft as it is now.' }),
  same: Type.Boolean({ description: 'True if nothing differs, in the lists neither' }),
  title_changes: Changes,
  text_changes: Changes,
  demand_changes: Type.Array(Changes, { description: 'One entry for each demand' }),
})

export const RestoringSchema = Type.Object({
  version: Type.Integer({ description: 'Version of the draft after the restoration' }),
})

export type VersionJson = Static<typeof VersionSchema>
export type VersionsJson = Static<typeof VersionsSchema>
export type VersionContentJson = Static<typeof VersionContentSchema>
/** The changes between two versions. */
export type ComparisonJson = Static<typeof ComparisonSchema>
