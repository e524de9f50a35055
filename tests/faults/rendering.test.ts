import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { RenderingFailure } from '../../server/rendering/failure.ts'
import { RenderingPool } from '../../server/rendering/pool.ts'
import type { TestTask } from '../support/rendering-work.ts'

const folder = mkdtempSync(join(tmpdir(), 'rendering-'))
const module = new URL('../support/rendering-work.ts', import.meta.url)
const pools = new RenderingPool<TestTask, Uint8Array>({ module, most: 1, waiting: 2, idle: 300 })
const limits = { memory: 400_000_000, time: 30_000 }
let notes = 0

afterEach(() => pools.stop())
afterAll(() => rmSync(folder, { recursive: true }))

const newNote = () => join(folder, String(++notes))
const run = (what: { do: 'answer' | 'fail' | 'eat' | 'hang' } | { do: 'die'; times: number }, note = newNote()) =>
  pools.run({ ...what, note }, what.do === 'hang' ? { ...limits, time: 300 } : limits)
const begunIn = (note: string) => readFileSync(note, 'utf8').trim().split('\n').map(Number)
/** A process that has ended is a zombie until its parent has waited for it. */
const lives = (pid: number) =>
  existsSync(`/proc/${String(pid)}/status`) && !/State:\s+Z/.test(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))
const reason = (rendering: Promise<unknown>) =>
  rendering.then(
    () => 'rendered',
    (error: unknown) => (error as RenderingFailure).reason,
  )

describe('a process that renders', () => {
  test('over its memory or its time is ended, and the next task has another', async () => {
    expect(await reason(run({ do: 'eat' }))).toBe('memory')
    expect(await reason(run({ do: 'hang' }))).toBe('time')
    expect([...(await run({ do: 'answer' }))]).toEqual([1, 2, 3])
  })

  test('that dies is replaced once for its task, and then the task fails', async () => {
    const [once, twice] = [newNote(), newNote()]
    expect(await reason(run({ do: 'die', times: 1 }, once))).toBe('rendered')
    expect(begunIn(once)).toHaveLength(2)
    expect(await reason(run({ do: 'die', times: 99 }, twice))).toBe('broken')
    expect(begunIn(twice)).toHaveLength(2)
  })

  test('is one of few, has a short queue, says what its renderer said, and ends when nothing is left to do', async () => {
    const asked = [run({ do: 'answer' }), run({ do: 'fail' }), run({ do: 'answer' }), run({ do: 'answer' })]
    expect(pools.pids()).toHaveLength(1)
    const [pid = 0] = pools.pids()
    expect(await Promise.all(asked.map(reason))).toEqual(['rendered', 'impossible', 'rendered', 'busy'])
    await expect.poll(() => lives(pid)).toBe(false)
    expect(pools.pids()).toEqual([])
  })

  test('ends even if the server is gone before it has loaded', async () => {
    const [child, work] = ['../../server/rendering/child.mjs', '../support/rendering-work.ts']
    for (let time = 0; time < 4; time++) {
      const process = fork(new URL(child, import.meta.url), [new URL(work, import.meta.url).href], {
        stdio: 'ignore',
        execArgv: [],
      })
      const ended = once(process, 'exit')
      setTimeout(() => process.disconnect(), time * 15)
      await ended
    }
  })

  test('ends with the server, even if that is killed while native code runs', async () => {
    const note = newNote()
    const program = `
      import { RenderingPool } from ${JSON.stringify(new URL('../../server/rendering/pool.ts', import.meta.url).href)}
      const pool = new RenderingPool({ module: new URL(${JSON.stringify(module.href)}), most: 1, waiting: 1 })
      await pool.run({ do: 'hang', note: ${JSON.stringify(note)} }, { memory: 4e8, time: 60_000 })`
    const server = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      stdio: 'ignore',
    })
    await expect.poll(() => existsSync(note)).toBe(true)
    await expect.poll(() => begunIn(note)).toHaveLength(1)
    const [pid = 0] = begunIn(note)
    expect(lives(pid)).toBe(true)
    server.kill('SIGKILL')
    await once(server, 'exit')
    await expect.poll(() => lives(pid)).toBe(false)
  })
})
