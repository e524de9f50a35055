import type { Core } from '../../core.ts'
import { epochNow } from './queries.ts'
import { passkeyNotRightRefusal } from './rules.ts'
import { endOfChallenge, type Bound } from './secrets.ts'

/**
 * Reads the challenge that an answer of a device contains. The library compares it with the signed bytes once more.
 * @returns the challenge and its end
 * @throws Refusal if it was made for another use, browser or session, or is over
 */
export async function answeredChallenge(
  core: Core,
  bound: Bound,
  clientDataJSON: string,
  now: Date,
): Promise<{ challenge: string; end: Date }> {
  const { challenge, crossOrigin } = clientDataIn(clientDataJSON)
  // Our pages cannot be framed. The library accepts a framed page of a browser that does not name the page around it.
  if (typeof challenge !== 'string' || crossOrigin === true) throw passkeyNotRightRefusal()
  const end = endOfChallenge(core, { ...bound, epoch: await epochNow(core.db) }, challenge, now)
  if (end === null) throw passkeyNotRightRefusal()
  return { challenge, end }
}

function clientDataIn(encoded: string): { challenge?: unknown; crossOrigin?: unknown } {
  try {
    const data: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString())
    return typeof data === 'object' && data !== null ? data : {}
  } catch {
    return {}
  }
}
