import type { Core } from '../core.ts'
import { notFound } from '../refusal.ts'
import type { Place } from './circle-rules.ts'
import { namesPage, ownersOf, placesOf, tallyOf, unshownNames } from './page-queries.ts'
import { employersOf, letterByKey, revisionOf, type EmployerRow, type LetterRow, type RevisionRow } from './queries.ts'
import type { VerificationClass } from './rules.ts'

export interface NamesJson {
  names: string[]
  /** What stands in place of the names that are not shown, counted. */
  marks: { mark: string; words: string; count: number }[]
  /** Path of the next page, or null. */
  next: string | null
}

/** Everything about a letter that its public views are made of. */
export interface LetterFacts {
  letter: LetterRow
  revision: RevisionRow
  employers: EmployerRow[]
  tally: { revision: number; class: VerificationClass; visibility: string; count: number }[]
  places: Place[] | number
  names: NamesJson
  owners: number
}

export const namesPerPage = 120
const mostPlaces = 800

/** @throws Refusal where there is no such letter, or none that this address may show. */
export async function findLetter({ db }: Pick<Core, 'db'>, key: string): Promise<LetterRow> {
  const letter = key.length <= 80 ? await letterByKey(db, key) : undefined
  if (!letter) throw notFound('letter')
  return letter
}

/** What the public views of a letter are made of. */
export async function showLetter(core: Pick<Core, 'db'>, letter: LetterRow): Promise<LetterFacts> {
  const { db } = core
  const [revision, employers, tally, owners] = await Promise.all([
    revisionOf(db, letter.id, letter.revision),
    employersOf(db, letter.id),
    tallyOf(db, letter.id),
    ownersOf(db, letter.id),
  ])
  if (!revision) throw notFound('letter')
  const standing = tally.reduce((sum, cell) => sum + (cell.revision >= letter.substance_revision ? cell.count : 0), 0)
  const places = await circlePlaces(core, letter, standing)
  const names = await listNames(core, letter, tally, { after: null, search: '' })
  return { letter, revision, employers, tally, owners, places, names }
}

async function circlePlaces({ db }: Pick<Core, 'db'>, letter: LetterRow, standing: number): Promise<Place[] | number> {
  if (letter.collecting) return []
  if (standing > mostPlaces) return standing
  const rows = await placesOf(db, letter.id, letter.substance_revision)
  return rows.map(({ id, name, counted }) => ({ id: id.toString('hex'), name: name ?? undefined, gone: !counted }))
}

/** A page of names and, on the first, what stands in place of those that are not shown. */
export async function listNames(
  { db }: Pick<Core, 'db'>,
  letter: LetterRow,
  tally: LetterFacts['tally'],
  { after, search }: { after: Buffer | null; search: string },
): Promise<NamesJson> {
  if (letter.collecting) return { names: [], marks: [], next: null }
  const rows = await namesPage(db, letter, after, namesPerPage + 1, search)
  const shown = rows.slice(0, namesPerPage)
  const last = rows.length > namesPerPage ? shown.at(-1) : undefined
  const key = letter.public ? letter.slug : letter.quiet_token
  const query = new URLSearchParams({
    ...(search && { search }),
    ...(last && { after: last.id.toString('base64url') }),
  })
  return {
    names: shown.map(({ name }) => name),
    marks: marksOf(letter, tally, await unshownNames(db, letter.id)),
    next: last ? `/letters/${key}/signatures?${query.toString()}` : null,
  }
}

function marksOf(letter: LetterRow, tally: LetterFacts['tally'], unshown: number): NamesJson['marks'] {
  const count = (visibility: string) =>
    tally.reduce(
      (sum, cell) =>
        sum + (cell.visibility === visibility && cell.revision >= letter.substance_revision ? cell.count : 0),
      0,
    )
  return [
    { mark: 'anonymous', words: 'verified, anonymous', count: count('anonymous') },
    { mark: 'withheld', words: 'name withheld', count: count('withheld') + unshown },
    { mark: 'recipients', words: 'name given to the recipients', count: count('recipients') },
    { mark: 'held', words: 'held until enough stand together', count: count('together') },
  ].filter((mark) => mark.count > 0)
}
