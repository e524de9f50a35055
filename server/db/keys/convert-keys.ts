import { sql, type RawBuilder } from 'kysely'
import { seal, unseal } from '../../crypto/sealing.ts'
import { keyKinds, type KeyKind, type Keys } from './keys.ts'
import { letterFlags, missingKeys, refuseMissing, recordedAsDestroyed, type LetterFlags } from './letter-keys.ts'
import type { Db } from '../pool.ts'
import { rewriteWhereChanged } from '../rewrite-tables.ts'

/**
 * Converts an installation from before tombstones, once for each kind of key.
 * The list of converted kinds and the sealed texts change in one transaction, so a crash leaves either the old or the new state.
 * The lock on the installation's row makes processes that start together take turns, and the second one finds nothing to do.
 * @throws StartProblem if a key is missing that the database does not record as destroyed
 */
export async function convertKeys(db: Db, keys: Keys): Promise<void> {
  const converted = await db.transaction().execute(async (trx) => {
    await trx.selectFrom('installation').select('only_row').forUpdate().execute()
    const done = await convertedKinds(trx)
    const kinds = keyKinds.filter((kind) => !done.includes(kind))
    if (kinds.length === 0) return kinds
    const letters = await letterFlags(trx)
    for (const letter of letters) leaveTombstones(letter, keys, kinds)
    // Drafts had no keys of their own before, so none can be missing.
    refuseMissing(
      missingKeys(
        letters,
        keys,
        kinds.filter((kind) => kind !== 'draft'),
      ),
    )
    if (kinds.includes('draft')) for (const letter of letters) await sealAgain(trx, keys, letter)
    await trx
      .updateTable('installation')
      .set({ key_kinds: [...keyKinds] })
      .execute()
    return kinds
  })
  // The pages of these tables still contain data that was sealed under the server's key.
  if (converted.includes('draft'))
    await rewriteWhereChanged(db, [...new Set(sealedWithDraft.map(({ table }) => table))], Number.MAX_SAFE_INTEGER)
}

/** The kinds of keys to which this installation has been converted. */
export async function convertedKinds(db: Db): Promise<KeyKind[]> {
  const { key_kinds } = await db.selectFrom('installation').select('key_kinds').executeTakeFirstOrThrow()
  return keyKinds.filter((kind) => key_kinds.includes(kind))
}

/** Writes tombstones only where the database records that this kind was destroyed, or that the letter is purged. */
function leaveTombstones(letter: LetterFlags, keys: Keys, kinds: readonly KeyKind[]): void {
  for (const kind of kinds)
    if (letter.state === 'purged' || recordedAsDestroyed(letter, kind)) keys.destroy(letter.id, kind)
}

const ofLetter = (letterId: string) => sql`letter_id = ${letterId}`
const ofStages = (letterId: string) => sql`stage_id in (select id from stage where letter_id = ${letterId})`

interface Sealed {
  table: string
  /** The primary key column. */
  id: string
  column: string
  /** The condition that selects the rows of a letter. */
  of: (letterId: string) => RawBuilder<unknown>
  purpose: string
  padTo: number
  /** The row or the letter whose id is the associated data of the seal. */
  context: 'letter' | 'row'
}

/**
 * Columns that were sealed under the server's key and belong to the draft. Purposes and padding equal those in the features'
 * secrets.ts files.
 */
const sealedWithDraft: readonly Sealed[] = [
  {
    ...{ table: 'letter', id: 'id', column: 'draft_sealed', of: (letterId) => sql`id = ${letterId}` },
    ...{ purpose: 'draft', padTo: 8192, context: 'letter' },
  },
  {
    ...{ table: 'letter_update', id: 'id', column: 'draft_sealed', of: ofLetter },
    ...{ purpose: 'update', padTo: 2048, context: 'letter' },
  },
  {
    ...{ table: 'recipient', id: 'id', column: 'address_sealed', of: ofLetter },
    ...{ purpose: 'recipient address', padTo: 512, context: 'letter' },
  },
  {
    ...{ table: 'delivery', id: 'id', column: 'address_sealed', of: ofStages },
    ...{ purpose: 'recipient address', padTo: 512, context: 'letter' },
  },
  {
    ...{ table: 'stage_change', id: 'stage_id', column: 'proposal_sealed', of: ofStages },
    ...{ purpose: 'stage change', padTo: 4096, context: 'row' },
  },
]

async function sealAgain(trx: Db, keys: Keys, { id: letterId, state }: LetterFlags): Promise<void> {
  // A tombstone beside an unconverted row means that an older backup was restored after the draft was destroyed. settleRestored
  // handles it.
  if (state === 'purged' || keys.stateOf(letterId, 'draft') === 'destroyed') return
  keys.createForDraft(letterId)
  for (const { table, column, purpose, padTo, context, id, of } of sealedWithDraft) {
    const { rows } = await sql<{ id: string; sealed: Buffer }>`
      select ${sql.ref(id)} as id, ${sql.ref(column)} as sealed from ${sql.table(table)}
      where ${of(letterId)} and ${sql.ref(column)} is not null for update`.execute(trx)
    for (const row of rows) {
      const data = context === 'letter' ? letterId : row.id
      const sealed = seal(keys.draft(letterId, purpose), data, unseal(keys.server(purpose), data, row.sealed), padTo)
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${sealed} where ${sql.ref(id)} = ${row.id}`.execute(
        trx,
      )
    }
  }
}
