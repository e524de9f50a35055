import Type, { type Static } from 'typebox'
import { DemandHistorySchema } from '../../demands/schemas.ts'
import { DeliverySchema } from '../../delivery/timeline/schemas.ts'

export const DaySchema = Type.Object({
  title: Type.String(),
  day: Type.String({ description: 'YYYY-MM-DD, in UTC' }),
  runs: Type.Boolean({ description: 'True while the day is not over' }),
  known_on: Type.String({
    description: 'An answer belongs to the day on which it came, also if it was published later',
  }),
  delivery: DeliverySchema,
  demand_states: Type.Array(DemandHistorySchema),
})
export type DayJson = Static<typeof DaySchema>
