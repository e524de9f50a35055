import Type, { type Static } from 'typebox'
import { roles } from '../rules.ts'

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

/** A link that was just made. */
export type InvitationJson = Static<typeof InvitationSchema>
export type PeopleJson = Static<typeof PeopleSchema>
