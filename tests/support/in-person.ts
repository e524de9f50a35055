import type { TestServer } from './app.ts'
import { api, type Organizer } from './stories.ts'
import { blindedWith } from './vouching.ts'

/** An organizer who hands over codes after in-person checks, with the values that the organizer's browser would hold. */

const at = (letterId: string, act: string) => `/dashboard/letters/${letterId}/in-person${act}`

/** Switches the check on in the way that opening a letter does. */
export async function allowChecks(server: TestServer, { id }: { id: string }, each: number): Promise<void> {
  await server.parts.db.updateTable('letter').set({ checks_each: each }).where('id', '=', id).execute()
}

export async function blindedChecks(server: TestServer, by: Organizer, letter: { id: string }, count: number) {
  const { status, json } = await api(server, by, 'POST', at(letter.id, '/beginning'))
  if (status !== 200) throw new Error(JSON.stringify(json))
  return blindedWith(letter.id, json['n'] as string, 'reviewed', count)
}

export async function handOver(
  server: TestServer,
  by: Organizer,
  letter: { id: string },
  codes: readonly { blinded: string }[],
) {
  const blinded = codes.map((each) => each.blinded)
  return api(server, by, 'POST', at(letter.id, '/codes'), { blinded })
}

/** Makes finished codes. */
export async function checkCodes(
  server: TestServer,
  by: Organizer,
  letter: { id: string },
  count: number,
): Promise<string[]> {
  const codes = await blindedChecks(server, by, letter, count)
  const { status, json } = await handOver(server, by, letter, codes)
  if (status !== 200) throw new Error(JSON.stringify(json))
  return (json['signatures'] as string[]).map((answer, index) => codes[index]!.written(answer))
}

export async function checkShown(server: TestServer, by: Organizer, letter: { id: string }) {
  return api(server, by, 'GET', at(letter.id, ''))
}
