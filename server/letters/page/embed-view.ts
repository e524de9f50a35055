import Handlebars from 'handlebars'
import { assetUrl } from '../../http/assets.ts'
import { circleSvg } from '../../letter/circle-drawing.ts'
import { directionOf } from '../../letter/rules.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import type { Sentence } from '../../refusal.ts'
import type { LetterFacts, LetterSummary } from './show-letter.ts'
import { asOfWords, circleWords, countsOf, waitingLine } from './view.ts'

/** The circle and the count of a public letter, for a frame on another site. It has no names, and changes only with batches. */
export interface EmbedPage {
  lang: string
  dir: 'ltr' | 'rtl'
  title: string
  titleLanguage: string
  titleDirection: 'ltr' | 'rtl'
  /** The letter's address. */
  link: string
  style: string
  svg: Handlebars.SafeString
  counts: { count: number; words: Sentence }[]
  asOf: Sentence
  /** About names that wait for each other. */
  waiting: Sentence | undefined
}

export function embedPage(
  facts: LetterSummary & Pick<LetterFacts, 'places'>,
  origin: string,
  words: Catalogue,
): EmbedPage {
  const { letter, revision, places } = facts
  return {
    lang: words.language.tag,
    dir: words.language.dir,
    title: revision.title,
    titleLanguage: revision.language,
    titleDirection: directionOf(revision.language),
    link: `${origin}/letters/${letter.slug}`,
    style: assetUrl('embed.css'),
    svg: new Handlebars.SafeString(
      circleSvg(letter.collecting ? [] : places, { ...circleWords(facts, words), marksOnly: true }),
    ),
    counts: countsOf(facts),
    asOf: asOfWords(letter.collecting ? null : (letter.as_of?.toISOString() ?? null), facts.checkpoint),
    waiting: waitingLine(facts),
  }
}
