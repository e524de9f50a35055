import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { describedColumns, heldTables } from '../../server/letters/page/disclosure-inventory.ts'
import { testServer } from '../support/app.ts'
import { said, sentence } from '../support/words.ts'
import { pageOf } from '../support/stories.ts'

const server = await testServer()

test('the page describes every table and column that the migrations make, each once', async () => {
  const { rows } = await sql<{ column: string }>`
    select table_name || '.' || column_name as column from information_schema.columns
    where table_schema = 'public'`.execute(server.parts.db)
  expect(describedColumns().sort()).toEqual(rows.map(({ column }) => column).sort())
})

test('columns described as sealed are the ones that the program seals', async () => {
  const sealed = heldTables().flatMap(({ table, columns }) =>
    columns
      .filter(({ words }) => said(words).startsWith('Sealed'))
      .flatMap(({ names }) => names.split(', ').map((name) => `${table}.${name}`)),
  )
  const { rows } = await sql<{ column: string }>`
    select table_name || '.' || column_name as column from information_schema.columns
    where table_schema = 'public' and column_name ~ '(^|_)sealed$'`.execute(server.parts.db)
  // Stored answers to API clients are sealed too: see http/idempotency.ts.
  expect(sealed.sort()).toEqual([...rows.map(({ column }) => column), 'idempotency.body'].sort())
})

test('everybody can read it, from the form, the letter and the first page', async () => {
  const { html } = await pageOf(server, '/what-we-would-hand-over')
  for (const { what, table } of heldTables()) {
    expect(html).toContain(`<code>${table}</code>`)
    expect(html).toContain(said(what))
  }
  expect(html).toContain(sentence('inventory-beside-database-log-embedded'))
  const home = await pageOf(server, '/')
  for (const path of ['/how-anonymity-works', '/what-we-would-hand-over']) expect(home.html).toContain(`href="${path}"`)
})
