import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { readConfig } from '../../server/config.ts'
import { wordsOfCopies } from '../../server/delivery/copies/words-of-copies.ts'
import type { PdfDocument } from '../../server/delivery/pdf/document.ts'
import { pdfWords } from '../../server/delivery/pdf/pdf-words.ts'
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

/**
 * Renders in a child of this process. The child may end as soon as its PDF is ready, so the parent reads its peak memory
 * continuously.
 */
const PROGRAM = `
  import { readFileSync } from 'node:fs'
  import { renderPdf, stopPdf } from ${JSON.stringify(new URL('../../server/delivery/pdf/render-pdf.ts', import.meta.url).href)}
  const letter = JSON.parse(process.env.LETTER)
  const names = Array.from({ length: Number(process.env.NAMES) }, (_, at) => letter.names[at % letter.names.length] + ' ' + at)
  const limits = { memory: Number(process.env.MEMORY), time: 15e4 }
  await renderPdf(letter, limits)
  const child = readFileSync('/proc/self/task/' + process.pid + '/children', 'utf8').trim().split(' ').at(-1)
  let megabytes = 0
  const watch = setInterval(() => {
    try {
      megabytes = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/' + child + '/status', 'utf8'))[1]) / 1024
    } catch {}
  }, 50)
  const started = performance.now()
  await renderPdf({ ...letter, names }, limits)
  const seconds = (performance.now() - started) / 1000
  clearInterval(watch)
  console.log(JSON.stringify({ seconds, megabytes }))
  await stopPdf()`

const unworded: Omit<PdfDocument, 'words'> = {
  paper: 'a4',
  asOf: '2026-03-09',
  revision: { number: 1, hash: '9f2c'.repeat(16), publishedOn: '2026-02-03' },
  title: 'Keep the night shift safe',
  language: 'en',
  dir: 'ltr',
  markdown: 'We load the lorries at night. '.repeat(200),
  demands: ['Two people at every dock.'],
  recipients: [{ name: 'Ines Halvorsen', office: 'Head of Operations' }],
  employers: [{ name: 'Lantern Freight', domains: ['lantern.example'] }],
  tally: [{ label: 'verified work addresses', count: 50_000 }],
  verified: ['Mailboxes verified, names as typed.'],
  notVerified: [],
  names: NAMES,
  marks: [],
}
const LETTER: PdfDocument = { ...unworded, words: pdfWords(wordsOfCopies(), unworded) }

const memory = readConfig({}).pdfMemory

/** A letter with this many names in eight scripts, within the default memory limit. A first PDF warms the process up. */
export async function pdfRows(names: number): Promise<BenchRow[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', PROGRAM],
    { env: { ...process.env, LETTER: JSON.stringify(LETTER), NAMES: String(names), MEMORY: String(memory) } },
  )
  const { seconds, megabytes } = JSON.parse(stdout) as { seconds: number; megabytes: number }
  return [
    { name: `pdf/${names}`, ours: seconds, reference: null, unit: 's', ratio: null },
    { name: `pdf/${names} peak memory`, ours: megabytes, reference: null, unit: 'MB', ratio: null },
  ]
}
