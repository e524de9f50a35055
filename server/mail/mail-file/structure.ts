import { headerEnd, type HeaderField } from './header-fields.ts'

/** A type and parameters that every reader reads alike: without comments, escapes, continuations or signs in quotes that separate parameters. */
const plain =
  /^[a-z0-9.+-]{1,80}\/[a-z0-9.+-]{1,80}(?:\s*;\s*[a-z0-9-]{1,40}=(?:"[^"\\;()]{1,200}"|[^\s;"\\()]{1,200}))*\s*;?\s*$/
/** In bytes. The beginning of the text. */
const longestBeginning = 2000
/** Some programs write one of these sentences before the first part, for readers of the time before MIME. */
const preamble = /^this is (?:a|an) [a-z -]{1,40} message in mime format\.?\s*/i

/**
 * Returns true if the header Content-Type fits the beginning of the text. Many mail servers do not sign this header, Google's among
 * them. Somebody could then name another divider of the parts, and make quoted words look like the author's.
 */
export function fitsItsText(mail: Buffer, fields: readonly HeaderField[]): boolean {
  const type = valueOf(fields, 'content-type').toLowerCase()
  if (type.length > longestBeginning || (type !== '' && !plain.test(type))) return false
  if ((type.match(/boundary/g) ?? []).length > 1) return false
  const begins = beginningOf(mail)
  if (type.startsWith('multipart/')) {
    const divider = dividerIn(valueOf(fields, 'content-type'))
    return divider !== '' && begins.replace(preamble, '').startsWith(`--${divider}\n`)
  }
  if (valueOf(fields, 'content-transfer-encoding').toLowerCase() === 'base64') return /^[a-z0-9+/=\n]*$/i.test(begins)
  return type.startsWith('text/html') ? begins.startsWith('<') : !/^(?:--|<)/.test(begins)
}

function valueOf(fields: readonly HeaderField[], name: string): string {
  return (fields.find((field) => field.name === name)?.value ?? '').trim()
}

function dividerIn(type: string): string {
  const [, quoted, bare] = /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(type.slice(0, 2000)) ?? []
  return quoted ?? bare ?? ''
}

function beginningOf(mail: Buffer): string {
  const at = headerEnd(mail)
  return mail
    .subarray(at, at + longestBeginning)
    .toString('latin1')
    .replaceAll('\r\n', '\n')
    .replace(/^\s+/, '')
    .replace(/[ \t]+\n/g, '\n')
}
