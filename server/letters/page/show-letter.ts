import { checkpointShown, type PublishedCheckpoint } from '../../audit/checkpoint-of.ts'
import { nextMidnight } from '../../letter/days.ts'
import { hasIssuers } from '../../letter/has-issuers.ts'
import { inTurn } from '../../concurrency/in-turn.ts'
import type { Core } from '../../core.ts'
import { listNextSteps } from '../../next-steps/list-next-steps.ts'
import { demandFacts } from '../../demands/demand-facts.ts'
import type { DemandHistory } from '../../demands/rules.ts'
import { callsAreOut } from '../../delivery/calls/calls-out.ts'
import { deliveryFacts, type DeliveryFacts } from '../../delivery/timeline/delivery-facts.ts'
import { Refusal, notFoundRefusal, say, type Sentence } from '../../refusal.ts'
import { listUpdates, type UpdateShown } from '../../updates/show-updates.ts'
import type { Place } from '../../letter/circle-drawing.ts'
import {
  namesPage,
  ownersAndCampaign,
  placesOf,
  searchedPage,
  tallyOf,
  unshownNames,
  type NamesRange,
} from '../page-queries.ts'
import { limitTime } from '../../db/limit-time.ts'
import { revisionOf, type RevisionRow } from '../../letter/queries.ts'
import { togetherOf, type TogetherRow } from '../../together/queries.ts'
import { publicStatements, type ShownStatement } from '../../statements/public-statements.ts'
import { facetsOf } from '../../letter/facets-of.ts'
import type { FacetFigures } from '../../facets/rules.ts'
import type { VerificationClass } from '../../letter/rules.ts'
import { marksInWords, type Mark } from '../../signatures/disclosure.ts'
import { nameSeenByEveryone } from '../../signatures/name-seen-by.ts'
import { listByEmployer, type NamesGroup } from './list-by-employer.ts'
import type { PersonName } from '../../signatures/person-name.ts'
import { type AddressedLetter, letterPath } from '../../letter/letter-address.ts'

/** One page of the names that everybody may see. */
export interface ShownNames {
  names: PersonName[]
  /** Labels in place of names that are not shown, with their numbers. Empty in a search. */
  marks: { mark: string; words: Sentence; count: number }[]
  /** The same names by employer, the others last. Empty if they stand in one list. */
  groups: ShownGroup[]
  /** Paths of the neighbouring pages, or null. */
  previous: string | null
  next: string | null
}

/** The names of one employer, or of the others. */
export interface ShownGroup extends Pick<NamesGroup, 'key' | 'employer'> {
  names: PersonName[]
  /** True if the group has more names than these. */
  more: boolean
}

/** One page of a letter's names, with the data around it. */
export interface NamesFacts {
  letter: AddressedLetter
  revision: RevisionRow
  search: string
  names: ShownNames
  /** The groups among which a reader can choose. */
  groups: NamesGroup[]
  /** The group that is shown. Undefined for all names. */
  group: NamesGroup | undefined
}

export interface NamesQuery {
  /** A group's key. Any other text stands for all names. */
  group?: string | undefined
  search?: string | undefined
  after?: string | undefined
  before?: string | undefined
}

/** The data of a letter that its JSON, its page for the press and its card show. */
export interface LetterSummary {
  letter: AddressedLetter
  revision: RevisionRow
  tally: { revision: number; class: VerificationClass; visibility: string; count: number }[]
  owners: number
  facets: FacetFigures[]
  /** Null if nothing has been announced or published. */
  delivery?: DeliveryFacts | null
  /** The checkpoint of the log whose counts these are. Null while no count is shown. */
  checkpoint?: PublishedCheckpoint | null
  /** What became of each demand. Null before the first delivery. */
  demands?: DemandHistory[] | null
  /** The organizers' plans for the letter, one sentence each. */
  steps?: Sentence[]
  /** The organizers' updates, newest first. */
  updates?: UpdateShown[]
  /** The campaign on whose page the letter stands. */
  campaign?: { slug: string; title: string } | null
  /** The waiting of names for enough people. Undefined if the letter did not offer it when it opened. */
  together?: TogetherRow | undefined
}

