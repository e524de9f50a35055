import MimeNode from 'nodemailer/lib/mime-node'
import { oneLine, safeFilename } from './cleaning.ts'
import type { Attachment } from './mail.ts'

const parts = new WeakMap<Attachment, Promise<Buffer>>()

/**
 * An attachment as the whole body part of RFC 2045, headers and base64. The same one goes to each recipient of a delivery, so that
 * it is encoded once and not for every mail, and forgotten with it.
 */
export function attached(attachment: Attachment): Promise<Buffer> {
  const made = parts.get(attachment)
  if (made) return made
  const { filename, content, contentType } = attachment
  // A part of something: a part that stands alone would get the headers of a message.
  const part = new MimeNode('multipart/mixed').createChild(oneLine(contentType), { filename: safeFilename(filename) })
  part.setHeader('Content-Disposition', 'attachment')
  // Byte for byte, whatever it is: text would be sent as text, with a line's end of its own after it.
  part.setHeader('Content-Transfer-Encoding', 'base64')
  part.setContent(content)
  const bytes = part.build()
  parts.set(attachment, bytes)
  return bytes
}
