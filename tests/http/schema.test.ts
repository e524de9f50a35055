import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { describeSchema } from '../../server/db/describe.ts'
import { migrate, readMigrations } from '../../server/db/migrate.ts'
import { emptyDatabase, openTestDatabase, testDatabase } from '../support/database.ts'

const { db, url } = await testDatabase()

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

it('is shown in schema.sql as the migrations make it', async () => {
  expect(await describeSchema(url), 'run `npm run schema`').toBe(read('migrations/schema.sql'))
})

it('has the columns that schema.ts gives types to, and no others', async () => {
  const tables = await db.introspection.getTables()
  const made = tables
    .filter(({ name, schema }) => schema === 'public' && name !== 'migration')
    .map(({ name, columns }) => [name, columns.map((column) => column.name).sort()])
  expect(typed(read('server/db/schema.ts'))).toEqual(Object.fromEntries(made))
})

it('upgrades signatures that are there: which had a name, and which withdrawals wait', async () => {
  const before = await emptyDatabase()
  const all = readMigrations()
  await migrate(
    before,
    all.filter(({ name }) => name < '0031'),
  )
  const { db: old } = openTestDatabase(before)
  await old.transaction().execute(async (trx) => {
    // Switches foreign keys off, because the letter of these rows does not exist.
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql`
      insert into signature (id, letter_id, revision, visibility, class, name, name_sealed, pending_withdrawal)
      select decode(repeat(key, 16), 'hex'), gen_random_uuid(), 1, visibility, 'mailbox', name, sealed, leaves from (values
        ('01', 'anonymous', null, null::bytea, false),
        ('02', 'withheld', null, null, false),
        ('03', 'withheld', null, '\\x00', false),
        ('04', 'recipients', null, null, true),
        ('05', 'public', 'Ann Lee', null, false)
      ) as row (key, visibility, name, sealed, leaves)`.execute(trx)
  })
  await migrate(before)
  const rows = await old.selectFrom('signature').select(['named', 'moves']).orderBy('id').execute()
  expect(rows.map(({ named }) => named)).toEqual([false, false, true, true, true])
  expect(rows.map(({ moves }) => moves)).toEqual([false, false, false, true, false])
})

/** The tables and columns in the text of schema.ts. Its types no longer exist when a test runs. */
function typed(source: string): Record<string, string[]> {
  const properties = (text: string) =>
    [...text.matchAll(/^ {2}(\w+): (.*)$/gm)].map(([, name = '', type = '']) => ({ name, type }))
  const interfaces = new Map(
    [...source.matchAll(/interface (\w+) \{\n([^]*?)\n\}/g)].map(([, name, body = '']) => [name, properties(body)]),
  )
  const columns = (type: string) => (interfaces.get(type) ?? []).map(({ name }) => name).sort()
  return Object.fromEntries((interfaces.get('Schema') ?? []).map(({ name, type }) => [name, columns(type)]))
}
