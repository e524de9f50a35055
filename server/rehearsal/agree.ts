import { setTimeout as wait } from 'node:timers/promises'
import type { Client } from './client.ts'

/** Milliseconds. Three days of a rehearsal, in which a new owner may not agree to everything, last some seconds. */
const pause = 300
const longest = 30_000

/** The second owner looks at what waits, and agrees to it as soon as an owner who is new may do so. */
export async function agree(owner: Client, letterId: string): Promise<void> {
  const at = `/dashboard/letters/${letterId}/approvals`
  const waiting = await owner.get<{ id: string; yours: boolean; shown: string | null }[]>(at)
  const proposal = waiting.find(({ yours, shown }) => !yours && shown !== null)
  if (!proposal) throw new Error('nothing waits for the second owner')
  for (let waited = 0; ; waited += pause) {
    try {
      await owner.post(`${at}/${proposal.id}/agreement`, { shown: proposal.shown })
      return
    } catch (error) {
      if (waited >= longest || !String(error).includes('"new-owner"')) throw error
      await wait(pause)
    }
  }
}
