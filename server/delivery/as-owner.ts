import type { Core } from '../core.ts'
import type { Db } from '../db/pool.ts'
import { lockLetter, type LetterRow } from '../letter/queries.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { notFoundRefusal, Refusal, say } from '../refusal.ts'
import { stageById, type StageRow } from './queries.ts'
import { mayDeliver } from './rules.ts'

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

/** A draft has a plan too. @throws Refusal if the letter is purged */
export function refuseUnlessPlannable({ state }: LetterRow): void {
  if (state === 'purged') throw purgedRefusal()
}

/** @throws Refusal if the letter is a draft, purged, or below its first threshold */
export function refuseUnlessDeliverable(letter: LetterRow): void {
  const verdict = mayDeliver(letter)
  if (verdict === 'draft') throw new Refusal('conflict', 'letter-not-open', say('delivery-draft'))
  if (verdict === 'purged') throw purgedRefusal()
  if (verdict === 'collecting')
    throw new Refusal(
      'conflict',
      'still-collecting',
      say('delivery-still-collecting', { least: letter.first_threshold }),
    )
}

function purgedRefusal(): Refusal {
  return new Refusal('gone', 'letter-purged', say('delivery-purged'))
}

/** The stage is not the version that the owner has seen. */
export function stageChangedRefusal(): Refusal {
  return new Refusal('conflict', 'changed-meanwhile', say('delivery-stage-changed'))
}
