import { expect, it } from 'vitest'
import { requestBatcher } from '../../server/concurrency/request-batcher.ts'
import { openDatabase } from '../../server/db/pool.ts'

/** No query is sent to it. It only has to be a different database. */
const { db } = openDatabase('postgres://nowhere')
const { db: other } = openDatabase('postgres://elsewhere')

function held() {
  const calls: { items: readonly string[]; end: (error?: Error) => void }[] = []
  const add = requestBatcher(
    async (_, group, items: readonly string[]) =>
      new Promise<string[]>((resolve, reject) => {
        const end = (error?: Error) => {
          if (error) reject(error)
          else resolve(items.map((item) => `${group} ${item}`))
        }
        calls.push({ items, end })
      }),
  )
  return { calls, add }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

it('starts a single request at once, and takes requests that arrive meanwhile together', async () => {
  const { calls, add } = held()
  const outcomes = ['a', 'b', 'c'].map((item) => add(db, 'g', item))
  await settled()
  // The first batch of requests is in progress. Later requests are not part of it.
  const later = add(db, 'g', 'd')
  await settled()
  expect(calls.map(({ items }) => items)).toEqual([['a', 'b', 'c']])
  calls[0]?.end()
  expect(await Promise.all(outcomes)).toEqual(['g a', 'g b', 'g c'])
  await settled()
  expect(calls[1]?.items).toEqual(['d'])
  calls[1]?.end()
  expect(await later).toBe('g d')
})

it('keeps groups and databases apart', async () => {
  const { calls, add } = held()
  const outcomes = [add(db, 'g', 'a'), add(db, 'h', 'b'), add(other, 'g', 'c')]
  await settled()
  expect(calls.map(({ items }) => items)).toEqual([['a'], ['b'], ['c']])
  for (const { end } of calls) end()
  expect(await Promise.all(outcomes)).toEqual(['g a', 'h b', 'g c'])
})

it('tells everybody in it what went wrong, and goes on with the next', async () => {
  const { calls, add } = held()
  const failed = Promise.allSettled([add(db, 'g', 'a'), add(db, 'g', 'b')])
  await settled()
  const next = add(db, 'g', 'c')
  calls[0]?.end(new Error('away'))
  expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await settled()
  calls[1]?.end()
  expect(await next).toBe('g c')
})
