import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { commitmentOf } from '../../server/audit/commitments.ts'
import { credentialKeys } from '../../server/crypto/credential-secrets.ts'
import { namingStatement } from '../../server/crypto/credential.ts'
import { signatoryKeys } from '../../server/crypto/signing-key.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { lockLetter } from '../../server/letter/queries.ts'
import { forLogOf, packed, unpacked } from '../../server/signatures/for-log.ts'
import { nameSeenBy } from '../../server/signatures/name-seen-by.ts'
import { openHeld } from '../../server/signatures/stored-name.ts'
import { changeAs, pathOf, seedOf, shown, signAnonymously, withdrawalOf } from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import { api, askForCode, enterCode, keyOf, namesOf, nextBatch, post, requestCode, signAs } from '../support/stories.ts'
import { addressOf, agreed, hold, namesTo, revealTime, waitingLetter, waitingOf } from '../support/together.ts'
import { drawCodes } from '../support/vouching.ts'

const server = await testServer()
const { db } = server.parts

const waitingRows = ({ id }: AddressedLetter) =>
  db.selectFrom('waiting_signature').selectAll().where('letter_id', '=', id).execute()
const countedRows = ({ id }: AddressedLetter) =>
  db.selectFrom('signature').selectAll().where('letter_id', '=', id).execute()
const mine = (letter: AddressedLetter, signing_key: string, rest = '', more: object = {}) =>
  api(server, null, 'POST', `/letters/${keyOf(letter)}/mine${rest}`, { signing_key, ...more })

test('a held name is sealed in one column, with the salt that its slip derives, and every seal has one length', async () => {
  const letter = await waitingLetter(server, 9)
  const people = await hold(server, letter, ['Al', `Ann ${'Longname '.repeat(15).trim()}`])
  const rows = await waitingRows(letter)
  expect(rows.map(({ visibility, name_sealed }) => [visibility, name_sealed])).toEqual([
    ['together', null],
    ['together', null],
  ])
  expect(new Set(rows.map(({ held_sealed }) => held_sealed!.length)).size).toBe(1)
  const opened = rows.map((row) => openHeld(server.parts, row, row.held_sealed!))
  for (const [name, { signingKey }] of people)
    expect(opened.find((each) => each.name === name)?.salt).toEqual(forLogOf(seedOf(signingKey), letter.id).heldSalt)
  await nextBatch(server, letter)
  for (const row of await countedRows(letter)) {
    expect([row.held_sealed === null, row.name, row.name_sealed]).toEqual([false, null, null])
    expect([row.named, row.for_log_sealed, nameSeenBy(server.parts, row, 'organizer')]).toEqual([true, null, null])
  }
})

test('the secrets of a signing key travel in one text, and those of an earlier release stay readable', () => {
  const secrets = forLogOf(randomBytes(32), '6e1f6f0e-0000-4000-8000-000000000000')
  expect(unpacked(packed(secrets))).toEqual(secrets)
  const earlier = Buffer.concat([secrets.leafId, secrets.nameSalt]).toString('base64url')
  expect(unpacked(earlier)).toMatchObject({ leafId: secrets.leafId, nameSalt: secrets.nameSalt })
  expect([unpacked(earlier).heldSalt.length, unpacked(undefined).heldSalt.length]).toEqual([32, 32])
})

test('a held name has no title', async () => {
  const letter = await waitingLetter(server, 2)
  const asked = { name: 'Ann Lee', title: 'Nurse', address: addressOf('Ann'), visibility: 'together' }
  const { status } = await post(server, `/api/v1/letters/${keyOf(letter)}/signings`, asked)
  expect(status).toBe(422)
})

test('a person who waits can withdraw, become less visible or erase the name, before the batch and after it', async () => {
  for (const counted of [false, true]) {
    const letter = await waitingLetter(server, 9)
    const people = await hold(server, letter, namesTo(4))
    if (counted) await nextBatch(server, letter)
    const [gone, hidden, nameless] = [...people.values()].map(({ signingKey }) => signingKey) as [
      string,
      string,
      string,
    ]
    expect((await mine(letter, gone, '/withdrawal')).status).toBe(204)
    expect((await mine(letter, hidden, '/visibility', { to: 'recipients' })).status).toBe(422)
    expect((await mine(letter, hidden, '/visibility', { to: 'public' })).status).toBe(422)
    expect((await mine(letter, hidden, '/visibility', { to: 'withheld' })).status).toBe(204)
    expect((await mine(letter, nameless, '/visibility', { to: 'nameless' })).status).toBe(204)
    const rows = counted ? await countedRows(letter) : await waitingRows(letter)
    expect(rows.filter(({ held_sealed }) => held_sealed !== null).length).toBe(1)
    expect(rows.filter(({ name_sealed }) => name_sealed !== null).length).toBe(1)
    await nextBatch(server, letter)
    const after = (await countedRows(letter)).filter((row) => row.counted)
    expect(after.map(({ visibility }) => visibility).sort()).toEqual(['together', 'withheld', 'withheld'])
    const seen = after.flatMap((row) => nameSeenBy(server.parts, row, 'organizer')?.name ?? [])
    expect(seen).toEqual([namesTo(1, 1)[0]])
  }
}, 60_000)

