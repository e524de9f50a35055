import type { Core } from '../../core.ts'
import { countTasks } from '../../dashboard/count-tasks.ts'
import { ownLetters, type OwnLetter } from '../read-letter.ts'

/** Returns the letters that a person organizes, each with the number of tasks that wait for that person. */
export async function lettersWithTasks(
  core: Core,
  organizerId: string,
  now: Date,
): Promise<(OwnLetter & { tasks: number })[]> {
  const letters = await ownLetters(core, organizerId)
  return Promise.all(
    letters.map(async (letter) => ({ ...letter, tasks: await countTasks(core, organizerId, letter, now) })),
  )
}
