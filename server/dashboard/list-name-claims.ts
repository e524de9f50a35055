import type { Core } from '../core.ts'
import { nameClaims } from '../signatures/moderation-queries.ts'
import { openNameClaim } from '../signatures/secrets.ts'
import type { NameClaimJson } from './schemas.ts'

/**
 * Lists requests of the kind “my name, not my signature” that wait for a decision. Opens the sealed text, which is deleted on
 * decision.
 */
export async function listNameClaims(core: Core, letterId: string): Promise<NameClaimJson[]> {
  const rows = await nameClaims(core.db, letterId)
  return rows.flatMap(({ id, message_sealed, received_on }) =>
    message_sealed ? [{ id, received_on, ...openNameClaim(core, letterId, message_sealed) }] : [],
  )
}
