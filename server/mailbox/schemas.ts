import Type from 'typebox'

/** The answer to a request for a mailed code. It does not depend on what is known about the address. */
export const ChallengeSchema = Type.Object({
  challenge: Type.String({ description: 'Belongs into the path of the request that takes the code' }),
})
