import type { LetterRow } from '../letter/queries.ts'
import { notOpenRefusal } from '../letter/refuse-unless-open.ts'
import type { Core } from '../core.ts'
import { isSignature, issuerPublicKey, prepare } from '../crypto/blind-rsa.ts'
import { CODE_PREFIX_BYTES, codeMessage, readCode, type CodeClass } from '../crypto/one-time-code.ts'
import { unlessGone } from '../db/keys/keys.ts'
import { Refusal, say } from '../refusal.ts'
import { codeKeysOf } from './queries.ts'
import { codeRequest, codeTag } from './secrets.ts'

/** A code that a key of the letter has signed. */
export interface CheckedCode {
  verification: CodeClass
  prefix: Buffer
  /** The tag of the claim on which this code is or can be spent. */
  tag: Buffer
  /** True if unspent codes of this key are good no more. A repeated request of somebody who has spent one is still answered. */
  ended: boolean
}

/** @throws Refusal when it is not a code of this letter */
export async function checkCodeOf(core: Core, letter: Pick<LetterRow, 'id'>, typed: string): Promise<CheckedCode> {
  const code = readCode(typed)
  if (code === null) throw codeNotValidRefusal()
  const { verification } = code
  const bytes = Buffer.from(code.base64url, 'base64url')
  const prefix = bytes.subarray(0, CODE_PREFIX_BYTES)
  const signature = bytes.subarray(CODE_PREFIX_BYTES)
  const prepared = prepare(prefix, Buffer.from(codeMessage(verification, letter.id)))
  // The base64url of a code has unused bits, so a code has several spellings. They give the same tag, because it depends only on
  // the decoded prefix.
  const keys = await codeKeysOf(core.db, letter.id, verification)
  const key = keys.find(({ public_key }) => isSignature(issuerPublicKey(public_key), prepared, signature))
  if (!key) throw codeNotValidRefusal()
  const tag = unlessGone(() => codeTag(core, letter.id, verification, prefix))
  if (tag === null) throw notOpenRefusal()
  return { verification, prefix, tag, ended: key.private_sealed === null }
}

/**
 * The request hash with which a code that made a named signature recognizes a repeated request. It includes the code, which is
 * stored nowhere. A hash of only the public key, which stays with the signature, would link claim and signature in every copy of
 * the database.
 */
export function codeRequestHash(
  core: Core,
  letterId: string,
  { verification, prefix }: CheckedCode,
  verifier: Buffer,
): Buffer {
  return codeRequest(core, letterId, verification, { prefix, verifier })
}

function codeNotValidRefusal(): Refusal {
  return new Refusal('invalid', 'vouch-not-valid', say('refusal-vouch-not-valid'), 'vouch')
}

export function codeUsedRefusal(): Refusal {
  return new Refusal('conflict', 'vouch-used', say('refusal-vouch-used'), 'vouch')
}

/** The same answer whether the code was spent or not. */
export function codeEndedRefusal(): Refusal {
  return new Refusal('conflict', 'code-ended', say('refusal-code-ended'), 'vouch')
}
