import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { describeSchema } from '../../server/db/describe.ts'
import { testDatabase } from '../support/database.ts'

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

/** The tables and columns in the text of schema.ts: its types are gone by the time a test runs. */
function typed(source: string): Record<string, string[]> {
  const properties = (text: string) =>
    [...text.matchAll(/^ {2}(\w+): (.*)$/gm)].map(([, name = '', type = '']) => ({ name, type }))
  const interfaces = new Map(
    [...source.matchAll(/interface (\w+) \{\n([^]*?)\n\}/g)].map(([, name, body = '']) => [name, properties(body)]),
  )
  const columns = (type: string) => (interfaces.get(type) ?? []).map(({ name }) => name).sort()
  return Object.fromEntries((interfaces.get('Schema') ?? []).map(({ name, type }) => [name, columns(type)]))
}
