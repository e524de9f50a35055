import { groupPath, groupWords } from './groups-view.ts'
import Handlebars from 'handlebars'
import type { PublishedCheckpoint } from '../../audit/checkpoint-of.ts'
import { demandsInWords, historyJson, type DemandsView } from '../../demands/demands-in-words.ts'
import type { DemandHistory } from '../../demands/rules.ts'
import { timelineInWords, type TimelineView } from '../../delivery/timeline/timeline-in-words.ts'
import { circleSvg } from '../../letter/circle-drawing.ts'
import { letterHtml, letterHtmlParts } from '../../text/letter-html.ts'
import { facetTable, type FacetTable } from '../../facets/facet-words.ts'
import { classInWords, countInWords } from '../../letter/class-words.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import { say, type Sentence } from '../../refusal.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { dayOf } from '../../letter/days.ts'
import { waitingInShort, waitingInWords } from '../../together/shown/together-words.ts'
import { endInWords } from '../../letter/waiting-words.ts'
import { togetherJson } from '../../together/shown/together-json.ts'
import { directionOf, embargoEnd, maySign } from '../../letter/rules.ts'
import type { PersonName } from '../../signatures/person-name.ts'
import type { LetterJson, TallyJson } from './schemas.ts'
import { stateInWords } from './state-in-words.ts'
import { statementsOnLetter, type LetterFacts, type LetterSummary } from './show-letter.ts'
import { type AddressedLetter } from '../../letter/letter-address.ts'
import { domainInWords } from '../../mailbox/domain-in-words.ts'

export interface LetterPage {
  letter: LetterJson
  /** True if people who have signed can vouch for others. */
  mayVouch: boolean
  /** The employers with their domains as people read them. JSON has them in ASCII. */
  employers: LetterJson['employers']
  path: string
  signPath: string
  /** The page that asks signatories to write to the recipients themselves. Undefined if there is no such call. */
  writePath: string | undefined
  dir: 'ltr' | 'rtl'
  addressees: Addressees | undefined
  html: Handlebars.SafeString
  /** The demands inside the letter. `state` is what became of one, undefined before the first delivery. */
  letterDemands: { text: string; state: Sentence | undefined }[]
  /** The day of this text. */
  publishedOn: Date
  /** Footnotes, which are shown below the demands. */
  sources: Handlebars.SafeString
  /** The line below the title: the counts by class, and where the letter stands. */
  bar: { count: Sentence; others: Sentence[]; state: Sentence }
  counts: { count: number; words: Sentence }[]
  asOf: Sentence
  collectingWords: Sentence
  goalWords: Sentence | undefined
  /** Counts by revision, if people signed more than one revision. */
  revisionWords: Sentence[]
  hiddenWords: Sentence | undefined
  facets: FacetTable | undefined
  statements: { paragraphs: string[]; badge: Sentence }[]
  moreStatements: boolean
  mayState: boolean
  svg: Handlebars.SafeString
  names: PersonName[]
  /** The names by employer. Empty if they stand in one list. */
  groups: { words: Sentence; names: PersonName[]; more: string | null }[]
  namesHidden: boolean
  marks: { words: Sentence; count: number }[]
  moreNames: string | null
  /** About names that wait for each other. Empty if the letter does not offer that. */
  waiting: Sentence[]
  ends: Sentence[]
  onePerson: boolean
  purged: boolean
  /** The end of an embargo for the press that still lasts. */
  embargo: Date | undefined
  /** Data of templates/delivery/timeline/_timeline.hbs: what was delivered, answered, or met with silence. */
  timeline: TimelineView | undefined
  /** Data of templates/demands/_list.hbs. Undefined before the first delivery, and if there are no demands. */
  demands: DemandsView | undefined
  /** Undefined for a letter that is not public. */
  feed: string | undefined
  updates: { on: Date; html: Handlebars.SafeString }[]
}
/** To whom a letter goes: one line, and the list that unfolds if the line does not say it all. */
interface Addressees {
  line: Sentence
  all: LetterJson['recipients']
  unfolds: boolean
}
declare module '../../http/pages.ts' {
  interface Pages {
    'letters/page/show': LetterPage
  }
}

