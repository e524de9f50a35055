import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { copyFolder } from '../../server/audit/copy-files.ts'
import { logOf } from '../../server/audit/queries.ts'
import { copiedHead } from '../../server/audit/signed-tree.ts'
import { requestHash } from '../../server/crypto/credential-secrets.ts'
import { replacementStatement } from '../../server/crypto/credential.ts'
import { tilePath, tilesSince } from '../../server/crypto/log-tiles.ts'
import { signatoryKeys } from '../../server/crypto/signing-key.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { eraseNames } from '../../server/letters/lifecycle/erase-names.ts'
import { publish } from '../../server/letters/lifecycle/publish.ts'
import { purgeNow } from '../../server/letters/lifecycle/purge-letter.ts'
import { finishClosings, settleLetters } from '../../server/letters/lifecycle/settle-letters.ts'
import { closeBatch } from '../../server/signatures/batch/close-batch.ts'
import { copyNumber } from '../../server/signatures/copies/queries.ts'
import { invalidate } from '../../server/signatures/moderation/invalidate.ts'
import { hideName } from '../../server/signatures/moderation/hide-name.ts'
import { reduceVisibility } from '../../server/signatures/my-signature/reduce-visibility.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { letterById, lockLetter, revisionsOf } from '../../server/letter/queries.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import {
  askCredential,
  changeAs,
  credentialOf,
  holderOf,
  obtainCredential,
  redeemAs,
  seedOf,
  sendBlinded,
  signAnonymously,
  withdrawalOf,
} from '../support/anonymous.ts'
import { testServer, type TestServer } from '../support/app.ts'
import { expectLogAgrees } from '../support/log.ts'
import { recount, recountedDays } from '../support/recount.ts'
import { backUp, restoredFrom } from '../support/restores.ts'
import {
  askForCode,
  enterCode,
  join as joinAs,
  namesOf,
  nextBatch,
  northwind,
  openLetter,
  organizer,
  signAs,
  verifiedCount,
} from '../support/stories.ts'

const server = await testServer()

const address = (name: string) => `${name.toLowerCase()}@northwind.example`
const sign = (letter: AddressedLetter, name: string, visibility: 'public' | 'recipients' | 'withheld' = 'public') =>
  signAs(server, letter, { name, address: address(name), visibility })

async function batch(on: TestServer, letter: AddressedLetter): Promise<void> {
  await nextBatch(on, letter)
  await on.work()
}

/** The log, the tables and the days say the same. */
async function expectWhole(on: TestServer, letter: AddressedLetter): Promise<void> {
  await expectLogAgrees(on.parts, letter.id)
  const { kept, counted } = await recount(on.parts.db, letter.id)
  expect(kept).toEqual(counted)
  const days = await recountedDays(on.parts.db, letter.id)
  expect(days.kept).toEqual(days.counted)
}

async function kindsOf(on: TestServer, letter: AddressedLetter): Promise<string[]> {
  const rows = await on.parts.db
    .selectFrom('log_leaf')
    .select('leaf')
    .where('letter_id', '=', letter.id)
    .orderBy('number')
    .execute()
  return rows.map(({ leaf }) => leaf.split('\n')[1] ?? '')
}

const lostIn = async (on: TestServer, letter: AddressedLetter) =>
  (await kindsOf(on, letter)).filter((kind) => kind === 'lost').length

