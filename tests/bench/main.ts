// `npm run bench`: compares the server with the minimum that could do the same work. `npm run bench -- page/450 sign --json
// FILE`.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { auditCheckRows } from './audit-check.ts'
import { auditLogRows } from './audit-log.ts'
import { batchRow, othersWaitRows } from './batches.ts'
import { bounceRow } from './bounces.ts'
import { dashboardRow } from './dashboard.ts'
import { browserRow } from './browser.ts'
import { healthRow } from './cards.ts'
import { issueRow, mixRow, pageWhileIssuingRow, redeemRow } from './anonymous.ts'
import { codeBesideBatchesRow } from './codes.ts'
import { draftMergeRow, draftOpenRow, draftSyncRow } from './drafting.ts'
import { editorWeightRow, memoryRows, startRows, weightRows } from './life.ts'
import { mailSizeRows } from './mail-kinds.ts'
import { mailRow } from './mails.ts'
import { freshOracleRow, oracleRow } from './oracle.ts'
import { credentialOracleRows, redeemOracleRows, vouchOracleRows } from './oracle-credentials.ts'
import { depthRow, searchRow, growthRow, keptRow } from './pages.ts'
import { pdfRows } from './pdf.ts'
import type { BenchRow } from './row.ts'
import { shiftRow } from './shift.ts'
import { signRow, signWithLogRow } from './sign.ts'
import { spamRows } from './spam.ts'
import { Stage } from './stage.ts'
import { walkRows } from './walks.ts'
import { mostShift } from '../support/layout-shift.ts'

interface Bench {
  name: string
  run: (stage: Stage) => Promise<BenchRow[]>
}

const benches: Bench[] = [
  { name: 'page/450', run: async (stage) => [await keptRow(stage, 'page', 450)] },
  { name: 'page/100000', run: async (stage) => [await keptRow(stage, 'page', 100_000)] },
  { name: 'json/450', run: async (stage) => [await keptRow(stage, 'json', 450)] },
  { name: 'json/100000', run: async (stage) => [await keptRow(stage, 'json', 100_000)] },
  { name: 'page/growth', run: async (stage) => [await growthRow(stage)] },
  { name: 'dashboard/growth', run: async (stage) => [await dashboardRow(stage)] },
  { name: 'list/depth', run: async (stage) => [await depthRow(stage)] },
  { name: 'search/100000', run: async (stage) => [await searchRow(stage)] },
  { name: 'health/cards', run: async (stage) => [await healthRow(stage)] },
  { name: 'sign', run: async (stage) => [await signRow(stage)] },
  { name: 'sign-with-log', run: async (stage) => [await signWithLogRow(stage)] },
  { name: 'issue', run: async (stage) => [await issueRow(stage)] },
  { name: 'page-while-issuing', run: async (stage) => [await pageWhileIssuingRow(stage)] },
  { name: 'redeem', run: async (stage) => [await redeemRow(stage)] },
  { name: 'mix/100000', run: async (stage) => [await mixRow(stage)] },
  { name: 'batch/1000000', run: async () => [await batchRow(1_000_000)] },
  { name: 'others-wait/1000000', run: () => othersWaitRows(1_000_000) },
  { name: 'pdf/10000', run: () => pdfRows('pdf/10000', { names: 10_000, chapters: 1 }) },
  { name: 'pdf/50000', run: () => pdfRows('pdf/50000', { names: 50_000, chapters: 1 }) },
  { name: 'pdf/60-pages', run: () => pdfRows('pdf/60-pages', { names: 450, chapters: 69 }) },
  { name: 'mail/1000', run: async () => [await mailRow('mail/1000', 1000, 5)] },
  { name: 'mail-out/5000', run: async () => [await mailRow('mail-out/5000', 5000, 3)] },
  { name: 'code-beside-batches/1000', run: async () => [await codeBesideBatchesRow(1000)] },
  { name: 'mail-size', run: () => mailSizeRows() },
  { name: 'spam', run: () => spamRows() },
  { name: 'bounces/read', run: async () => [await bounceRow('bounces/read')] },
  { name: 'bounces/gone', run: async () => [await bounceRow('bounces/gone')] },
  { name: 'bounces/wrong', run: async () => [await bounceRow('bounces/wrong')] },
  { name: 'bounces/taken', run: async () => [await bounceRow('bounces/taken')] },
  { name: 'audit-log', run: async () => auditLogRows() },
  { name: 'audit-check', run: () => auditCheckRows(100_000) },
  { name: 'start', run: () => startRows() },
  { name: 'memory', run: () => memoryRows() },
  { name: 'browser', run: async () => [await browserRow()] },
  { name: 'weight', run: weightRows },
  { name: 'shift', run: async (stage) => [await shiftRow(stage)] },
  { name: 'walk', run: () => walkRows() },
  { name: 'draft-sync', run: async (stage) => [await draftSyncRow(stage)] },
  { name: 'draft-merge', run: async (stage) => [await draftMergeRow(stage)] },
  { name: 'draft-open/200000', run: async (stage) => [await draftOpenRow(stage)] },
  { name: 'editor-weight', run: async () => [editorWeightRow()] },
  { name: 'oracle', run: async (stage) => [await oracleRow(stage), await freshOracleRow(stage)] },
  { name: 'oracle/credentials', run: credentialOracleRows },
  { name: 'oracle/redemptions', run: redeemOracleRows },
  { name: 'oracle/codes', run: vouchOracleRows },
]

