import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { checkAudit } from '../../server/audit/check/check-audit.ts'
import { explainResult } from '../../server/audit/check/explain-result.ts'
import { nodeSignatures } from '../../server/audit/check/node-signatures.ts'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { formatSentence } from '../../server/messages/format-sentence.ts'
import { english } from '../../server/messages/languages.ts'
import { addOf, AuditLog, newTestIssuer, variedLog, waitingLog } from '../support/audit-log.ts'
import { bundled } from '../support/bundled.ts'
import { hasPython } from '../support/check-count.ts'
import { testFolder } from '../support/database.ts'

/** `npm run check-count`, in a folder without any setting, database or key. */
const folder = testFolder()
const log = variedLog(1, [newTestIssuer('mailbox'), newTestIssuer('vouched')])
const signatures = nodeSignatures()

function saved(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content)
  return name
}

function run(...args: string[]): { status: number | null; lines: string[]; stderr: string } {
  const script = bundled('server/commands/check-count.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { cwd: folder, env: {} })
  return { status, lines: stdout.toString().split('\n'), stderr: stderr.toString() }
}

const inEnglish = (sentence: Parameters<typeof formatSentence>[0]) => formatSentence(sentence, catalogueOf(english))

test('it says what is proved, whose word the rest is, and what to compare', async () => {
  const audit = saved('audit.json', log.json())
  const older = [saved('1.txt', log.checkpoint(7).replaceAll('\n', '\r\n')), saved('2.json', log.json())]
  const { status, lines, stderr } = run(audit, '--older', older[0]!, '--older', older[1]!)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const result = await checkAudit(log.json(), { signatures, older: [log.checkpoint(7), log.checkpoint()] })
  const { verdict, standing, proved, word, compare } = explainResult(result)
  expect(lines.slice(0, 2)).toEqual([verdict, standing].map(inEnglish))
  const items = [...proved, ...word, ...compare].map((each) => `- ${inEnglish(each)}`)
  expect(items.filter((item) => !lines.includes(item))).toEqual([])
  expect(result.tally.length).toBe(lines.filter((line) => line.startsWith('- Text ')).length)
  expect(lines.includes(`  ${result.key}`)).toBe(true)
})

test('it says whether the signature of a receipt is in the log, and finds one that was dropped', () => {
  const open = new AuditLog(5, [newTestIssuer('mailbox')])
  const { proof, holder } = open.credential('mailbox', 1)
  const receipt = saved('receipt.txt', open.receipt(holder).replaceAll('\n', ' \r\n'))
  const without = run(saved('open.json', open.json()), '--receipt', receipt)
  expect(without.status).toBe(0)
  expect(without.lines).toContain(`- ${inEnglish({ id: 'audit-check-receipts-waiting', values: { count: 1 } })}`)
  const dropped = run(saved('closed.json', open.push({ kind: 'close' }).json()), '--receipt', receipt)
  expect(dropped.status).toBe(1)
  expect(dropped.lines).toContain(`- ${inEnglish({ id: 'audit-check-error-receipt-missing', values: {} })}`)
  const counted = run(saved('counted.json', open.pushProved(addOf(holder), proof).json()), '--receipt', receipt)
  expect(counted.lines).toContain(`- ${inEnglish({ id: 'audit-check-proved-receipts', values: { count: 1 } })}`)
})

/** So many stand together, and four are needed. */
function standing(count: number): AuditLog {
  const waiting = new AuditLog(2, []).changePolicy({ namesWaitFor: 4 })
  for (let each = 0; each < count; each++) waiting.addNamed('together')
  return waiting
}

test.each([
  ['3 of 4 wait', standing(3), { id: 'audit-check-proved-waiting', values: { count: 3, needed: 4 } }],
  [
    'the names of 5 are fixed',
    standing(5).fixNames(),
    { id: 'audit-check-proved-reached', values: { count: 5, needed: 4 } },
  ],
  [
    '5 names were shown',
    waitingLog(3, [], 'revealed'),
    { id: 'audit-check-proved-revealed', values: { count: 5, opened: 3 } },
  ],
  ['the names were destroyed', waitingLog(3, [], 'lapsed'), { id: 'audit-check-word-lapsed', values: {} }],
] as const)('it says of names that wait that %s', (_, waiting, words) => {
  const { status, lines } = run(saved('waiting.json', waiting.json()))
  expect(status).toBe(0)
  expect(lines.includes(`- ${inEnglish(words)}`)).toBe(true)
  const others = lines.filter((line) => line.includes('together') && line.includes('wait'))
  expect(others.filter((line) => !line.startsWith('- Text ') && line !== `- ${inEnglish(words)}`)).toEqual([])
})

test('an error is named with its places, and the exit code says it to programs', async () => {
  const file = { ...log.file(), leaves: log.leaves.with(5, 'x').with(6, 'y'), checkpoint: 'none' }
  const { status, lines } = run(saved('bad.json', JSON.stringify(file)))
  const { errors } = await checkAudit(Buffer.from(JSON.stringify(file)), { signatures })
  expect(status).toBe(1)
  expect(lines[0]).toBe(inEnglish({ id: 'audit-check-bad', values: { count: errors.length } }))
  expect(lines.includes('- An entry has a form that is not allowed. Entries 5, 6 (counted from 0).')).toBe(true)
  expect(lines.some((line) => line === inEnglish({ id: 'audit-check-heading-proved', values: {} }))).toBe(false)
})

test('--json prints the result for programs', async () => {
  const { status, lines } = run('--json', saved('audit.json', log.json()))
  expect(status).toBe(0)
  expect(JSON.parse(lines.join(''))).toEqual(JSON.parse(JSON.stringify(await checkAudit(log.json(), { signatures }))))
})

/** People who do not trust this project's TypeScript read it from the first line to the last. */
test('the Python verifier has fewer than 300 lines, as its documentation says, and none is crowded', () => {
  const [lines, words] = ['check_count.py', 'checking.md'].map((name) =>
    readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
      .trimEnd()
      .split('\n'),
  ) as [string[], string[]]
  expect(lines.length).toBeLessThan(300)
  expect(lines.filter((line) => line.length > 130)).toEqual([])
  expect(lines.filter((line) => /;\s*[a-z]/.test(line))).toEqual([])
  expect(words.filter((line) => line.includes('fewer than 300 lines')).length).toBe(1)
})

test.skipIf(!hasPython)('the Python verifier takes the same files, and has the same exit code', () => {
  const script = fileURLToPath(new URL('../../docs/check_count.py', import.meta.url))
  const python = (...args: string[]) => spawnSync('python3', [script, '--json', ...args], { cwd: folder })
  const good = python(saved('audit.json', log.json()), saved('1.txt', log.checkpoint(7)))
  expect(good.status).toBe(0)
  expect(JSON.parse(good.stdout.toString())).toMatchObject({ ok: true, older: [{ size: 7, good: true }] })
  expect(python(saved('bad.json', '{}')).status).toBe(1)
  expect(python().status).toBe(1)
})

test.each([[[]], [['a.json', 'b.json']], [['--fast', 'a.json']]])(
  'without one file it tells how to call it: %j',
  (args) => {
    const { status, stderr } = run(...args)
    expect({ status, stderr: stderr.trim() }).toEqual({
      status: 1,
      stderr: inEnglish({ id: 'audit-check-usage', values: {} }),
    })
  },
)

test('a file that cannot be read is named', () => {
  const { status, stderr } = run('missing.json')
  expect(status).toBe(1)
  expect(stderr).toMatch(/^missing\.json cannot be read: /)
})
