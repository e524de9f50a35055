import { readConfig, refuseDangerous } from './config.ts'
import { describeCrash, endOnCrash, stopOnSignal } from './crash.ts'
import { firstOrganizerLink } from './organizers/first-organizer-link.ts'
import { run, type Running } from './run.ts'

/** `npm start`: production, whatever NODE_ENV says. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  refuseDangerous(config, process.env)
  const server = await run(config)
  // SIGTERM comes from a supervisor, which a load balancer may stand before; Ctrl+C from somebody who waits.
  stopOnSignal((signal) => server.stop(signal === 'SIGTERM'))
  console.log(`Round Robin listens on ${server.url}, for ${config.origin}.`)
  if (server.parts.mail) await invite(server)
  else
    console.log(
      'No mail server is set (SMTP_URL): nobody can sign in, no letter can open, and nobody can sign. What is published is shown.',
    )
}

async function invite({ parts }: Running): Promise<void> {
  const link = await firstOrganizerLink(parts, parts.clock())
  if (link !== null)
    console.log(`Nobody organizes here yet. Open this link once to begin; the next start makes another: ${link}`)
}

endOnCrash()
main().catch((error: unknown) => {
  console.error(describeCrash(error))
  process.exit(1)
})
