import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { maySeeName } from '../../server/signatures/disclosure.ts'
import { testServer } from '../support/app.ts'
import { namesOf, openLetter } from '../support/stories.ts'

const server = await testServer()

const yesNo = [false, true]
const states = (['anonymous', 'withheld', 'together', 'recipients', 'public'] as const).flatMap((visibility) =>
  ([null, 'withheld', 'recipients'] as const).flatMap((pending_visibility) =>
    ([null, 'other'] as const).flatMap((invalid_reason) =>
      yesNo.flatMap((pending_withdrawal) =>
        yesNo.flatMap((name_hidden) =>
          yesNo.map((counted) => ({
            visibility,
            pending_visibility,
            invalid_reason,
            pending_withdrawal,
            name_hidden,
            counted,
          })),
        ),
      ),
    ),
  ),
)

test('the list in clear is what everyone may see, in each state that the database takes', async () => {
  const letter = await openLetter(server)
  await server.parts.db.updateTable('letter').set({ collecting: false }).where('id', '=', letter.id).execute()
  const expected: string[] = []
  let refused = 0
  for (const [index, state] of states.entries()) {
    const name = `Name ${String(index)}`
    try {
      await server.parts.db
        .insertInto('signature')
        .values({
          ...state,
          id: randomBytes(16),
          letter_id: letter.id,
          revision: 1,
          class: 'mailbox',
          verifier: randomBytes(32),
          name,
        })
        .execute()
      if (maySeeName('everyone', state)) expected.push(name)
    } catch {
      refused++
      // Only names that everyone may not see are refused.
      expect(maySeeName('everyone', state)).toBe(false)
    }
  }
  expect(refused).toBeGreaterThan(100)
  expect(expected).toEqual([expect.any(String)])
  expect((await namesOf(server, letter)).toSorted()).toEqual(expected.toSorted())
})
