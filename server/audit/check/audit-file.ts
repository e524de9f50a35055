/** Reads `audit.json`. The file comes from a server that may lie, so nothing about its form is assumed. */

/** A name of the list. Only the entry is there if the name is not opened. */
export type NameRow =
  | readonly [entry: string]
  | readonly [entry: string, salt: string, name: string]
  | readonly [entry: string, salt: string, name: string, title: string]

/** A name that waited and was revealed. Only the commitment is there if the name is not opened. */
export type OpeningRow = readonly [commitment: string] | readonly [commitment: string, salt: string, name: string]

export interface AuditFile {
  letter: string
  title: string
  page: string
  /** Verifier key of C2SP signed-note. */
  key: string
  /** Signed note. */
  checkpoint: string
  /** Texts of policies and revisions, by their hash in hex. */
  documents: ReadonlyMap<string, string>
  leaves: readonly string[]
  /** As many as there are leaves. */
  proofs: readonly (string | null)[]
  names: readonly NameRow[]
  /** In hex. Empty if the hash of the list has none. */
  namesNonce: string
  openings: readonly OpeningRow[]
}

export const AUDIT_FORMAT = 'roundrobin audit v1'

/** Replaces no bytes and drops none, so that every verifier reads the same text. */
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Null unless the bytes are JSON of this form. Other fields may be there, and are left out. */
export function readAuditFile(json: Uint8Array): AuditFile | null {
  try {
    return read(JSON.parse(strictUtf8.decode(json)))
  } catch {
    return null
  }
}

function read(value: unknown): AuditFile | null {
  if (!isRecord(value)) return null
  const { format, letter, title, page, key, checkpoint, documents, leaves, proofs } = value
  if (format !== AUDIT_FORMAT || !isUuid(letter)) return null
  if (!isText(title) || !isText(page) || !isText(key) || !isText(checkpoint)) return null
  if (!isRecord(documents) || !Object.values(documents).every(isText)) return null
  if (!isListOf(leaves, isText) || !isListOf(proofs, isProof) || leaves.length !== proofs.length) return null
  const lists = readLists(value)
  if (!lists) return null
  const byHash = new Map(Object.entries(documents as Record<string, string>))
  return { letter, title, page, key, checkpoint, documents: byHash, leaves, proofs, ...lists }
}

function readLists({ names, names_nonce: namesNonce, openings }: Record<string, unknown>) {
  if (!isListOf(names, isName) || !isNonce(namesNonce) || !isListOf(openings, isOpening)) return null
  return { names, namesNonce, openings }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isListOf<T>(value: unknown, is: (each: unknown) => each is T): value is T[] {
  return Array.isArray(value) && value.every(is)
}

/** A text with a lone surrogate has no bytes in UTF-8. Programs would replace it in different ways, and so hash different bytes. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && !/\p{Surrogate}/u.test(value)
}

function isProof(value: unknown): value is string | null {
  return value === null || isText(value)
}

function isNonce(value: unknown): value is string {
  return typeof value === 'string' && /^([0-9a-f]{64})?$/.test(value)
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
}

function isName(value: unknown): value is NameRow {
  if (!isListOf(value, isText) || ![1, 3, 4].includes(value.length)) return false
  const [entry = '', salt] = value
  return /^[0-9a-f]{64}$/.test(entry) && (salt === undefined || /^[0-9a-f]{24}$/.test(salt))
}

function isOpening(value: unknown): value is OpeningRow {
  if (!isListOf(value, isText) || ![1, 3].includes(value.length)) return false
  return value.slice(0, 2).every((hash) => /^[0-9a-f]{64}$/.test(hash))
}
