import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { BenchRow } from './row.ts'

const NAMES = [
  'Ada Fenwick',
  'Їжак Ґалаґан',
  '王晓梅',
  'سمير حداد',
  'मीरा जोशी',
  '김하늘',
  'Ελένη Μαυρίδου',
  'สมชาย ใจดี',
]

/** A process of its own, so that the peak of its memory is that of one PDF. */
const PROGRAM = `
  import { renderPdf, stopPdf } from ${JSON.stringify(new URL('../../server/delivery/pdf/pdf.ts', import.meta.url).href)}
  const letter = JSON.parse(process.env.LETTER)
  const names = Array.from({ length: Number(process.env.NAMES) }, (_, at) => letter.names[at % letter.names.length] + ' ' + at)
  await renderPdf(letter)
  const started = performance.now()
  await renderPdf({ ...letter, names })
  const seconds = (performance.now() - started) / 1000
  console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024 }))
  await stopPdf()`

const LETTER = {
  title: 'Keep the night shift safe',
  language: 'en',
  dir: 'ltr',
  revision: { number: 1, hash: '9f2c'.repeat(16), publishedOn: '2026-02-03' },
  markdown: 'We load the lorries at night. '.repeat(200),
  demands: ['Two people at every dock.'],
  recipients: [{ name: 'Ines Halvorsen', office: 'Head of Operations' }],
  employers: [{ name: 'Lantern Freight', domains: ['lantern.example'] }],
  tally: [{ label: 'verified work addresses', count: 50_000 }],
  verified: ['Mailboxes verified, names as typed.'],
  notVerified: [],
  asOf: '2026-03-09',
  names: NAMES,
  marks: [],
}

/** A letter with so many names in eight scripts, after one that warms the worker. */
export async function pdfRows(names: number): Promise<BenchRow[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', PROGRAM],
    { env: { ...process.env, LETTER: JSON.stringify(LETTER), NAMES: String(names) } },
  )
  const { seconds, megabytes } = JSON.parse(stdout) as { seconds: number; megabytes: number }
  return [
    { name: `pdf/${names}`, ours: seconds, reference: null, unit: 's', ratio: null },
    { name: `pdf/${names} peak memory`, ours: megabytes, reference: null, unit: 'MB', ratio: null },
  ]
}
