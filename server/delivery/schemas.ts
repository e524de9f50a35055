import Type from 'typebox'
import { largestAnswerPdf } from './rules.ts'
import { allVerdicts } from './verdicts.ts'

/** Describes a PDF response. The response itself is not serialized. */
export const Pdf = Type.Unsafe<Buffer>({
  content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
})

/** Largest body, in bytes, of a request with an answer and its PDF. Base64 makes the PDF a third larger. */
export const largestAnswerBody = Math.ceil((largestAnswerPdf * 4) / 3) + 600_000

export const PdfInBase64 = Type.Optional(
  Type.String({
    contentEncoding: 'base64',
    maxLength: largestAnswerBody,
    description: 'A PDF of at most 5 MB, in Base64. It is kept unchanged.',
  }),
)

export const VerdictSchema = Type.Enum(allVerdicts, { type: 'string' })
export const VerdictOrNull = Type.Union([VerdictSchema, Type.Null()], {
  description: 'What the owners say of the answer. Null if they have not judged it yet',
})
