import { randomBytes } from 'node:crypto'
import type pg from 'pg'

/** A file of the database, as a thief reads it in a copy of the data folder. */
export interface CopiedFile {
  name: string
  /** PostgreSQL's letter for the kind of file: `r` and `t` contain rows, `i` is an index. Empty for the write-ahead log. */
  kind: string
  bytes: Buffer
}

/** Every table, index and TOAST table of this database, and the remaining write-ahead log. */
export async function copyOfDatabase(pool: pg.Pool): Promise<CopiedFile[]> {
  await writeOut(pool)
  const { rows } = await pool.query<CopiedFile>(`
    select relname as name, relkind::text as kind, pg_read_binary_file(pg_relation_filepath(oid), 0, 1 << 29, true) as bytes from pg_class
    where relkind in ('r', 'i', 't') and relnamespace <> 'information_schema'::regnamespace
      and pg_relation_filepath(oid) is not null
    union all
    select 'pg_wal', '', string_agg(pg_read_binary_file('pg_wal/' || name, 0, 1 << 29, true), '' order by name) from pg_ls_waldir()`)
  return rows.filter(({ bytes }) => (bytes as Buffer | null) !== null && bytes.length > 0)
}

export interface Tuple {
  /** The transaction that wrote the row. */
  xmin: number
  bytes: Buffer
}

/** The rows in a table's file, including dead rows that are still in its pages. */
export function tuplesIn(heap: Buffer): Tuple[] {
  const tuples: Tuple[] = []
  for (let page = 0; page + 8192 <= heap.length; page += 8192) {
    const lower = heap.readUInt16LE(page + 12)
    for (let pointer = page + 24; pointer + 4 <= page + lower; pointer += 4) {
      const word = heap.readUInt32LE(pointer)
      const [offset, flags, length] = [word & 0x7fff, (word >>> 15) & 3, word >>> 17]
      if (flags !== 1 || length < 24) continue
      const bytes = heap.subarray(page + offset, page + offset + length)
      tuples.push({ xmin: bytes.readUInt32LE(0), bytes })
    }
  }
  return tuples
}

/**
 * Makes PostgreSQL write everything in memory to its files, including UNLOGGED tables, as a shutdown does. `create database`
 * with the strategy `file_copy` has this effect.
 */
export async function writeOut(pool: Pick<pg.ClientBase, 'query'>): Promise<void> {
  const name = `copied_${randomBytes(8).toString('hex')}`
  await pool.query(`create database ${name} template template0 strategy file_copy`)
  await pool.query(`drop database ${name}`)
  await pool.query('checkpoint')
}
