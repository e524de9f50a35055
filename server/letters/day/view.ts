import { demandsInWords, historyJson, type DemandsView } from '../../demands/demands-in-words.ts'
import { timelineInWords, type TimelineView } from '../../delivery/timeline/timeline-in-words.ts'
import type { Shell } from '../../http/pages.ts'
import { directionOf, embargoEnd } from '../../letter/rules.ts'
import { say, type Sentence } from '../../refusal.ts'
import type { DayJson } from './schemas.ts'
import type { DayFacts } from './show-day.ts'

export interface DayPage {
  path: string
  title: string
  language: string
  dir: 'ltr' | 'rtl'
  day: Date
  runs: boolean
  knownOn: Date
  silence: Sentence | undefined
  recipients: Sentence[]
  events: TimelineView['events']
  states: DemandsView | undefined
  /** The address of this page, to quote. */
  address: string
  before: Link | undefined
  after: Link | undefined
}

interface Link {
  href: string
  on: Date
}

declare module '../../http/pages.ts' {
  interface Pages {
    'letters/day/day': DayPage
  }
}

export function dayPage(facts: DayFacts, path: string, origin: string): DayPage {
  const { revision, day, runs, knownOn, delivery, demands } = facts
  const { silence, recipients, events } = timelineInWords(delivery)
  const linkTo = (to: string | null) => (to === null ? undefined : { href: `${path}/timeline/${to}`, on: new Date(to) })
  return {
    ...{ path, title: revision.title, language: revision.language, dir: directionOf(revision.language) },
    ...{ runs, silence, recipients, day: new Date(day), knownOn: new Date(knownOn) },
    // The sentence above the recipients has the days of silence.
    events: events.filter((each, index) => each.on === day && delivery.events[index]?.kind !== 'silence'),
    states: demandsInWords(demands, revision.language),
    address: `${origin}${path}/timeline/${day}`,
    before: linkTo(facts.before),
    after: linkTo(facts.after),
  }
}

/** The shell of a quiet letter contains nothing about it. */
export function dayShell({ letter, revision, day }: DayFacts, origin: string, now: Date): Shell {
  if (!letter.public) return { title: say('letter-quiet-title'), robots: 'noindex, nofollow, noarchive' }
  return {
    title: say('timeline-day-page-title', { title: revision.title, day: new Date(day) }),
    robots: letter.state === 'purged' || embargoEnd(letter, now) ? 'noindex' : 'index, follow',
    canonical: `${origin}/letters/${letter.slug}/timeline/${day}`,
  }
}

export function dayJson({ revision, day, runs, knownOn, delivery, demands }: DayFacts): DayJson {
  return {
    title: revision.title,
    day,
    runs,
    known_on: knownOn,
    delivery,
    demand_states: demands.map(historyJson),
  }
}
