import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { copyFolder } from '../../server/audit/copy-files.ts'
import { checkAudit } from '../../server/audit/check/check-audit.ts'
import { nodeSignatures } from '../../server/audit/check/node-signatures.ts'
import { leafHash } from '../../server/crypto/merkle-tree.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { letterById } from '../../server/letter/queries.ts'
import { beginLogsLate } from '../../server/signatures/batch/begin-log-late.ts'
import { forLogOf } from '../../server/signatures/for-log.ts'
import { reduceVisibility } from '../../server/signatures/my-signature/reduce-visibility.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { withdrawDue } from '../../server/signatures/my-signature/withdraw-due.ts'
import { changeAs, seedOf, signAnonymously, withdrawalOf } from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import { expectLogAgrees } from '../support/log.ts'
import { codeIn } from '../support/mail.ts'
import { keyOf, nextBatch, openLetter, pageOf, setClosed, signAs, submit, verifiedCount } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

/** Letters from a release without logs. */

const server = await testServer()
const { db } = server.parts

const address = (name: string) => `${name.toLowerCase()}@northwind.example`

/** Takes away all that the letter has since there are logs, as in a database of the release before. */
async function asBefore(letter: AddressedLetter): Promise<void> {
  for (const table of [
    'log',
    'log_leaf',
    'log_tile',
    'log_document',
    'log_names_part',
    'letter_copy',
    'changed_signature',
  ])
    await sql`delete from ${sql.table(table)} where letter_id = ${letter.id}`.execute(db)
  await sql`update signature set name_entry = null, name_salt = null, for_log_sealed = null
    where letter_id = ${letter.id}`.execute(db)
  await sql`update waiting_signature set for_log_sealed = null where letter_id = ${letter.id}`.execute(db)
  rmSync(copyFolder(server.parts.config, letter.id), { recursive: true, force: true })
}

async function leavesOf({ id }: AddressedLetter) {
  const rows = await db.selectFrom('log_leaf').selectAll().where('letter_id', '=', id).orderBy('number').execute()
  return rows.map(({ leaf, proof }) => {
    const [, kind, leafId, , group] = leaf.split('\n')
    return { kind, leafId, group, how: proof?.startsWith('roundrobin statement') ? proof.split('\n')[3] : null, leaf }
  })
}

async function check(letter: AddressedLetter, older: readonly string[] = []) {
  const answer = await fetch(`${server.url}/letters/${keyOf(letter)}/audit.json`)
  const file = new Uint8Array(await answer.arrayBuffer())
  const { ok, errors, standing, adds, withdrawals, changes } = await checkAudit(file, {
    signatures: nodeSignatures(),
    older,
  })
  return { ok, errors, standing, adds, withdrawals, changes }
}

const checkpoint = async (letter: AddressedLetter) =>
  (await fetch(`${server.url}/letters/${keyOf(letter)}/log/checkpoint`)).text()

async function removeByMailbox(letter: AddressedLetter, name: string): Promise<void> {
  const path = `/letters/${keyOf(letter)}/removals`
  const before = server.inbox.mails().length
  const asked = await submit(server, path, { address: address(name) })
  const challenge = /name="challenge" value="([^"]+)"/.exec(asked.html)?.[1] ?? ''
  await server.work()
  await submit(server, `${path}/confirmation`, { challenge, code: codeIn(server.inbox.mails()[before]?.text ?? '') })
  server.at(new Date(server.now().getTime() + 8 * 86_400_000))
  await withdrawDue(server.parts, server.now())
}

