import type { LetterRow } from '../letter/queries.ts'
import { notOpenRefusal } from '../letter/refuse-unless-open.ts'
import type { Core } from '../core.ts'
import { isSignature, issuerPublicKey, prepare } from '../crypto/blind-rsa.ts'
import { readVouch, VOUCH_PREFIX_BYTES, vouchMessage } from '../crypto/vouch.ts'
import { unlessGone } from '../db/keys/keys.ts'
import { Refusal, say } from '../refusal.ts'
import { vouchKeyOf } from './queries.ts'
import { vouchRequest, vouchTag } from './secrets.ts'

/** The tag of the claim on which this code is or can be spent. @throws Refusal when it is not a code of this letter */
export async function tagOfVouch(core: Core, letter: Pick<LetterRow, 'id'>, typed: string): Promise<Buffer> {
  const code = readVouch(typed)
  const key = code === null ? undefined : await vouchKeyOf(core.db, letter.id)
  if (code === null || !key) throw vouchNotValidRefusal()
  const bytes = Buffer.from(code, 'base64url')
  const prefix = bytes.subarray(0, VOUCH_PREFIX_BYTES)
  const signature = bytes.subarray(VOUCH_PREFIX_BYTES)
  const prepared = prepare(prefix, Buffer.from(vouchMessage(letter.id)))
  // The base64url of a code has unused bits, so a code has several spellings. They give the same tag, because it depends only on
  // the decoded prefix.
  if (!isSignature(issuerPublicKey(key.public_key), prepared, signature)) throw vouchNotValidRefusal()
  const tag = unlessGone(() => vouchTag(core, letter.id, prefix))
  if (tag === null) throw notOpenRefusal()
  return tag
}

/**
 * The request hash with which a code that made a named signature recognizes a repeated request. It includes the code, which is
 * stored nowhere. A hash of only the public key, which stays with the signature, would link claim and signature in every copy of
 * the database.
 */
export function vouchedRequestHash(core: Core, letterId: string, typed: string, verifier: Buffer): Buffer {
  const prefix = Buffer.from(readVouch(typed) ?? '', 'base64url').subarray(0, VOUCH_PREFIX_BYTES)
  return vouchRequest(core, letterId, prefix, verifier)
}

function vouchNotValidRefusal(): Refusal {
  return new Refusal('invalid', 'vouch-not-valid', say('refusal-vouch-not-valid'), 'vouch')
}

export function vouchUsedRefusal(): Refusal {
  return new Refusal('conflict', 'vouch-used', say('refusal-vouch-used'), 'vouch')
}
