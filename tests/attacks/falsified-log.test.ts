import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkAudit } from '../../server/audit/check/check-audit.ts'
import { nodeSignatures } from '../../server/audit/check/node-signatures.ts'
import { errorCodes, type CheckResult } from '../../server/audit/check/result.ts'
import { AuditLog, newTestIssuer, variedLog, waitingLog } from '../support/audit-log.ts'
import { checkedInPython, hasPython, type Checked } from '../support/check-count.ts'
import { lies, switches } from '../support/lying-operator.ts'
import { randomNumbers } from '../support/random.ts'
import { codeWithSwitches, switchedOff } from '../support/switched-off.ts'

/**
 * An operator who has every key of the letter, and lies. Each lie is found by the offline check in TypeScript and in Python, and passes
 * when the rule that finds it is switched off.
 */
const issuers = [newTestIssuer('mailbox'), newTestIssuer('vouched'), newTestIssuer('vouched')]
const signatures = nodeSignatures()
const told = lies.map(({ tell }, index) => tell(new AuditLog(index + 1, issuers), issuers))
const honest = [
  ...[1, 2, 3].map((seed) => variedLog(seed, issuers, seed !== 3)),
  ...(['revealed', 'lapsed'] as const).map((end) => waitingLog(4, issuers, end)),
].map((log): Checked => ({ json: log.json(), older: [log.checkpoint(2), log.checkpoint(20), log.checkpoint()] }))

const check = ({ json, older = [], receipts = [] }: Checked): Promise<CheckResult> =>
  checkAudit(json, { signatures, older, receipts })
const codesOf = ({ errors }: CheckResult) => [...new Set(errors.map(({ code }) => code))].toSorted()

test.each(honest.map((file, index) => [index, file] as const))('the honest log %i has no error', async (_, file) => {
  const { ok, errors, standing, tally, size, names, together } = await check(file)
  expect({ ok, errors }).toEqual({ ok: true, errors: [] })
  expect(size).toBeGreaterThan(20)
  expect(standing).toBe(tally.reduce((sum, row) => sum + row.standing, 0))
  expect(names.opened).toBe(
    tally.reduce((sum, row) => sum + (row.group === 'public' ? row.standing : 0), 0) + together.openings.opened,
  )
})

test.each(lies.map((lie, index) => [lie.name, lie, told[index]!] as const))(
  'caught: an operator who %s',
  async (_, lie, file) => {
    const result = await check(file)
    expect(codesOf(result)).toEqual(lie.errors.toSorted())
    expect(result.ok).toBe(false)
  },
)

test('every lie passes when its rule is switched off, and no other lie does', async () => {
  const folder = codeWithSwitches(switches)
  const load = (path: string) => import(join(folder, 'server/audit/check', path)) as Promise<unknown>
  const [switched, node] = (await Promise.all([load('check-audit.ts'), load('node-signatures.ts')])) as [
    { checkAudit: typeof checkAudit },
    { nodeSignatures: typeof nodeSignatures },
  ]
  const options = { signatures: node.nodeSignatures() }
  const run = ({ json, older = [], receipts = [] }: Checked) =>
    switched.checkAudit(json, { ...options, older, receipts })
  const passed: string[] = []
  for (const [index, { name }] of lies.entries()) {
    const file = told[index]!
    if ((await run(file)).ok) passed.push(`${name} with every rule`)
    const without = await switchedOff(name, () => run(file))
    if (!without.ok) passed.push(`not without its rule: ${name}: ${codesOf(without).join(' ')}`)
  }
  expect(passed).toEqual([])
})

test('the corpus has a lie for every rule about the content of a log', () => {
  const found = new Set(lies.flatMap(({ errors }) => errors))
  expect(errorCodes.filter((code) => !found.has(code))).toEqual(['format'])
})

