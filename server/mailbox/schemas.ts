import Type from 'typebox'

/** The answer to a request for a mailed code. It does not depend on what is known about the address. */
export const ChallengeSchema = Type.Object({
  challenge: Type.String({ description: 'Belongs into the path of the request that takes the code' }),
})

/** In the body of a request for a mailed code. */
export const MineAlone = Type.Optional(
  Type.Boolean({
    description:
      'True: nobody else reads this address. Needed after the code `address-perhaps-shared`, for an address that may be a shared mailbox or a person’s. Otherwise ignored.',
  }),
)
