import { createHash, createPublicKey, createVerify, type KeyObject } from 'node:crypto'

/**
 * Verifies a DKIM signature as a receiver does (RFC 6376, relaxed/relaxed and rsa-sha256). It is an independent check of the
 * library that signs.
 */
export function dkimVerdict(raw: Buffer, publicKey: KeyObject | string): { pass: boolean; signed: string[] } {
  const text = raw.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  const headers = text.slice(0, end).split(/\r\n(?![ \t])/)
  const body = text.slice(end + 4)
  const signature = headers.find((header) => /^dkim-signature:/i.test(header)) ?? ''
  const tags = Object.fromEntries(
    signature
      .replace(/^[^:]*:/, '')
      .split(';')
      .map((tag) => tag.split(/=(.*)/s).map((part) => part.replace(/\s+/g, '')))
      .map(([name = '', value = '']) => [name, value]),
  )
  const signed = (tags['h'] ?? '').toLowerCase().split(':')
  const bodyHash = createHash('sha256').update(relaxedBody(body), 'latin1').digest('base64')
  const verify = createVerify('RSA-SHA256')
  verify.update(
    [...chosen(headers, signed), relaxed(signature.replace(/([;:\s]b=)[^;]*/, '$1'))].join('\r\n'),
    'latin1',
  )
  const key = typeof publicKey === 'string' ? createPublicKey(publicKey) : publicKey
  return { pass: tags['bh'] === bodyHash && verify.verify(key, tags['b'] ?? '', 'base64'), signed }
}

/**
 * RFC 6376, section 5.4.2: each name selects the last header of that name that is not selected yet. A name without a header
 * signs that there is none.
 */
function chosen(headers: readonly string[], names: readonly string[]): string[] {
  const left = [...headers]
  return names.flatMap((name) => {
    const index = left.findLastIndex((header) => header.toLowerCase().startsWith(`${name}:`))
    return index < 0 ? [] : left.splice(index, 1).map(relaxed)
  })
}

function relaxed(header: string): string {
  const [, name = '', value = ''] = /^([^:]*):(.*)$/s.exec(header) ?? []
  return `${name.toLowerCase().trim()}:${value.replace(/\s+/g, ' ').trim()}`
}

function relaxedBody(body: string): string {
  const lines = body.replace(/[ \t]+/g, ' ').replace(/ +(?=\r\n)/g, '')
  const kept = lines.replace(/(\r\n)+$/, '')
  return kept === '' ? '' : `${kept}\r\n`
}
