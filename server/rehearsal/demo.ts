import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { endOnCrash, silenceLibraries, stopOnSignal } from '../crash.ts'
import { StartProblem } from '../db/start-problem.ts'
import { say } from '../messages/message.ts'
import { firstOwner, playCampaign } from './campaign.ts'
import type { Played } from './campaign-types.ts'
import { freePort, rehearse } from './rehearse.ts'

/** `npm run demo` plays a whole campaign over real HTTP and SMTP, then leaves the server running to look around. */
async function main(): Promise<void> {
  const options = readOptions()
  const folder = mkdtempSync(join(tmpdir(), 'roundrobin-demo-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  // As everywhere, 0 means any free port.
  const port = options.port || (await freePort(options.port ?? 3000))
  const rehearsal = await rehearse({ port, folder, units: { minute: 1, hour: 0.1, day: 120, silence: 5 } })
  stopOnSignal(() => rehearsal.stop())

  const { letter: letterFile, signatories: signatoriesFile } = options
  const played = await playCampaign({ rehearsal, letterFile, signatoriesFile, say: (line) => console.log(line) })
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(played, null, 2)}\n`)
  report(played)
  if (!options.exit) {
    console.log('\nThe server stays up until you press Ctrl+C.')
    return
  }
  await rehearsal.stop()
  process.exit(0)
}

function report({ links, seconds, timeline }: Played): void {
  const total = Object.values(seconds).reduce((sum, each) => sum + each, 0)
  const width = Math.max(...Object.keys(links).map((name) => name.length))
  console.log('\nTimeline of the letter, as on its page and in /api/v1:')
  for (const line of timeline) console.log(`  ${line}`)
  console.log(`\nThe demo took ${total.toFixed(0)} seconds. Open these pages:`)
  for (const [name, link] of Object.entries(links)) console.log(`  ${name.padEnd(width)}  ${link}`)
  console.log(`To see the dashboard, sign in as ${firstOwner.address}. The code is in the list of mails.`)
}

function readOptions() {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      options: { port: text, letter: text, signatories: text, json: text, exit: { type: 'boolean' } },
    })
    if (values.port !== undefined && !(/^\d{1,5}$/.test(values.port) && Number(values.port) < 65_536))
      throw new TypeError('--port takes a number below 65536.')
    return { ...values, port: values.port === undefined ? undefined : Number(values.port), exit: values.exit === true }
  } catch (error) {
    throw new StartProblem(say('demo-options', { reason: (error as Error).message }), { cause: error })
  }
}

endOnCrash()
silenceLibraries()
main().catch((error: unknown) => {
  // The people are invented, so the message may quote typed text.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
