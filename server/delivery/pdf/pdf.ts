import { createHash } from 'node:crypto'
import { RenderingPool } from '../../rendering/pool.ts'
import type { PdfDocument } from './document.ts'
import { inServer } from '../../paths.ts'

export type { PdfDocument } from './document.ts'

export interface PdfLimits {
  /** In bytes, of a whole process. */
  memory: number
  /** In milliseconds. */
  time: number
}

/** Somebody waits for the answer of a request, and the server closes a connection that is silent for a minute. */
export const waitedFor = 50_000
/** A job can wait longer than the trial before it did: the machine may have more to do. */
export const inJob = 150_000

const pool = new RenderingPool<PdfDocument, Uint8Array>({
  module: inServer('delivery/pdf/typeset.ts'),
  most: 2,
  waiting: 40,
})

const underWay = new Map<string, Promise<Buffer>>()

/** Hashes of documents that were rendered on trial. Not the documents: they hold names. */
const tried = new Set<string>()
const mostTried = 500

/** Sets a letter and its signatures as a tagged PDF. The same document gives the same bytes. @throws RenderingFailure */
export async function renderPdf(document: PdfDocument, limits: PdfLimits): Promise<Buffer> {
  if (document.seal !== undefined && /<(?:\w+:)?text[\s>]/.test(document.seal))
    throw new Error('The seal of a PDF must be drawn without text: its fonts could not be told.')
  const name = nameOf(document, limits)
  const rendering = underWay.get(name) ?? render(document, limits).finally(() => underWay.delete(name))
  underWay.set(name, rendering)
  return rendering
}

/** Finds out whether a document can be rendered. @throws RenderingFailure */
export async function tryPdf(document: PdfDocument, limits: PdfLimits): Promise<void> {
  const name = nameOf(document, limits)
  if (tried.has(name)) return
  await renderPdf(document, limits)
  if (tried.size >= mostTried) tried.clear()
  tried.add(name)
}

/** Ends the processes. What they were rendering fails; a later call to `renderPdf` starts another. */
export async function stopPdf(): Promise<void> {
  await pool.stop()
}

async function render(document: PdfDocument, limits: PdfLimits): Promise<Buffer> {
  const { buffer, byteOffset, byteLength } = await pool.run(document, limits)
  return Buffer.from(buffer, byteOffset, byteLength)
}

function nameOf(document: PdfDocument, { memory, time }: PdfLimits): string {
  return createHash('sha256')
    .update(`${memory} ${time} ${JSON.stringify(document)}`)
    .digest('base64')
}
