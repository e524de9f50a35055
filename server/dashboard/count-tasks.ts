import type { Core } from '../core.ts'
import type { LetterRow } from '../letter/queries.ts'
import type { Role } from '../organizers/rules.ts'
import { receiptsDueBefore } from '../delivery/rules.ts'
import { waitingTasks } from './queries.ts'
import { tasksFor } from './tasks.ts'

/** Counts the tasks that a letter's dashboard lists for this organizer. */
export async function countTasks(
  { db, config }: Pick<Core, 'db' | 'config'>,
  organizerId: string,
  letter: LetterRow & { role: Role },
  now: Date,
): Promise<number> {
  const receiptsBefore = receiptsDueBefore(now, config.units.silence)
  return tasksFor(letter, letter.role, await waitingTasks(db, letter.id, organizerId, receiptsBefore)).length
}
