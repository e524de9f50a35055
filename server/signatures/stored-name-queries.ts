import { sql, type RawBuilder } from 'kysely'
import type { Row } from '../db/schema.ts'

/**
 * The columns of `signature` that hold a name: in clear where everyone may see it, sealed where not, and empty where there is none.
 * A row holds it in one form at a time.
 */
export type NameColumns = Pick<Row<'signature'>, 'name' | 'name_sealed'>

/** All columns of a signature that has no name, or has it no longer. */
export const noName = { name: null, name_sealed: null } as const satisfies NameColumns

/** Each column of `NameColumns` with its type, so that the statements below name all of them. */
const types = { name: 'text', name_sealed: 'bytea' } as const satisfies Record<keyof NameColumns, string>
const columns = Object.keys(types) as (keyof NameColumns)[]

/** An update of a signature sets all columns of its name, or none. */
export type WithWholeName<Change> = Omit<Change, keyof NameColumns> &
  (NameColumns | { [Column in keyof NameColumns]?: never })

const listed = (parts: readonly RawBuilder<unknown>[]) => sql.join(parts, sql`, `)

/** `name, name_sealed` */
export const nameColumns = listed(columns.map((column) => sql.ref(column)))

/** For `update … set`: takes the columns from the row `new`. */
export const nameFromNew = listed(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`new.${column}`)}`))

/** For `update … set`: no name is left. */
export const nameGone = listed(columns.map((column) => sql`${sql.ref(column)} = null`))

/** For `unnest`: the columns of these rows as arrays, in the order of `nameColumns`. */
export function nameArrays(rows: readonly NameColumns[]): RawBuilder<unknown> {
  return listed(columns.map((column) => sql`${rows.map((row) => row[column])}::${sql.raw(types[column])}[]`))
}
