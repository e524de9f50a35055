import Type, { type TSchema } from 'typebox'
import type { PersonField } from '../crypto/credential.ts'
import { orNull } from '../http/schemas.ts'
import type { PersonName } from './person-name.ts'

/** One entry of each list that the letter offers, or none. */
export const facetSchemas = {
  role: Type.Optional(Type.String({ maxLength: 200 })),
  team: Type.Optional(Type.String({ maxLength: 200 })),
  site: Type.Optional(Type.String({ maxLength: 200 })),
}

/** A person's name, wherever JSON shows one. */
export const PersonSchema = Type.Object({
  name: Type.String(),
  title: Type.Optional(Type.String({ description: 'Only beside a public name' })),
} satisfies Record<keyof PersonName, TSchema>)

/** The parts of a name as typed, for the body of a request. */
export const personSchemas = {
  name: Type.Optional(Type.String({ maxLength: 1000 })),
  title: Type.Optional(Type.String({ maxLength: 1000, description: 'Beside a public name only, and optional' })),
} satisfies Record<PersonField, TSchema>

/** The fields of a signatory, for the bodies of all requests that sign with a name. */
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

export const CountedFrom = orNull(Type.String(), {
  description:
    'ISO 8601: the time of the next batch. It counts the signature if enough wait by then. Null if no batch is awaited',
})

export const ShownSigningKey = orNull(Type.String(), {
  description:
    'The slip that the server made: 12 words of the English list of BIP 39. It is shown once, and not stored. Null if you sent a verifier',
})
