import type { Core } from '../core.ts'
import { enqueue } from '../jobs/queue.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { Refusal } from '../refusal.ts'
import { notLookedAtRefusal } from './publish-update.ts'
import { draftUpdateOf } from './text-queries.ts'

/** Mails the update, as those who asked would get it, to the organizer who wants to see it and to nobody else. */
export async function previewUpdate(core: Core, organizerId: string, letterId: string, version: number): Promise<void> {
  await authorizeLetter(core, organizerId, letterId, 'edit')
  if (core.config.values.SMTP_URL === undefined)
    throw new Refusal(
      'unavailable',
      'no-mail-server',
      'This server has no mail server to send with. Ask whoever runs it.',
    )
  const draft = await draftUpdateOf(core.db, letterId)
  if (draft?.version !== version) throw notLookedAtRefusal()
  await enqueue(core.db, 'send-update-preview', { update: draft.id, organizer: organizerId }, { maxAttempts: 4 })
}
