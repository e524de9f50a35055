import Type, { type Static } from 'typebox'
import { orNull } from '../../http/schemas.ts'
import { FromMailFileSchema, VerdictOrNull } from '../schemas.ts'
import { eventKinds } from './timeline-events.ts'

const person = { name: Type.String(), office: Type.String() }

export const SilenceSchema = orNull(
  Type.Object({
    since: Type.String({ description: 'YYYY-MM-DD' }),
    days: Type.Integer({ description: 'Days of the calendar, in UTC' }),
    answer_by: orNull(Type.String({ description: 'The day by which the organizers asked for an answer' })),
    days_overdue: Type.Integer({ description: 'Days since `answer_by`. 0 until that day is over' }),
  }),
  {
    description: 'Since the first copy arrived, or since the first copy after an answer. Null if no days are counted.',
  },
)

export const DeliverySchema = Type.Object({
  events: Type.Array(
    Type.Object({
      kind: Type.Enum(eventKinds, {
        type: 'string',
        description:
          '`accepted`: by the company’s mail server. `handed-over`: by hand. `acknowledged` is no answer, or not judged yet. `asked-for-time` is no answer.',
      }),
      on: Type.String(),
      stage: orNull(Type.Integer()),
      recipients: Type.Array(Type.Object(person)),
      stage_kind: orNull(Type.String()),
      disclosure: orNull(Type.String()),
      notice_until: orNull(Type.String()),
      notice_runs: Type.Boolean(),
      days: orNull(Type.Integer()),
      by: orNull(Type.String()),
      verdict: VerdictOrNull,
      until: orNull(Type.String(), { description: 'For `asked-for-time`: until when' }),
      photo: orNull(Type.Object({ path: Type.String(), width: Type.Integer(), height: Type.Integer() })),
      say_written: orNull(Type.Integer(), {
        description:
          'Only for a call. Rounded down to a multiple of the batch’s size, at least of five. 0 below two such steps.',
      }),
    }),
  ),
  recipients: Type.Array(
    Type.Object({
      ...person,
      state: Type.String({ description: 'In the newest stage that goes to this recipient' }),
      accepted_on: orNull(Type.String()),
      received_on: orNull(Type.String()),
      answered_on: orNull(Type.String()),
      days_without_answer: orNull(Type.Integer()),
      answer_by: orNull(Type.String()),
      days_overdue: Type.Integer(),
      asked_until: orNull(Type.String(), {
        description:
          'The day until which the recipient asked for time. Null if the recipient did not, or has answered since',
      }),
      stages: Type.Array(
        Type.Object({
          number: Type.Integer(),
          kind: Type.String(),
          state: Type.String(),
          came_on: orNull(Type.String()),
        }),
      ),
    }),
  ),
  answers: Type.Array(
    Type.Object({
      id: Type.String(),
      name: orNull(Type.String()),
      office: orNull(Type.String()),
      by: orNull(Type.String(), { description: 'The person who answered for the recipient' }),
      way: Type.String({
        description:
          '`page`: proved by a code to the recipient’s address. `delegate`: by a code to the address of somebody whom the recipient chose. `mail`, `other`: recorded by organizers',
      }),
      answered_on: Type.String(),
      published_on: Type.String(),
      verdict: VerdictOrNull,
      text: Type.String(),
      mail: FromMailFileSchema,
      pdf: orNull(Type.Object({ bytes: Type.Integer(), sha256: Type.String() })),
      pdf_withheld: Type.Boolean({ description: 'The answer came with a PDF that is not published.' }),
    }),
  ),
  silence: SilenceSchema,
})

/** The public facts of a letter's delivery, for its page and the API. */
export type DeliveryJson = Static<typeof DeliverySchema>
export type RecipientJson = DeliveryJson['recipients'][number]
export type AnswerJson = DeliveryJson['answers'][number]
