import { expect, test } from 'vitest'
import { soak } from '../soak/soak.ts'

test('whatever is killed amid signing, changing and moderating, counts equal their recount and nothing acknowledged is lost', async () => {
  const { acknowledged, steps, problems } = await soak(20260302, 90)
  expect(problems).toEqual([])
  expect(acknowledged).toBeGreaterThan(40)
  expect(steps['kill']).toBe(2)
}, 120_000)
