import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { lockLetter, type LetterRow } from '../../letter/queries.ts'
import type { LetterDraft } from '../../letter/rules.ts'
import { openDraft } from '../../letter/secrets.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { may, type OrganizerAct } from '../../organizers/rules.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { authorOf } from '../threads/author-of.ts'
import type { Author } from '../threads/rules.ts'

export interface WithinDraft {
  trx: Db
  letter: LetterRow
  draft: LetterDraft
  author: Author
  /** True if the organizer may edit the text. */
  edits: boolean
}

/**
 * Carries out an organizer's act on the comments of a draft, in one transaction and under the letter's lock.
 * @throws Refusal if the organizer may not, or if the letter was opened
 */
export async function withinDraft<T>(
  core: Core,
  organizerId: string,
  letterId: string,
  act: OrganizerAct,
  run: (within: WithinDraft) => Promise<T>,
): Promise<T> {
  const { role } = await authorizeLetter(core, organizerId, letterId, act)
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    if (letter.state !== 'draft') throw new Refusal('conflict', 'letter-was-opened', say('comments-letter-opened'))
    const author = await authorOf(core, trx, letterId, organizerId)
    return run({ trx, letter, draft: openDraft(core, letter), author, edits: may(role, 'edit') })
  })
}
