import type { Client } from './client.ts'

/** The second owner looks at what waits, and agrees to it. */
export async function agree(owner: Client, letterId: string): Promise<void> {
  const at = `/dashboard/letters/${letterId}/approvals`
  const waiting = await owner.get<{ id: string; yours: boolean; shown: string | null }[]>(at)
  const proposal = waiting.find(({ yours, shown }) => !yours && shown !== null)
  if (!proposal) throw new Error('nothing waits for the second owner')
  await owner.post(`${at}/${proposal.id}/agreement`, { shown: proposal.shown })
}
