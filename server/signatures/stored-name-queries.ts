import { sql, type RawBuilder } from 'kysely'
import type { Row } from '../db/schema.ts'
import type { NameState } from './disclosure.ts'

/** The columns of `signature` that hold a name in clear, with their types. Each holds one part of the name. */
const clear = { name: 'text', title: 'text' } as const satisfies Partial<Record<keyof Row<'signature'>, 'text'>>
const types = {
  ...clear,
  name_sealed: 'bytea',
  name_salt: 'bytea',
  held_sealed: 'bytea',
  opening_salt: 'bytea',
} as const
const columns = Object.keys(types) as (keyof typeof types)[]

/**
 * All columns of `signature` that hold a name: in clear where everyone may see it, sealed where not, and empty where there is none.
 * A row holds it in one form at a time. The salt of the name's entry in the log is sealed with the name. `held_sealed` is the seal of a
 * name that waits for others, and `opening_salt` opens the commitment to a name that was revealed with others.
 */
export type NameColumns = Pick<Row<'signature'>, keyof typeof types>
export type ClearColumns = Pick<Row<'signature'>, keyof typeof clear>

/** All columns of a signature that has no name, or has it no longer. */
export const noName = Object.fromEntries(columns.map((column) => [column, null])) as Record<keyof NameColumns, null>

/** For `select`: the columns that nameSeenByEveryone() needs. */
export const seenByEveryone = [
  ...(['visibility', 'pending_visibility', 'pending_withdrawal', 'name_hidden', 'counted', 'invalid_reason'] as const),
  ...(Object.keys(clear) as (keyof typeof clear)[]),
] satisfies (keyof (NameState & ClearColumns))[]

/** For `select`: the columns that nameSeenBy() needs. */
export const seenByAnybody = [...seenByEveryone, 'id', 'letter_id', 'name_sealed'] as const

/** The columns of the name alone. */
export function nameColumnsOf(row: NameColumns): NameColumns {
  return Object.fromEntries(columns.map((column) => [column, row[column]])) as unknown as NameColumns
}

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
