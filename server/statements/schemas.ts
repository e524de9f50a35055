import Type, { type Static } from 'typebox'
import { statementStates } from './rules.ts'

const Key = Type.String({ maxLength: 60, description: "The statement's own Ed25519 public key, in base64url." })
const Proof = Type.String({ maxLength: 100, description: 'Ed25519 signature of the request, in base64url.' })

/** The request that sends a statement. */
export const SentSchema = Type.Object(
  {
    key: Key,
    text: Type.String({ maxLength: 20_000 }),
    proof: Proof,
    signature: Type.Optional(
      Type.Object(
        {
          verifier: Type.String({
            maxLength: 60,
            description: 'The Ed25519 public key of an anonymous signature that is counted, in base64url.',
          }),
          proof: Proof,
        },
        {
          additionalProperties: false,
          description: 'Only for the first sending. After that, the statement’s own key is sufficient.',
        },
      ),
    ),
  },
  { additionalProperties: false },
)

/** A request about a statement, by its own key or by the key of its signature. */
export const SignedSchema = Type.Object(
  {
    key: Type.Optional(Key),
    verifier: Type.Optional(
      Type.String({
        maxLength: 60,
        description:
          'Replaces `key` for a statement that was sent before the version of November 2026: the public key of its signature.',
      }),
    ),
    proof: Proof,
  },
  { additionalProperties: false },
)

const shown = {
  text: Type.String(),
  badge: Type.String({ description: 'The line that stands in place of a name' }),
}

export const StatementsSchema = Type.Object({ statements: Type.Array(Type.Object(shown)) })

export const StatementsToReadSchema = Type.Object({
  statements: Type.Array(Type.Object({ id: Type.String(), ...shown })),
})

export const StateSchema = Type.Object({
  state: Type.Enum(statementStates, {
    type: 'string',
    description:
      '`batch`: waits for its batch. `waiting`: waits for a moderator. `none`: never sent, withdrawn, or lost in a crash of the database',
  }),
})

export type SentJson = Static<typeof SentSchema>
export type SignedJson = Static<typeof SignedSchema>
export type StatementsJson = Static<typeof StatementsSchema>
export type StatementsToReadJson = Static<typeof StatementsToReadSchema>
