import Type, { type Static } from 'typebox'

const outcomes = [
  'paused',
  'stopped',
  'some-go-on',
  'hidden',
  'shown',
  'waits',
  'replaced',
  'links-ended',
  'ended',
] as const
export type Outcome = (typeof outcomes)[number]

export const DoneSchema = Type.Object({ outcome: Type.Enum(outcomes) })

export const EmergencySchema = Type.Object({
  paused: Type.Boolean(),
  names_hidden: Type.Boolean(),
  stages: Type.Integer({ description: 'Stages of the delivery plan that would still happen.' }),
  stopped: Type.Integer(),
  review_links: Type.Integer({ description: 'Review links of a draft that work.' }),
  people: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }), {
    description: 'The other organizers.',
  }),
})
export type EmergencyJson = Static<typeof EmergencySchema>
