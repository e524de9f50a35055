import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { firstOrganizerLink } from '../../server/organizers/people/first-organizer-link.ts'
import { freePort, rehearse } from '../../server/rehearsal/rehearse.ts'
import { testFolder } from '../support/database.ts'

const docs = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8')
const section = /^## A whole campaign with curl\n(.*)/ms.exec(docs)?.[1] ?? ''
const script = [...section.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block).join('\n')

interface Ended {
  code: number | null
  output: string
  problems: string
}

async function bash(commands: string, folder: string, settings: Record<string, string>): Promise<Ended> {
  const child = spawn('bash', ['-c', commands], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  })
  let output = ''
  let problems = ''
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (problems += bytes.toString()))
  await once(child, 'close')
  return { code: child.exitCode, output, problems }
}

test('docs/api.md does the whole main job with curl', { timeout: 90_000 }, async () => {
  try {
    execFileSync('curl', ['--version'])
  } catch (error) {
    throw new Error('curl is missing, which docs/api.md and this test need. Install it: apt-get install curl', {
      cause: error,
    })
  }
  expect(script.split('\n').length).toBeGreaterThan(60)

  const folder = testFolder()
  const port = await freePort(0)
  const rehearsal = await rehearse({
    port,
    folder: join(folder, 'server'),
    units: { minute: 0.2, hour: 0.2, day: 600, silence: 600 },
  })
  try {
    const { origin } = rehearsal.server.parts.config
    const link = (await firstOrganizerLink(rehearsal.server.parts, new Date()))!
    const { code, output, problems } = await bash(script, folder, { site: origin, link })
    expect(code, `${problems}\n${output}`).toBe(0)

    const letter = /^Open: (.*)$/m.exec(output)![1]!.replace(origin, '')
    const shown = await fetch(`${origin}/api/v1${letter}`)
    expect(await shown.json()).toMatchObject({
      state: 'purged',
      tally: { classes: [{ class: 'mailbox', count: 6 }] },
      delivery: {
        recipients: [{ name: 'Ada Hartley', state: 'accepted' }],
        answers: [{ text: 'Thank you for writing. We have stopped the sale.', verdict: 'answers' }],
        silence: null,
      },
    })
    expect(output).toContain('"names":[{"name":"')
    expect(readFileSync(join(folder, 'letter.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  } finally {
    await rehearsal.stop()
  }
})
