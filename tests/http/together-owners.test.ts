import { beforeEach, describe, expect, test } from 'vitest'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { readClosedWhileAway } from '../../server/db/keys/close-while-away.ts'
import { checkInstallation, checkKeysOfLetters } from '../../server/db/keys/installation.ts'
import { saveDraft } from '../../server/letters/drafting/save-draft.ts'
import { settleLetters } from '../../server/letters/lifecycle/settle-letters.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { agreeToReveal } from '../../server/together/agree-to-reveal.ts'
import { endDueTogether } from '../../server/together/end-together.ts'
import { endWaiting } from '../../server/together/end-waiting.ts'
import { raiseNeeded } from '../../server/together/raise-needed.ts'
import { rmSync } from 'node:fs'
import { join as pathOf } from 'node:path'
import { testServer } from '../support/app.ts'
import { agrees, join, letterNow, namesOf, nextBatch, organizer, type Organizer } from '../support/stories.ts'
import { hold, movesOf, namesTo, revealTime, waitingLetter, waitingOf } from '../support/together.ts'
import type { SignedPerson } from '../support/stories.ts'

const server = await testServer()
const { parts } = server
const hour = 3_600_000
let letter: AddressedLetter
let people: Map<string, SignedPerson>
let mara: Organizer
let ben: Organizer

beforeEach(async () => {
  letter = await waitingLetter(server, 2)
  people = await hold(server, letter, namesTo(2))
  mara = await organizer(server, 'Mara')
  ben = await organizer(server, 'Ben')
  await join(server, mara, letter.id, 'owner')
})

const pass = (hours: number) => server.at(new Date(server.now().getTime() + hours * hour))
const raise = (needed: number, who = mara) => raiseNeeded(parts, who.id, letter.id, { needed }, server.now())
const reveal = (who: Organizer) => agreeToReveal(parts, who, letter.id, server.now())
const end = (who: Organizer) => endWaiting(parts, who, letter.id, server.now())
const code = async (act: () => Promise<unknown>) => {
  try {
    await act()
    return 'done'
  } catch (error) {
    return (error as { code?: string }).code
  }
}

describe('the number', () => {
  test('is raised by an owner while the letter waits, and never lowered', async () => {
    expect(await code(() => raise(2))).toBe('invalid-fields')
    expect(await code(() => raise(2.5))).toBe('invalid-fields')
    expect(await code(() => raise(100_001))).toBe('invalid-fields')
    await join(server, ben, letter.id, 'moderator')
    expect(await code(() => raise(3, ben))).toBe('role-may-not')
    await raise(3)
    await nextBatch(server, letter)
    expect(await waitingOf(server, letter)).toMatchObject({ state: 'waiting', needed: 3, standing: 2 })
    await hold(server, letter, namesTo(1, 5))
    await nextBatch(server, letter)
    expect((await waitingOf(server, letter)).state).toBe('reached')
    expect(await code(() => raise(4))).toBe('not-waiting')
  })
})

describe('the reveal', () => {
  test('needs two owners, who agree to this time that the number was reached', async () => {
    await join(server, ben, letter.id, 'owner')
    expect(await code(() => reveal(mara))).toBe('not-reached')
    await nextBatch(server, letter)
    expect(await code(() => agreeToReveal(parts, { id: mara.id }, letter.id, server.now()))).toBe('proof-needed')
    expect(await reveal(mara)).toBe('waits')
    pass(100)
    await endDueTogether(parts, server.now())
    expect(await namesOf(server, letter)).toEqual([])
    expect((await agrees(server, ben, letter.id)).status).toBe(200)
    expect((await waitingOf(server, letter)).agreed).toBe(true)
    await revealTime(server, letter)
    expect((await namesOf(server, letter)).sort()).toEqual(namesTo(2).sort())
  })

  test('needs a new agreement after people have left and others have come', async () => {
    await join(server, ben, letter.id, 'owner')
    await nextBatch(server, letter)
    await reveal(mara)
    await withdraw(parts, letter, people.get(namesTo(1)[0]!)!.signingKey, server.now())
    await nextBatch(server, letter)
    await hold(server, letter, namesTo(1, 5))
    await nextBatch(server, letter)
    expect(await movesOf(server, letter)).toEqual(['threshold', 'back', 'threshold'])
    expect((await agrees(server, ben, letter.id)).status).toBe(409)
    expect((await waitingOf(server, letter)).agreed).toBe(false)
  })

  test('of an owner who is alone waits for a day', async () => {
    await nextBatch(server, letter)
    expect(await reveal(mara)).toBe('waits')
    expect((await waitingOf(server, letter)).agreed).toBe(false)
    const { id } = await parts.db
      .selectFrom('approval')
      .select('id')
      .where('letter_id', '=', letter.id)
      .executeTakeFirstOrThrow()
    expect(await code(() => reveal({ ...mara, agrees: id } as Organizer))).toBe('own-proposal')
    pass(24)
    expect(await reveal({ ...mara, agrees: id } as Organizer)).toBe('agreed')
  })
})

describe('the end of the waiting', () => {
  test.each(['waiting', 'reached'] as const)('is decided by two owners, while %s', async (state) => {
    await join(server, ben, letter.id, 'owner')
    if (state === 'reached') await nextBatch(server, letter)
    expect(await end(mara)).toBe('waits')
    expect((await waitingOf(server, letter)).state).toBe(state)
    expect((await agrees(server, ben, letter.id)).status).toBe(200)
    expect(await waitingOf(server, letter)).toMatchObject({ state: 'lapsed', key_destroyed: true })
    expect(parts.keys.stateOf(letter.id, 'together')).toBe('destroyed')
    expect(await code(() => end(mara))).toBe('together-ended')
    expect(await code(() => reveal(mara))).toBe('not-reached')
    expect(await code(() => raise(9))).toBe('not-waiting')
    await nextBatch(server, letter)
    expect(await namesOf(server, letter)).toEqual([])
  })
})

test('nobody takes the choice away while names wait, except by the end of the waiting', async () => {
  const { visibilities, draft_version: version } = await letterNow(server, letter.id)
  const settings = { visibilities: visibilities.filter((each) => each !== 'together') }
  expect(await code(() => saveDraft(parts, mara, letter.id, { version, settings }, server.now()))).toBe('together-kept')
  expect((await letterNow(server, letter.id)).visibilities).toEqual(visibilities)
})

test('a start without the key changes nothing, until the operator says that it was destroyed', async () => {
  await checkInstallation(parts.db, parts.keys)
  await nextBatch(server, letter)
  rmSync(pathOf(server.keysDir, 'letters', `${letter.id}.together.key`))
  const refusal = await checkKeysOfLetters(parts.db, parts.keys).catch((error: unknown) => (error as Error).message)
  expect([refusal?.includes(`${letter.id}:together`), (await waitingOf(server, letter)).state]).toEqual([
    true,
    'reached',
  ])
  await checkKeysOfLetters(parts.db, parts.keys, readClosedWhileAway([`${letter.id}:together`]))
  await settleLetters(parts, server.now())
  expect(await waitingOf(server, letter)).toMatchObject({ state: 'lapsed', key_destroyed: true })
  await nextBatch(server, letter)
})
