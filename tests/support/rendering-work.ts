import { appendFileSync, readFileSync } from 'node:fs'

/** Tasks for a rendering process in tests. `note` names a file to which each started task adds its process id. */
export type TestTask = { note: string } & (
  { do: 'answer' } | { do: 'fail' } | { do: 'eat' } | { do: 'hang' } | { do: 'die'; times: number }
)

/** Hangs like native code: the thread cannot be interrupted and receives no messages. */
function hang(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

export function work(task: TestTask): Uint8Array {
  appendFileSync(task.note, `${String(process.pid)}\n`)
  const begun = readFileSync(task.note, 'utf8').trim().split('\n').length
  if (task.do === 'fail') throw new Error('this cannot be drawn')
  if (task.do === 'hang') hang()
  if (task.do === 'eat') for (const eaten: Buffer[] = []; ;) eaten.push(Buffer.alloc(20_000_000, 1))
  if (task.do === 'die' && begun <= task.times) {
    process.kill(process.pid, 'SIGKILL')
    hang()
  }
  return new Uint8Array([1, 2, 3])
}
