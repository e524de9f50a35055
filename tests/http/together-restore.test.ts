import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { copyFolder } from '../../server/audit/copy-files.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { raiseNeeded } from '../../server/together/raise-needed.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { endDueTogether } from '../../server/together/end-together.ts'
import { testServer, type TestServer } from '../support/app.ts'
import { expectLogAgrees } from '../support/log.ts'
import { recount } from '../support/recount.ts'
import { backUp, restoredFrom } from '../support/restores.ts'
import { join as joinAs, letterNow, namesOf, nextBatch, organizer, verifiedCount } from '../support/stories.ts'
import { agreed, hold, movesOf, namesTo, revealTime, waitingLetter, waitingOf } from '../support/together.ts'

const server = await testServer()

async function batch(on: TestServer, letter: AddressedLetter): Promise<void> {
  await nextBatch(on, letter)
  await on.work()
}

async function expectWhole(on: TestServer, letter: AddressedLetter): Promise<void> {
  await expectLogAgrees(on.parts, letter.id)
  const { kept, counted } = await recount(on.parts.db, letter.id)
  expect(kept).toEqual(counted)
}

const sorted = async (on: TestServer, letter: AddressedLetter) => (await namesOf(on, letter)).sort()

test('a number that was reached since is reached, and its waiting time begins again', async () => {
  const letter = await waitingLetter(server, 3)
  await hold(server, letter, namesTo(2))
  await batch(server, letter)
  await hold(server, letter, namesTo(1, 2))
  const file = await backUp(server)
  await batch(server, letter)
  await agreed(server, letter)
  const { reveals_at } = await waitingOf(server, letter)
  server.at(new Date(reveals_at!.getTime() - 3_600_000))

  const restored = await restoredFrom(server, file)
  const again = await waitingOf(restored, letter)
  expect(again).toMatchObject({ state: 'reached', round: 1, agreed: false })
  expect(again.reveals_at!.getTime()).toBeGreaterThan(restored.now().getTime() + 71 * 3_600_000)
  expect((await letterNow(restored, letter.id)).visibilities.includes('together')).toBe(false)
  await agreed(restored, letter)
  await revealTime(restored, letter)
  expect(await sorted(restored, letter)).toEqual(namesTo(3).sort())
  await expectWhole(restored, letter)
}, 120_000)

test('a number that was reached since falls below it where a row is lost', async () => {
  const letter = await waitingLetter(server, 3)
  await hold(server, letter, namesTo(2))
  await batch(server, letter)
  const file = await backUp(server)
  await hold(server, letter, namesTo(1, 2))
  await batch(server, letter)
  expect((await waitingOf(server, letter)).state).toBe('reached')

  const restored = await restoredFrom(server, file)
  expect((await waitingOf(restored, letter)).state).toBe('reached')
  await batch(restored, letter)
  expect(await waitingOf(restored, letter)).toMatchObject({ state: 'waiting', standing: 2 })
  expect(await verifiedCount(restored, letter)).toBe(2)
  await expectWhole(restored, letter)
}, 120_000)

test('a person who left since stays away, and the number that was raised since stays', async () => {
  const letter = await waitingLetter(server, 2)
  const people = await hold(server, letter, namesTo(2))
  await batch(server, letter)
  const file = await backUp(server)
  await withdraw(server.parts, letter, people.get(namesTo(1)[0]!)!.signingKey, server.now())
  await batch(server, letter)
  const owner = await organizer(server)
  await joinAs(server, owner, letter.id, 'owner')
  await raiseNeeded(server.parts, owner.id, letter.id, { needed: 5 }, server.now())
  await batch(server, letter)

  const restored = await restoredFrom(server, file)
  expect(await waitingOf(restored, letter)).toMatchObject({ state: 'waiting', round: 1, needed: 5 })
  expect((await letterNow(restored, letter.id)).visibilities.includes('together')).toBe(true)
  await batch(restored, letter)
  expect(await waitingOf(restored, letter)).toMatchObject({ state: 'waiting', standing: 1 })
  await expectWhole(restored, letter)
}, 120_000)

test.each(['waiting', 'counted'] as const)(
  'names that were revealed since are shown, if they were %s in the backup',
  async (place) => {
    const letter = await waitingLetter(server, 3)
    const people = await hold(server, letter, namesTo(3))
    const early = await backUp(server)
    await batch(server, letter)
    const late = await backUp(server)
    await agreed(server, letter)
    await revealTime(server, letter)
    await server.work()
    await withdraw(server.parts, letter, people.get(namesTo(1)[0]!)!.signingKey, server.now())
    await batch(server, letter)

    const restored = await restoredFrom(server, place === 'waiting' ? early : late)
    expect(await waitingOf(restored, letter)).toMatchObject({ state: 'revealed', round: 1 })
    expect(await sorted(restored, letter)).toEqual(namesTo(2, 1).sort())
    expect(restored.parts.keys.stateOf(letter.id, 'together')).toBe('destroyed')
    await batch(restored, letter)
    await endDueTogether(restored.parts, restored.now())
    expect(await movesOf(restored, letter)).toEqual(['threshold', 'reveal'])
    expect(await verifiedCount(restored, letter)).toBe(2)
    await expectWhole(restored, letter)
  },
  120_000,
)

test('names that lapsed since are gone, also where the log is not copied', async () => {
  for (const copied of [true, false]) {
    const letter = await waitingLetter(server, 3, { until: '2027-01-10' })
    await hold(server, letter, namesTo(2))
    await batch(server, letter)
    const file = await backUp(server)
    await server.parts.db
      .updateTable('together')
      .set({ until: server.now() })
      .where('letter_id', '=', letter.id)
      .execute()
    await endDueTogether(server.parts, server.now())
    expect((await waitingOf(server, letter)).state).toBe('lapsed')
    if (copied) await server.work()
    else rmSync(copyFolder(server.parts.config, letter.id), { recursive: true, force: true })

    const restored = await restoredFrom(server, file)
    expect(await waitingOf(restored, letter)).toMatchObject({ state: 'lapsed', key_destroyed: true })
    expect(await movesOf(restored, letter)).toEqual(['lapse'])
    await batch(restored, letter)
    expect(await verifiedCount(restored, letter)).toBe(2)
    await expectWhole(restored, letter)
  }
}, 120_000)
