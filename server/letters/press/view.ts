import type { Shell } from '../../http/pages.ts'
import { countInWords } from '../../letter/class-words.ts'
import { waitingInWords } from '../../together/shown/together-words.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import { listInWords } from '../../messages/lists.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { say, type Sentence } from '../../refusal.ts'
import { demandsInWords, type DemandsView } from '../../demands/demands-in-words.ts'
import type { Silence } from '../../delivery/timeline/silence.ts'
import type { LetterSummary } from '../page/show-letter.ts'
import type { LetterJson } from '../page/schemas.ts'
import { embargoEnd } from '../../letter/rules.ts'
import { letterJson } from '../page/view.ts'
import { cardShapes, cardSizes, type CardSize } from './card-shapes.ts'
import type { PressFacts } from './show-press.ts'

/** The page for the press: what a journalist asks first. */
export interface PressPage {
  path: string
  address: string
  title: string
  language: string
  /** A paragraph that can be printed as it is. */
  quote: Sentence[]
  counts: Sentence[]
  asOf: Date | null
  /** Which checkpoint of the log the counts are of. */
  checkpoint: Sentence | null
  onePerson: boolean
  demands: string[]
  /** Undefined before the first delivery. Then the demands stand alone. */
  states: DemandsView | undefined
  to: { name: string; office: string }[]
  revision: Sentence
  hash: string
  contact: string | null
  silence: Sentence | null
  /** About names that wait for each other. */
  waiting: Sentence[]
  /** The counts by employer. Empty if they may not be shown. */
  employers: Sentence[]
  embargo: Date | undefined
  /** False while the letter shows no count. */
  pdf: boolean
  cards: { href: string; label: Sentence }[]
}

declare module '../../http/pages.ts' {
  interface Pages {
    'letters/press/press': PressPage
  }
}

export function pressPage(facts: PressFacts, origin: string, now: Date, words: Catalogue): PressPage {
  const json = letterJson(facts, now, words)
  const path = `/letters/${json.slug}`
  const silence = silenceOf(json.delivery?.silence ?? null)
  return {
    path,
    address: `${origin}${path}`,
    title: json.title,
    language: json.language,
    quote: [quoteOf(json, words), ...(silence ? [silence] : [])],
    counts: json.tally.classes.map((each) => countInWords(each.class, each.count)),
    asOf: json.tally.as_of === null ? null : new Date(json.tally.as_of),
    checkpoint: json.tally.checkpoint && say('letter-checkpoint', { size: json.tally.checkpoint.size }),
    onePerson: json.one_person,
    demands: json.demands,
    states: demandsInWords(facts.demands ?? [], json.language),
    to: json.recipients,
    revision: say('press-revision', { number: json.revision.number, on: new Date(json.revision.published_on) }),
    hash: json.revision.hash,
    contact: json.press_contact,
    silence,
    waiting: facts.together ? waitingInWords(facts.together, facts.letter) : [],
    embargo: embargoEnd(facts.letter, now),
    pdf: !facts.letter.collecting,
    employers: facts.employers.map((each) =>
      say('press-employer', {
        counted: formatSentence(countInWords(each.class, each.count), words),
        employers: each.employers,
      }),
    ),
    cards: cardSizes.map((size) => ({ href: `${path}/${cardName(size)}`, label: cardLabel(size) })),
  }
}

/** The file of the card of a size, below the letter's address. */
export function cardName(size: CardSize): string {
  return size === 'wide' ? 'card.png' : `card-${size}.png`
}

function cardLabel(size: CardSize): Sentence {
  const { width, height } = cardShapes[size]
  const pixels = { width: String(width), height: String(height) }
  if (size === 'wide') return say('press-card-wide', pixels)
  return size === 'square' ? say('press-card-square', pixels) : say('press-card-tall', pixels)
}

function silenceOf(silence: Silence | null): Sentence | null {
  return silence && say('press-quote-silence', { on: new Date(silence.since), days: silence.days })
}

function quoteOf({ title, employers, recipients, tally }: LetterJson, words: Catalogue): Sentence {
  const list = (parts: string[]) => listInWords(parts, words.language)
  const named = {
    title,
    employers: list(employers.map(({ name }) => name)),
    recipients: list(recipients.map(({ name, office }) => (office === '' ? name : `${name} (${office})`))),
  }
  const counts = tally.classes.map((each) => formatSentence(countInWords(each.class, each.count), words))
  if (tally.as_of === null || counts.length === 0) return say('press-quote-collecting', named)
  return say('press-quote', { ...named, counts: list(counts), at: new Date(tally.as_of) })
}

export function pressShell({ revision, letter }: LetterSummary, origin: string, now: Date): Shell {
  return {
    title: say('press-page-title', { title: revision.title }),
    robots: embargoEnd(letter, now) ? 'noindex' : 'index, follow',
    canonical: `${origin}/letters/${letter.slug}/press`,
  }
}
