import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { statementsOf } from '../support/statements.ts'
import {
  askForCode,
  enterCode,
  keyOf,
  namesOf,
  nextBatch,
  openLetter,
  pageOf,
  signAs,
  submit,
} from '../support/stories.ts'

const server = await testServer()

/**
 * A page that is rendered again queries the database and takes longer than a cached page. A person who requests it every second
 * can see the difference.
 */
test('whether a page was rendered again reveals no change that nobody can see', async () => {
  const letter = await openLetter(server, { batchSize: 2 })
  const path = `/letters/${keyOf(letter)}`
  const keys: string[] = []
  for (const visibility of ['withheld', 'recipients', 'withheld', 'public'] as const) {
    const address = `k${keys.length}@northwind.example`
    keys.push((await signAs(server, letter, { address, visibility, name: 'Ann Lee' })).signingKey)
  }
  await nextBatch(server, letter)
  const later = await askForCode(server, letter, { address: 'later@northwind.example', visibility: 'public' })

  const kept = async () => (await statementsOf(server.pool, () => pageOf(server, path))).length === 0
  await expect.poll(kept).toBe(true)
  const settled = () => new Promise((resolve) => setTimeout(resolve, 200))
  const acts = [
    () => submit(server, `${path}/mine/withdrawal`, { signing_key: keys[0]! }),
    () => submit(server, `${path}/mine/visibility`, { signing_key: keys[1]!, to: 'withheld' }),
    () => enterCode(server, letter, later.challenge, later.code),
    () => submit(server, `${path}/mine/withdrawal`, { signing_key: later.signingKey }),
    () => submit(server, `${path}/name-claims`, { name: 'Ann Lee', message: '' }),
  ]
  for (const act of acts) {
    await act()
    await settled()
    expect(await kept(), String(act)).toBe(true)
  }
  // A public name disappears at once, and so does the cached page.
  expect(await namesOf(server, letter)).toEqual(['Ann Lee'])
  await submit(server, `${path}/mine/withdrawal`, { signing_key: keys[3]! })
  expect(await kept()).toBe(false)
  expect(await namesOf(server, letter)).toEqual([])
})
