import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { settleLetters } from '../../server/letters/lifecycle/settle-letters.ts'
import { endDueTogether } from '../../server/together/end-together.ts'
import { afterFile } from '../support/after-file.ts'
import { testServer } from '../support/app.ts'
import { bundled } from '../support/bundled.ts'
import { expectLogAgrees } from '../support/log.ts'
import { recount } from '../support/recount.ts'
import { namesOf, nextBatch } from '../support/stories.ts'
import { agreed, hold, movesOf, namesTo, waitingLetter, waitingOf } from '../support/together.ts'

const server = await testServer()
const { db, keys } = server.parts

type Step = 'opening' | 'committed' | 'tombstone' | 'destroyed'

/** Starts to end the waiting in another process, and kills it at the step. */
async function killedAt(step: Step, letter: AddressedLetter): Promise<void> {
  const { logsDir } = server.parts.config
  const args = [server.databaseUrl, server.keysDir, logsDir, letter.id, server.now().toISOString(), step]
  const child = spawn(process.execPath, [bundled('tests/support/ending-worker.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  afterFile(() => child.kill('SIGKILL'))
  let output = ''
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()))
  while (!output.includes('\n')) await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  expect(output).toBe(`stopped at ${step}\n`)
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const keyFile = (letter: AddressedLetter) => join(server.keysDir, 'letters', `${letter.id}.together.key`)

async function expectWhole(letter: AddressedLetter): Promise<void> {
  await expectLogAgrees(server.parts, letter.id)
  const { kept, counted } = await recount(db, letter.id)
  expect(kept).toEqual(counted)
  expect([keys.stateOf(letter.id, 'together'), existsSync(keyFile(letter))]).toEqual(['destroyed', false])
  expect((await waitingOf(server, letter)).key_destroyed).toBe(true)
}

/** What finishes an interrupted end: the job of every minute, or the next start. */
const finishing = {
  job: () => endDueTogether(server.parts, server.now()),
  start: () => settleLetters(server.parts, server.now()),
}

test.each([
  ['opening', 'job'],
  ['committed', 'job'],
  ['committed', 'start'],
  ['tombstone', 'start'],
  ['destroyed', 'job'],
] as const)(
  'a reveal that is killed while %s is finished by the %s, and happens once',
  async (step, by) => {
    const letter = await waitingLetter(server, 3)
    await hold(server, letter, namesTo(3))
    await nextBatch(server, letter)
    await agreed(server, letter)
    server.at((await waitingOf(server, letter)).reveals_at!)
    await killedAt(step, letter)
    const isDone = step !== 'opening'
    expect((await namesOf(server, letter)).length).toBe(isDone ? 3 : 0)
    expect((await waitingOf(server, letter)).state).toBe(isDone ? 'revealed' : 'reached')
    await finishing[by]()
    expect((await namesOf(server, letter)).sort()).toEqual(namesTo(3).sort())
    expect(await movesOf(server, letter)).toEqual(['threshold', 'reveal'])
    await expectWhole(letter)
  },
  60_000,
)

test.each([
  ['committed', 'job'],
  ['tombstone', 'start'],
  ['destroyed', 'start'],
] as const)(
  'an end without a reveal that is killed while %s is finished by the %s',
  async (step, by) => {
    const letter = await waitingLetter(server, 3, { until: '2027-01-10' })
    await hold(server, letter, namesTo(2))
    await nextBatch(server, letter)
    await db.updateTable('together').set({ until: server.now() }).where('letter_id', '=', letter.id).execute()
    await killedAt(step, letter)
    expect((await waitingOf(server, letter)).state).toBe('lapsed')
    await finishing[by]()
    expect(await namesOf(server, letter)).toEqual([])
    expect(await movesOf(server, letter)).toEqual(['lapse'])
    await expectWhole(letter)
  },
  60_000,
)

test('a key that comes back with an old copy of the folder is destroyed at the next start', async () => {
  const letter = await waitingLetter(server, 2)
  await hold(server, letter, namesTo(2))
  await nextBatch(server, letter)
  const copy = `${keyFile(letter)}.copy`
  copyFileSync(keyFile(letter), copy)
  await agreed(server, letter)
  server.at((await waitingOf(server, letter)).reveals_at!)
  await endDueTogether(server.parts, server.now())
  copyFileSync(copy, keyFile(letter))
  expect(keys.stateOf(letter.id, 'together')).toBe('left-over')
  await settleLetters(server.parts, server.now())
  await expectWhole(letter)
}, 60_000)