describe('after a restore', () => {
  test('no name that was withdrawn, hidden, invalidated or made less visible since comes back', async () => {
    const letter = await openLetter(server)
    const people = new Map<string, Awaited<ReturnType<typeof signAs>>>()
    for (const name of ['Ana', 'Ben', 'Cem', 'Dov', 'Eve']) people.set(name, await sign(letter, name))
    await batch(server, letter)
    for (const name of ['Fay', 'Gus', 'Hal']) people.set(name, await sign(letter, name))
    const file = await backUp(server)

    const owner = await organizer(server)
    await joinAs(server, owner, letter.id, 'owner')
    const row = (await letterById(server.parts.db, letter.id))!
    const keyOf = (name: string) => people.get(name)!.signingKey
    await withdraw(server.parts, row, keyOf('Ana'), server.now())
    await reduceVisibility(server.parts, row, { signingKey: keyOf('Ben'), to: 'recipients' }, server.now())
    const idOf = async (name: string) => {
      const { id } = await server.parts.db
        .selectFrom('signature')
        .select('id')
        .where('letter_id', '=', letter.id)
        .where('name', '=', name)
        .executeTakeFirstOrThrow()
      return id.toString('base64url')
    }
    const by = { letterId: letter.id, organizerId: owner.id }
    await invalidate(server.parts, { ...by, meant: { signatureId: await idOf('Cem') }, reason: 'other' }, server.now())
    await hideName(server.parts, { ...by, signatureId: await idOf('Dov') }, server.now())
    // These waited for their batch in the backup.
    await withdraw(server.parts, row, keyOf('Fay'), server.now())
    await reduceVisibility(server.parts, row, { signingKey: keyOf('Gus'), to: 'withheld' }, server.now())
    await batch(server, letter)
    expect((await namesOf(server, letter)).sort()).toEqual(['Eve', 'Hal'])
    expect(await verifiedCount(server, letter)).toBe(5)

    const restored = await restoredFrom(server, file)
    expect((await namesOf(restored, letter)).sort()).toEqual(['Eve', 'Hal'])
    expect(await verifiedCount(restored, letter)).toBe(5)
    await expectWhole(restored, letter)
    expect(await lostIn(restored, letter)).toBe(0)
    await batch(restored, letter)
    expect((await namesOf(restored, letter)).sort()).toEqual(['Eve', 'Hal'])
    expect(await verifiedCount(restored, letter)).toBe(5)
  }, 120_000)

  test('an address that was used since counts once, and its lost name is in the log', async () => {
    const letter = await openLetter(server)
    await sign(letter, 'Ana')
    await batch(server, letter)
    const file = await backUp(server)
    await sign(letter, 'Ben')
    await batch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(2)

    const restored = await restoredFrom(server, file)
    expect(await verifiedCount(restored, letter)).toBe(1)
    expect(await lostIn(restored, letter)).toBe(1)
    await expectWhole(restored, letter)
    const again = await askForCode(restored, letter, { name: 'Ben', address: address('Ben') })
    const answer = await enterCode(restored, letter, again.challenge, again.code)
    expect(answer.status).toBe(409)
    await batch(restored, letter)
    expect(await verifiedCount(restored, letter)).toBe(1)
    // A second restore of the same backup finds the leaf about the lost name in the copy.
    const twice = await restoredFrom(restored, file)
    expect(await verifiedCount(twice, letter)).toBe(1)
    expect(await lostIn(twice, letter)).toBe(1)
    await expectWhole(twice, letter)
  }, 120_000)

  test('anonymous signatures that were counted, invalidated or withdrawn since are so again, and count once', async () => {
    const letter = await openLetter(server, { visibilities: ['anonymous', 'public'] })
    const ana = await signAnonymously(server, letter, address('Ana'))
    const ben = await signAnonymously(server, letter, address('Ben'))
    await batch(server, letter)
    const between = await backUp(server)
    const cem = await signAnonymously(server, letter, address('Cem'))
    const dov = await obtainCredential(server, letter, address('Dov'))
    await batch(server, letter)
    expect((await changeAs(server, letter, withdrawalOf(letter, ana))).status).toBe(200)
    await batch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(2)

    const restored = await restoredFrom(server, between)
    expect(await verifiedCount(restored, letter)).toBe(2)
    await expectWhole(restored, letter)
    // A page repeats its request, and a credential that was spent cannot be spent again.
    expect((await redeemAs(restored, letter, cem.redemption)).json['state']).toBe('counted')
    expect((await redeemAs(restored, letter, ben.redemption)).json['state']).toBe('counted')
    expect((await redeemAs(restored, letter, ana.redemption)).status).toBe(410)
    // A credential that was saved is redeemed for the first time.
    expect((await redeemAs(restored, letter, dov.redemption)).json['state']).toBe('accepted')
    await batch(restored, letter)
    expect(await verifiedCount(restored, letter)).toBe(3)
    expect((await changeAs(restored, letter, withdrawalOf(letter, cem))).status).toBe(200)
    await batch(restored, letter)
    expect(await verifiedCount(restored, letter)).toBe(2)
    await expectWhole(restored, letter)
  }, 120_000)

  test('a person who changed from a name to an anonymous signature since stays so, and counts once', async () => {
    const letter = await openLetter(server, { visibilities: ['anonymous', 'public'] })
    const ana = await sign(letter, 'Ana')
    await sign(letter, 'Ben')
    await batch(server, letter)
    const file = await backUp(server)
    const credential = await credentialOf(server, letter, ana.signingKey)
    const asked = await askCredential(server, letter, address('Ana'))
    const blinded = credential.blinded.map(({ issuer, message }) => ({
      issuer: Buffer.from(issuer, 'base64url'),
      message,
    }))
    const request = requestHash(letter.id, blinded)
    const keys = signatoryKeys(seedOf(ana.signingKey), letter.id)
    const proof = keys.sign(Buffer.from(replacementStatement(letter.id, request))).toString('base64url')
    const from_named = { verifier: keys.publicKey.toString('base64url'), proof }
    const issued = await sendBlinded(server, letter, asked, credential.blinded, { from_named })
    const holder = await holderOf(server, letter, ana.signingKey, credential, issued)
    await redeemAs(server, letter, holder.redemption)
    await batch(server, letter)
    expect(await namesOf(server, letter)).toEqual(['Ben'])
    expect(await verifiedCount(server, letter)).toBe(2)

    const restored = await restoredFrom(server, file)
    expect(await namesOf(restored, letter)).toEqual(['Ben'])
    expect(await verifiedCount(restored, letter)).toBe(2)
    await expectWhole(restored, letter)
  }, 120_000)

  test('a text that was published since is there again, with what people agreed to', async () => {
    const letter = await openLetter(server)
    await sign(letter, 'Ana')
    await batch(server, letter)
    const file = await backUp(server)
    const { db } = server.parts
    const second = await db.transaction().execute(async (trx) => {
      const row = (await lockLetter(trx, letter.id))!
      return publish(server.parts, trx, row, { ...northwind, text: 'Another text.' }, 'correction', server.now())
    })
    await sign(letter, 'Ben')
    await batch(server, letter)
    const restored = await restoredFrom(server, file)
    expect(await letterById(restored.parts.db, letter.id)).toMatchObject({ revision: second.revision })
    const texts = async (on: TestServer) =>
      (await revisionsOf(on.parts.db, letter.id)).map(({ number, kind, text, hash }) => ({ number, kind, text, hash }))
    expect(await texts(restored)).toEqual(await texts(server))
    await expectWhole(restored, letter)
    await signAs(restored, letter, { name: 'Cem', address: address('Cem') })
    await batch(restored, letter)
    expect(await verifiedCount(restored, letter)).toBe(2)
  }, 120_000)

  test('a letter that closed since closes again, and is whole', async () => {
    const letter = await openLetter(server, { visibilities: ['anonymous', 'public'] })
    const ana = await sign(letter, 'Ana')
    await sign(letter, 'Ben')
    const cem = await obtainCredential(server, letter, address('Cem'))
    await batch(server, letter)
    const file = await backUp(server)
    await withdraw(server.parts, (await letterById(server.parts.db, letter.id))!, ana.signingKey, server.now())
    await closeWhere(server.parts, letter.id, server.now(), () => true)
    await finishClosings(server.parts)
    await server.work()
    const folder = copyFolder(server.parts.config, letter.id)
    expect(existsSync(join(folder, 'claims', '1'))).toBe(false)
    await redeemAs(server, letter, cem.redemption)
    server.at(new Date(server.now().getTime() + 60 * 3_600_000))
    await batch(server, letter)

    const restored = await restoredFrom(server, file)
    expect(await letterById(restored.parts.db, letter.id)).toMatchObject({
      state: 'closed',
      claims_key_destroyed: true,
    })
    expect(await namesOf(restored, letter)).toEqual(['Ben'])
    expect(await verifiedCount(restored, letter)).toBe(2)
    await expectWhole(restored, letter)
  }, 120_000)

  test('after the names key is destroyed, a public name that was withdrawn stays away; after a purge, nothing is left', async () => {
    const letter = await openLetter(server)
    const ana = await sign(letter, 'Ana')
    await sign(letter, 'Ben')
    await sign(letter, 'Cem', 'withheld')
    await batch(server, letter)
    const file = await backUp(server)
    const row = (await letterById(server.parts.db, letter.id))!
    await withdraw(server.parts, row, ana.signingKey, server.now())
    await batch(server, letter)
    await closeWhere(server.parts, letter.id, server.now(), () => true)
    await finishClosings(server.parts)
    await server.work()
    await eraseNames(server.parts, letter.id)
    const erased = await restoredFrom(server, file)
    expect(await namesOf(erased, letter)).toEqual(['Ben'])
    expect(await verifiedCount(erased, letter)).toBe(2)
    await expectWhole(erased, letter)

    await purgeNow(server.parts, letter.id, server.now())
    await server.work()
    expect(existsSync(join(copyFolder(server.parts.config, letter.id), 'changes'))).toBe(false)
    const purged = await restoredFrom(server, file)
    expect(await letterById(purged.parts.db, letter.id)).toMatchObject({ state: 'purged' })
    const { kept } = await recount(purged.parts.db, letter.id)
    expect(kept.reduce((sum, { count }) => sum + count, 0)).toBe(2)
    const left = await purged.parts.db
      .selectFrom('signature')
      .select(['name', 'name_sealed', 'verifier'])
      .where('letter_id', '=', letter.id)
      .execute()
    expect(new Set(left.flatMap((each) => Object.values(each)))).toEqual(new Set([null]))
  }, 120_000)
})

