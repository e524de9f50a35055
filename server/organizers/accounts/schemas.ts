import Type, { type Static } from 'typebox'

export const TokensSchema = Type.Object({
  token: Type.String({ description: 'Bearer token. `expires_in` says how long it is valid.' }),
  token_type: Type.Literal('Bearer'),
  expires_in: Type.Integer({ description: 'Seconds.' }),
  refresh_token: Type.String({ description: 'Valid for one renewal. A second use ends the session.' }),
  organizer: Type.Object({ id: Type.String(), name: Type.String() }),
})

/** The letter that an accepted invitation leads to. */
export const LetterIdSchema = Type.Union([Type.String(), Type.Null()], {
  description: 'The letter of the invitation. Null without one, or if the invitation is to the server',
})

export const SessionSchema = Type.Object({
  id: Type.String(),
  label: Type.String(),
  created_on: Type.String({ description: 'Day in UTC' }),
  last_used_on: Type.String({ description: 'Day in UTC' }),
  current: Type.Boolean({ description: 'True for the session of this request' }),
})

export type TokensJson = Static<typeof TokensSchema>
export type SessionJson = Static<typeof SessionSchema>
