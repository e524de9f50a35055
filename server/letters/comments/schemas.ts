import Type, { type Static } from 'typebox'
import { orNull } from '../../http/schemas.ts'

const Comment = Type.Object({
  id: Type.String(),
  by: orNull(Type.String({ description: 'The name of the author in this draft' }), {
    description: 'Null if the author deleted the comment',
  }),
  reviewer: Type.Boolean({ description: 'True if the author came by a review link, and chose the name' }),
  yours: Type.Boolean(),
  on: Type.String({ description: 'Day. Comments have no time.' }),
  words: Type.String({ description: 'Plain text. Empty if a change is suggested without a comment' }),
})

const Thread = Type.Object({
  number: Type.Integer(),
  quote: orNull(Type.String(), { description: 'The words on which the comment was made. Null: the whole letter' }),
  passage: orNull(
    Type.Object({
      start: Type.Integer(),
      end: Type.Integer({ description: 'UTF-16 units in `text`' }),
    }),
    { description: 'Where these words are now. Null if they are gone, or if the comment is about the whole letter' },
  ),
  replacement: orNull(Type.String(), {
    description: 'The words suggested for the passage. Empty to leave it out. Null for a comment without a suggestion',
  }),
  state: Type.Enum(['open', 'resolved', 'accepted', 'refused'], { type: 'string' }),
  closed: orNull(
    Type.Object({
      by: Type.String(),
      on: Type.String({ description: 'Day' }),
      word: Type.String({ description: 'Why a suggestion was refused' }),
    }),
  ),
  comments: Type.Array(Comment, { description: 'The first one began the thread. The others are replies.' }),
})

export const CommentsSchema = Type.Object({
  text: Type.String({ description: 'The visible text of the draft. Passages count in it.' }),
  your_name: Type.String({ description: 'Your name in this draft' }),
  threads: Type.Array(Thread),
})

export const NewThreadSchema = Type.Object({ number: Type.Integer({ description: 'Names the thread' }) })

export type ThreadJson = Static<typeof Thread>
export type CommentsJson = Static<typeof CommentsSchema>
