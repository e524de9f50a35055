import Type, { type TSchema } from 'typebox'
import type { PersonField } from '../crypto/credential.ts'
import type { PersonName } from './signatory-rules.ts'

/** One entry of each list that the letter offers, or none. */
export const facetSchemas = {
  role: Type.Optional(Type.String({ maxLength: 200 })),
  team: Type.Optional(Type.String({ maxLength: 200 })),
  site: Type.Optional(Type.String({ maxLength: 200 })),
}

/** A person's name, wherever JSON shows one. */
export const PersonSchema = Type.Object({ name: Type.String() } satisfies Record<keyof PersonName, TSchema>)

/** The parts of a name as typed, for the body of a request. */
export const personSchemas = { name: Type.Optional(Type.String({ maxLength: 1000 })) } satisfies Record<
  PersonField,
  TSchema
>

/** What a signatory states, for the bodies of all requests that sign with a name. */
export const signatorySchemas = {
  visibility: Type.String({ maxLength: 20 }),
  ...personSchemas,
  facets: Type.Optional(
    Type.Object(facetSchemas, {
      additionalProperties: false,
      description: 'Each from the list that the letter offers, or absent.',
    }),
  ),
}
