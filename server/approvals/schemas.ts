import Type, { type Static } from 'typebox'
import { acts } from '../organizers/rules.ts'
import { proposalKinds } from './rules.ts'

const OrNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

const Letter = Type.Object({
  title: Type.String(),
  text: Type.String({ description: 'Markdown' }),
  demands: Type.Array(Type.String()),
  recipients: Type.Array(Type.Object({ name: Type.String(), office: Type.String() })),
  employers: Type.Array(Type.Object({ name: Type.String(), domains: Type.Array(Type.String()) })),
  language: Type.String({ description: 'BCP 47' }),
})

export const ProposalSchema = Type.Object({
  id: Type.String(),
  act: Type.Enum(acts, { type: 'string' }),
  kind: Type.Enum(proposalKinds, { type: 'string' }),
  words: Type.String({ description: 'What happens if an owner agrees' }),
  state: Type.Enum(['open', 'refused', 'granted'] as const, {
    type: 'string',
    description: '`granted`: the owner who asked can fetch the export once',
  }),
  stage: OrNull(Type.Integer({ description: 'Number of the stage that it concerns' })),
  subject: Type.Record(Type.String(), Type.Unknown(), { description: 'The exact content' }),
  proposed_by: Type.String(),
  proposed_on: Type.String({ description: 'Day in UTC' }),
  yours: Type.Boolean(),
  facts: Type.Array(Type.String(), { description: 'Sentences on what would happen. Empty for everybody but owners' }),
  letter: OrNull(Letter),
  note: OrNull(Type.String({ description: 'The covering note, the text of a call, or the update, as Markdown' })),
  mails: Type.Array(Type.Object({ to: Type.String(), subject: Type.String(), text: Type.String() }), {
    description: 'The mail that each recipient would get now, except the press',
  }),
  shown: OrNull(
    Type.String({
      description:
        'Hash of the content, to agree to exactly this. Null if nobody can agree: the content has changed since it was proposed, or you are not an owner',
    }),
  ),
  refusals: Type.Array(
    Type.Object({ by: Type.String(), reason: Type.String(), on: Type.String({ description: 'Day in UTC' }) }),
  ),
})

export const AgreementSchema = Type.Object({
  outcome: Type.Literal('done'),
  link: OrNull(Type.String({ description: 'The link of an invited owner. Shown once. It works once, within a week.' })),
})

/** An act that waits for a second owner. */
export type ProposalJson = Static<typeof ProposalSchema>
export type AgreementJson = Static<typeof AgreementSchema>
