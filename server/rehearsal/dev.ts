import { mkdirSync } from 'node:fs'
import { describeCrash, endOnCrash, silenceLibraries, stopOnSignal } from '../crash.ts'
import { firstOrganizerLink } from '../organizers/people/first-organizer-link.ts'
import { rehearse } from './rehearse.ts'

const folder = '.roundrobin/dev'

/** `npm run dev` restarts when a file changes. Its data stays in .roundrobin/dev. */
async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const port = Number(process.env['PORT'] ?? 3000)
  const rehearsal = await rehearse({ port, folder, units: { minute: 1, hour: 1, day: 600, silence: 600 } })
  stopOnSignal(() => rehearsal.stop())
  const { origin } = rehearsal.server.parts.config
  console.log(`Round Robin for development: ${origin}, mail at ${origin}/dev/mail`)
  const link = await firstOrganizerLink(rehearsal.server.parts, new Date())
  if (link !== null) console.log(`There is no account yet. Create the first one at ${link}`)
}

endOnCrash()
silenceLibraries()
main().catch((error: unknown) => {
  process.stderr.write(`${describeCrash(error)}\n`)
  process.exit(1)
})
