import { createHash } from 'node:crypto'
import type { TestServer } from './app.ts'

/**
 * A digest of each table of the database, the queue included: what is different afterwards was written.
 * @param except tables that an organizer's own visit changes, such as the last use of a session
 */
export async function everyRow(server: TestServer, except: readonly string[] = []): Promise<Record<string, string>> {
  const { rows: tables } = await server.pool.query<{ name: string }>(`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`)
  const digests: Record<string, string> = {}
  for (const { name } of tables.filter((table) => !except.includes(table.name.replace(/^public\./, '')))) {
    const { rows } = await server.pool.query<{ row: string }>(
      `select row_to_json(t)::text as row from ${name} t order by 1`,
    )
    digests[name] = `${String(rows.length)} ${createHash('sha256')
      .update(rows.map(({ row }) => row).join('\n'))
      .digest('hex')}`
  }
  return digests
}
