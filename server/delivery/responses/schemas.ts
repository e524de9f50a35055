import Type, { type Static } from 'typebox'
import { orNull } from '../../http/schemas.ts'
import { keptKinds } from '../rules.ts'
import { VerdictOrNull } from '../schemas.ts'
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
  text: orNull(Type.String()),
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
    description: 'Mails that came to a return address, newest first. Their authors are unchecked',
  }),
})

/** The data of a recipient's private page, and the body of `/api/v1/recipients/{token}`. It never contains signatories' names. */
export type PrivatePageJson = Static<typeof RecipientSchema>
/** The answers as organizers see them. */
export type AnswersJson = Static<typeof AnswersSchema>
