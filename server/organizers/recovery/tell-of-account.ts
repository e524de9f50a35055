import type { Core } from '../../core.ts'
import { randomId } from '../../crypto/keyed-hash.ts'
import type { Row } from '../../db/schema.ts'
import { enqueue } from '../../jobs/queue.ts'
import type { ActivityKind } from '../activity.ts'
import { noteActivity } from '../note-activity.ts'
import { openOrganizerAddress } from '../secrets.ts'
import { insertNotice, lettersOf, otherOwnersOf } from './queries.ts'
import { noticeHours } from './rules.ts'
import { sealNotice, type NoticeKind } from './secrets.ts'

/**
 * Records an act on an account in each of its letters, and tells the other owners of these letters by mail. Tells the account's own
 * address too if a notice is given: call it before the address changes. Neither mail names a letter or a person.
 */
export async function tellOfAccount(
  core: Core,
  account: Row<'organizer'>,
  what: ActivityKind,
  notice: NoticeKind | null,
  now: Date,
): Promise<void> {
  const { db } = core
  for (const letterId of await lettersOf(db, account.id)) await noteActivity(db, letterId, account.id, what, {}, now)
  for (const owner of await otherOwnersOf(db, account.id))
    await enqueue(
      db,
      'tell-owner-of-account',
      { organizer: owner },
      { jobKey: `tell-owner-of-account:${owner}`, maxAttempts: 8, priority: 5 },
    )
  if (notice === null) return
  const id = randomId()
  const to = openOrganizerAddress(core, account.address_tag, account.address_sealed)
  const expires_at = new Date(now.getTime() + noticeHours * 3_600_000)
  await insertNotice(db, { id, mail_sealed: sealNotice(core, id, { to, kind: notice }), expires_at })
  await enqueue(db, 'send-account-notice', { notice: id.toString('hex') }, { maxAttempts: 12, priority: 5 })
}
