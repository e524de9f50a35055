import type { LetterRow } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { isSignature, issuerPublicKey, prepare } from '../crypto/blind-rsa.ts'
import { readVouch, VOUCH_PREFIX_BYTES, vouchMessage } from '../crypto/vouch.ts'
import { KeyGone } from '../db/keys/keys.ts'
import { Refusal } from '../refusal.ts'
import { notOpenRefusal } from '../signatures/signing/sign.ts'
import { vouchKeyOf } from './queries.ts'
import { vouchRequest, vouchTag } from './secrets.ts'

/** The tag of the claim that this code is good for, spent or not. @throws Refusal where it is no code of this letter */
export async function tagOfVouch(core: Core, letter: Pick<LetterRow, 'id'>, typed: string): Promise<Buffer> {
  const code = readVouch(typed)
  const key = code === null ? undefined : await vouchKeyOf(core.db, letter.id)
  if (code === null || !key) throw vouchNotValidRefusal()
  const bytes = Buffer.from(code, 'base64url')
  const prefix = bytes.subarray(0, VOUCH_PREFIX_BYTES)
  const signature = bytes.subarray(VOUCH_PREFIX_BYTES)
  const prepared = prepare(prefix, Buffer.from(vouchMessage(letter.id)))
  // Base64url has bits to spare: another spelling of a code is the same code, since its prefix is all that tells it apart.
  if (!isSignature(issuerPublicKey(key.public_key), prepared, signature)) throw vouchNotValidRefusal()
  try {
    return vouchTag(core, letter.id, prefix)
  } catch (error) {
    throw error instanceof KeyGone ? notOpenRefusal() : error
  }
}

/**
 * By what a code that made a signature with a name knows it again. The code goes into it, which is kept nowhere: of the public key
 * alone, which stays with the signature, it would tie the two in every copy of the database.
 */
export function vouchedRequestHash(core: Core, letterId: string, typed: string, verifier: Buffer): Buffer {
  const prefix = Buffer.from(readVouch(typed) ?? '', 'base64url').subarray(0, VOUCH_PREFIX_BYTES)
  return vouchRequest(core, letterId, prefix, verifier)
}

function vouchNotValidRefusal(): Refusal {
  return new Refusal(
    'invalid',
    'vouch-not-valid',
    'That is no code for this letter. Paste all of it: it begins with V1- and has 558 signs. Each letter has codes of its own.',
    'vouch',
  )
}

export function vouchUsedRefusal(): Refusal {
  return new Refusal(
    'conflict',
    'vouch-used',
    'This code has been used already, and counts once. If that was you, your signing key shows your signature. If not, ask for another code.',
    'vouch',
  )
}
