import Type, { type Static } from 'typebox'
import { orNull } from '../../http/schemas.ts'
import { verificationClasses } from '../../letter/rules.ts'
import { signingStates } from '../page/schemas.ts'

const CountSchema = Type.Object({
  class: Type.Enum(verificationClasses, { type: 'string' }),
  count: Type.Integer(),
  words: Type.String(),
})

export const CampaignSchema = Type.Object({
  slug: Type.String(),
  title: Type.String(),
  letters: Type.Array(
    Type.Object({
      slug: Type.String(),
      title: Type.String(),
      language: Type.String(),
      employers: Type.Array(Type.String()),
      signing: Type.Enum(signingStates, { type: 'string' }),
      standing: Type.String({ description: 'What became of its delivery, or until when people can sign it' }),
      as_of: orNull(Type.String(), {
        description: 'ISO 8601: when the batch of these counts was closed. Null while the letter shows no count',
      }),
      collecting: Type.Boolean({ description: 'True if too few have signed: the count is not shown' }),
      classes: Type.Array(CountSchema),
    }),
    { description: 'In the order of their addresses' },
  ),
  sums: Type.Array(CountSchema, {
    description:
      'The counts above added up by class. Nobody is compared across letters, so a person who signed two letters counts twice. Empty if fewer than two letters show a count',
  }),
  left_out: Type.Integer({ description: 'How many letters show no count yet, and are not in the sums' }),
})

export const OwnCampaignSchema = Type.Object({
  campaign: orNull(
    Type.Object({
      slug: Type.String(),
      title: Type.String(),
      began: Type.Boolean({ description: 'True if this letter began the campaign, so that its owners invite others' }),
      letters: Type.Array(Type.Object({ slug: Type.String(), title: Type.String() })),
    }),
    { description: 'Null if the letter stands in none' },
  ),
  invitation: orNull(Type.String(), {
    description: 'Lets one more letter join. Only for owners of the letter that began the campaign',
  }),
})

export const StartingSchema = Type.Object({
  outcome: Type.Enum(['started', 'waits'], { type: 'string', description: '`waits`: a second owner must agree.' }),
})
export const JoiningSchema = Type.Object({
  outcome: Type.Enum(['joined', 'waits'], { type: 'string', description: '`waits`: a second owner must agree.' }),
})
export const CampaignInvitationSchema = Type.Object({
  invitation: Type.String({ description: 'Lets one letter join. The one before it stops working.' }),
})

/** The body of `/api/v1/campaigns/{slug}`. */
export type CampaignJson = Static<typeof CampaignSchema>
/** The body of `/api/v1/dashboard/letters/{id}/campaign`. */
export type OwnCampaignJson = Static<typeof OwnCampaignSchema>
