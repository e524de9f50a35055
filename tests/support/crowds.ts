import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { TestServer } from './app.ts'

const given = ['Ann', 'Ólafur', 'Nguyễn', 'Amara', 'Józef', '王', 'محمد', 'Zoë', 'Ravi', 'Siobhán', 'Μαρία', 'Олена']
const family = [
  'Lee',
  'Þórðarson',
  'Thị Lan',
  'Okafor',
  'Wiśniewski',
  '秀英',
  'الأحمد',
  'de la Cruz',
  'Krishnamurthy',
  'Ó Briain',
]

/** Writes this number of counted signatures at once: one in ten withheld, one in ten recipients', the others public. */
export async function crowd(server: TestServer, letter: AddressedLetter, count: number): Promise<void> {
  const { db } = server.parts
  const employer = await db
    .selectFrom('employer')
    .select('id')
    .where('letter_id', '=', letter.id)
    .executeTakeFirstOrThrow()
  const rows = Array.from({ length: count }, (_, index) => ({
    visibility: index % 10 === 3 ? 'withheld' : index % 10 === 7 ? 'recipients' : 'public',
    name: `${given[index % given.length]!} ${family[index % family.length]!}${index < 120 ? '' : ` ${String(index)}`}`,
  }))
  await sql`
    insert into signature (id, letter_id, revision, visibility, class, employer_id, verifier, name)
    select new.id, ${letter.id}::uuid, ${letter.revision}, new.visibility, 'mailbox', ${employer.id}::uuid, new.verifier, new.name
    from unnest(${rows.map(() => randomBytes(16))}::bytea[], ${rows.map(({ visibility }) => visibility)}::text[],
      ${rows.map(() => randomBytes(32))}::bytea[],
      ${rows.map(({ visibility, name }) => (visibility === 'public' ? name : null))}::text[]) as new (id, visibility, verifier, name)`.execute(
    db,
  )
  await sql`
    insert into tally (letter_id, revision, class, visibility, employer_id, count)
    select letter_id, revision, class, visibility, employer_id, count(*) from signature where letter_id = ${letter.id}
    group by 1, 2, 3, 4, 5`.execute(db)
  await sql`analyze signature`.execute(db)
  await db.updateTable('letter').set({ collecting: false, as_of: server.now() }).where('id', '=', letter.id).execute()
  await sql`select pg_notify('letter', ${letter.id})`.execute(db)
}
