import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Db } from '../../server/db/pool.ts'
import type { Outcome } from './linking.ts'

/** Attacks that try to match a statement without a name with its author's anonymous signature. */

/** An anonymous signature as `credentials/published` lists it. All fields are base64url. */
export interface Published {
  id: string
  public_key: string
  prefix: string
  commitment: string
  proof: string
}

const earlierLabel = 'roundrobin statement id'

/** The id of a statement as it was derived from its author's signature until November 2026. */
export function earlierId(credentialId: Buffer): Buffer {
  return createHash('sha256').update(earlierLabel).update(credentialId).digest().subarray(0, 16)
}

/** The label from which statements' ids were derived until November 2026, and every label in the source code. */
function labels(): string[] {
  const folder = new URL('../../server/', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const found = files.flatMap(
    (name) => readFileSync(new URL(name, folder), 'utf8').match(/'[a-z][a-z0-9 ]{3,40}'/g) ?? [],
  )
  const ours = found
    .map((literal) => literal.slice(1, -1))
    .filter((label) => /roundrobin|statement|credential/.test(label))
  return [...new Set(['', earlierLabel, ...ours])]
}

/**
 * Two attacks. The first derives an id from each public value of each signature, under every label in the source code, and
 * compares it with the statements' ids. The second matches the nth listed statement with the nth signature, in the order of each
 * of these values.
 * @param ids of the statements, as they are listed
 * @param authors ids of their authors' signatures, in the same order
 */
export function byDerivedId(
  ids: readonly Buffer[],
  authors: readonly Buffer[],
  published: readonly Published[],
): Outcome[] {
  const known = published.map((each) =>
    [each.id, each.public_key, each.prefix, each.commitment, each.proof].map((text) => Buffer.from(text, 'base64url')),
  )
  const derivations = [
    { name: 'as it is', derive: (bytes: Buffer) => bytes },
    ...labels().map((label) => ({
      name: `hashed as “${label}”`,
      derive: (bytes: Buffer) => createHash('sha256').update(label).update(bytes).digest(),
    })),
  ]
  const authorOf = (index: number) => known[index]?.[0]?.subarray(0, 16) ?? Buffer.alloc(0)
  return derivations.flatMap(({ name, derive }) =>
    [0, 1, 2, 3, 4].flatMap((value) => {
      const derived = known.map((each) => derive(each[value] ?? Buffer.alloc(0)).subarray(0, 16))
      const equal = ids.filter((id, at) => derived.some((each, index) => each.equals(id) && isAuthor(index, at)))
      const sorted = derived.map((each, index) => ({ each, index })).sort((a, b) => a.each.compare(b.each))
      const inOrder = ids.filter((_, at) => isAuthor(sorted[at]?.index ?? -1, at))
      return [
        { attack: `id: value ${String(value)} ${name}`, right: equal.length },
        { attack: `order: value ${String(value)} ${name}`, right: inOrder.length },
      ]
    }),
  )
  function isAuthor(index: number, at: number): boolean {
    return authors[at]?.equals(authorOf(index)) ?? false
  }
}

/**
 * Finds columns of statements that contain the same bytes as a column of signatures or credentials. A join on them would connect
 * the two.
 */
export async function byCommonBytes(db: Db): Promise<Outcome> {
  const rowsOf = async (table: string) =>
    (
      await sql<
        Record<string, unknown>
      >`select * from ${table === 'every_claim' ? sql`every_claim()` : sql.table(table)}`.execute(db)
    ).rows
  const bytesIn = (row: Record<string, unknown>) =>
    Object.values(row).filter((value): value is Buffer => Buffer.isBuffer(value) && value.length >= 8)
  const known = new Set<string>()
  for (const table of ['signature', 'credential', 'every_claim', 'pending', 'waiting_signature'])
    for (const row of await rowsOf(table))
      for (const bytes of bytesIn(row)) known.add(bytes.toString('hex')).add(bytes.subarray(0, 16).toString('hex'))
  let right = 0
  for (const table of ['statement', 'waiting_statement'])
    for (const row of await rowsOf(table))
      if (
        bytesIn(row).some(
          (bytes) => known.has(bytes.toString('hex')) || known.has(bytes.subarray(0, 16).toString('hex')),
        )
      )
        right++
  return { attack: 'the same bytes', right }
}