describe('the copy', () => {
  test('is completed at the next start, if a crash came after the batch', async () => {
    const letter = await openLetter(server)
    await sign(letter, 'Ana')
    await batch(server, letter)
    await sign(letter, 'Ben')
    await nextBatch(server, letter)
    // The job is lost with the queue.
    await sql`delete from graphile_worker._private_jobs where key = ${`copy:${letter.id}`}`.execute(server.parts.db)
    const size = async () => (await logOf(server.parts.db, letter.id))!.size
    const copied = async () => (await copiedHead(server.parts, letter.id))!.size
    expect(await copied()).toBeLessThan(await size())
    await settleLetters(server.parts, server.now())
    await server.work()
    expect(await copied()).toBe(await size())
    // A start without a crash copies nothing again, and changes no signature.
    const number = () => copyNumber(server.parts.db, letter.id)
    const before = await number()
    await settleLetters(server.parts, server.now())
    await server.work()
    expect(await number()).toBe(before)
  }, 120_000)

  test.each(['changes', 'claims/2/0'])(
    'whose %s are damaged hides all names of its letter after a restore',
    async (path) => {
      const letter = await openLetter(server)
      await sign(letter, 'Ana')
      await batch(server, letter)
      const file = await backUp(server)
      await batch(server, letter)
      const damaged = join(copyFolder(server.parts.config, letter.id), path)
      const whole = readFileSync(damaged)
      writeFileSync(damaged, whole.subarray(0, -1))
      const restored = await restoredFrom(server, file)
      writeFileSync(damaged, whole)
      expect(await letterById(restored.parts.db, letter.id)).toMatchObject({ names_hidden: true })
      expect(await namesOf(restored, letter)).toEqual([])
    },
  )

  test('that is damaged stops the batches of its letter alone, and no closing', async () => {
    const letter = await openLetter(server)
    const other = await openLetter(server)
    for (const each of [letter, other]) {
      await sign(each, 'Ana')
      await batch(server, each)
    }
    const file = await backUp(server)
    for (const each of [letter, other]) {
      await sign(each, 'Ben')
      await batch(server, each)
    }
    const folder = copyFolder(server.parts.config, letter.id)
    const head = readFileSync(join(folder, 'head'), 'utf8')
    writeFileSync(join(folder, 'head'), head.replace(/\n\d+\n/, '\n99\n'))
    const restored = await restoredFrom(server, file)
    for (const each of [letter, other]) {
      await signAs(restored, each, { name: 'Cem', address: address('Cem') })
      restored.at(new Date(restored.now().getTime() + 7 * 86_400_000))
      await closeBatch(restored.parts, each.id, restored.now())
    }
    expect(await namesOf(restored, letter)).toEqual(['Ana'])
    expect((await namesOf(restored, other)).sort()).toEqual(['Ana', 'Cem'])
    await closeWhere(restored.parts, letter.id, restored.now(), () => true)
    expect(await letterById(restored.parts.db, letter.id)).toMatchObject({ state: 'closed' })
    writeFileSync(join(folder, 'head'), head)
  }, 120_000)

  test('holds no name, address or tag that can be read without the keys, and every tile of the log', async () => {
    const letter = await openLetter(server)
    await sign(letter, 'Wilhelmina')
    await batch(server, letter)
    const folder = copyFolder(server.parts.config, letter.id)
    const { rows } = await sql<{ tag: Buffer }>`
      select tag from every_claim() where letter_id = ${letter.id}`.execute(server.parts.db)
    const { tag } = rows[0]!
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(folder, name)).isFile(),
    )
    for (const name of files) {
      const bytes = readFileSync(join(folder, name))
      expect([name, bytes.includes('Wilhelmina') || bytes.includes('wilhelmina') || bytes.includes(tag)]).toEqual([
        name,
        false,
      ])
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
      expect(statSync(join(folder, name)).mtimeMs).toBe(0)
    }
    const { size } = (await logOf(server.parts.db, letter.id))!
    expect(files).toEqual(expect.arrayContaining(tilesSince(0, size).map(tilePath)))
    expect(files.filter((name) => name.startsWith('tile/')).length).toBe(tilesSince(0, size).length)
  }, 120_000)
})
