import Type, { type Static } from 'typebox'

const version = Type.Integer({ description: 'Grows with each change' })

export const UpdatesSchema = Type.Object({
  asked: Type.String({ description: 'About how many people have asked for updates, in words' }),
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
    description: '`waits`: a second owner must do the same',
  }),
})

export const ReturnedSchema = Type.Object({
  outcome: Type.Enum(['noted', 'known', 'foreign', 'no-report'], {
    type: 'string',
    description: '`foreign`: not returned to an address of this server. `no-report`: no report of a mail server',
  }),
})

/** Updates as organizers see them. */
export type UpdatesJson = Static<typeof UpdatesSchema>
