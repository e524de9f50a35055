import Type from 'typebox'
import { largestAnswerPdf } from './rules.ts'
import { orNull } from '../http/schemas.ts'
import { mailSignatures } from './mail-signature.ts'
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

export const MailSignatureSchema = Type.Enum(mailSignatures, {
  type: 'string',
  description:
    'What the signature of the sender’s mail server (DKIM) says. `recipient`: the recipient’s own domain signed the mail. `signed`: the sender’s domain did, which is another one. `other-domain`: neither of them. `weak`: the signature proves too little',
})

export const FromMailFileSchema = orNull(
  Type.Object({
    signature: MailSignatureSchema,
    domain: orNull(Type.String(), { description: 'The domain that the signature names' }),
    checked_on: Type.String({ description: 'YYYY-MM-DD' }),
    edited: Type.Boolean({ description: 'True if the organizers changed the text or the day of the mail' }),
  }),
  { description: 'Set if the answer was recorded from a mail file' },
)
