import type { Core } from '../core.ts'
import type { Db } from '../db/pool.ts'
import { lockLetter, type LetterRow } from '../letter/queries.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { Refusal, notFoundRefusal } from '../refusal.ts'
import { stageById, type StageRow } from './queries.ts'

/** Authorizes a delivery action, then runs `act` in a transaction that holds the letter's row lock. */
export async function asOwner<Result>(
  core: Core,
  organizerId: string,
  letterId: string,
  act: (trx: Db, letter: LetterRow) => Promise<Result>,
): Promise<Result> {
  await authorizeLetter(core, organizerId, letterId, 'deliver')
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    return act(trx, letter)
  })
}

export async function stageIn(trx: Db, letterId: string, stageId: string): Promise<StageRow> {
  const known = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(stageId)
  const stage = known ? await stageById(trx, letterId, stageId) : undefined
  if (!stage) throw notFoundRefusal('delivery')
  return stage
}

/** @throws Refusal */
export function refuseUnlessPlannable({ state }: LetterRow): void {
  if (state === 'draft')
    throw new Refusal('conflict', 'letter-not-open', 'Open the letter first. Its recipients are those of its text.')
  if (state === 'purged')
    throw new Refusal('gone', 'letter-purged', 'This letter has been purged: its names and addresses are gone.')
}

/** @throws Refusal if the letter is a draft, purged, or below its first threshold */
export function refuseUnlessDeliverable(letter: LetterRow): void {
  if (letter.state === 'draft')
    throw new Refusal('conflict', 'letter-not-open', 'Open the letter first. It is delivered once enough have signed.')
  if (letter.state === 'purged')
    throw new Refusal('gone', 'letter-purged', 'This letter has been purged: its names and addresses are gone.')
  if (letter.collecting)
    throw new Refusal(
      'conflict',
      'still-collecting',
      `Fewer than ${letter.first_threshold} stand together, so the letter shows neither count nor names yet. Deliver it once it does.`,
    )
}
