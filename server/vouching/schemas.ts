import Type, { type Static } from 'typebox'
import { orNull } from '../http/schemas.ts'
import { CountedFrom, ShownSigningKey } from '../signatures/schemas.ts'

// The browser uses these types too (web/anonymity/server.ts).

export const VouchingSchema = Type.Object({
  letter: Type.String({ description: 'UUID' }),
  each: Type.Integer({ description: 'The number of codes that each verified person may draw' }),
  n: orNull(Type.String(), { description: 'base64url; e is 65537. Null until somebody has asked for codes.' }),
})

export const DrawnSchema = Type.Object({
  signatures: Type.Array(Type.String({ description: '384 bytes in base64url' }), {
    description: 'Blind signatures, in the order of the request',
  }),
})

export const VouchedSigningSchema = Type.Object({ signing_key: ShownSigningKey, counted_from: CountedFrom })

export type VouchingJson = Static<typeof VouchingSchema>
export type DrawnJson = Static<typeof DrawnSchema>
