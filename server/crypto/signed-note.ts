/**
 * Signed notes (C2SP signed-note) with Ed25519 keys, and checkpoints (C2SP tlog-checkpoint), which are the notes of a log. The
 * browser bundle includes this file, so it has no Buffer and no node:crypto.
 */
import { hashes, verify } from '@noble/ed25519'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { fromBase64, toBase64 } from './base64.ts'
import { joined } from './credential.ts'
import { TREE_HASH_BYTES } from './merkle-tree.ts'

hashes.sha512 = sha512

/** The signature type Ed25519 of signed-note. */
const ED25519 = 1
const KEY_ID_BYTES = 4
const KEY_BYTES = 32
const SIGNATURE_BYTES = 64
/** In characters. The bounds keep a long text from costing time. A note of 16 signatures is much shorter. */
const longestNote = 100_000
const mostSignatures = 64

export interface NoteKey {
  /** The name of the key: for a log, its origin. */
  name: string
  /** Ed25519, 32 bytes. */
  publicKey: Uint8Array
}

export interface NoteSigner extends NoteKey {
  sign: (message: Uint8Array) => Uint8Array
}

export interface Checkpoint {
  origin: string
  size: number
  root: Uint8Array
}

/** The first four bytes of SHA-256(name || newline || type || key). They tell keys of one name apart. */
export function keyId({ name, publicKey }: NoteKey): Uint8Array {
  return sha256(joined(utf8(`${name}\n`), Uint8Array.of(ED25519), publicKey)).slice(0, KEY_ID_BYTES)
}

/** The key as people pass it on: `name+hex(key id)+base64(type || key)`. @throws RangeError for a name or key that no note can have */
export function verifierKey(key: NoteKey): string {
  if (!isKeyName(key.name) || key.publicKey.length !== KEY_BYTES) throw new RangeError('no key of a note')
  const id = Array.from(keyId(key), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${key.name}+${id}+${toBase64(joined(Uint8Array.of(ED25519), key.publicKey))}`
}

/** Reads a verifier key. Null unless it is the text that `verifierKey` writes for an Ed25519 key. */
export function parseVerifierKey(text: string): NoteKey | null {
  const [, name, encoded] = /^([^+]+)\+[0-9a-f]{8}\+(.+)$/su.exec(text) ?? []
  const bytes = fromBase64(encoded ?? '')
  if (name === undefined || !isKeyName(name) || bytes?.length !== 1 + KEY_BYTES || bytes[0] !== ED25519) return null
  const key = { name, publicKey: bytes.slice(1) }
  return verifierKey(key) === text ? key : null
}

/** Signs a text, which ends with a newline. @throws RangeError for a text or a key name that no note can have */
export function signNote(text: string, signer: NoteSigner): string {
  if (!isNoteText(text) || !isKeyName(signer.name)) throw new RangeError('no text of a note')
  return `${text}\n${signatureLine(text, signer)}`
}

function signatureLine(text: string, signer: NoteSigner): string {
  return `— ${signer.name} ${toBase64(joined(keyId(signer), signer.sign(utf8(text))))}\n`
}

interface NoteSignature {
  name: string
  id: Uint8Array
  signature: Uint8Array
}

/** Divides a note into text and signatures, of whatever type. Verifies nothing. Null unless the note has the form of a note. */
export function parseNote(note: string): { text: string; signatures: NoteSignature[] } | null {
  const cut = note.lastIndexOf('\n\n')
  if (note.length > longestNote || cut < 0 || !note.endsWith('\n')) return null
  const text = note.slice(0, cut + 1)
  const lines = note.slice(cut + 2, -1).split('\n')
  if (!isNoteText(text) || lines.length > mostSignatures) return null
  const signatures = lines.map(parseSignature)
  return signatures.every((each) => each !== null) ? { text, signatures } : null
}

function parseSignature(line: string): NoteSignature | null {
  const [dash, name, encoded, ...more] = line.split(' ')
  const bytes = fromBase64(encoded ?? '')
  if (dash !== '—' || name === undefined || !isKeyName(name) || more.length > 0) return null
  if (!bytes || bytes.length <= KEY_ID_BYTES) return null
  return { name, id: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) }
}

/**
 * Verifies a note under one key. Signatures of other keys are ignored, as signed-note demands.
 * @returns the signed text, or null if no signature of the key is there, or one of them is wrong
 */
export function verifyNote(note: string, key: NoteKey): string | null {
  const parsed = parseNote(note)
  if (!parsed) return null
  const id = keyId(key)
  const own = parsed.signatures.filter((each) => each.name === key.name && each.id.every((byte, at) => byte === id[at]))
  const message = utf8(parsed.text)
  const good = own.length > 0 && own.every(({ signature }) => isSignedBy(key.publicKey, message, signature))
  return good ? parsed.text : null
}

/** Returns true if the Ed25519 key signed the message (RFC 8032). Returns false, and never throws, if any part is malformed. */
export function isSignedBy(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES || publicKey.length !== KEY_BYTES) return false
  try {
    return verify(signature, message, publicKey, { zip215: false })
  } catch {
    return false
  }
}

/** The text of a checkpoint: origin, size and root. */
export function checkpointBody({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

/** Reads the text of a checkpoint, without extension lines, because nobody could audit them. Null for any other text. */
export function parseCheckpointBody(text: string): Checkpoint | null {
  const [origin = '', written = '', encoded = '', end, ...more] = text.split('\n')
  const size = /^(0|[1-9][0-9]{0,15})$/.test(written) ? Number(written) : NaN
  const root = fromBase64(encoded)
  if (origin === '' || !Number.isSafeInteger(size) || root?.length !== TREE_HASH_BYTES) return null
  return end === '' && more.length === 0 ? { origin, size, root } : null
}

/** The checkpoint in a note, if the key has signed it and its origin is the name of the key. */
export function verifyCheckpoint(note: string, key: NoteKey): Checkpoint | null {
  const text = verifyNote(note, key)
  const checkpoint = text === null ? null : parseCheckpointBody(text)
  return checkpoint?.origin === key.name ? checkpoint : null
}

/** A text that ends with a newline and has no other control character. Lone surrogates have no UTF-8. */
function isNoteText(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- a note must not contain them
  return text.endsWith('\n') && !/[\x00-\x09\x0b-\x1f]|\p{Surrogate}/u.test(text)
}

function isKeyName(name: string): boolean {
  // eslint-disable-next-line no-control-regex -- a note must not contain them
  return name !== '' && !/[\s+\x00-\x1f\x85\p{Surrogate}]/u.test(name)
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
