import type { Core } from '../../core.ts'
import { lockLetter } from '../../letter/queries.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { isId } from '../../organizers/rules.ts'
import { Refusal, notFoundRefusal, say } from '../../refusal.ts'
import { headcountBounds, headcountFrom, isPart } from './headcounts.ts'
import { employersWithPeople, setHeadcount } from './queries.ts'

export interface HeadcountTyped {
  letterId: string
  organizerId: string
  employerId: string
  /** Empty: no headcount. */
  typed: string
}

/**
 * Notes about how many people work at an employer.
 * @returns the headcount before, so that the change can be undone
 * @throws Refusal if it is no number, if the employer is a part of an organization, or after the purge
 */
export async function saveHeadcount(
  { db }: Pick<Core, 'db'>,
  { letterId, organizerId, employerId, typed }: HeadcountTyped,
  now: Date,
): Promise<{ before: number | null; people: number | null }> {
  const people = headcountFrom(typed)
  if (people === undefined)
    throw new Refusal('invalid', 'headcount-malformed', say('refusal-headcount-malformed', headcountBounds), 'people')
  return db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter || letter.state === 'purged' || !isId(employerId)) throw notFoundRefusal('page')
    const employers = await employersWithPeople(trx, letterId)
    const employer = employers.find(({ id, current }) => current && id === employerId)
    if (!employer) throw notFoundRefusal('page')
    if (people !== null && isPart(employer, employers))
      throw new Refusal('invalid', 'headcount-of-part', say('refusal-headcount-of-part'), 'people')
    const { people: before } = employer
    if (before !== people) {
      await setHeadcount(trx, employerId, people)
      await noteActivity(trx, letterId, organizerId, 'headcount-changed', {}, now)
    }
    return { before, people }
  })
}
