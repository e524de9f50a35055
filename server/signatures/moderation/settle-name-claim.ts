import type { Core } from '../../core.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { isId } from '../../organizers/rules.ts'
import { Refusal, notFoundRefusal, say } from '../../refusal.ts'
import { hideWithin } from './hide-name.ts'
import { letterToModerate, type ModeratorOf } from './letter-to-moderate.ts'
import { settleClaim, takeNameClaim } from '../moderation-queries.ts'

export type Decision = { decision: 'hide'; signatureId: string } | { decision: 'decline' }

/** Answers a request "my name, not my signature" or "take my name away". The decision erases the text of the request. */
export async function settleNameClaim(
  core: Core,
  { letterId, organizerId, claimId, ...input }: ModeratorOf & { claimId: string } & Decision,
  now: Date,
): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    await letterToModerate(trx, letterId)
    const claim = isId(claimId) ? await takeNameClaim(trx, letterId, claimId) : undefined
    if (!claim) throw notFoundRefusal('request')
    if (input.decision === 'hide') {
      if (input.signatureId === '')
        throw new Refusal('invalid', 'signature-missing', say('refusal-signature-missing'), 'signature')
      await hideWithin(core, trx, { letterId, organizerId, signatureId: input.signatureId }, now)
    } else await noteActivity(trx, letterId, organizerId, 'name-claim-declined', {}, now)
    await settleClaim(trx, claimId, input.decision === 'hide' ? 'hidden' : 'declined')
  })
}
