import Type, { type Static } from 'typebox'
import { posterFormats } from '../delivery/pdf/poster.ts'

export const PosterFormatSchema = Type.Enum([...posterFormats], {
  type: 'string',
  description: '`a6` is four to a page. The strips can be torn off.',
})

export const ShareSchema = Type.Object({
  link: Type.String({ description: 'The one link of the letter. A QR code holds exactly this.' }),
  words: Type.Union([Type.String(), Type.Null()], {
    description: 'The five words of a quiet link. Null for a public letter, and for a link of an older form',
  }),
  words_page: Type.String({ description: 'The page on which the words are typed' }),
  texts: Type.Object(
    {
      language: Type.String({ description: 'BCP 47' }),
      chat: Type.String(),
      spoken: Type.String(),
      print: Type.String(),
    },
    { description: 'Texts to pass on. Those of a quiet letter do not say what it is about' },
  ),
  embed: Type.Union([Type.String(), Type.Null()], {
    description: 'HTML that shows the circle and the count on another site. Null for a quiet letter',
  }),
})

export type ShareJson = Static<typeof ShareSchema>
