import Type, { type Static } from 'typebox'
import { keptKinds } from '../delivery/rules.ts'

/** The outcomes of handing in a mail, except that the sender has to come again. */
const takenOutcomes = ['noted', 'known', 'foreign', 'no-report', ...keptKinds, 'counted', 'too-many'] as const

const version = Type.Integer({ description: 'Grows with each change' })

export const UpdatesSchema = Type.Object({
  asked: Type.String({ description: 'About how many people have asked for updates, in words' }),
  returned: Type.Array(Type.String(), {
    description: 'Why mails to these people came back, with about how many each, in words',
  }),
  draft: Type.Union([Type.Object({ version, text: Type.String({ description: 'Markdown' }) }), Type.Null()]),
  updates: Type.Array(
    Type.Object({
      id: Type.String(),
      published_on: Type.String({ description: 'Day in UTC' }),
      text: Type.String({ description: 'Markdown' }),
      mailed: Type.String({ description: 'About how many people it was mailed to, in words' }),
    }),
    { description: 'Newest first' },
  ),
})

export const AskedSchema = Type.Object({ challenge: Type.String({ description: 'Confirmed with the mailed code' }) })

export const DraftedSchema = Type.Object({ id: Type.String(), version })

export const UpdatePublishedSchema = Type.Object({
  outcome: Type.Enum(['published', 'waits'], {
    type: 'string',
    description: '`waits`: a second owner must agree',
  }),
})

export const ReturnedSchema = Type.Object({
  outcome: Type.Enum(takenOutcomes, {
    type: 'string',
    description:
      '`noted`: a report. `reply`, `auto-reply`, `complaint`, `unread`: kept for the organizers. `counted`: the same from somebody who asked for updates, only counted. `known`: taken before. `too-many`: not kept, because too many came to this address. `foreign`: not returned to an address of this server. `no-report`: neither a report of a failure nor an answer',
  }),
})

/** Updates as organizers see them. */
export type UpdatesJson = Static<typeof UpdatesSchema>