/** Limits for the ratio, if the row has one, and otherwise for our own number. */
const aims: Record<string, { least?: number; most?: number }> = {
  'page/450': { least: 0.9 },
  'page/100000': { least: 0.9 },
  'json/450': { least: 0.9 },
  'json/100000': { least: 0.9 },
  'page/growth': { least: 0.95 },
  'dashboard/growth': { most: 1.2 },
  'list/depth': { least: 0.9 },
  'search/100000': { most: 3 },
  sign: { least: 0.5 },
  'sign-with-log': { least: 0.9 },
  issue: { least: 0.8 },
  'page-while-issuing': { most: 2 },
  'batch/1000000': { most: 1.5 },
  'others-wait': { most: 100 },
  'health/cards': { most: 10 },
  'pdf/50000 peak memory': { most: 2000 },
  'mail/1000': { least: 0.8 },
  'mail-out/5000': { least: 0.8 },
  'code-beside-batches': { most: 1 },
  browser: { most: 1000 },
  weight: { most: 90 },
  'weight/without-fonts': { most: 30 },
  shift: { most: mostShift },
  'walk-pages/named': { most: 3 },
  'walk-pages/anonymous': { most: 4 },
  'walk-pages/vouched': { most: 3 },
  reading: { most: 12 },
  'editor-weight': { most: 160 },
  'draft-sync': { most: 150 },
  'draft-merge': { most: 0 },
  'draft-open/200000': { most: 1000 },
  'mail-size-html': { most: 100_000 },
  'mail-size-longest-html': { most: 100_000 },
  spam: { most: 0 },
  'bounces/read': { least: 0.946 },
  'bounces/gone': { least: 0.947 },
  'bounces/wrong': { most: 0 },
  'bounces/taken': { most: 0 },
  'audit-log/append/1000000': { most: 2 },
  'audit-log/proof/1000000': { most: 2.5 },
  'audit-log/checkpoint/1000000': { most: 2 },
  'audit-check/node/100000': { least: 0.5 },
  'audit-check/browser/100000': { least: 0.5 },
  oracle: { least: 0.47, most: 0.53 },
}

const { values, positionals } = parseArgs({ options: { json: { type: 'string' } }, allowPositionals: true })
/** `bounces` names all rows that begin with `bounces/`. */
const isNamed = (bench: Bench, name: string) => bench.name === name || bench.name.startsWith(`${name}/`)
const unknown = positionals.filter((name) => !benches.some((bench) => isNamed(bench, name)))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. There are: ${benches.map(({ name }) => name).join(', ')}.`)
  process.exit(1)
}

const stage = new Stage()
const rows: BenchRow[] = []
try {
  print(['', 'ours', 'reference', 'unit', 'ratio', 'aim', ''])
  for (const bench of benches) {
    if (positionals.length > 0 && !positionals.some((name) => isNamed(bench, name))) continue
    const measured = await bench.run(stage)
    rows.push(...measured)
    for (const row of measured) print(cellsOf(row))
  }
} finally {
  await stage.close()
}
if (values.json !== undefined) {
  const bare = rows.map(({ name, ours, reference, unit, ratio }) => ({ name, ours, reference, unit, ratio }))
  writeFileSync(values.json, `${JSON.stringify(bare, null, 2)}\n`)
}

function cellsOf(row: BenchRow): string[] {
  const aim = aims[row.name] ?? aims[row.name.replace(/\/.*/, '')]
  const reached = row.ratio ?? row.ours
  const short = aim && (reached < (aim.least ?? -Infinity) || reached > (aim.most ?? Infinity))
  const note = [short ? 'SHORT OF THE AIM' : '', row.note ?? ''].filter((each) => each !== '').join('; ')
  return [
    row.name,
    inDigits(row.ours),
    row.reference === null ? '–' : inDigits(row.reference),
    row.unit,
    row.ratio === null ? '–' : row.ratio.toFixed(3),
    aim ? aimWords(aim) : '–',
    note,
  ]
}

function aimWords({ least, most }: { least?: number; most?: number }): string {
  if (least !== undefined && most !== undefined) return `${least}–${most}`
  return least === undefined ? `≤ ${String(most)}` : `≥ ${least}`
}

function inDigits(number: number): string {
  return number.toLocaleString('en', { maximumSignificantDigits: 4 })
}

function print([name = '', ...cells]: string[]): void {
  const widths = [10, 10, 14, 7, 10]
  const [ours, reference, unit, ratio, aim, note] = cells
  const right = [ours, reference].map((cell, index) => (cell ?? '').padStart(widths[index] ?? 0))
  const left = [unit, ratio, aim].map((cell, index) => (cell ?? '').padEnd(widths[index + 2] ?? 0))
  console.log(`${name.padEnd(24)} ${right.join(' ')} ${left.join(' ')} ${note ?? ''}`.trimEnd())
}
