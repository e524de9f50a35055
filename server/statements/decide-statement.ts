import type { Core } from '../core.ts'
import { unlessGone } from '../db/keys/keys.ts'
import { notifyLetter } from '../db/notify.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { notFoundRefusal, Refusal, say } from '../refusal.ts'
import { letterToModerate, type ModeratorOf } from '../signatures/moderation/letter-to-moderate.ts'
import { settleStatement, statementById } from './queries.ts'
import { openStatement } from './secrets.ts'

/** Publishes or declines a statement. A declined statement's text is erased. @throws Refusal */
export async function decideStatement(
  core: Core,
  { letterId, organizerId, id, verdict }: ModeratorOf & { id: string; verdict: string },
  now: Date,
): Promise<void> {
  if (verdict !== 'publish' && verdict !== 'decline')
    throw new Refusal('invalid', 'verdict-missing', say('refusal-verdict-missing'), 'verdict')
  await core.db.transaction().execute(async (trx) => {
    await letterToModerate(trx, letterId)
    const row = /^[\w-]{22}$/.test(id) ? await statementById(trx, letterId, Buffer.from(id, 'base64url')) : undefined
    if (row?.state !== 'waiting' || !row.text_sealed) throw notFoundRefusal('statement')
    const { text_sealed } = row
    const text = unlessGone(() => openStatement(core, letterId, row.id, text_sealed))
    if (verdict === 'publish' && text !== null) await settleStatement(trx, row.id, { state: 'public', text })
    else await settleStatement(trx, row.id, { state: 'declined' })
    await noteActivity(
      trx,
      letterId,
      organizerId,
      verdict === 'publish' ? 'statement-published' : 'statement-declined',
      {},
      now,
    )
    await notifyLetter(trx, letterId)
  })
}