/** The data of a letter's page. */
export interface LetterFacts extends LetterSummary {
  places: Place[] | number
  names: ShownNames
  statements: ShownStatement[]
  /** True if signatories are asked to write to the recipients themselves. */
  calls?: boolean
  /** True if somebody may have an anonymous signature, or may get one. */
  anonymous: boolean
}

export const namesPerPage = 120
/** Names of one employer on the letter's page at least. */
const namesPerGroup = 12
/** Number of statements on the letter's page. Another page shows all. */
export const statementsOnLetter = 3
const mostPlaces = 800

type Reader = Pick<Core, 'db' | 'config'>

export async function summarizeLetter(core: Reader, letter: AddressedLetter, now: Date): Promise<LetterSummary> {
  const { db } = core
  const [revision, tally, { owners, campaign }, delivery, updates, steps, checkpoint, together] = await Promise.all([
    revisionOf(db, letter.id, letter.revision),
    tallyOf(db, letter.id),
    ownersAndCampaign(db, letter.id),
    deliveryFacts(core, letter, now),
    listUpdates(core, letter.id),
    listNextSteps(db, letter, now),
    checkpointShown(core, letter),
    letter.together_needed === null ? undefined : togetherOf(db, letter.id),
  ])
  if (!revision) throw notFoundRefusal('letter')
  const [facets, demands] = await Promise.all([
    facetsOf(db, letter, tally),
    demandFacts(core, letter.id, revision.demands),
  ])
  return { letter, revision, tally, owners, facets, delivery, demands, updates, steps, campaign, checkpoint, together }
}

/** Reads the data of a letter's page. */
export async function showLetter(core: Reader, letter: AddressedLetter, now: Date): Promise<LetterFacts> {
  const { db } = core
  const [summary, statements, calls, anonymous] = await Promise.all([
    summarizeLetter(core, letter, now),
    publicStatements(db, letter, statementsOnLetter + 1),
    callsAreOut(db, letter),
    hasIssuers(core, letter),
  ])
  const places = await placesIn(core, summary)
  const names = await firstNames(core, letter, summary.tally)
  return { ...summary, statements, places, names, calls, anonymous }
}

/** Reads the data of a letter's card. */
export async function showCard(
  core: Reader,
  letter: AddressedLetter,
  now: Date,
): Promise<LetterSummary & Pick<LetterFacts, 'places'>> {
  const summary = await summarizeLetter(core, letter, now)
  return { ...summary, places: await placesIn(core, summary) }
}

/** When time alone next changes a letter's public views: at the next day, at closing, or when the days without an answer change. */
export function outdatedAt({ letter, delivery }: LetterSummary, now: Date): Date {
  const coming = [letter.closes_at, letter.embargo_until, delivery?.changesAt].flatMap((at) =>
    at && at > now ? [at.getTime()] : [],
  )
  return new Date(Math.min(nextMidnight(now).getTime(), ...coming))
}

async function placesIn(core: Reader, { letter, tally }: LetterSummary): Promise<Place[] | number> {
  const standing = tally.reduce((sum, cell) => sum + (cell.revision >= letter.substance_revision ? cell.count : 0), 0)
  return circlePlaces(core, letter, standing)
}

async function circlePlaces(
  { db }: Pick<Core, 'db'>,
  letter: AddressedLetter,
  standing: number,
): Promise<Place[] | number> {
  if (letter.collecting) return []
  if (standing > mostPlaces) return standing
  const rows = await placesOf(db, letter.id, letter.substance_revision)
  return rows.map((row) => ({
    id: row.id.toString('hex'),
    // The drawing has room for the name alone.
    name: nameSeenByEveryone(letter, row)?.name,
    gone: !row.counted,
  }))
}

