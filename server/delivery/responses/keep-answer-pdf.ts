import { createHash } from 'node:crypto'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { insertAnswerPdf } from './answer-pdf-queries.ts'
import { sealAnswerPdf } from '../secrets.ts'

/** Stores the PDF of an answer, sealed and unchanged. The server never parses it. */
export async function keepAnswerPdf(core: Core, trx: Db, answerId: string, pdf: Buffer): Promise<void> {
  await insertAnswerPdf(trx, {
    response_id: answerId,
    sealed: sealAnswerPdf(core, answerId, pdf),
    bytes: pdf.length,
    hash: pdfHash(pdf),
  })
}

export function pdfHash(pdf: Buffer): Buffer {
  return createHash('sha256').update(pdf).digest()
}
