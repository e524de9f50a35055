import { parseArgs } from 'node:util'
import { readConfig, refuseDangerous } from './config.ts'
import { describeCrash, endOnCrash, silenceLibraries, stopOnSignal } from './crash.ts'
import { readClosedWhileAway } from './db/keys/close-while-away.ts'
import type { LetterKind } from './db/keys/letter-keys.ts'
import { StartProblem } from './db/start-problem.ts'
import { say } from './messages/message.ts'
import { wordsWithoutRequest } from './messages/words-without-request.ts'
import { firstOrganizerLink } from './organizers/people/first-organizer-link.ts'
import { invitationDays } from './organizers/rules.ts'
import { run, type Running } from './run.ts'

/** `npm start -- [--closed-while-away LETTER:KIND,KIND …]`: starts for production, regardless of NODE_ENV. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  refuseDangerous(config, process.env)
  const server = await run(config, [], closedWhileAway(process.argv.slice(2)))
  // A supervisor sends SIGTERM, and a load balancer may need time to drain. Ctrl+C comes from a person who waits.
  stopOnSignal((signal) => server.stop(signal === 'SIGTERM'))
  const words = wordsWithoutRequest()
  console.log(words.text('start-listening', { url: server.url, origin: config.origin }))
  if (server.parts.mail) await invite(server)
  else console.log(words.text('start-no-mail-server'))
}

/** @throws StartProblem */
function closedWhileAway(args: string[]): LetterKind[] {
  try {
    const { values } = parseArgs({ args, options: { 'closed-while-away': { type: 'string', multiple: true } } })
    return readClosedWhileAway(values['closed-while-away'] ?? [])
  } catch (error) {
    if (error instanceof StartProblem) throw error
    const reason = (error as Error).message.split('\n')[0] ?? ''
    throw new StartProblem(say('start-arguments', { reason }), { cause: error })
  }
}

async function invite({ parts }: Running): Promise<void> {
  const link = await firstOrganizerLink(parts, parts.clock())
  if (link !== null) console.log(wordsWithoutRequest().text('start-first-organizer', { link, days: invitationDays }))
}

endOnCrash()
silenceLibraries()
main().catch((error: unknown) => {
  process.stderr.write(`${describeCrash(error)}\n`)
  process.exit(1)
})
