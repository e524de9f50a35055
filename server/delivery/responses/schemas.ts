import Type, { type Static } from 'typebox'
import { orNull } from '../../http/schemas.ts'
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
})

/** The data of a recipient's private page, and the body of `/api/v1/recipients/{token}`. It never contains signatories' names. */
export type PrivatePageJson = Static<typeof RecipientSchema>
/** The answers as organizers see them. */
export type AnswersJson = Static<typeof AnswersSchema>