/** The bounds of one request that searches names. */
export interface SearchBounds {
  names: number
  milliseconds: number
}
const searchBounds: SearchBounds = { names: 100_000, milliseconds: 3000 }
const ofOneLetter = { atOnce: 2, waiting: 50 }
/** Fewer than the connections of a process, so that searches leave some to other requests. */
const ofAllLetters = { atOnce: 4, waiting: 200 }

/**
 * Reads one page of a letter's public names.
 * @throws Refusal if a search takes too long, or too many people search
 */
export async function listNames(
  core: Pick<Core, 'db'>,
  letter: AddressedLetter,
  query: NamesQuery,
  bounds = searchBounds,
): Promise<NamesFacts> {
  const [revision, tally] = await Promise.all([
    revisionOf(core.db, letter.id, letter.revision),
    tallyOf(core.db, letter.id),
  ])
  if (!revision) throw notFoundRefusal('letter')
  const search = tidy(query.search)
  const groups = search === '' ? await groupsOf(core, letter) : []
  const group = groups.find(({ key }) => key === query.group)
  const names = await (search === ''
    ? namesOf(core, letter, rangeOf(query), tally, group)
    : inTurn(`search:${letter.id}`, ofOneLetter, () =>
        inTurn('search', ofAllLetters, () => searchNames(core, letter, { ...rangeOf(query), search }, bounds)),
      ))
  return { letter, revision, search, names, groups, group }
}

/** Counting the names of each employer reads all of them, so few requests do it at once. Other letters wait for none. */
function groupsOf({ db }: Pick<Core, 'db'>, letter: AddressedLetter): Promise<NamesGroup[]> {
  if (!letter.names_by_employer) return Promise.resolve([])
  return inTurn('groups', ofAllLetters, () => listByEmployer(db, letter))
}

const noNames: ShownNames = { names: [], groups: [], marks: [], previous: null, next: null }

/** The first names of a letter. If they stand by employer, each group has its first ones. */
async function firstNames(
  core: Pick<Core, 'db'>,
  letter: AddressedLetter,
  tally: LetterFacts['tally'],
): Promise<ShownNames> {
  const [all, groups] = await Promise.all([namesOf(core, letter, {}, tally), listByEmployer(core.db, letter)])
  if (groups.length === 0) return all
  const each = Math.max(namesPerGroup, Math.floor(namesPerPage / groups.length))
  const shown: ShownGroup[] = []
  // One after the other, so that a letter of many employers leaves connections to other requests.
  for (const { key, employer, of } of groups) {
    const rows = await namesPage(core.db, letter, { of }, each + 1)
    shown.push({ key, employer, names: namesIn(letter, rows.slice(0, each)), more: rows.length > each })
  }
  return { ...all, names: shown.flatMap(({ names }) => names), groups: shown }
}

async function namesOf(
  { db }: Pick<Core, 'db'>,
  letter: AddressedLetter,
  place: NamesRange,
  tally: LetterFacts['tally'],
  group?: NamesGroup,
): Promise<ShownNames> {
  if (letter.collecting) return noNames
  if (letter.names_hidden) return { ...noNames, marks: marksOf(letter, tally, namesCounted(letter, tally)) }
  const range = { ...place, of: group?.of }
  const rows = await namesPage(db, letter, range, namesPerPage + 1)
  const end = rows.length > namesPerPage ? rows[namesPerPage - 1]?.id : undefined
  const marks = group ? [] : marksOf(letter, tally, await unshownNames(db, letter))
  const asked: Asked = group ? { group: group.key } : {}
  return { ...pageOf(letter, asked, range, rows.slice(0, namesPerPage), end), marks, groups: [] }
}

/**
 * Searches only names that everybody may see, so a search finds nothing that the list does not show. One request searches a part of
 * a long list, and its last name leads to the next part.
 */
