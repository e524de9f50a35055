import { expect, test, vi } from 'vitest'
import { enqueue } from '../../server/jobs/queue.ts'
import { startWorker } from '../../server/jobs/worker.ts'
import { testDatabase } from '../support/database.ts'
import { only } from '../support/test-tasks.ts'

const { db, url } = await testDatabase()
const { console: output } = globalThis
const methods = ['error', 'warn', 'trace'] as const
// Before the worker starts, so that everything that passes its guard arrives here.
const written = methods.map((method) => vi.spyOn(output, method).mockImplementation(() => undefined))

test('nothing that the queue runs can print to the console, and the rest of the program still can', async () => {
  let done = 0
  const task = async () => {
    await Promise.resolve()
    for (const method of methods) output[method](new Error('Ann Lee, ann@northwind.example'))
    setTimeout(() => {
      for (const method of methods) output[method]('later')
      done += 1
    }, 1)
  }
  const worker = await startWorker({ url, tasks: only({ 'test-note': task }), pollEvery: 20, report: () => undefined })
  await enqueue(db, 'test-note', { id: 'a' })
  await vi.waitFor(() => expect(done).toBe(1), 10_000)
  await worker.stop()
  expect(written.flatMap(({ mock }) => mock.calls)).toEqual([])
  for (const method of methods) output[method]('from elsewhere')
  expect(written.map(({ mock }) => mock.calls)).toEqual(methods.map(() => [['from elsewhere']]))
})
