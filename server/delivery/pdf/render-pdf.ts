import { createHash } from 'node:crypto'
import { RenderingPool } from '../../rendering/pool.ts'
import type { PdfDocument } from './document.ts'
import type { Poster } from './poster.ts'
import type { ReceiptDocument } from './receipt.ts'
import { inServer } from '../../paths.ts'

export type { PdfDocument } from './document.ts'

export interface PdfLimits {
  /** In bytes, for the whole process. */
  memory: number
  /** In milliseconds. */
  time: number
}

/** In milliseconds, for a request. The server closes a connection after a minute without an answer. */
export const waitedFor = 50_000
/** In milliseconds, for a job. Longer than for the trial before it, because the machine may be busier. */
export const inJob = 150_000

type Rendered = PdfDocument | Poster | ReceiptDocument

const pool = new RenderingPool<Rendered, Uint8Array>({
  module: inServer('delivery/pdf/typeset.ts'),
  most: 2,
  waiting: 40,
})

const underWay = new Map<string, Promise<Buffer>>()

/** Hashes of documents whose trial succeeded. The documents themselves are not kept, because they hold names. */
const tried = new Set<string>()
const mostTried = 500

/** Renders a letter with its signatures, a poster or a receipt as a tagged PDF. The same document gives the same bytes. @throws RenderingFailure */
export async function renderPdf(document: Rendered, limits: PdfLimits): Promise<Buffer> {
  if ('seal' in document && /<(?:\w+:)?text[\s>]/.test(document.seal))
    throw new Error('The seal of a PDF must be drawn without text, because its fonts are not known.')
  const name = nameOf(document, limits)
  const rendering = underWay.get(name) ?? render(document, limits).finally(() => underWay.delete(name))
  underWay.set(name, rendering)
  return rendering
}

/** Checks that a document can be rendered. @throws RenderingFailure */
export async function tryPdf(document: PdfDocument, limits: PdfLimits): Promise<void> {
  const name = nameOf(document, limits)
  if (tried.has(name)) return
  await renderPdf(document, limits)
  if (tried.size >= mostTried) tried.clear()
  tried.add(name)
}

/** Ends the rendering processes. Renderings in progress fail. A later call to `renderPdf` starts a new process. */
export async function stopPdf(): Promise<void> {
  await pool.stop()
}

async function render(document: Rendered, limits: PdfLimits): Promise<Buffer> {
  const { buffer, byteOffset, byteLength } = await pool.run(document, limits)
  return Buffer.from(buffer, byteOffset, byteLength)
}

function nameOf(document: Rendered, { memory, time }: PdfLimits): string {
  return createHash('sha256')
    .update(`${memory} ${time} ${JSON.stringify(document)}`)
    .digest('base64')
}
