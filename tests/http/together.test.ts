import { describe, expect, test } from 'vitest'
import { reduceVisibility } from '../../server/signatures/my-signature/reduce-visibility.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { endTogether } from '../../server/together/end-together.ts'
import { testServer } from '../support/app.ts'
import { expectLogAgrees } from '../support/log.ts'
import { recount } from '../support/recount.ts'
import { letterNow, namesOf, nextBatch, signAs, verifiedCount } from '../support/stories.ts'
import {
  agreed,
  hold,
  movesOf,
  namesTo,
  revealedLetter,
  revealTime,
  waitingLetter,
  waitingOf,
} from '../support/together.ts'

const server = await testServer()
const { db, keys } = server.parts

async function expectCounts(letterId: string): Promise<void> {
  await expectLogAgrees(server.parts, letterId)
  const { kept, counted } = await recount(db, letterId)
  expect(kept).toEqual(counted)
}

describe('at the number', () => {
  test('one fewer than needed reaches nothing', async () => {
    const letter = await waitingLetter(server, 3)
    await hold(server, letter, namesTo(2))
    await nextBatch(server, letter)
    expect(await waitingOf(server, letter)).toMatchObject({ state: 'waiting', standing: 2, round: 0, reveals_at: null })
    expect(await movesOf(server, letter)).toEqual([])
    await agreed(server, letter).catch(() => undefined)
    await endTogether(server.parts, letter.id, new Date(server.now().getTime() + 30 * 86_400_000))
    expect(await namesOf(server, letter)).toEqual([])
  })

  test('exactly as many as needed reach it, and all names appear once two owners agree and time has passed', async () => {
    const letter = await waitingLetter(server, 3)
    await hold(server, letter, namesTo(3))
    await nextBatch(server, letter)
    const reached = await waitingOf(server, letter)
    expect(reached).toMatchObject({ state: 'reached', standing: 3, round: 1, agreed: false })
    expect((await letterNow(server, letter.id)).visibilities.includes('together')).toBe(false)
    server.at(reached.reveals_at!)
    await endTogether(server.parts, letter.id, server.now())
    expect(await namesOf(server, letter)).toEqual([])
    await agreed(server, letter)
    await endTogether(server.parts, letter.id, new Date(reached.reveals_at!.getTime() - 1))
    expect(await namesOf(server, letter)).toEqual([])
    await revealTime(server, letter)
    expect((await namesOf(server, letter)).sort()).toEqual(namesTo(3).sort())
    expect(await waitingOf(server, letter)).toMatchObject({ state: 'revealed', key_destroyed: true })
    expect(keys.stateOf(letter.id, 'together')).toBe('destroyed')
    expect(await movesOf(server, letter)).toEqual(['threshold', 'reveal'])
    expect(await verifiedCount(server, letter)).toBe(3)
    await expectCounts(letter.id)
  })
})
