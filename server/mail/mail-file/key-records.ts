import { readTags } from './signatures.ts'

/** What the domain name system says under the name of a key. */
export type KeyRecord = { text: string } | 'gone' | 'unreachable'

const longestRecord = 4000

/** Chooses the record of a DKIM key from the texts under its name (RFC 6376, section 3.6.2.2). */
export function keyRecordIn(texts: readonly (readonly string[])[]): KeyRecord {
  const found = texts.map((parts) => parts.join('')).find((text) => /(?:^|;)\s*p\s*=/.test(text))
  if (found === undefined || found.length > longestRecord) return 'gone'
  return (readTags(found)?.get('p') ?? '') === '' ? 'gone' : { text: found }
}

/** Returns false for a key that is only tested, is for something else than mail, or does not allow SHA-256 (section 3.6.1). */
export function isKeyForMail(record: string): boolean {
  const tags = readTags(record)
  const list = (name: string) => tags?.get(name)?.toLowerCase().split(':')
  const [flags, services, hashes] = [list('t') ?? [], list('s') ?? ['*'], list('h') ?? ['sha256']]
  return !flags.includes('y') && services.some((each) => each === '*' || each === 'email') && hashes.includes('sha256')
}
