import { inBase64url } from './bytes.ts'
import type { Credential, IssuerSignature } from './credential.ts'
import { deriveSecret, parseSigningKey } from './signing-key.ts'

/**
 * The content of the file with which people sign later. It includes the slip, so the file is sufficient on any device and
 * network, without an address. It names neither this product nor the letter: a person or a machine that finds it learns nothing
 * from its words. The marks of letter and text can be checked only by somebody who has the slip and knows the letter.
 */
export interface CredentialFile {
  letter: string
  signingKey: string
  revisionHash: string
  credential: Credential
}

export interface SavedFile {
  signingKey: string
  signatures: IssuerSignature[]
  isFor(letter: string): boolean
  /** False if the letter's text has changed since the file was saved. */
  isOfText(letter: string, revisionHash: string): boolean
}

const EARLIER_FORMAT = 'roundrobin credential'
const MARK_BYTES = 16

export function fileText({ letter, signingKey, revisionHash, credential }: CredentialFile): string {
  const parts = credential.signatures.map(({ issuer, signature }) => [issuer, signature])
  const marks = [letterMark(signingKey, letter), textMark(signingKey, letter, revisionHash)]
  return `${JSON.stringify({ version: 2, words: signingKey, marks, parts }, null, 2)}\n`
}

/** Reads a file without checking it against the letter. Returns null for any other file. The slip derives message and prefix. */
export function readFile(text: string): SavedFile | null {
  try {
    const file = JSON.parse(text) as Record<string, unknown> | null
    return file?.['version'] === 2 ? readNeutral(file) : readEarlier(file)
  } catch {
    return null
  }
}

function readNeutral({ words, marks, parts }: Record<string, unknown>): SavedFile | null {
  if (typeof words !== 'string' || !Array.isArray(marks) || !Array.isArray(parts)) return null
  if (!parseSigningKey(words)) return null
  return {
    signingKey: words,
    signatures: (parts as unknown[]).map((part) => {
      const [issuer, signature] = Array.isArray(part) ? (part as unknown[]) : []
      return { issuer: String(issuer), signature: String(signature) }
    }),
    isFor: (letter) => marks[0] === letterMark(words, letter),
    isOfText: (letter, hash) => marks[1] === textMark(words, letter, hash),
  }
}

/** A file from before the slip. */
function readEarlier(file: Record<string, unknown> | null): SavedFile | null {
  if (file?.['format'] !== EARLIER_FORMAT || file['version'] !== 1) return null
  const { letter, signing_key: signingKey, revision_hash: revisionHash, signatures } = file
  if (typeof letter !== 'string' || typeof signingKey !== 'string' || !parseSigningKey(signingKey)) return null
  return {
    signingKey,
    signatures: Array.isArray(signatures) ? (signatures as IssuerSignature[]) : [],
    isFor: (other) => letter === other,
    isOfText: (_letter, hash) => revisionHash === hash,
  }
}

function letterMark(signingKey: string, letter: string): string {
  return mark(signingKey, letter, 'file-letter')
}

function textMark(signingKey: string, letter: string, revisionHash: string): string {
  return mark(signingKey, letter, `file-text:${revisionHash}`)
}

/** @throws Error if the signing key is malformed, because callers have read it before */
function mark(signingKey: string, letter: string, purpose: string): string {
  const seed = parseSigningKey(signingKey)
  if (!seed) throw new Error('not a signing key')
  return inBase64url(deriveSecret(seed, letter, purpose, MARK_BYTES))
}