async function searchNames(
  { db }: Pick<Core, 'db'>,
  letter: AddressedLetter,
  { search, ...range }: NamesRange & { search: string },
  { names, milliseconds }: SearchBounds,
): Promise<ShownNames> {
  if (letter.collecting || letter.names_hidden) return noNames
  const searching = { search, most: names, perPage: namesPerPage }
  const found = await limitTime(db, milliseconds, (trx) => searchedPage(trx, letter, range, searching))
  if (!found) throw new Refusal('too-many', 'search-took-too-long', say('refusal-search-took-too-long'))
  return { ...pageOf(letter, { search }, range, found.rows, found.end), marks: [], groups: [] }
}

/** The query parameters that every page of one list has in its address. */
type Asked = { search: string } | { group: string } | Record<string, never>

/**
 * @param rows the names of the page, in the direction in which they were read
 * @param end the last name that was read. The next page in this direction begins after it. Undefined if there is none
 */
function pageOf(
  letter: AddressedLetter,
  asked: Asked,
  { after, before }: NamesRange,
  rows: Awaited<ReturnType<typeof namesPage>>,
  end: Buffer | undefined,
): Pick<ShownNames, 'names' | 'previous' | 'next'> {
  const backwards = before !== undefined
  const shown = backwards ? rows.toReversed() : rows
  const path = (direction: 'after' | 'before', id: Buffer | undefined) => neighbour(letter, asked, direction, id)
  const onwards = end ? path(backwards ? 'before' : 'after', end) : null
  // A page without names has no first and no last one. Then its own end serves, which does not match either.
  if (backwards)
    return { names: namesIn(letter, shown), previous: onwards, next: path('after', shown.at(-1)?.id ?? end) }
  const start = shown.at(0)?.id ?? (after && upTo(after))
  return { names: namesIn(letter, shown), previous: start ? path('before', start) : null, next: onwards }
}

function namesIn(letter: AddressedLetter, rows: Awaited<ReturnType<typeof namesPage>>): PersonName[] {
  return rows.flatMap((row) => nameSeenByEveryone(letter, row) ?? [])
}

function rangeOf(query: NamesQuery): NamesRange {
  const after = idOf(query.after)
  return after ? { after } : { before: idOf(query.before) }
}

/** A place just behind an id, so that `before` includes the id. */
function upTo(id: Buffer): Buffer {
  return Buffer.concat([id, Buffer.of(0)])
}

/** The path of the next or previous page, or of the first page if there is no id. */
function neighbour(
  letter: AddressedLetter,
  asked: Asked,
  direction: 'after' | 'before',
  id: Buffer | undefined,
): string {
  const query = new URLSearchParams({
    ...asked,
    ...(id && { [direction]: id.toString('base64url') }),
  }).toString()
  return `${letterPath(letter)}/signatures${query && `?${query}`}`
}

function idOf(text: string | undefined): Buffer | undefined {
  return text === undefined || text === '' ? undefined : Buffer.from(text, 'base64url')
}

/** Normalizes a search to NFC, because names are stored in NFC. */
function tidy(search = ''): string {
  return search.replaceAll('\0', '').normalize('NFC').trim()
}

/** How many public names are counted. */
export function namesCounted(letter: AddressedLetter, tally: LetterFacts['tally']): number {
  return countOf(letter, tally, 'public')
}

function countOf(letter: AddressedLetter, tally: LetterFacts['tally'], visibility: string): number {
  return tally.reduce(
    (sum, cell) =>
      sum + (cell.visibility === visibility && cell.revision >= letter.substance_revision ? cell.count : 0),
    0,
  )
}

export function marksOf(letter: AddressedLetter, tally: LetterFacts['tally'], unshown: number): ShownNames['marks'] {
  const count = (visibility: string) => countOf(letter, tally, visibility)
  const marks: { mark: Mark; count: number }[] = [
    { mark: 'anonymous', count: count('anonymous') },
    { mark: 'withheld', count: count('withheld') + unshown },
    { mark: 'recipients', count: count('recipients') },
    { mark: 'held', count: count('together') },
  ]
  return marks
    .filter(({ count }) => count > 0)
    .map(({ mark, count }) => ({ mark, words: marksInWords(mark, count), count }))
}
