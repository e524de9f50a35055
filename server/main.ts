import { readConfig, refuseDangerous } from './config.ts'
import { StartProblem } from './db/start-problem.ts'
import { run } from './run.ts'

/** `npm start`: production, whatever NODE_ENV says. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  refuseDangerous(config)
  const server = await run(config)
  console.log(`Round Robin listens on ${server.url}, for ${config.origin}.`)
  if (!server.parts.mail)
    console.log('No mail server is configured (SMTP_URL): letters cannot be opened and nobody can sign in.')
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void server.stop().then(() => process.exit(0)))
}

main().catch((error: unknown) => {
  console.error(error instanceof StartProblem ? error.message : error)
  process.exit(1)
})
