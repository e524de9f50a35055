import type { Core } from '../core.ts'
import type { Db } from '../db/pool.ts'
import { lockLetter, type LetterRow } from '../letter/queries.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { notFoundRefusal, Refusal, say } from '../refusal.ts'

/**
 * Authorizes an owner, then runs `act` in a transaction that holds the letter's row lock.
 * @throws Refusal
 */
export async function asOwnerOf<Result>(
  core: Core,
  organizerId: string,
  letterId: string,
  act: (trx: Db, letter: LetterRow) => Promise<Result>,
): Promise<Result> {
  await authorizeLetter(core, organizerId, letterId, 'settings')
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    if (letter.state === 'purged') throw new Refusal('gone', 'letter-purged', say('organizers-letter-purged'))
    return act(trx, letter)
  })
}
