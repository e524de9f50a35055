import { expect, test } from 'vitest'
import { soak } from '../soak/soak.ts'

test('counts equal their recount, and nothing acknowledged is lost, if a process is killed during signing, changing or moderating', async () => {
  const { acknowledged, steps, problems } = await soak(20260302, 90)
  expect(problems).toEqual([])
  expect(acknowledged).toBeGreaterThan(40)
  expect(steps['kill']).toBe(2)
}, 120_000)
