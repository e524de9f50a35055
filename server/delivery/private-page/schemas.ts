import Type, { type Static } from 'typebox'
import { DemandHistorySchema } from '../../demands/schemas.ts'
import { orNull } from '../../http/schemas.ts'

export const RecipientSchema = Type.Object({
  recipient: Type.Object({ name: Type.String(), office: Type.String() }),
  title: Type.String(),
  text: Type.String({ description: 'Markdown' }),
  demands: Type.Array(Type.String()),
  language: Type.String(),
  revision: Type.Object({ number: Type.Integer(), hash: Type.String() }),
  content_hash: orNull(Type.String(), {
    description: 'SHA-256 of the delivered content, in hexadecimal. Null before the delivery',
  }),
  tally: Type.Object({
    as_of: orNull(Type.String()),
    classes: Type.Array(Type.Object({ class: Type.String(), count: Type.Integer(), words: Type.String() })),
  }),
  received_on: orNull(Type.String()),
  answer_by: orNull(Type.String({ description: 'The day by which the copy asks for an answer' })),
  pdf: orNull(
    Type.Object({ bytes: Type.Integer(), sha256: Type.String(), kept: Type.Boolean(), until: orNull(Type.String()) }),
    { description: 'The PDF of this copy. `kept` says whether it can still be fetched. Null before the delivery' },
  ),
  demand_states: Type.Array(DemandHistorySchema, { description: 'What the organizers say of each demand' }),
  answered_on: Type.Array(Type.String(), { description: 'The days on which answers were sent from this page' }),
  asked_for_time: Type.Array(Type.Object({ asked_on: Type.String(), until: Type.String() }), {
    description: 'The requests for time from this page. The newest is last, and its day is the one that is shown',
  }),
  for_delegate: Type.Boolean({ description: 'True if the link belongs to somebody who answers for the recipient' }),
  delegate: orNull(
    Type.Object({
      name: Type.String(),
      since: Type.String(),
      link: Type.Enum(['waiting', 'sent', 'failed'], { type: 'string', description: 'The mail with the link' }),
    }),
    { description: 'Who can answer for the recipient' },
  ),
})

/** The data of a recipient's private page, and the body of `/api/v1/recipients/{token}`. It never contains signatories' names. */
export type PrivatePageJson = Static<typeof RecipientSchema>