test('a letter from before the log gets one block of all that stands, and later changes count', async () => {
  const letter = await openLetter(server, { firstThreshold: 1, visibilities: ['anonymous', 'withheld', 'public'] })
  const people = new Map<string, string>()
  for (const name of ['Ann', 'Bea', 'Cyd', 'Dee'])
    people.set(name, (await signAs(server, letter, { name, address: address(name) })).signingKey)
  for (const name of ['Eve', 'Fay'])
    people.set(
      name,
      (await signAs(server, letter, { name, address: address(name), visibility: 'withheld' })).signingKey,
    )
  const gus = await signAnonymously(server, letter, address('Gus'))
  await signAnonymously(server, letter, address('Hal'))
  await nextBatch(server, letter)
  await withdraw(server.parts, letter, people.get('Dee')!, server.now())
  await nextBatch(server, letter)
  await asBefore(letter)
  expect((await fetch(`${server.url}/letters/${keyOf(letter)}/audit.json`)).status).toBe(404)

  await beginLogsLate(server.parts, server.now())
  const leaves = await leavesOf(letter)
  expect(leaves.map(({ kind }) => kind)).toEqual(['genesis', 'revision', ...Array<string>(7).fill('add'), 'names'])
  const added = leaves.slice(2, -1)
  expect(added.map(({ group, how }) => `${String(group)} ${String(how)}`).toSorted()).toEqual([
    ...Array<string>(2).fill('anonymous null'),
    ...Array<string>(2).fill('hidden before-log'),
    ...Array<string>(3).fill('public before-log'),
  ])
  const hashes = added.map(({ leaf }) => Buffer.from(leafHash(Buffer.from(leaf))).toString('hex'))
  expect(hashes).toEqual(hashes.toSorted())
  // One checkpoint for the whole block, of the batch whose count the page shows.
  const log = await db.selectFrom('log').selectAll().where('letter_id', '=', letter.id).executeTakeFirstOrThrow()
  const { as_of } = (await letterById(db, letter.id))!
  expect([log.checkpoint_size, log.checkpoint_at]).toEqual([leaves.length, as_of])
  await expectLogAgrees(server.parts, letter.id)
  const first = await check(letter)
  expect(first).toMatchObject({ ok: true, errors: [], standing: 7, adds: { credential: 2, 'before-log': 5 } })

  // A second start begins nothing again.
  await beginLogsLate(server.parts, server.now())
  expect(await leavesOf(letter)).toEqual(leaves)

  const { html } = await pageOf(server, `/letters/${keyOf(letter)}/audit`)
  expect(html.includes(sentence('audit-from-before'))).toBe(true)
  // No slip finds a leaf that was written without its key; the credential of an anonymous signature is its leaf's id.
  const listed = (await (await fetch(`${server.url}/letters/${keyOf(letter)}/log/leaves/0/0`)).json()) as {
    leaves: string[]
  }
  const ids = new Set(listed.leaves.map((leaf) => leaf.split('\n')[2]))
  expect(ids.size).toBe(7)
  for (const signingKey of people.values())
    expect(ids.has(forLogOf(seedOf(signingKey), letter.id).leafId.toString('hex'))).toBe(false)
  expect(ids.has(gus.credentialId.toString('hex'))).toBe(true)

  const before = await checkpoint(letter)
  await withdraw(server.parts, letter, people.get('Ann')!, server.now())
  await reduceVisibility(server.parts, letter, { signingKey: people.get('Bea')!, to: 'withheld' }, server.now())
  await withdraw(server.parts, letter, people.get('Eve')!, server.now())
  expect((await changeAs(server, letter, withdrawalOf(letter, gus))).status).toBe(200)
  expect((await check(letter, [before])).ok).toBe(true)
  await nextBatch(server, letter)
  const second = await check(letter, [before])
  expect(second).toMatchObject({ ok: true, errors: [], standing: 4 })
  expect(second.withdrawals).toMatchObject({ slip: 2, withdrawal: 1 })
  expect(second.changes).toMatchObject({ slip: 1 })

  await removeByMailbox(letter, 'Cyd')
  await nextBatch(server, letter)
  const third = await check(letter, [before])
  expect(third).toMatchObject({ ok: true, errors: [], standing: 3 })
  expect(third.withdrawals).toMatchObject({ slip: 2, withdrawal: 1, mailbox: 1 })
  expect(await verifiedCount(server, letter)).toBe(3)
  const later = (await leavesOf(letter)).slice(leaves.length)
  expect(
    later.filter(({ kind, group }) => kind !== 'names' && group !== 'anonymous').map(({ leafId }) => leafId),
  ).toEqual(['-', '-', '-', '-'])
})

test('signatures that waited during the upgrade come after the block', async () => {
  const letter = await openLetter(server, { firstThreshold: 1 })
  await signAs(server, letter, { name: 'Ann', address: address('Ann') })
  await nextBatch(server, letter)
  const { signingKey } = await signAs(server, letter, { name: 'Bea', address: address('Bea') })
  await asBefore(letter)
  // The batch begins the log, if it comes before the start's work.
  await nextBatch(server, letter)
  expect((await leavesOf(letter)).map(({ kind, how }) => `${String(kind)} ${String(how)}`)).toEqual([
    'genesis null',
    'revision null',
    'add before-log',
    'names null',
    'add mailed-code',
    'names null',
  ])
  expect(await check(letter)).toMatchObject({ ok: true, errors: [], standing: 2 })
  await withdraw(server.parts, letter, signingKey, server.now())
  await nextBatch(server, letter)
  expect(await check(letter)).toMatchObject({ ok: true, errors: [], standing: 1 })
})

test('the log of a closed letter begins too, and is closed', async () => {
  const letter = await openLetter(server, { firstThreshold: 1 })
  await signAs(server, letter, { name: 'Ann', address: address('Ann') })
  await nextBatch(server, letter)
  await asBefore(letter)
  await setClosed(server, letter)
  await beginLogsLate(server.parts, server.now())
  expect((await leavesOf(letter)).map(({ kind }) => kind)).toEqual(['genesis', 'revision', 'add', 'names', 'close'])
  expect(await check(letter)).toMatchObject({ ok: true, errors: [], standing: 1 })
})

test('a letter that shows no count gets its block, and publishes none of it', async () => {
  const letter = await openLetter(server, { firstThreshold: 5 })
  await signAs(server, letter, { name: 'Ann', address: address('Ann') })
  await nextBatch(server, letter)
  await asBefore(letter)
  await beginLogsLate(server.parts, server.now())
  expect((await leavesOf(letter)).map(({ kind }) => kind)).toEqual(['genesis', 'revision', 'add', 'names'])
  for (const file of ['audit.json', 'log/checkpoint', 'log/leaves/0/0', 'log/tile/entries/000.p/1'])
    expect([file, (await fetch(`${server.url}/letters/${keyOf(letter)}/${file}`)).status]).toEqual([file, 404])
})
