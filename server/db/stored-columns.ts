import { sql, type RawBuilder } from 'kysely'
import type { Db } from './pool.ts'
import type { Schema } from './schema.ts'

/** All columns of a table except those that PostgreSQL computes, for a statement that moves whole rows. */
export async function storedColumns(db: Db, table: keyof Schema): Promise<RawBuilder<unknown>> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''
    order by attnum`.execute(db)
  return sql.join(rows.map(({ name }) => sql.ref(name)))
}
