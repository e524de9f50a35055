import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDraft, openRecipientAddress } from '../../server/letter/secrets.ts'
import { seal, unseal } from '../../server/crypto/sealing.ts'
import { checkInstallation, checkKeysOfLetters } from '../../server/db/keys/installation.ts'
import { openKeys } from '../../server/db/keys/keys.ts'
import { openChange, sealChange } from '../../server/delivery/secrets.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { purgeNow } from '../../server/letters/lifecycle/purge-letter.ts'
import { settleLetters } from '../../server/letters/lifecycle/settle-letters.ts'
import { openUpdate, sealUpdate } from '../../server/updates/secrets.ts'
import { testServer } from '../support/app.ts'
import { openTestDatabase } from '../support/database.ts'
import { confirmed, signedLetter, three } from '../support/deliveries.ts'
import { draftOf, openLetter } from '../support/stories.ts'

const server = await testServer()
const { db, keys } = server.parts
const other = openTestDatabase(server.databaseUrl)
const letters = join(server.keysDir, 'letters')
const fileOf = (id: string, what: string) => join(letters, `${id}.${what}`)

/** Table, key, column, purpose, size; the id that is the associated data; the letter's id. */
const places = [
  ['letter', 'id', 'draft_sealed', 'draft', 8192, sql`id`, sql`id`],
  ['letter_update', 'id', 'draft_sealed', 'update', 2048, sql`letter_id`, sql`letter_id`],
  ['recipient', 'id', 'address_sealed', 'recipient address', 512, sql`letter_id`, sql`letter_id`],
  ...(['delivery', 'stage_change'] as const).map((table) => {
    const of = sql`(select letter_id from stage where id = stage_id)`
    return table === 'delivery'
      ? (['delivery', 'id', 'address_sealed', 'recipient address', 512, of, of] as const)
      : (['stage_change', 'stage_id', 'proposal_sealed', 'stage change', 4096, sql`stage_id`, of] as const)
  }),
] as const

async function sealedRows() {
  const found = []
  for (const [table, id, column, purpose, size, data, letter] of places) {
    const { rows } = await sql<{ id: string; data: string; letter: string; sealed: Buffer }>`
      select ${sql.ref(id)} as id, ${data} as data, ${letter} as letter, ${sql.ref(column)} as sealed
      from ${sql.table(table)} where ${sql.ref(column)} is not null order by 1`.execute(db)
    found.push(...rows.map((row) => ({ ...row, table, key: id, column, purpose, size })))
  }
  return found
}

/** How many of these values the server's key opens. */
function openedByServer(rows: Awaited<ReturnType<typeof sealedRows>>): number {
  return rows.filter(({ purpose, data, sealed }) => {
    try {
      return unseal(keys.server(purpose), data, sealed)
    } catch {
      return false
    }
  }).length
}

