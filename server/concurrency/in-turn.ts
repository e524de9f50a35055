import { Refusal, say } from '../refusal.ts'

interface Line {
  under: number
  waiting: (() => void)[]
}

const lines = new Map<string, Line>()

/**
 * Limits concurrent costly work in this process, by name.
 * @param atOnce limit of calls that run at the same time
 * @param waiting limit of calls that wait; further calls are refused
 * @throws Refusal `too-many`
 */
export async function inTurn<T>(
  name: string,
  { atOnce, waiting }: { atOnce: number; waiting: number },
  act: () => Promise<T>,
): Promise<T> {
  const line = lines.get(name) ?? { under: 0, waiting: [] }
  lines.set(name, line)
  if (line.under < atOnce) line.under++
  else if (line.waiting.length < waiting) await new Promise<void>((resolve) => line.waiting.push(resolve))
  else throw new Refusal('too-many', 'too-many-at-once', say('refusal-too-many-at-once'))
  try {
    return await act()
  } finally {
    const next = line.waiting.shift()
    if (next) next()
    else if (--line.under === 0) lines.delete(name)
  }
}
