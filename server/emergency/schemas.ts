import Type, { type Static } from 'typebox'
import type { Outcome } from './acts.ts'

const outcomes = [
  'paused',
  'stopped',
  'some-go-on',
  'hidden',
  'shown',
  'waits',
  'replaced',
  'ended',
] as const satisfies Outcome[]

export const DoneSchema = Type.Object({ outcome: Type.Enum(outcomes) })

export const EmergencySchema = Type.Object({
  paused: Type.Boolean(),
  names_hidden: Type.Boolean(),
  stages: Type.Integer({ description: 'Stages of the delivery plan that would still happen.' }),
  stopped: Type.Integer(),
  people: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }), {
    description: 'The other organizers.',
  }),
})
export type EmergencyJson = Static<typeof EmergencySchema>