/** @param words the reader's language: JSON says the same as the page */
export function letterJson(facts: LetterSummary, now: Date, words: Catalogue): LetterJson {
  const { letter, revision, owners, delivery, demands, updates = [], steps = [], campaign = null } = facts
  const signing = maySign(letter, now)
  return {
    slug: letter.key,
    state: letter.state,
    title: revision.title,
    text: revision.text,
    demands: revision.demands,
    recipients: revision.recipients.map(({ name, office }) => ({ name, office })),
    employers: revision.employers.map(({ name, domains }) => ({ name, domains })),
    language: revision.language,
    revision: { number: revision.number, hash: revision.hash.toString('hex'), published_on: revision.published_on },
    signing: signing === 'yes' ? 'open' : signing === 'paused' ? 'paused' : 'closed',
    tally: tallyJson(facts, words),
    closes_on: dayIn(letter.closes_at),
    extendable_until: dayIn(letter.extendable_until),
    latest_end: dayIn(letter.latest_end),
    extended_from: dayIn(letter.extended_from),
    goal: letter.goal,
    press_contact: letter.press_contact,
    one_person: owners < 2 && letter.state !== 'purged',
    facets: letter.facets,
    delivery: delivery?.shown ?? null,
    demand_states: demands?.map(historyJson) ?? null,
    next_steps: steps.map((step) => formatSentence(step, words)),
    updates: updates.map(({ published_on, text }) => ({ published_on, text })),
    campaign,
    together: facts.together ? togetherJson(letter, facts.together, words) : null,
  }
}

/** The waiting of names in one sentence. Undefined if the letter does not offer it. */
export function waitingLine({ letter, together }: Pick<LetterSummary, 'letter' | 'together'>): Sentence | undefined {
  return together && waitingInShort(together, letter)
}

function dayIn(at: Date | null): string | null {
  return at && dayOf(at)
}

/** The counts by class, as pages show them. Empty while the letter collects its first signatures. */
export function countsOf({ letter, tally }: Pick<LetterSummary, 'letter' | 'tally'>): LetterPage['counts'] {
  return countsIn(letter.collecting ? [] : classesOf(letter, tally))
}

function countsIn(classes: readonly Pick<TallyJson['classes'][number], 'class' | 'count'>[]): LetterPage['counts'] {
  return classes.map((each) => ({ count: each.count, words: classInWords(each.class, each.count) }))
}

function classesOf(letter: AddressedLetter, tally: LetterSummary['tally']) {
  const standing = standingIn(letter, tally)
  return summed(standing, (cell) => cell.class).map(([each, count]) => ({ class: each, count }))
}

function standingIn(letter: AddressedLetter, tally: LetterSummary['tally']): LetterSummary['tally'] {
  return tally.filter(({ revision, count }) => revision >= letter.substance_revision && count > 0)
}

function tallyJson({ letter, tally, facets, checkpoint }: LetterSummary, words: Catalogue): TallyJson {
  const hidden: TallyJson = {
    as_of: null,
    checkpoint: null,
    collecting: true,
    classes: [],
    by_visibility: [],
    by_revision: [],
    hidden_on_request: 0,
    facets: [],
  }
  if (letter.collecting) return hidden
  const standing = standingIn(letter, tally)
  return {
    as_of: letter.as_of?.toISOString() ?? null,
    checkpoint: checkpoint ? { size: checkpoint.size, note: checkpoint.note } : null,
    collecting: false,
    classes: classesOf(letter, tally).map((each) => ({
      ...each,
      words: formatSentence(classInWords(each.class, each.count), words),
    })),
    by_visibility: summed(standing, (cell) => cell.visibility).map(([visibility, count]) => ({ visibility, count })),
    by_revision: summed(
      tally.filter(({ count }) => count > 0),
      (cell) => cell.revision,
    ).map(([revision, count]) => ({ revision, count })),
    hidden_on_request: letter.hidden_on_request,
    facets,
  }
}

function summed<Cell extends { count: number }, Key>(
  cells: readonly Cell[],
  keyOf: (cell: Cell) => Key,
): [Key, number][] {
  const sums = new Map<Key, number>()
  for (const cell of cells) sums.set(keyOf(cell), (sums.get(keyOf(cell)) ?? 0) + cell.count)
  return [...sums]
}

