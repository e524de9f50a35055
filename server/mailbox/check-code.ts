import type { Core } from '../core.ts'
import { idFrom, refuseLost } from './challenge-token.ts'
import { codeMalformedRefusal, parseCode, wrongCodeRefusal } from './codes.ts'

export interface TypedCode {
  /** The token of the challenge. */
  challenge: string
  code: string
}

/**
 * Tries a typed code.
 * @param attempt returns undefined for a wrong code. It must not throw then: a rollback would give the used try back.
 * @throws Refusal with the same code for a wrong, expired or foreign code and for an unknown challenge; another one if a crash of the
 *   database lost the challenge
 */
export async function checkCode<T>(
  core: Core,
  typed: TypedCode,
  attempt: (challengeId: Buffer, code: string) => Promise<T | undefined>,
): Promise<T> {
  const code = parseCode(typed.code)
  if (code === null) throw codeMalformedRefusal()
  const id = idFrom(typed.challenge)
  const outcome = id ? await attempt(id, code) : undefined
  if (outcome !== undefined) return outcome
  await refuseLost(core.db, typed.challenge)
  throw wrongCodeRefusal()
}
