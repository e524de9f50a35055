import MimeNode from 'nodemailer/lib/mime-node'
import { oneLine, safeFilename } from './cleaning.ts'
import type { Attachment } from './mail.ts'

const parts = new WeakMap<Attachment, Promise<Buffer>>()

/**
 * Encodes an attachment as a complete MIME body part (RFC 2045) with headers and base64.
 * All recipients of a delivery share one attachment object, so it is encoded once. The result is freed together with the object.
 */
export function attached(attachment: Attachment): Promise<Buffer> {
  const made = parts.get(attachment)
  if (made) return made
  const { filename, content, contentType } = attachment
  // Built as a child, because a node without a parent would get the headers of a message.
  const part = new MimeNode('multipart/mixed').createChild(oneLine(contentType), { filename: safeFilename(filename) })
  part.setHeader('Content-Disposition', 'attachment')
  // Base64 keeps the bytes unchanged. Other encodings could change line ends or append one.
  part.setHeader('Content-Transfer-Encoding', 'base64')
  part.setContent(content)
  const bytes = part.build()
  parts.set(attachment, bytes)
  return bytes
}
