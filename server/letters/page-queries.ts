import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { LetterRow } from '../letter/queries.ts'
import { searchPart, type PartSearch } from '../signatures/name-search-queries.ts'
import { seenByEveryone } from '../signatures/stored-name-queries.ts'

export async function tallyOf(db: Db, letterId: string) {
  const rows = await db
    .selectFrom('tally')
    .select(['revision', 'class', 'visibility', (is) => is.fn.sum<string>('count').as('count')])
    .where('letter_id', '=', letterId)
    .groupBy(['revision', 'class', 'visibility'])
    .orderBy('revision')
    .orderBy('class')
    .execute()
  return rows.map((row) => ({ ...row, class: row.class, count: Number(row.count) }))
}

/** Where a page of names begins or ends. Ids are random, so a page's neighbours reveal nothing of the order of signing. */
export interface NamesRange {
  after?: Buffer | undefined
  before?: Buffer | undefined
  of?: NamesOf | undefined
}

/** The names of one employer, or those of no employer in a list. */
export type NamesOf = { employer: string } | { besides: string[] }

type ListedLetter = Pick<LetterRow, 'id' | 'substance_revision'>

/** The names that everyone may see, in one direction from a place. The condition on the name serves the index. */
function namesFrom(db: Db, letter: ListedLetter, { after, before, of }: NamesRange) {
  const names = db
    .selectFrom('signature')
    .where('letter_id', '=', letter.id)
    .where('name', 'is not', null)
    .where('counted', '=', true)
    .where('revision', '>=', letter.substance_revision)
  const listed = !of
    ? names
    : 'employer' in of
      ? names.where('employer_id', '=', of.employer)
      : names.where((is) => is.or([is('employer_id', 'is', null), is('employer_id', 'not in', of.besides)]))
  return listed
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? null))
    .$if(before !== undefined, (query) => query.where('id', '<', before ?? null))
    .orderBy('id', before === undefined ? 'asc' : 'desc')
}

/**
 * One page of the names that everyone may see. Cursor pagination by random id, so every page costs the same.
 * The caller asks about each row whether everyone may see the name.
 */
export async function namesPage(db: Db, letter: ListedLetter, range: NamesRange, limit: number) {
  return namesFrom(db, letter, range)
    .select(['id', ...seenByEveryone])
    .limit(limit)
    .execute()
}

/** Like `namesPage`, for the names that contain a search. */
export async function searchedPage(trx: Db, letter: ListedLetter, range: NamesRange, searching: PartSearch) {
  const names = namesFrom(trx, letter, range).select(['id', 'name_folded', ...seenByEveryone])
  return searchPart(trx, names, searching, range.before === undefined ? 'asc' : 'desc')
}

/** Counts the names that everyone may see by employer. */
export async function namesByEmployer(db: Db, letter: ListedLetter) {
  const rows = await namesFrom(db, letter, {})
    .clearOrderBy()
    .select((is) => ['employer_id as employer', is.fn.countAll<string>().as('count')])
    .groupBy('employer_id')
    .execute()
  return rows.map(({ employer, count }) => ({ employer, count: Number(count) }))
}

/** Counts the public names that are not shown: withdrawn since the last batch, or hidden. */
export async function unshownNames(db: Db, letter: { id: string; substance_revision: number }): Promise<number> {
  const { count } = await db
    .selectFrom('signature')
    .select((is) => is.fn.countAll<string>().as('count'))
    .where('letter_id', '=', letter.id)
    .where('revision', '>=', letter.substance_revision)
    .where('visibility', '=', 'public')
    .where('name', 'is', null)
    .where('counted', '=', true)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Places in the circle. Includes withdrawn signatures, so that no other signature moves. */
export async function placesOf(db: Db, letterId: string, sinceRevision: number) {
  return db
    .selectFrom('signature')
    .select(['id', ...seenByEveryone])
    .where('letter_id', '=', letterId)
    .where('revision', '>=', sinceRevision)
    .orderBy('id')
    .execute()
}

/** The public, open letters, newest first. */
export async function publicLetters(db: Db, limit: number, now: Date) {
  return db
    .selectFrom('letter')
    .innerJoin('revision', (join) =>
      join.onRef('revision.letter_id', '=', 'letter.id').onRef('revision.number', '=', 'letter.revision'),
    )
    .select(['letter.slug', 'revision.title', 'revision.language', 'revision.employers'])
    .where('letter.state', '=', 'open')
    .where('letter.public', '=', true)
    .where((is) => is.or([is('letter.embargo_until', 'is', null), is('letter.embargo_until', '<=', now)]))
    .orderBy('letter.opened_at', 'desc')
    .limit(limit)
    .execute()
}

/** The letters that search engines may list, newest first: public ones that take signatures or have closed. */
export async function indexedLetters(db: Db, limit: number, now: Date) {
  return db
    .selectFrom('letter')
    .innerJoin('revision', (join) =>
      join.onRef('revision.letter_id', '=', 'letter.id').onRef('revision.number', '=', 'letter.revision'),
    )
    .select(['letter.slug', 'revision.published_on'])
    .where('letter.state', 'in', ['open', 'closed'])
    .where('letter.public', '=', true)
    .where((is) => is.or([is('letter.embargo_until', 'is', null), is('letter.embargo_until', '<=', now)]))
    .orderBy('letter.opened_at', 'desc')
    .limit(limit)
    .execute()
}

/** How many owners a letter has, and the campaign on whose page it stands. */
export async function ownersAndCampaign(
  db: Db,
  letterId: string,
): Promise<{ owners: number; campaign: { slug: string; title: string } | null }> {
  const { rows } = await sql<{ owners: number; slug: string | null; title: string | null }>`
    select (select count(*)::int from membership where letter_id = ${letterId} and role = 'owner') as owners,
      campaign.slug, campaign.title
    from (select ${letterId}::uuid as id) as letter
    left join campaign_letter on campaign_letter.letter_id = letter.id
    left join campaign on campaign.id = campaign_letter.campaign_id`.execute(db)
  const { owners = 0, slug = null, title = null } = rows[0] ?? {}
  return { owners, campaign: slug === null || title === null ? null : { slug, title } }
}

export async function ownersOf(db: Db, letterId: string): Promise<number> {
  const { count } = await db
    .selectFrom('membership')
    .select((is) => is.fn.countAll<string>().as('count'))
    .where('letter_id', '=', letterId)
    .where('role', '=', 'owner')
    .executeTakeFirstOrThrow()
  return Number(count)
}
