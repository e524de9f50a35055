import Type, { type Static } from 'typebox'
import { orNull } from '../http/schemas.ts'
import { demandStates } from './rules.ts'

const State = Type.Enum(demandStates, { type: 'string' })

export const DemandHistorySchema = Type.Object({
  key: Type.String({ description: 'Names the demand. It belongs to its exact words.' }),
  demand: Type.String(),
  current: Type.Boolean({
    description: 'False for a demand of an earlier text, which a later one changed or left out',
  }),
  state: Type.Enum(demandStates, { type: 'string', description: '`open` if the organizers have said nothing' }),
  statements: Type.Array(
    Type.Object({
      state: State,
      since: Type.String({ description: 'Day, as the organizers say' }),
      note: Type.String({ description: 'Plain text' }),
      link: orNull(Type.String({ description: 'A page that shows it: http or https' })),
    }),
    { description: 'What the organizers have said of it, newest first' },
  ),
})

export const DemandsSchema = Type.Object({
  delivered: Type.Boolean({ description: 'False before the first delivery. Until then nothing can be said.' }),
  demands: Type.Array(DemandHistorySchema),
})

export const SayingSchema = Type.Object({
  outcome: Type.Enum(['said', 'waits'], { type: 'string', description: '`waits`: a second owner must agree.' }),
})

export type DemandHistoryJson = Static<typeof DemandHistorySchema>
/** The body of `/api/v1/dashboard/letters/{id}/demands`. */
export type DemandsJson = Static<typeof DemandsSchema>
