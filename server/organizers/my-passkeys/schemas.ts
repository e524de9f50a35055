import Type, { type Static } from 'typebox'

export const PasskeySchema = Type.Object({
  id: Type.String(),
  label: Type.String({ description: 'The name that you gave it' }),
  created_on: Type.String({ description: 'Day in UTC' }),
  last_used_on: Type.Union([Type.String(), Type.Null()], { description: 'Day in UTC. Null if it was never used.' }),
})

export type PasskeyJson = Static<typeof PasskeySchema>
