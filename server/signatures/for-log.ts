import { randomBytes } from 'node:crypto'
import { HELD_SALT_BYTES } from '../audit/commitments.ts'
import { NAME_SALT_BYTES } from '../audit/names-list.ts'
import type { Core } from '../core.ts'
import { seal, unseal } from '../crypto/sealing.ts'
import { deriveSecret, parseSigningKey } from '../crypto/signing-key.ts'
import { unlessGone } from '../db/keys/keys.ts'
import type { Row } from '../db/schema.ts'

type Keys = Pick<Core, 'keys'>
type Place = Pick<Row<'signature'>, 'id' | 'letter_id'>

export const LEAF_ID_BYTES = 32
const FOR_LOG_BYTES = LEAF_ID_BYTES + NAME_SALT_BYTES

/** What the log needs from the signing key of a named signature. Its holder derives the same again, and nobody else can. */
export interface ForLog {
  /** The id of the signature's leaves. */
  leafId: Buffer
  /** The salt of the name's entry in the list of public names. */
  nameSalt: Buffer
}

/** The same, with what is sealed with a name that waits for others. */
export interface ForSigning extends ForLog {
  /** The salt of the commitment to the name. */
  heldSalt: Buffer
}

/** For a signature whose signing key never reaches the server. No slip finds its leaves. */
export function randomForLog(): ForSigning {
  return {
    leafId: randomBytes(LEAF_ID_BYTES),
    nameSalt: randomBytes(NAME_SALT_BYTES),
    heldSalt: randomBytes(HELD_SALT_BYTES),
  }
}

export function forLogOf(seed: Buffer, letterId: string): ForSigning {
  return {
    leafId: deriveSecret(seed, letterId, 'leaf', LEAF_ID_BYTES),
    nameSalt: deriveSecret(seed, letterId, 'name salt', NAME_SALT_BYTES),
    heldSalt: deriveSecret(seed, letterId, 'together', HELD_SALT_BYTES),
  }
}

/** For the content of a challenge. */
export function packed({ leafId, nameSalt, heldSalt }: ForSigning): string {
  return Buffer.concat([leafId, nameSalt, heldSalt]).toString('base64url')
}

/** @param text absent from the challenges of an earlier release, or without the last salt */
export function unpacked(text: string | undefined): ForSigning {
  if (text === undefined) return randomForLog()
  const bytes = Buffer.from(text, 'base64url')
  const rest = bytes.subarray(FOR_LOG_BYTES)
  return { ...parts(bytes), heldSalt: rest.length === HELD_SALT_BYTES ? rest : randomForLog().heldSalt }
}

function parts(bytes: Buffer): ForLog {
  return { leafId: bytes.subarray(0, LEAF_ID_BYTES), nameSalt: bytes.subarray(LEAF_ID_BYTES, FOR_LOG_BYTES) }
}

/**
 * Seals it for the row of the signature, until a batch has written the leaf. Afterwards it is erased, because the leaf would show in
 * which batch the row was counted. Empty where the letter's names key is destroyed.
 */
export function sealForLog({ keys }: Keys, { id, letter_id }: Place, forLog: ForLog): Buffer {
  const bytes = Buffer.concat([forLog.leafId, forLog.nameSalt])
  const sealed = unlessGone(() => seal(keys.names(letter_id, 'log'), id.toString('hex'), bytes, 64))
  return sealed ?? Buffer.alloc(0)
}

/** The same for the signing key that its holder typed. */
export function sealForLogOf(core: Keys, place: Place, signingKey: string): Buffer | null {
  const seed = parseSigningKey(signingKey)
  return seed && sealForLog(core, place, forLogOf(seed, place.letter_id))
}

export function openForLog({ keys }: Keys, { id, letter_id }: Place, sealed: Buffer | null): ForLog | null {
  if (sealed === null || sealed.length === 0) return null
  const bytes = unlessGone(() => unseal(keys.names(letter_id, 'log'), id.toString('hex'), sealed))
  return bytes && parts(bytes)
}
