import type { Core } from '../core.ts'
import { inTurn } from '../concurrency/in-turn.ts'
import { limitTime } from '../db/limit-time.ts'
import type { LetterRow } from '../letter/queries.ts'
import type { VerificationClass, Visibility } from '../letter/rules.ts'
import { may, type Role } from '../organizers/rules.ts'
import { Refusal, notFoundRefusal, say, type Sentence } from '../refusal.ts'
import { asSeen, maySeeName, markOf, marksInWords, publicOf, type Viewer } from '../signatures/disclosure.ts'
import { nameMatches } from '../signatures/moderation/all-matching.ts'
import { nameSeenBy } from '../signatures/name-seen-by.ts'
import { matchingPage, signaturesById } from '../signatures/moderation-queries.ts'
import type { Condition, InvalidReason } from '../signatures/invalid-and-hidden.ts'
import type { SignatureRow } from '../signatures/queries.ts'
import type { PersonName } from '../signatures/person-name.ts'
import { publicPage, searchedPublicPage } from './queries.ts'
import { mostNamesOpened, mostNamesSearched, searchTime, signaturesPerAnswer } from './rules.ts'

export interface ListedSignature {
  id: string
  /** Null if this role may not see the name or there is none. Then `words` replace it. */
  person: PersonName | null
  words: Sentence
  visibility: Visibility
  class: VerificationClass
  /** Null for roles that do not see names, as are the next two. */
  resemblance: 'yes' | 'no' | 'unclear' | null
  hidden: boolean | null
  invalid: InvalidReason | null
}

export interface SignatureFilter {
  search: string
  visibility: Condition['visibility']
  resemblance: Condition['resemblance']
  state: 'standing' | 'invalid' | 'all'
  after: Buffer | null
}

export interface SignatureList {
  signatures: ListedSignature[]
  /** Start of the next page, as base64url, or null. */
  next: string | null
}

/**
 * Lists the signatures as this organizer may see them, ordered by random id.
 * A row shows neither employer nor date. Counting such rows would give breakdowns that k does not allow.
 * @param most how many signatures a page has
 */
export async function listSignatures(
  core: Core,
  { letter, role }: { letter: LetterRow; role: Role },
  filter: SignatureFilter,
  most = signaturesPerAnswer,
): Promise<SignatureList> {
  if (letter.collecting) return { signatures: [], next: null }
  if (filter.search !== '')
    return inTurn(`dashboard-search:${letter.id}`, { atOnce: 2, waiting: 20 }, () =>
      inTurn('dashboard-search', { atOnce: 3, waiting: 100 }, () => list(core, { letter, role }, filter, most)),
    )
  return list(core, { letter, role }, filter, most)
}

async function list(
  core: Core,
  { letter, role }: { letter: LetterRow; role: Role },
  filter: SignatureFilter,
  most: number,
): Promise<SignatureList> {
  const viewer = viewerAs(role, letter)
  const rows =
    viewer === 'organizer'
      ? await organizersRows(core, letter, filter, most)
      : await everyonesRows(core, letter, filter, most)
  const shown = rows.found.slice(0, most)
  const last = rows.found.length > most ? shown.at(-1)?.id : rows.looked
  return {
    signatures: shown.map((row) => signatureAs(core, row, viewer)),
    next: last?.toString('base64url') ?? null,
  }
}

/** @throws Refusal if the letter has no such signature, or does not show it yet */
export async function findSignature(
  core: Core,
  { letter, role }: { letter: LetterRow; role: Role },
  id: string,
): Promise<ListedSignature> {
  const key = /^[\w-]{22}$/.test(id) && !letter.collecting ? [Buffer.from(id, 'base64url')] : []
  const [row] = await core.db.transaction().execute((trx) => signaturesById(trx, letter.id, key))
  if (!row) throw notFoundRefusal('signature')
  return signatureAs(core, row, viewerAs(role, letter))
}

export function viewerAs(role: Role, letter: { names_hidden: boolean }): Viewer {
  return may(role, 'see-names') ? 'organizer' : publicOf(letter)
}

interface Found {
  found: SignatureRow[]
  /** Position at which the search for this page stopped. Undefined at the end of the list. */
  looked?: Buffer | undefined
}

async function everyonesRows({ db }: Core, letter: LetterRow, filter: SignatureFilter, most: number): Promise<Found> {
  const { search, after, visibility } = filter
  const range = { after, visibility }
  // A search must not find a name that nobody sees.
  if (search !== '' && letter.names_hidden) return { found: [] }
  if (search === '') return { found: await publicPage(db, letter.id, range, most + 1) }
  const searching = { search, most: mostNamesSearched, perPage: most }
  const searched = await limitTime(db, searchTime, (trx) => searchedPublicPage(trx, letter.id, range, searching))
  if (!searched) throw new Refusal('too-many', 'search-took-too-long', say('refusal-search-took-too-long'))
  return { found: searched.rows, looked: searched.end }
}

/** Finds signatures for organizers. Names are sealed, so a search opens them page by page and stops after `mostNamesOpened`. */
async function organizersRows(core: Core, letter: LetterRow, filter: SignatureFilter, most: number): Promise<Found> {
  const { search, visibility, resemblance, state } = filter
  const condition: Condition = {
    ...(visibility && { visibility }),
    ...(resemblance && { resemblance }),
    ...(search !== '' && { nameContains: search }),
  }
  const limit = search === '' ? most + 1 : 1000
  const found: SignatureRow[] = []
  let after = filter.after
  for (let opened = 0; opened < mostNamesOpened; opened += limit) {
    const page = await matchingPage(core.db, letter.id, condition, { after, limit, state })
    found.push(...page.filter((row) => nameMatches(core, row, 'organizer', condition)))
    if (page.length < limit) return { found }
    if (found.length > most) return { found }
    after = page.at(-1)?.id ?? null
  }
  return { found, looked: after ?? undefined }
}

function signatureAs(core: Core, found: SignatureRow, viewer: Viewer): ListedSignature {
  const organizer = viewer === 'organizer'
  const person = nameSeenBy(core, found, viewer)
  const row = asSeen(found, viewer, person !== null)
  const none = organizer && maySeeName(viewer, row) ? say('dashboard-no-name-given') : marksInWords(markOf(row), 1)
  return {
    id: row.id.toString('base64url'),
    person,
    words: person === null ? none : '',
    visibility: row.pending_visibility ?? row.visibility,
    class: row.class,
    resemblance: organizer ? row.resemblance : null,
    hidden: organizer ? row.name_hidden : null,
    invalid: organizer ? row.invalid_reason : null,
  }
}