export function letterPage(facts: LetterFacts, now: Date, words: Catalogue): LetterPage {
  const json = letterJson(facts, now, words)
  const path = `/letters/${json.slug}`
  const { collecting, classes, as_of } = json.tally
  return {
    letter: json,
    mayVouch: facts.letter.vouches_each > 0,
    employers: json.employers.map(({ name, domains }) => ({ name, domains: domains.map(domainInWords) })),
    path,
    signPath: `${path}/sign`,
    writePath: facts.calls === true ? `${path}/write` : undefined,
    dir: directionOf(json.language),
    addressees: addresseesOf(json.recipients),
    ...htmlOf(json),
    letterDemands: demandsOf(json, facts.demands ?? []),
    publishedOn: new Date(json.revision.published_on),
    bar: barOf(json),
    counts: countsIn(classes),
    asOf: asOfWords(as_of, facts.checkpoint),
    collectingWords: collecting ? collectingWords(facts.letter) : '',
    goalWords: json.goal === null ? undefined : say('letter-standing-goal', { count: json.goal }),
    revisionWords: revisionWords(facts.letter, json.tally),
    hiddenWords: hiddenWords(json.tally.hidden_on_request),
    facets: facetTable(json.tally.facets, facts.letter.batch_size),
    statements: facts.statements
      .slice(0, statementsOnLetter)
      .map(({ text, badge }) => ({ paragraphs: text.split(/\n{2,}/), badge })),
    moreStatements: facts.statements.length > statementsOnLetter,
    mayState: facts.anonymous && json.signing !== 'closed',
    svg: new Handlebars.SafeString(circleOf(facts, words)),
    names: facts.names.names,
    groups: facts.names.groups.map(({ key, employer, names, more }) => ({
      words: groupWords(employer),
      names,
      more: more ? groupPath(facts.letter, key) : null,
    })),
    namesHidden: facts.letter.names_hidden,
    marks: facts.names.marks,
    moreNames: facts.names.next,
    waiting: facts.together ? waitingInWords(facts.together, facts.letter) : [],
    ends: json.signing === 'closed' ? [] : endInWords(facts.letter),
    onePerson: json.one_person,
    purged: facts.letter.state === 'purged',
    embargo: embargoEnd(facts.letter, now),
    timeline: json.delivery ? timelineInWords(json.delivery) : undefined,
    demands: demandsInWords(facts.demands ?? [], json.language),
    feed: facts.letter.public ? `${path}/feed` : undefined,
    updates: json.updates.map(({ published_on, text }, index) => ({
      on: new Date(published_on),
      html: new Handlebars.SafeString(letterHtml(text, { language: json.language, prefix: `update-${index}` })),
    })),
  }
}

/** In characters. Longer lines do not fit a phone. */
const longestLine = 38

function addresseesOf(all: LetterJson['recipients']): Addressees | undefined {
  const [first, second] = all
  if (!first) return undefined
  const nameOf = ({ name }: { name: string }) => ({ name, office: '' })
  if (!second) {
    const short = `${first.name}, ${first.office}`.length <= longestLine
    return { line: say('letter-to', { people: [first] }), all, unfolds: !short }
  }
  const line =
    all.length === 2
      ? say('letter-to', { people: all.map(nameOf) })
      : say('letter-to-many', { people: [nameOf(first)], others: all.length - 1 })
  return { line, all, unfolds: true }
}

function barOf(json: LetterJson): LetterPage['bar'] {
  const [first, ...others] = json.tally.classes.map((each) => countInWords(each.class, each.count))
  return { count: first ?? say('letter-line-collecting'), others, state: stateInWords(json) }
}

function demandsOf(
  { demands, language }: LetterJson,
  histories: readonly DemandHistory[],
): LetterPage['letterDemands'] {
  const current = demandsInWords(histories, language)?.current ?? []
  return demands.map((text) => ({ text, state: current.find(({ demand }) => demand === text)?.words }))
}

function htmlOf({ text, language }: LetterJson) {
  const { body, sources } = letterHtmlParts(text, { language })
  return { html: new Handlebars.SafeString(body), sources: new Handlebars.SafeString(sources) }
}

function collectingWords({ first_threshold }: AddressedLetter): Sentence {
  return first_threshold < 2
    ? say('letter-standing-collecting-next')
    : say('letter-standing-collecting', { count: first_threshold })
}

export function asOfWords(asOf: string | null, checkpoint: PublishedCheckpoint | null = null): Sentence[] {
  if (asOf === null) return []
  const verified = say('letter-as-of-verified', { at: new Date(asOf) })
  return [verified, ...(checkpoint ? [say('letter-checkpoint', { size: checkpoint.size })] : [])]
}

/** A signature belongs to the text that was signed. After a change of substance the count starts again, and the page says so. */
function revisionWords({ substance_revision }: AddressedLetter, { by_revision }: TallyJson): Sentence[] {
  if (by_revision.length === 0 || (by_revision.length === 1 && by_revision[0]?.revision === substance_revision))
    return []
  return by_revision.map(({ revision, count }) =>
    say(revision < substance_revision ? 'letter-about-signed-before' : 'letter-about-signed-revision', {
      count,
      revision,
    }),
  )
}

function hiddenWords(count: number): Sentence | undefined {
  return count === 0 ? undefined : say('letter-names-hidden', { count })
}

function circleOf(facts: LetterFacts, words: Catalogue): string {
  return circleSvg(facts.letter.collecting ? [] : facts.places, circleWords(facts, words))
}

/** The text alternative of the circle. */
export function circleWords(
  { letter, tally }: Pick<LetterSummary, 'letter' | 'tally'>,
  words: Catalogue,
): { title: string; description: string } {
  const counts = classesOf(letter, tally).map((each) => formatSentence(countInWords(each.class, each.count), words))
  return {
    title: letter.collecting ? words.text('letter-circle-collecting') : words.text('letter-circle-counts', { counts }),
    description: words.text('letter-circle-description'),
  }
}

/** `['12 verified work addresses', '3 supporters']` */
export function countsInWords(classes: TallyJson['classes'], words: Catalogue): string[] {
  return classes.map((each) => formatSentence(countInWords(each.class, each.count), words))
}
