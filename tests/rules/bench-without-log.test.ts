import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { batchesWithoutLog } from '../bench/sign.ts'

test('the bench that signs without the log finds the three places where a batch writes it', () => {
  const switches = readFileSync(batchesWithoutLog(), 'utf8').match(/process\.env\['?SWITCHED_OFF/g)
  expect(switches).toHaveLength(3)
})
