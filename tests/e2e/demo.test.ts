import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { freePort } from '../../server/rehearsal/rehearse.ts'
import { testFolder } from '../support/database.ts'

const root = new URL('../../', import.meta.url).pathname

const people = ['withheld', 'recipients', 'together', 'together', 'together', 'public', 'withheld', 'public', 'public']
const withAddress = ['anonymous', 'anonymous', 'anonymous', ...people, ...people.slice(0, 6), 'anonymous'].map(
  (visibility, index) => `Person ${String(index)},person${String(index)}@northwind.example,Engineer,${visibility}`,
)
const withCode = ['anonymous', 'public', 'withheld'].map((visibility) => `Friend ${visibility},,Cook,${visibility}`)
const unknown = 'Person X,x@northwind.example,Engineer,loud'

test(
  'the demo plays a letter and signatories of one’s own, and writes down what it made',
  { timeout: 120_000 },
  async () => {
    const folder = testFolder()
    const made = join(folder, 'made.json')
    const letter = join(folder, 'letter.zh.md')
    const signatories = join(folder, 'signatories.csv')
    writeFileSync(letter, '# 停止出售人脸识别\n\n我们建造了它。[^1]\n\n[^1]: 2018 年的报告。\n')
    writeFileSync(signatories, ['name,work_address,role,visibility', ...withCode, ...withAddress, unknown].join('\n'))
    const files = ['--letter', letter, '--signatories', signatories, '--json', made]
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'server/rehearsal/demo.ts', ...files, '--port', String(await freePort(0)), '--exit'],
      { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => (output += bytes.toString()))
    await once(child, 'close')
    expect(child.exitCode, output).toBe(0)
    const played = JSON.parse(readFileSync(made, 'utf8')) as Record<
      'links' | 'counts' | 'seconds',
      Record<string, unknown>
    >
    expect(Object.values(played.links).length).toBeGreaterThan(3)
    for (const link of Object.values(played.links)) expect(output).toContain(link)
    // These counts come from the letter's page, except `signed_later`.
    expect(played.counts).toMatchObject({ signed: 22, refused: 0, anonymous: 5, vouched: 3, signed_later: 1 })
    expect(output).toContain('The page counts 5 anonymous signatures and 3 vouched for.')
    // 22 signed, one withdrew, and the texts, the rules and the lists of names have entries too.
    expect(output).toMatch(
      /The check of the log finds no error: it has (?:2[6-9]|[3-9]\d) entries, and \d\d signatures stand in it\./,
    )
    expect(output).toContain('Left out: 1 × “loud”, which is no visibility.')
  },
)
