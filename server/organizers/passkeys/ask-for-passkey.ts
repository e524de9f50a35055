import type { Core } from '../../core.ts'
import { epochNow, passkeysOf } from './queries.ts'
import { relyingParty, requestOptions, type RequestOptions } from './rules.ts'
import { newChallenge, openPasskey, type Bound } from './secrets.ts'

/**
 * What a browser needs to use a passkey.
 * @param organizerId the account whose passkeys the browser offers. Null for signing in: the browser then offers those that it has, so
 *   the answer reveals nothing about accounts.
 * @throws Refusal if the server's address has no host name
 */
export async function askForPasskey(
  core: Core,
  bound: Bound,
  organizerId: string | null,
  now: Date,
): Promise<RequestOptions> {
  const rows = organizerId === null ? [] : await passkeysOf(core.db, organizerId)
  return requestOptions(relyingParty(core.config.origin), {
    challenge: newChallenge(core, { ...bound, epoch: await epochNow(core.db) }, now),
    known: rows.map(({ credential_hash, sealed }) => openPasskey(core, credential_hash, sealed).id),
  })
}
