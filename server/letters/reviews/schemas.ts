import Type, { type Static } from 'typebox'
import { orNull } from '../../http/schemas.ts'
import { linkDays } from './rules.ts'

const Day = Type.String({ description: 'A day in UTC, YYYY-MM-DD' })

export const ReviewLinkSchema = Type.Object({
  id: Type.String(),
  link: Type.String({ description: 'Shown once. It works in the browser that uses it first.' }),
  last_day: Day,
})

export const ReviewLinksSchema = Type.Object({
  links: Type.Array(
    Type.Object({
      id: Type.String(),
      label: Type.String({ description: 'The words by which its maker recognizes the link' }),
      state: Type.Enum(['unused', 'in-use', 'expired', 'ended'] as const, { type: 'string' }),
      name: orNull(Type.String({ description: 'The name that the reviewer chose' })),
      made_on: Day,
      last_day: Day,
      used_on: orNull(Day),
      refused_on: orNull(Type.String({ description: 'The first day on which a second browser was refused' })),
      ended_on: orNull(Day),
      version: orNull(Type.Integer({ description: 'The version that the reviewer reads' })),
    }),
    { description: 'Owners see all links, editors those that they made' },
  ),
})

export const NewReviewLink = Type.Object(
  {
    label: Type.String({ maxLength: 400, description: 'Words by which you recognize the link' }),
    version: Type.Optional(
      Type.Integer({ minimum: 1, description: 'The version that the reviewer reads. Default: the draft as it is now' }),
    ),
    days: Type.Optional(
      Type.Integer({
        minimum: linkDays.least,
        maximum: linkDays.most,
        description: `How many days it works. Default: ${String(linkDays.usual)}`,
      }),
    ),
  },
  { additionalProperties: false },
)

export type ReviewLinkJson = Static<typeof ReviewLinkSchema>
export type ReviewLinksJson = Static<typeof ReviewLinksSchema>
