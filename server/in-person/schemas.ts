import Type, { type Static } from 'typebox'
import { orNull } from '../http/schemas.ts'

// The browser uses these types too (web/in-person.ts).

export const CheckSchema = Type.Object({
  each: Type.Integer({ description: 'How many codes each owner and moderator may hand over. 0: the check is off.' }),
  left: Type.Integer({ description: 'How many codes you can still hand over' }),
  most_of_letter: Type.Integer({ description: 'How many codes all organizers together may hand over' }),
  handed_over: orNull(Type.Integer(), {
    description:
      'How many codes all organizers have handed over, rounded down, as of the last batch. Null while the letter is collecting.',
  }),
})

export const CheckBegunSchema = Type.Object({
  letter: Type.String({ description: 'UUID' }),
  n: Type.String({ description: 'base64url; e is 65537. The key that signs codes.' }),
})

export const HandedOverSchema = Type.Object({
  signatures: Type.Array(Type.String({ description: '384 bytes in base64url' }), {
    description: 'Blind signatures, in the order of the request',
  }),
})

export const Handing = Type.Object(
  { blinded: Type.Array(Type.String({ maxLength: 600 }), { maxItems: 10 }) },
  { additionalProperties: false },
)

export type CheckJson = Static<typeof CheckSchema>
export type CheckBegunJson = Static<typeof CheckBegunSchema>
export type HandedOverJson = Static<typeof HandedOverSchema>
