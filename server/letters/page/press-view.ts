import type { Shell } from '../../http/pages.ts'
import { countInWords } from '../../letter/class-words.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { say, type Sentence } from '../../refusal.ts'
import { demandsInWords, type DemandsView } from '../../demands/demands-in-words.ts'
import type { Silence } from '../../delivery/timeline/silence.ts'
import type { LetterSummary } from './show-letter.ts'
import { letterJson } from './view.ts'

/** The page for the press: what a journalist asks first. */
export interface PressPage {
  path: string
  address: string
  title: string
  language: string
  by: string
  counts: Sentence[]
  asOf: string | null
  onePerson: boolean
  demands: string[]
  /** Undefined before the first delivery. Then the demands stand alone. */
  states: DemandsView | undefined
  to: { name: string; office: string }[]
  revision: Sentence
  hash: string
  contact: string | null
  silence: Silence | null
  card: string
}

declare module '../../http/pages.ts' {
  interface Pages {
    'letters/page/press': PressPage
  }
}

export function pressPage(facts: LetterSummary, origin: string, now: Date, words: Catalogue): PressPage {
  const json = letterJson(facts, now, words)
  const path = `/letters/${json.slug}`
  return {
    path,
    address: `${origin}${path}`,
    title: json.title,
    language: json.language,
    by: json.employers.map(({ name }) => name).join(', '),
    counts: json.tally.classes.map((each) => countInWords(each.class, each.count)),
    asOf: json.tally.as_of,
    onePerson: json.one_person,
    demands: json.demands,
    states: demandsInWords(facts.demands ?? [], json.language),
    to: json.recipients,
    revision: say('press-revision', { number: json.revision.number, on: new Date(json.revision.published_on) }),
    hash: json.revision.hash,
    contact: json.press_contact,
    silence: json.delivery?.silence ?? null,
    card: `${path}/card.png`,
  }
}

export function pressShell({ revision, letter }: LetterSummary, origin: string): Shell {
  return {
    title: `For the press: ${revision.title}`,
    robots: 'index, follow',
    canonical: `${origin}/letters/${letter.slug}/press`,
  }
}
