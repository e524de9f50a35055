import Type, { type Static } from 'typebox'
import { orNull } from '../../http/schemas.ts'
import { disclosures } from '../rules.ts'

export const CheckedSchema = Type.Object({
  recipient: Type.Object({ name: Type.String(), office: Type.String() }),
  title: Type.String(),
  language: Type.String(),
  delivered_on: orNull(Type.String({ description: 'Null for a printed copy that is not recorded as handed over yet' })),
  by_hand: Type.Boolean(),
  revision: Type.Object({ number: Type.Integer(), hash: Type.String() }),
  tally: Type.Object({
    as_of: Type.String(),
    classes: Type.Array(Type.Object({ class: Type.String(), count: Type.Integer(), words: Type.String() })),
  }),
  disclosure: Type.Enum(disclosures, { type: 'string' }),
  names: Type.Integer({ description: 'The number of names in the list of the copy' }),
  answer_by: orNull(Type.String()),
  content_hash: Type.String(),
  earlier_hashes: Type.Array(Type.String(), {
    description:
      'Of versions that were made before a name was withdrawn. A copy that was sent or printed again may have one',
  }),
  press_contact: orNull(Type.String()),
  path: orNull(Type.String({ description: 'Null if the letter is not public' })),
})
export type CheckedJson = Static<typeof CheckedSchema>
