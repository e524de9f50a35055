import Type, { type Static } from 'typebox'
import { orNull } from '../http/schemas.ts'
import { togetherStates } from './rules.ts'

/** The waiting of a letter's names for enough people, as everybody sees it. */
export const TogetherSchema = Type.Object({
  state: Type.Enum(togetherStates, {
    type: 'string',
    description:
      '`waiting`: too few have signed in this way. `reached`: enough have, and their names appear at `reveals_at` unless too many withdraw. `revealed`: their names are public. `lapsed`: the names were never shown and are destroyed.',
  }),
  needed: Type.Integer({ description: 'How many people must stand together' }),
  standing: orNull(Type.Integer(), {
    description: 'How many stand together as of the last batch. Null while the letter collects its first signatures',
  }),
  until: Type.String({ description: 'ISO 8601: when the waiting ends' }),
  reveals_at: orNull(Type.String(), { description: 'ISO 8601: when the names can appear. Null while people wait' }),
  agreed: Type.Boolean({ description: 'True if the owners have agreed that none of the names is a fake' }),
  ended_at: orNull(Type.String(), { description: 'ISO 8601: when the names appeared or were destroyed' }),
  words: Type.Array(Type.String()),
})
export type TogetherJson = Static<typeof TogetherSchema>