/** The state that the previous version left: no tombstones, and all draft data under the server's key. */
async function asBefore(): Promise<void> {
  for (const { table, key, column, purpose, size, id, data, letter, sealed } of await sealedRows()) {
    const old = seal(keys.server(purpose), data, unseal(keys.draft(letter, purpose), data, sealed), size)
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${old} where ${sql.ref(key)} = ${id}`.execute(db)
  }
  for (const name of readdirSync(letters)) if (/\.(gone|draft\.key)$/.test(name)) rmSync(join(letters, name))
  await sql`update installation set key_kinds = '{}'`.execute(db)
  await sql`update letter set draft_key_destroyed = false`.execute(db)
}

test('an older installation is converted once, and only keys that the database records as destroyed get a tombstone', async () => {
  await checkInstallation(db, keys)
  const campaign = await signedLetter(server, three)
  await confirmed(server, campaign)
  const { letter, owner } = campaign
  const [stage] = await db.selectFrom('stage').select(['id', 'letter_id']).execute()
  const proposal_sealed = sealChange(server.parts, stage!, { note: 'New' })
  await db
    .insertInto('stage_change')
    .values({ stage_id: stage!.id, version: 1, proposed_by: owner.id, proposal_sealed })
    .execute()
  const draft_sealed = sealUpdate(server.parts, letter.id, 'We meet again.')
  await db.insertInto('letter_update').values({ letter_id: letter.id, draft_sealed }).execute()
  const draft = await draftOf(server, owner, { title: 'Not yet' })
  const closed = await openLetter(server)
  const purged = await openLetter(server)
  for (const each of [closed, purged]) await closeWhere(server.parts, each.id, server.now(), () => true)
  await purgeNow(server.parts, purged.id, server.now())
  await asBefore()
  const old = await sealedRows()
  expect(new Set(old.map(({ table }) => table)).size).toBe(5)
  expect(openedByServer(old)).toBe(old.length)

  // A key is missing and the database does not record its destruction. So nothing is converted, and no tombstone is written.
  const hidden = fileOf(letter.id, 'names.key')
  renameSync(hidden, `${hidden}.away`)
  await expect(checkKeysOfLetters(db, keys)).rejects.toThrow(`${letter.id}:names`)
  expect(await sealedRows()).toEqual(old)
  expect(readdirSync(letters).filter((name) => name.endsWith('.draft.key'))).toEqual([])
  expect(existsSync(fileOf(letter.id, 'names.gone'))).toBe(false)
  renameSync(`${hidden}.away`, hidden)

  // Two processes start at once. An earlier one had died after it had made a key.
  keys.createForDraft(draft)
  await Promise.all([
    checkKeysOfLetters(db, openKeys(server.keysDir)),
    checkKeysOfLetters(other.db, openKeys(server.keysDir)),
  ])
  const rows = await sealedRows()
  expect(rows.length).toBe(old.length)
  expect(openedByServer(rows)).toBe(0)
  const { parts } = server
  for (const row of rows)
    if (row.table === 'stage_change') expect(openChange(parts, stage!, row.sealed)).toEqual({ note: 'New' })
    else if (row.table === 'letter_update') expect(openUpdate(parts, row.letter, row.sealed)).toBe('We meet again.')
    else if (row.table === 'letter')
      expect(openDraft(parts, { id: row.id, draft_sealed: row.sealed }).title).toBe(
        row.id === draft ? 'Not yet' : 'Stop selling face recognition',
      )
    else expect(openRecipientAddress(parts, row.letter, row.sealed)).toMatch(/@board.example$/)
  const tombstones = readdirSync(letters).filter((name) => name.endsWith('.gone'))
  const due = [`${closed.id}.claims`, ...['claims', 'names', 'draft', 'together'].map((kind) => `${purged.id}.${kind}`)]
  expect(tombstones.sort()).toEqual(due.map((each) => `${each}.gone`).sort())

  // The conversion runs once. After it, a folder without the new keys is a partial copy.
  await checkKeysOfLetters(db, keys)
  expect(await sealedRows()).toEqual(rows)
  rmSync(fileOf(draft, 'draft.key'))
  await expect(checkKeysOfLetters(db, keys)).rejects.toThrow(`${draft}:draft`)
})

test('a key that reappears beside its tombstone, or that the database records as destroyed, opens nothing and is deleted', async () => {
  const letter = await openLetter(server)
  await closeWhere(server.parts, letter.id, server.now(), () => true)
  const back = await openLetter(server)
  const names = fileOf(back.id, 'names.key')
  keys.destroy(letter.id, 'names')
  renameSync(names, fileOf(letter.id, 'names.key'))
  expect(keys.stateOf(letter.id, 'names')).toBe('left-over')
  expect(() => keys.names(letter.id, 'name')).toThrow('was destroyed')
  expect(() => keys.createForLetter(letter.id)).toThrow('was destroyed')
  await settleLetters(server.parts, server.now())
  expect(existsSync(fileOf(letter.id, 'names.key'))).toBe(false)

  const flagged = await openLetter(server)
  await sql`update letter set claims_key_destroyed = true where id = ${flagged.id}`.execute(db)
  await settleLetters(server.parts, server.now())
  expect(existsSync(fileOf(flagged.id, 'claims.key'))).toBe(false)
  expect(keys.stateOf(flagged.id, 'claims')).toBe('destroyed')
})