const malformed = () => {
  const file = variedLog(4, issuers).file()
  const changed = (change: object) => JSON.stringify({ ...file, ...change })
  const text = JSON.stringify(file)
  return [
    '',
    'null',
    '[]',
    '{}',
    '{"format":"roundrobin audit v1"}',
    text.slice(0, -1),
    text.replace('audit v1', 'audit v2'),
    `\ufeff${text}`,
    changed({ letter: file.letter.toUpperCase() }),
    changed({ leaves: file.leaves.slice(1) }),
    changed({ leaves: Object.fromEntries(file.leaves.entries()) }),
    changed({ proofs: file.proofs.map(() => 1) }),
    changed({ leaves: file.leaves.with(0, '\ud800') }),
    changed({ title: 7 }),
    changed({ documents: [] }),
    changed({ documents: { ...file.documents, x: null } }),
    changed({ names: [['00'.repeat(32), '00'.repeat(12)]] }),
    changed({ names: [['00'.repeat(32), '00'.repeat(11), 'Ina']] }),
    changed({ names: ['00'.repeat(32)] }),
    changed({ checkpoint: null }),
    JSON.stringify(Object.fromEntries(Object.entries(file).filter(([key]) => key !== 'openings'))),
    changed({ openings: ['00'.repeat(32)] }),
    changed({ openings: [['00'.repeat(32), '00'.repeat(32)]] }),
    changed({ openings: [['00'.repeat(32), '00'.repeat(12), 'Ina']] }),
    changed({ openings: [['00'.repeat(32), '00'.repeat(32), 'Ina', 'Nurse']] }),
  ].map((each) => Buffer.from(each))
}

test('a file of another form gives an error, and never throws', async () => {
  const files = [...malformed(), Buffer.from(JSON.stringify(variedLog(4, issuers).file())).fill(0xff, 200, 201)]
  for (const json of files) {
    const { ok, errors } = await check({ json, older: ['nothing'] })
    expect({ ok, errors }).toEqual({ ok: false, errors: [{ at: null, code: 'format' }] })
  }
})

/** Honest files with one thing changed at random: a character, or leaves and proofs that changed places. */
function damaged(count: number): Checked[] {
  const random = randomNumbers(14)
  const below = (limit: number) => Math.floor(random() * limit)
  return Array.from({ length: count }, (_, index): Checked => {
    const seed = 5 + (index % 3)
    const log =
      index % 2 === 0 ? variedLog(seed, issuers) : waitingLog(seed, issuers, index % 4 === 1 ? 'revealed' : 'lapsed')
    const file = log.file()
    const older = [log.checkpoint(1 + below(file.leaves.length))]
    const way = index % 3
    if (way === 0) {
      const json = Buffer.from(JSON.stringify(file))
      json[below(json.length)] = 0x20 + below(0x5f)
      return { json, older }
    }
    const lists = way === 1 ? [file.leaves, file.proofs] : [file.leaves]
    const [from, to] = [below(file.leaves.length), below(file.leaves.length)]
    for (const list of lists) list.splice(to, 0, ...(list.splice(from, 1) as string[]))
    return { json: Buffer.from(JSON.stringify({ ...file, checkpoint: log.checkpoint(undefined, file.leaves) })), older }
  })
}

test.skipIf(!hasPython)(
  'both verifiers give the same result for good, falsified, malformed and damaged files',
  async () => {
    const withoutReceipts = told.filter(({ receipts }) => receipts === undefined)
    const files = [
      ...honest,
      ...withoutReceipts,
      ...malformed().map((json) => ({ json, older: ['nothing'] })),
      ...damaged(120),
    ]
    const ours = await Promise.all(files.map(check))
    const theirs = checkedInPython(files)
    const different = files.flatMap((_, index) => {
      const [a, b] = [ours[index], theirs[index]].map((result) => sorted(result) as Record<string, unknown>) as [
        Record<string, unknown>,
        Record<string, unknown>,
      ]
      const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
      return keys
        .filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]))
        .map((key) => ({ index, key, ours: a[key], theirs: b[key] }))
    })
    expect(different.slice(0, 5)).toEqual([])
    expect(ours.filter(({ ok }) => ok).length).toBeLessThan(15)
  },
  120_000,
)

/** With the keys of objects in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, each]) => [key, sorted(each)] as const)
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
