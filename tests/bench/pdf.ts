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
  import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
  import { renderPdf, stopPdf } from ${JSON.stringify(new URL('../../server/delivery/pdf/render-pdf.ts', import.meta.url).href)}
  const letter = JSON.parse(process.env.LETTER)
  const names = Array.from({ length: Number(process.env.NAMES) }, (_, at) => letter.names[at % letter.names.length] + ' ' + at)
  const markdown = Array.from({ length: Number(process.env.CHAPTERS) }, (_, at) => letter.markdown.replaceAll('{number}', at + 1)).join('\\n\\n')
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
  const pdf = await renderPdf({ ...letter, names, markdown }, limits)
  const seconds = (performance.now() - started) / 1000
  clearInterval(watch)
  const { numPages: pages } = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  console.log(JSON.stringify({ seconds, megabytes, pages }))
  await stopPdf()`

const SENTENCE =
  'We load the lorries at night, and since the reorganization of the distribution centre nobody has told us who is *responsible*. '
/** About one page. */
const CHAPTER = [
  '## What happened in week {number}',
  ...Array.from({ length: 3 }, () => SENTENCE.repeat(4)),
  `- ${SENTENCE}\n- See [the report](https://reports.example/week/{number}).[^{number}]`,
  '| Day | Accidents |\n|--|--|\n| Monday | 14 |',
  `[^{number}]: ${SENTENCE}`,
].join('\n\n')

const unworded: Omit<PdfDocument, 'words'> = {
  paper: 'a4',
  asOf: '2026-03-09',
  revision: { number: 1, hash: '9f2c'.repeat(16), publishedOn: '2026-02-03' },
  title: 'Keep the night shift safe',
  language: 'en',
  dir: 'ltr',
  markdown: CHAPTER,
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

interface Size {
  names: number
  /** Each has about one page. */
  chapters: number
}

/** A letter with so many names in eight scripts, within the default memory limit. A first PDF warms the process up. */
export async function pdfRows(name: string, { names, chapters }: Size): Promise<BenchRow[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', PROGRAM],
    {
      env: {
        ...process.env,
        LETTER: JSON.stringify(LETTER),
        NAMES: String(names),
        CHAPTERS: String(chapters),
        MEMORY: String(memory),
      },
    },
  )
  const { seconds, megabytes, pages } = JSON.parse(stdout) as Record<'seconds' | 'megabytes' | 'pages', number>
  return [
    { name, ours: seconds, reference: null, unit: 's', ratio: null, note: `${String(pages)} pages` },
    { name: `${name} peak memory`, ours: megabytes, reference: null, unit: 'MB', ratio: null },
  ]
}
