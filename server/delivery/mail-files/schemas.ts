import Type from 'typebox'
import { orNull } from '../../http/schemas.ts'
import { MailSignatureSchema } from '../schemas.ts'

/** Largest body, in bytes, of a request with a mail file. Base64 makes the file a third larger. */
export const largestMailBody = 14_000_000

export const MailInBase64 = Type.String({
  contentEncoding: 'base64',
  maxLength: largestMailBody,
  description: 'A mail as a file (.eml) of at most 10 MB, in Base64. It is read and thrown away',
})

export const ProposalSchema = Type.Object({
  text: Type.String({ description: 'Without the mails that it quotes' }),
  answered_on: orNull(Type.String(), { description: 'The day of the mail in UTC. Null if it has no readable date' }),
  recipient: orNull(Type.String(), { description: 'Who answers, if the mail names a copy of this letter' }),
  stage: orNull(Type.Integer(), { description: 'The number of the stage whose copy it answers' }),
  quoted: Type.Boolean({ description: 'True if quoted mails were cut off' }),
  pdf_bytes: orNull(Type.Integer()),
  left_out: Type.Object({
    files: Type.Integer(),
    large_pdf: Type.Boolean(),
    winmail: Type.Boolean(),
    invitation: Type.Boolean(),
  }),
  signature: MailSignatureSchema,
  domain: orNull(Type.String()),
  secrets: Type.Array(Type.Object({ kind: Type.String(), what: Type.String() }), {
    description: 'What must be taken out of the text before the answer can be published',
  }),
})
