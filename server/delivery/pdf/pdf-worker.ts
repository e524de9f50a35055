import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { join } from 'node:path'
import { parentPort } from 'node:worker_threads'
import { fontFolders } from './fonts.ts'

export interface PdfTask {
  data: string
  /** Seconds since 1970 of the day at 00:00 UTC. */
  created: number
}

export type PdfResult = { pdf: Uint8Array } | { error: string }

const TEMPLATE = join(import.meta.dirname, 'letter.typ')

const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontPaths: fontFolders() }] })

parentPort?.on('message', (task: PdfTask) => {
  parentPort?.postMessage(attempt(task))
})

function attempt(task: PdfTask): PdfResult {
  try {
    return { pdf: typeset(task) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

function typeset(task: PdfTask): Uint8Array {
  try {
    const compiled = compiler.compile({ mainFilePath: TEMPLATE, inputs: { data: task.data } })
    if (!compiled.result) throw new Error(JSON.stringify(compiled.takeError()?.shortDiagnostics ?? 'no reason given'))
    return compiler.pdf(compiled.result, { pdfTags: true, creationTimestamp: task.created })
  } finally {
    // The cache would keep the names of one letter for as long as the process lives.
    compiler.evictCache(0)
  }
}
