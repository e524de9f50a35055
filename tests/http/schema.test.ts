import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { describe, expect, it, test } from 'vitest'
import { describeTypes } from '../../server/db/describe-types.ts'
import { describeSchema } from '../../server/db/describe.ts'
import { migrate, readMigrations } from '../../server/db/migrate.ts'
import { emptyDatabase, openTestDatabase, testDatabase } from '../support/database.ts'

const { db, url } = await testDatabase()

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

it('is shown in schema.sql as the migrations make it', async () => {
  expect(await describeSchema(url), 'run `npm run schema`').toBe(read('migrations/schema.sql'))
})

it('has the types of schema.ts: tables, columns, null and defaults', async () => {
  const current = read('server/db/schema.ts')
  expect(await describeTypes(url, current), 'run `npm run schema`').toBe(current)
})

it('gives types to a table and a column that are new, and takes them from what is gone', async () => {
  const changed = await emptyDatabase()
  await migrate(changed)
  const { db: other } = openTestDatabase(changed)
  await sql`create table new_thing (id uuid primary key default gen_random_uuid(), seen timestamptz)`.execute(other)
  await sql`alter table letter add column kind text not null default 'x', drop column goal`.execute(other)
  const types = await describeTypes(changed, read('server/db/schema.ts'))
  expect(types).toContain('  new_thing: NewThingTable\n')
  expect(types).toContain('interface NewThingTable {\n  id: Generated<string>\n  seen: Date | null\n}')
  expect(types).toContain('  kind: Generated<string>\n')
  expect(types).not.toContain('  goal: number')
})

/** A database as it was before this migration. */
async function databaseBefore(migration: string): Promise<string> {
  const url = await emptyDatabase()
  const earlier = readMigrations().filter(({ name }) => name < migration)
  await migrate(url, earlier)
  return url
}

it('upgrades signatures that are there: which had a name, and which withdrawals wait', async () => {
  const before = await databaseBefore('0031')
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

it('upgrades answers that are there: those that count answer the letter, the others are not judged yet', async () => {
  const before = await emptyDatabase()
  await migrate(
    before,
    readMigrations().filter(({ name }) => name < '0039'),
  )
  const { db: old } = openTestDatabase(before)
  await old.transaction().execute(async (trx) => {
    // Switches foreign keys off, because the letter of these rows does not exist.
    await sql`set local session_replication_role = replica`.execute(trx)
    await sql`
      insert into response (letter_id, way, text, answered_on, counts_as_answer) values
        (gen_random_uuid(), 'mail', 'Yes.', '2026-03-01', true),
        (gen_random_uuid(), 'mail', 'We have read it.', '2026-03-02', false)`.execute(trx)
  })
  await migrate(before)
  const rows = await old.selectFrom('response').select('verdict').orderBy('answered_on').execute()
  expect(rows.map(({ verdict }) => verdict)).toEqual(['answers', null])
})

/** Columns whose values the planner may sample. Columns whose check lists their words need no entry. */
const mayBeSampled: Record<string, string> = {
  'credential.class': 'one of two words',
  'installation.key_kinds': 'kinds of key files',
  'letter.visibilities': 'a few of five words, shown on the page',
  'migration.checksum': 'of a file of the software',
  'migration.name': 'of a file of the software',
  'pending.class': 'one of two words',
  'revision.language': 'shown on the page',
  'stage_condition.local_time': 'a time of day',
  'stage_condition.zone': 'name of a time zone',
  'tally.class': 'one of four words',
  'tally.visibility': 'one of five words',
  'tally_day.class': 'one of four words',
  'waiting_statement.class': 'one of two words',
}

describe('the planner', () => {
  test('keeps no sample of a text, of bytes or of JSON', async () => {
    const { rows } = await sql<{ column: string }>`
      select relname || '.' || attname collate "C" as column from pg_attribute join pg_class on pg_class.oid = attrelid
      where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
        and format_type(atttypid, atttypmod) ~ '^(text|character|bytea|json)' and attstattarget is distinct from 0
        and not exists (
          select from pg_constraint where conrelid = attrelid and contype = 'c' and attnum = any (conkey)
            and pg_get_constraintdef(pg_constraint.oid) like '%= ANY (%ARRAY[%')
      order by 1`.execute(db)
    expect(rows.map(({ column }) => column)).toEqual(Object.keys(mayBeSampled))
  })

  test('loses the samples of texts that an earlier release let it keep', async () => {
    const before = await databaseBefore('0038')
    const { db: old } = openTestDatabase(before)
    await sql`
      insert into organizer (address_tag, address_sealed, name, created_on)
      select sha256(number::text::bytea), '\\x00', 'Ann Lee', now() from generate_series(1, 20) as number`.execute(old)
    await sql`analyze organizer`.execute(old)
    const sampled = async () => {
      const { rows } = await sql`select from pg_stats where tablename = 'organizer' and attname = 'name'`.execute(old)
      return rows.length
    }
    expect(await sampled()).toBe(1)
    await migrate(before)
    await sql`analyze organizer`.execute(old)
    expect(await sampled()).toBe(0)
  })
})
