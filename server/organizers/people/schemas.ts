import Type, { type Static } from 'typebox'
import { acts, roles } from '../rules.ts'

export const InvitationSchema = Type.Object({
  outcome: Type.Literal('done'),
  link: Type.String({ description: 'Shown once. It works once, within a week.' }),
  expires_at: Type.String({ description: 'ISO 8601' }),
})

export const PeopleSchema = Type.Object({
  your_role: Type.Enum(roles, { type: 'string' }),
  people: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), role: Type.Enum(roles, { type: 'string' }) }),
  ),
  invitations: Type.Array(
    Type.Object({
      id: Type.String(),
      role: Type.Enum(roles, { type: 'string' }),
      invited_by: Type.String(),
      expires_at: Type.String({ description: 'ISO 8601' }),
    }),
    { description: 'Empty for everybody but owners' },
  ),
})

export const ProposalSchema = Type.Object({
  id: Type.String(),
  act: Type.Enum(acts, { type: 'string' }),
  words: Type.String(),
  stage: Type.Union([Type.Integer(), Type.Null()], { description: 'Number of the stage that it changes' }),
  subject: Type.Record(Type.String(), Type.Unknown(), {
    description: 'The exact content. A second owner asks for the same',
  }),
  proposed_by: Type.String(),
  proposed_on: Type.String({ description: 'Day in UTC' }),
  yours: Type.Boolean(),
})

/** A link that was just made. */
export type InvitationJson = Static<typeof InvitationSchema>
export type PeopleJson = Static<typeof PeopleSchema>
/** An act that waits for a second owner. */
export type ProposalJson = Static<typeof ProposalSchema>
