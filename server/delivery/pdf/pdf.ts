import { Worker } from 'node:worker_threads'
import type { PdfDocument } from './document.ts'
import { directionOf, hanReaderOf } from './fonts.ts'
import { parseMarkdown } from './markdown.ts'
import type { PdfResult, PdfTask } from './pdf-worker.ts'

export type { PdfDocument } from './document.ts'

interface Job {
  task: PdfTask
  resolve: (pdf: Buffer) => void
  reject: (error: Error) => void
}

const WORKER = new URL('./start-worker.mjs', import.meta.url)
const LONGEST_RENDERING = 5 * 60_000

const waiting: Job[] = []
let worker: Worker | null = null
let running: { job: Job; timer: NodeJS.Timeout } | null = null

/** Sets a letter and its signatures as a tagged PDF. The same document gives the same bytes. */
export async function renderPdf(document: PdfDocument): Promise<Buffer> {
  const task = taskOf(document)
  return new Promise((resolve, reject) => {
    waiting.push({ task, resolve, reject })
    next()
  })
}

/** Ends the worker. What it was rendering is refused; a later call to `renderPdf` starts another. */
export async function stopPdf(): Promise<void> {
  const ended = worker
  const refused = waiting.splice(0)
  lose(new Error('The PDF was not made: the server is stopping.'))
  for (const job of refused) job.reject(new Error('The PDF was not made: the server is stopping.'))
  await ended?.terminate()
}

function taskOf(document: PdfDocument): PdfTask {
  if (document.seal !== undefined && /<(?:\w+:)?text[\s>]/.test(document.seal)) {
    throw new Error('The seal of a PDF must be drawn without text: its fonts could not be told.')
  }
  const { markdown, coveringNote, names, ...rest } = document
  const data = {
    ...rest,
    han: hanReaderOf(document.title + markdown, document.language) ?? 'zh',
    letter: parseMarkdown(markdown),
    note: coveringNote === undefined ? [] : parseMarkdown(coveringNote, 'cover'),
    names: names.map((name) => ({
      name: breakable(name),
      dir: directionOf(name),
      han: hanReaderOf(name, document.language) ?? 'other',
    })),
  }
  return {
    data: JSON.stringify(data),
    created: Date.parse(`${document.asOf}T00:00:00Z`) / 1000,
  }
}

/** Lets a word that is wider than a column go on in the next line. */
function breakable(name: string): string {
  return name.replace(/\S{24,}/gu, (word) => word.replace(/.{20}(?=.{3})/gu, '$&\u200b'))
}

function next(): void {
  if (running) return
  const job = waiting.shift()
  if (!job) {
    worker?.unref()
    return
  }
  worker ??= start()
  worker.ref()
  const timer = setTimeout(fail, LONGEST_RENDERING, 'it took too long')
  running = { job, timer }
  worker.postMessage(job.task)
}

function start(): Worker {
  const started = new Worker(WORKER, { execArgv: [] })
  started.on('message', (result: PdfResult) => {
    settle(result)
  })
  started.on('error', (error) => {
    if (worker === started) fail(error.message)
  })
  started.on('exit', () => {
    if (worker === started) fail('its worker ended')
  })
  return started
}

function settle(result: PdfResult): void {
  if (!running) return
  const { job, timer } = running
  clearTimeout(timer)
  running = null
  if ('pdf' in result) job.resolve(Buffer.from(result.pdf.buffer, result.pdf.byteOffset, result.pdf.byteLength))
  else job.reject(new Error(`The PDF could not be made: ${result.error}.`))
  next()
}

function fail(reason: string): void {
  const ended = worker
  lose(new Error(`The PDF could not be made: ${reason}.`))
  void ended?.terminate()
  next()
}

function lose(reason: Error): void {
  worker = null
  if (!running) return
  clearTimeout(running.timer)
  running.job.reject(reason)
  running = null
}
