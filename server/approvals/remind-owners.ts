import type { Core } from '../core.ts'
import { tellOwner } from '../organizers/tell-organizers.ts'
import { takeUnanswered } from './queries.ts'
import { reminderHours } from './rules.ts'

/** Reminds the owners who have not answered a proposal after a day. Each proposal is followed by one reminder. */
export async function remindOwners(core: Core, now: Date): Promise<void> {
  await core.db.transaction().execute(async (db) => {
    const before = new Date(now.getTime() - reminderHours * core.config.units.hour)
    for (const { letter_id, organizer_id } of await takeUnanswered(db, before))
      await tellOwner(db, letter_id, organizer_id)
  })
}
