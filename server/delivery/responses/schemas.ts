import Type, { type Static } from 'typebox'
import { orNull } from '../../http/schemas.ts'
import { keptKinds } from '../rules.ts'
import { FromMailFileSchema, VerdictOrNull } from '../schemas.ts'
import { SilenceSchema } from '../timeline/schemas.ts'

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
  asked_until: orNull(Type.String(), {
    description:
      'The day until which the recipient asked for time. Null if the recipient did not, or has answered since',
  }),
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

/** The answers as organizers see them. */
export type AnswersJson = Static<typeof AnswersSchema>
