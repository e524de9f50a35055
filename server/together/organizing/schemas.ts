import Type, { type Static } from 'typebox'
import { verificationClasses } from '../../letter/rules.ts'
import { TogetherSchema } from '../schemas.ts'

/** The waiting of a letter's names: the body of `/api/v1/dashboard/letters/{id}/together`. */
export const WaitingSchema = Type.Object({
  ...TogetherSchema.properties,
  by_day: Type.Array(
    Type.Object({
      day: Type.String({ description: 'YYYY-MM-DD' }),
      class: Type.Enum(verificationClasses, { type: 'string' }),
      added: Type.Integer({ description: 'The change of the count on that day' }),
    }),
  ),
})
export const ActedSchema = Type.Object({
  outcome: Type.Enum(['done', 'waits'], { type: 'string', description: '`waits`: for a second owner' }),
})
export type WaitingJson = Static<typeof WaitingSchema>
