import type { Core } from '../../core.ts'
import { passkeysOf } from '../passkeys/queries.ts'
import { openPasskey } from '../passkeys/secrets.ts'

/** Returns an account's passkeys, with their names and days only. */
export async function showPasskeys(core: Core, organizerId: string) {
  const rows = await passkeysOf(core.db, organizerId)
  return rows.map(({ credential_hash, sealed, created_on, last_used_on }) => ({
    id: credential_hash.toString('base64url'),
    label: openPasskey(core, credential_hash, sealed).label,
    created_on,
    last_used_on,
  }))
}

export type PasskeyFacts = Awaited<ReturnType<typeof showPasskeys>>
