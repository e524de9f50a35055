import { catalogueOf, type Catalogue } from '../messages/catalogue.ts'
import { languageFor } from '../messages/languages.ts'
import { inShort } from './rules.ts'
import type { ShareFacts } from './share-letter.ts'

export interface ShareTexts {
  /** BCP 47 tag of our sentences: the letter's language, or English if there are no messages in it. */
  language: string
  dir: 'ltr' | 'rtl'
  chat: string
  spoken: string
  print: string
}

/** Demands that a chat message or a spoken text quotes. */
const mostQuoted = 3

/**
 * Writes the texts to pass on, in the letter's language. They hold no count, because a text stays in a chat or on paper while the count
 * changes. Those of a quiet letter say nothing about the letter.
 */
export function shareTexts(facts: ShareFacts): ShareTexts {
  const words = catalogueOf(languageFor(facts.published.language))
  const { tag, dir } = words.language
  return { language: tag, dir, ...(facts.letter.public ? publicTexts(facts, words) : quietTexts(facts, words)) }
}

type Texts = Pick<ShareTexts, 'chat' | 'spoken' | 'print'>

function publicTexts({ letter, published, shared: { link } }: ShareFacts, words: Catalogue): Texts {
  const { title } = published
  const signs = letter.state === 'open'
  const demands = published.demands.map(inShort)
  const from = words.text('sharing-from', { employers: published.employers.map(({ name }) => name) })
  const names =
    signs && words.text('sharing-names', { anonymous: letter.visibilities.includes('anonymous') ? 'yes' : 'no' })
  const until = signs && letter.closes_at && words.text('sharing-until', { on: letter.closes_at })
  const state = signs ? 'open' : 'closed'
  return {
    chat: paragraphs(
      words.text('sharing-chat', { title, from }),
      listed(demands.slice(0, mostQuoted)),
      words.text('sharing-read', { link, state }),
      sentences(names, until),
      words.text('sharing-own-phone'),
    ),
    spoken: paragraphs(
      words.text('sharing-spoken', { title, from }),
      demands.length > 0 && words.text('sharing-spoken-demands', { demands: listed(demands.slice(0, mostQuoted)) }),
      words.text('sharing-spoken-read', { link, state }),
      sentences(names, until),
    ),
    print: paragraphs(
      title,
      from,
      listed(demands),
      words.text('sharing-read', { link, state }),
      sentences(names, until),
      words.text('sharing-own-phone'),
    ),
  }
}

function quietTexts({ shared }: ShareFacts, words: Catalogue): Texts {
  const { link, words: typed, wordsPage } = shared
  const byWords = typed !== null && words.text('sharing-quiet-words', { words: typed, url: wordsPage })
  return {
    chat: paragraphs(words.text('sharing-quiet-chat', { link }), byWords, words.text('sharing-quiet-own-phone')),
    spoken: paragraphs(
      words.text('sharing-quiet-spoken'),
      byWords === false ? link : byWords,
      words.text('sharing-quiet-own-phone'),
    ),
    print: paragraphs(link, byWords, words.text('sharing-quiet-own-phone')),
  }
}

function paragraphs(...parts: (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join('\n\n')
}

function sentences(...parts: (string | false | null | undefined)[]): string {
  return parts.filter(Boolean).join(' ')
}

function listed(demands: readonly string[]): string {
  return demands.map((demand) => `– ${demand}`).join('\n')
}
