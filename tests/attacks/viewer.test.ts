import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { api, join, keyOf, nextBatch, openLetter, organizer, signAs, submit } from '../support/stories.ts'

const server = await testServer()

test('a viewer who looks every minute sees no change before its batch, where there is no public name to go', async () => {
  const viewer = await organizer(server)
  const letter = await openLetter(server, { batchSize: 2 })
  await join(server, viewer, letter.id, 'viewer')
  const keys: string[] = []
  for (const visibility of ['recipients', 'recipients', 'withheld', 'withheld', 'public'] as const) {
    const address = `v${keys.length}@northwind.example`
    keys.push((await signAs(server, letter, { address, visibility, name: 'Ann Lee' })).signingKey)
  }
  await nextBatch(server, letter)

  const look = async () => {
    const answers: { signatures: unknown[] }[] = []
    for (const query of ['', '?visibility=withheld', '?visibility=recipients'])
      answers.push(
        (await api(server, viewer, 'GET', `/dashboard/letters/${letter.id}/signatures${query}`)).json as {
          signatures: unknown[]
        },
      )
    return answers
  }
  const before = await look()
  expect(before[0]?.signatures).toHaveLength(5)
  await submit(server, `/letters/${keyOf(letter)}/mine/visibility`, { signing_key: keys[0]!, to: 'withheld' })
  await submit(server, `/letters/${keyOf(letter)}/mine/withdrawal`, { signing_key: keys[1]! })
  const pending = await server.pool.query(
    'select from signature where letter_id = $1 and (pending_withdrawal or pending_visibility is not null)',
    [letter.id],
  )
  expect(pending.rowCount).toBe(2)
  expect(await look()).toEqual(before)
  await nextBatch(server, letter)
  expect(await look()).not.toEqual(before)
})
