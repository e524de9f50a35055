import type { Core } from '../core.ts'
import { enqueue } from '../jobs/queue.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { Refusal, say } from '../refusal.ts'
import { notLookedAtRefusal } from './publish-update.ts'
import { draftUpdateOf } from './text-queries.ts'

/** Mails the draft, as subscribers would get it, to the organizer who asks and to nobody else. */
export async function previewUpdate(core: Core, organizerId: string, letterId: string, version: number): Promise<void> {
  await authorizeLetter(core, organizerId, letterId, 'edit')
  if (core.config.values.SMTP_URL === undefined)
    throw new Refusal('unavailable', 'no-mail-server', say('updates-no-mail-server'))
  const draft = await draftUpdateOf(core.db, letterId)
  if (draft?.version !== version) throw notLookedAtRefusal()
  await enqueue(core.db, 'send-update-preview', { update: draft.id, organizer: organizerId }, { maxAttempts: 4 })
}
