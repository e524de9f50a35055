import { setTimeout as wait } from 'node:timers/promises'
import { agree } from './agree.ts'
import type { Scene } from './anonymous.ts'
import type { Stage } from './campaign-types.ts'
import type { Client } from './client.ts'
import type { Campaign } from './deliver.ts'
import type { Person } from './people.ts'
import { inventedLetter } from './text.ts'

/** Waits until the letter's page says that names that wait for each other have come so far. */
export async function untilTogether(anybody: Client, letter: string, state: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const { together } = await anybody.get<{ together: { state: string } | null }>(`/letters/${letter}`)
    if (together?.state === state) return
    await wait(100)
  }
  throw new Error(`the names that wait did not come to be ${state}`)
}

/** Once enough stand together, two owners find no fakes and agree that the names appear. */
export async function agreeOnNames(
  { anybody, owners: [first, second], letterId }: Stage,
  letter: string,
): Promise<void> {
  await untilTogether(anybody, letter, 'reached')
  await first.post(`/dashboard/letters/${letterId}/together/reveal`)
  await agree(second, letterId)
}

const waiting = ['Ines Ferreira', 'Jonas Keller', 'Amara Nwosu', 'Pia Lund']

/**
 * The same owners open a second letter. Fewer people sign it than its names wait for, and it closes.
 * @returns the last part of its address
 */
export async function letNamesLapse(
  { rehearsal, anybody, owners: [first, second] }: Campaign,
  sign: (scene: Scene, person: Person) => Promise<string>,
): Promise<string> {
  const { id } = await first.post<{ id: string }>('/dashboard/letters', {
    title: 'Let us see the schedule a week before',
  })
  const at = `/dashboard/letters/${id}`
  await second.post('/organizers/invitations/acceptance', { invitation: await invitationTo(first, at) })
  const { version } = await first.get<{ version: number }>(`${at}/draft`)
  const { employers, recipients } = inventedLetter
  const saved = await first.patch<{ version: number }>(`${at}/draft`, {
    ...{
      version,
      employers,
      recipients,
      text: 'We learn on Friday when we work on Monday. We ask to know it a week before.',
    },
    ...{
      visibilities: ['together', 'public'],
      together_needed: 20,
      batch_minutes: 1,
      batch_size: 1,
      first_threshold: 0,
    },
  })
  await first.post(`${at}/opening`, { to: 'open', version: saved.version })
  await agree(second, id)
  const { path } = await first.get<{ path: string | null }>(`${at}/draft`)
  const letter = path?.slice(path.lastIndexOf('/') + 1) ?? ''
  for (const [index, name] of waiting.entries()) {
    const address = `shift${String(index)}@halden.example`
    await sign({ rehearsal, anybody, letter }, { name, address, visibility: 'together' })
  }
  await first.post(`${at}/closure`)
  await agree(second, id)
  await untilTogether(anybody, letter, 'lapsed')
  return letter
}

async function invitationTo(owner: Client, at: string): Promise<string> {
  const { link } = await owner.post<{ link: string }>(`${at}/invitations`, { role: 'owner' })
  return link.slice(link.lastIndexOf('/') + 1)
}
