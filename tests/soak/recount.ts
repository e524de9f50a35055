import { sql } from 'kysely'
import type { Visibility } from '../../server/letter/rules.ts'
import type { Db } from '../../server/db/pool.ts'
import { admissible, groupOf } from '../../server/signatures/batch/rules.ts'
import type { Person } from './person.ts'

/** Cells of the tally that differ from a recount. One statement reads both, so at one moment. */
export async function wrongCells(db: Db, letterId: string): Promise<string[]> {
  const { rows } = await sql<{ cell: string }>`
    with recount as (
      select revision, class, visibility, employer_id, count(*)::int as count from signature
      where letter_id = ${letterId} and counted group by 1, 2, 3, 4
    ), shown as (
      select revision, class, visibility, employer_id, count from tally where letter_id = ${letterId} and count > 0
    ), wrong as (
      (select * from recount except select * from shown) union all (select * from shown except select * from recount)
    ), days as (
      select coalesce(sum(net), 0)::int as net from tally_day where letter_id = ${letterId}
    )
    select wrong::text as cell from wrong
    union all
    select 'by day ' || days.net from days
    where days.net <> (select count(*) from signature where letter_id = ${letterId} and counted)`.execute(db)
  return rows.map(({ cell }) => cell)
}

/** The number of signatures that wait although the rule for groups allows a batch to take them. */
export async function waitingInVain(db: Db, letterId: string, k: number): Promise<number> {
  const { rows } = await sql<{ visibility: Visibility; named: boolean; hidden: boolean; count: number }>`
    select visibility, name_sealed is not null as named, removal_due is not null as hidden, count(*)::int as count
    from waiting_signature where letter_id = ${letterId} group by 1, 2, 3`.execute(db)
  const parts = rows.map(({ visibility, named, hidden, count }) => ({
    group: groupOf({ visibility, named, name_hidden: hidden }),
    logged: true,
    count,
  }))
  return admissible(parts, k).reduce((sum, { count }) => sum + count, 0)
}

/** Acknowledged states that are not true in the database. */
export async function broken(db: Db, letterId: string, people: readonly Person[]): Promise<string[]> {
  const found = await signaturesOf(db, letterId)
  const problems = people.flatMap((person) => {
    const row = found.get(person.verifier.toString('hex'))
    return problemsOf(person, row).map((problem) => `${person.address}: ${problem}`)
  })
  const { rows } = await sql<{ claims: number; signatures: number }>`
    select (select count(*)::int from every_claim() where letter_id = ${letterId}) as claims,
      (select count(*)::int from signature where letter_id = ${letterId})
        + (select count(*)::int from waiting_signature where letter_id = ${letterId}) as signatures`.execute(db)
  const { claims = 0, signatures = 0 } = rows[0] ?? {}
  const tried = people.filter(({ signed }) => signed !== false).length
  if (claims > tried) problems.push(`${claims} claims of ${tried} people who signed`)
  if (signatures > claims) problems.push(`${signatures} signatures for ${claims} claims`)
  return problems
}

interface Found {
  withdrawn: boolean
  visibility: string
  invalid: boolean
  named: boolean
}

async function signaturesOf(db: Db, letterId: string): Promise<Map<string, Found>> {
  const { rows } = await sql<Found & { verifier: string }>`
    select encode(verifier, 'hex') as verifier, pending_withdrawal as withdrawn,
      coalesce(pending_visibility, visibility) as visibility, invalid_reason is not null as invalid,
      name is not null or name_sealed is not null as named
    from signature where letter_id = ${letterId} and verifier is not null
    union all
    select encode(verifier, 'hex'), false, visibility, false, name_sealed is not null
    from waiting_signature where letter_id = ${letterId}`.execute(db)
  return new Map(rows.map(({ verifier, ...found }) => [verifier, found]))
}

function problemsOf(person: Person, row: Found | undefined): string[] {
  if (person.signed !== true || person.withdrawn === 'unsure') return []
  const stands = row !== undefined && !row.withdrawn
  if (person.withdrawn) {
    if (stands) return ['withdrew, and still stands']
    return row?.named === true ? ['withdrew, and the name is still kept'] : []
  }
  if (!stands) return ['signed, and is not there']
  const problems: string[] = []
  if (person.visibility !== 'unsure' && row.visibility !== person.visibility)
    problems.push(`chose ${person.visibility}, and is kept as ${row.visibility}`)
  if (person.invalid !== 'unsure' && row.invalid !== person.invalid)
    problems.push(person.invalid ? 'was invalidated, and is valid' : 'is valid, and was kept as invalid')
  return problems
}
