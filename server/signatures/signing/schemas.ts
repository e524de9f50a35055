import Type from 'typebox'
import { ChallengeSchema } from '../../mailbox/schemas.ts'
import { CountedFrom, ShownSigningKey } from '../schemas.ts'

export const SigningSchema = Type.Object({ ...ChallengeSchema.properties, signing_key: ShownSigningKey })

export const ConfirmedSchema = Type.Object({
  outcome: Type.Enum(['signed'], { type: 'string' }),
  counted_from: CountedFrom,
})
