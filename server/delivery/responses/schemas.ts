import Type, { type Static } from 'typebox'
import { VerdictOrNull } from '../schemas.ts'

const orNull = Type.Union([Type.String(), Type.Null()])

export const RecipientSchema = Type.Object({
  recipient: Type.Object({ name: Type.String(), office: Type.String() }),
  title: Type.String(),
  text: Type.String({ description: 'Markdown' }),
  demands: Type.Array(Type.String()),
  language: Type.String(),
  revision: Type.Object({ number: Type.Integer(), hash: Type.String() }),
  content_hash: Type.Union([Type.String(), Type.Null()], {
    description: 'SHA-256 of the delivered content, in hexadecimal. Null before the delivery',
  }),
  tally: Type.Object({
    as_of: orNull,
    classes: Type.Array(Type.Object({ class: Type.String(), count: Type.Integer(), words: Type.String() })),
  }),
  received_on: orNull,
  pdf: Type.Union(
    [Type.Object({ bytes: Type.Integer(), sha256: Type.String(), kept: Type.Boolean(), until: orNull }), Type.Null()],
    { description: 'Set if the PDF was too large for the mail' },
  ),
  answered_on: Type.Array(Type.String(), { description: 'The days on which answers were sent from this page' }),
})

const Answer = Type.Object({
  id: Type.String(),
  name: orNull,
  office: orNull,
  way: Type.String(),
  answered_on: Type.String(),
  published_on: orNull,
  verdict: VerdictOrNull,
  text: orNull,
  by: orNull,
  pdf: Type.Union([Type.Object({ bytes: Type.Integer(), sha256: Type.String(), published_on: orNull }), Type.Null()]),
})

const Clock = Type.Union([Type.Object({ since: Type.String(), days: Type.Integer() }), Type.Null()])
const Clocked = Type.Object({
  id: Type.String(),
  name: Type.String(),
  office: Type.String(),
  came: Type.Boolean(),
  silence: Clock,
})

export const AnswersSchema = Type.Object({
  silence: Clock,
  recipients: Type.Array(Clocked),
  answers: Type.Array(Answer),
})

/** The data of a recipient's private page, and the body of `/api/v1/recipients/{token}`. It never contains signatories' names. */
export type PrivatePageJson = Static<typeof RecipientSchema>
/** The answers as organizers see them. */
export type AnswersJson = Static<typeof AnswersSchema>
