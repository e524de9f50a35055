import Type from 'typebox'
import { largestAnswerPdf } from './rules.ts'

/** For the documentation: bytes go out as they are. */
export const Pdf = Type.Unsafe<Buffer>({
  content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
})

/** Of a request that brings an answer and its PDF: Base64 is a third longer. */
export const largestAnswerBody = Math.ceil((largestAnswerPdf * 4) / 3) + 600_000

export const PdfInBase64 = Type.Optional(
  Type.String({
    contentEncoding: 'base64',
    maxLength: largestAnswerBody,
    description: 'A PDF of at most 5 MB, in Base64. Kept as it is.',
  }),
)
