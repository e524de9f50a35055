import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const LENGTH_BYTES = 4

/**
 * Encrypts with AES-256-GCM. The output is nonce ‖ ciphertext ‖ tag. The plain text is prefixed with its length and padded with
 * zeros to a multiple of `padTo` bytes, so the stored size reveals little about the content. `context` names the table, row or
 * purpose. It is the associated data, so sealed bytes that are moved to another place do not open there.
 */
export function seal(key: Buffer, context: string, plain: Buffer | string, padTo = 256): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(pad(Buffer.from(plain), padTo)), cipher.final(), cipher.getAuthTag()])
}

/** Decrypts what `seal` returned. @throws when the key, the context or any byte differs */
export function unseal(key: Buffer, context: string, sealed: Buffer): Buffer {
  if (sealed.length < NONCE_BYTES + LENGTH_BYTES + TAG_BYTES) throw new Error('Sealed bytes are too short.')
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  return unpad(Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]))
}

function pad(plain: Buffer, padTo: number): Buffer {
  const padded = Buffer.alloc(Math.ceil((LENGTH_BYTES + plain.length) / padTo) * padTo)
  padded.writeUInt32BE(plain.length)
  plain.copy(padded, LENGTH_BYTES)
  return padded
}

function unpad(padded: Buffer): Buffer {
  return padded.subarray(LENGTH_BYTES, LENGTH_BYTES + padded.readUInt32BE())
}