test('people who sign by a code, with a key of their own, or after an anonymous signature can wait too', async () => {
  const letter = await waitingLetter(server, 3)
  await signAs(server, letter, { address: 'voucher@northwind.example', visibility: 'withheld', name: 'Vic Oh' })
  const [vouch = ''] = await drawCodes(server, letter, 'voucher@northwind.example', 1)
  const byCode = await post(server, pathOf(letter, 'vouched/signings'), {
    vouch,
    visibility: 'together',
    name: 'By Code',
  })
  expect(byCode.status).toBe(200)

  const own = signatoryKeys(randomBytes(32), letter.id).publicKey.toString('base64url')
  const body = { name: 'Own Key', address: addressOf('Own'), visibility: 'together', verifier: own }
  const asked = await requestCode(server, `/api/v1/letters/${keyOf(letter)}/signings`, body)
  const entered = await enterCode(server, letter, asked.challenge, asked.code)
  expect([asked.status, entered.status]).toEqual([202, 200])

  const holder = await signAnonymously(server, letter, addressOf('Anon'))
  const keys = credentialKeys(seedOf(holder.signingKey), letter.id, 'mailbox')
  const revision = Buffer.from((await shown(server, letter)).revision.hash, 'hex')
  const named = signatoryKeys(seedOf(holder.signingKey), letter.id).publicKey
  const naming = { visibility: 'together', name: 'Was Anonymous' }
  const statement = namingStatement({
    ...{ letterId: letter.id, credentialId: holder.credentialId, revisionHash: revision, verifier: named },
    ...naming,
  })
  const answer = await changeAs(server, letter, {
    ...{ verifier: holder.verifier, change: 'to-named', revision_hash: revision.toString('base64url'), ...naming },
    named_verifier: named.toString('base64url'),
    withdrawal: withdrawalOf(letter, holder).proof,
    proof: keys.sign(Buffer.from(statement)).toString('base64url'),
  })
  expect(answer.status).toBe(200)
  await nextBatch(server, letter)
  expect(await waitingOf(server, letter)).toMatchObject({ state: 'reached', standing: 3 })
  await agreed(server, letter)
  await revealTime(server, letter)
  expect((await namesOf(server, letter)).sort()).toEqual(['By Code', 'Own Key', 'Was Anonymous'])
  for (const { opening, opening_salt, name } of await countedRows(letter))
    if (opening) expect(Buffer.from(commitmentOf(opening_salt!, name!))).toEqual(opening)
}, 60_000)

test('a code that is entered at the moment of the end waits for it, and its name is not held', async () => {
  for (const state of ['lapsed', 'revealed'] as const) {
    const letter = await waitingLetter(server, 9)
    const late = await askForCode(server, letter, {
      name: 'In Time',
      address: addressOf('Tim'),
      visibility: 'together',
    })
    const end = await db.startTransaction().execute()
    await lockLetter(end, letter.id)
    const ended = { state, ended_at: server.now(), reached_at: server.now(), reveals_at: server.now() }
    await end.updateTable('together').set(ended).where('letter_id', '=', letter.id).execute()
    const entered = enterCode(server, letter, late.challenge, late.code)
    await vi.waitFor(async () => expect(await waitingForLocks()).toBe(1), 20_000)
    await end.commit().execute()
    expect((await entered).status).toBe(200)
    const [row] = await waitingRows(letter)
    expect([row?.held_sealed, row?.visibility]).toEqual([null, state === 'lapsed' ? 'withheld' : 'public'])
    expect(row?.name_sealed === null).toBe(state === 'lapsed')
  }
}, 60_000)

async function waitingForLocks(): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows[0]?.waiting ?? 0
}

test('a name that was asked for before the end, and confirmed after it, is not stored', async () => {
  const letter = await waitingLetter(server, 9)
  const late = await askForCode(server, letter, {
    name: 'Too Late',
    address: addressOf('Late'),
    visibility: 'together',
  })
  await db.updateTable('together').set({ state: 'lapsed', ended_at: server.now() }).where('letter_id', '=', letter.id).execute() // prettier-ignore
  const { status } = await enterCode(server, letter, late.challenge, late.code)
  const [row] = await waitingRows(letter)
  expect([status, row?.visibility, row?.held_sealed, row?.name_sealed]).toEqual([200, 'withheld', null, null])
  // The key is destroyed just before the end can be read: nothing is lost, and nothing is stored.
  server.parts.keys.destroy(letter.id, 'together')
  expect((await enterCode(server, letter, late.challenge, late.code)).status).toBe(200)
  expect((await waitingRows(letter)).length).toBe(1)
})
