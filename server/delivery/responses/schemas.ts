import Type, { type Static } from 'typebox'
import { DemandHistorySchema } from '../../demands/schemas.ts'
import { orNull } from '../../http/schemas.ts'
import { keptKinds } from '../rules.ts'
import { FromMailFileSchema, VerdictOrNull } from '../schemas.ts'
import { SilenceSchema } from '../timeline/schemas.ts'

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
  pdf: orNull(
    Type.Object({ bytes: Type.Integer(), sha256: Type.String(), kept: Type.Boolean(), until: orNull(Type.String()) }),
    { description: 'Set if the PDF was too large for the mail' },
  ),
  demand_states: Type.Array(DemandHistorySchema, { description: 'What the organizers say of each demand' }),
  answered_on: Type.Array(Type.String(), { description: 'The days on which answers were sent from this page' }),
})

const Answer = Type.Object({
  id: Type.String(),
  name: orNull(Type.String()),
  office: orNull(Type.String()),
  way: Type.String(),
  answered_on: Type.String(),
  published_on: orNull(Type.String()),
  verdict: VerdictOrNull,
  text: orNull(Type.String()),
  by: orNull(Type.String()),
  mail: FromMailFileSchema,
  stage: orNull(Type.Integer(), { description: 'The number of the stage whose copy a mail file answers' }),
  pdf: orNull(Type.Object({ bytes: Type.Integer(), sha256: Type.String(), published_on: orNull(Type.String()) })),
})

const Returned = Type.Object({
  id: Type.String(),
  kind: Type.Enum(keptKinds, {
    type: 'string',
    description: '`unread`: a machine sent it, and the server could not read it',
  }),
  came_on: Type.String(),
  name: orNull(Type.String(), { description: 'The recipient of the copy. Null if it answers an update' }),
  office: orNull(Type.String()),
  text: orNull(Type.String(), {
    description:
      'Null if your role may not read it. Null also if it is not stored, because it was removed or too many came',
  }),
})

/** A page of mails, as a query parameter. */
export const MailsQuery = Type.Object({
  mails: Type.Optional(
    Type.String({ pattern: '^[1-9][0-9]{0,3}$', description: 'Page of `returned`. Page 1 has the newest mails' }),
  ),
})

const Clocked = Type.Object({
  id: Type.String(),
  name: Type.String(),
  office: Type.String(),
  came: Type.Boolean(),
  silence: SilenceSchema,
})

export const AnswersSchema = Type.Object({
  silence: SilenceSchema,
  recipients: Type.Array(Clocked),
  answers: Type.Array(Answer),
  returned: Type.Array(Returned, {
    description: 'Up to 50 mails that came to a return address, newest first. Their authors are unchecked',
  }),
  older: Type.Boolean({ description: 'True if the next page of `mails` has older ones' }),
})

/** The data of a recipient's private page, and the body of `/api/v1/recipients/{token}`. It never contains signatories' names. */
export type PrivatePageJson = Static<typeof RecipientSchema>
/** The answers as organizers see them. */
export type AnswersJson = Static<typeof AnswersSchema>
