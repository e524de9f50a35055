import { readConfig, refuseDangerous } from './config.ts'
import { describeCrash, endOnCrash, stopOnSignal } from './crash.ts'
import { run } from './run.ts'

/** `npm start`: production, whatever NODE_ENV says. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  refuseDangerous(config, process.env)
  const server = await run(config)
  stopOnSignal(() => server.stop())
  console.log(`Round Robin listens on ${server.url}, for ${config.origin}.`)
  if (!server.parts.mail)
    console.log(
      'No mail server is set (SMTP_URL): nobody can sign in, no letter can open, and nobody can sign. Pages that are there are shown.',
    )
}

endOnCrash()
main().catch((error: unknown) => {
  console.error(describeCrash(error))
  process.exit(1)
})
