import { randomNumbers } from '../support/random.ts'

export type Lesser = 'withheld' | 'recipients' | 'nameless'
export type Step =
  | { act: 'sign'; visibility: 'withheld' | 'recipients' | 'public' }
  | { act: 'withdraw' | 'invalidate' | 'reinstate'; who: number }
  | { act: 'lessen'; who: number; to: Lesser }
  | { act: 'recount' }
  | { act: 'kill'; what: 'server' | 'database' | 'both' }

const kills = ['database', 'both', 'server'] as const
const visibilities = ['withheld', 'recipients', 'public', 'public'] as const
const lesser = ['withheld', 'recipients', 'nameless'] as const

/**
 * The steps in order, the same for the same seed and size. `who` is a fraction that selects one of the people who have signed by
 * then.
 */
export function planOf(seed: number, size: number): Step[] {
  const next = randomNumbers(seed)
  const one = <Choice>(choices: readonly [Choice, ...Choice[]]) =>
    choices[Math.floor(next() * choices.length)] ?? choices[0]
  const everyKill = Math.max(40, Math.ceil(size / 25))
  return Array.from({ length: size }, (_, index): Step => {
    if (index % everyKill === everyKill - 1)
      return { act: 'kill', what: kills[Math.floor(index / everyKill) % kills.length] ?? 'both' }
    const dice = next()
    if (dice < 0.55) return { act: 'sign', visibility: one(visibilities) }
    if (dice < 0.67) return { act: 'withdraw', who: next() }
    if (dice < 0.79) return { act: 'lessen', who: next(), to: one(lesser) }
    if (dice < 0.88) return { act: 'invalidate', who: next() }
    if (dice < 0.92) return { act: 'reinstate', who: next() }
    return { act: 'recount' }
  })
}
