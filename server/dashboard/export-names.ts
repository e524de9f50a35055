import type { Core } from '../core.ts'
import { inTurn } from '../concurrency/in-turn.ts'
import type { LetterRow } from '../letter/queries.ts'
import { lockLetter } from '../letter/queries.ts'
import { requireSecondOwner } from '../organizers/require-second-owner.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { Refusal, notFoundRefusal, say } from '../refusal.ts'
import { nameSeenBy } from '../signatures/name-seen-by.ts'
import { matchingPage } from '../signatures/moderation-queries.ts'
import { asSeen, currentVisibility, markOf, type Mark } from '../signatures/disclosure.ts'
import type { PersonName } from '../signatures/person-name.ts'
import type { VerificationClass, Visibility } from '../letter/rules.ts'

const pageSize = 2000

/**
 * Exports the standing signatures, with the names that organizers may see.
 * An export cannot be called back, so it needs a second owner if there is one.
 * @throws Refusal
 */
export async function exportNames(
  core: Core,
  { letterId, organizerId }: { letterId: string; organizerId: string },
  now: Date,
): Promise<Exported> {
  return inTurn(`export:${letterId}`, { atOnce: 1, waiting: 3 }, () => exportOnce(core, { letterId, organizerId }, now))
}

export interface ExportedName {
  /** Null if organizers may not see the name. Then the label of `mark` replaces it. */
  person: PersonName | null
  mark: Mark
  visibility: Visibility
  class: VerificationClass
}

type Exported = { outcome: 'waits' } | { outcome: 'go'; names: ExportedName[] }

async function exportOnce(
  core: Core,
  { letterId, organizerId }: { letterId: string; organizerId: string },
  now: Date,
): Promise<Exported> {
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    if (letter.collecting || letter.state === 'purged')
      throw new Refusal('conflict', 'no-names', say('refusal-no-names'))
    const verdict = await requireSecondOwner(trx, letter, organizerId, 'export', { list: 'names' }, now)
    await noteActivity(trx, letterId, organizerId, verdict === 'go' ? 'names-exported' : 'export-proposed', {}, now)
    if (verdict === 'waits') return { outcome: 'waits' }
    return { outcome: 'go', names: await namesOf({ ...core, db: trx }, letter) }
  })
}

async function namesOf(core: Core, letter: LetterRow): Promise<ExportedName[]> {
  const names: ExportedName[] = []
  for (let after: Buffer | null = null; ;) {
    const page = await matchingPage(core.db, letter.id, {}, { after, limit: pageSize, state: 'standing' })
    for (const row of page) {
      if (!row.counted || row.revision < letter.substance_revision) continue
      const person = row.name_hidden ? null : nameSeenBy(core, row, 'organizer')
      const seen = asSeen(row, 'organizer', person !== null)
      names.push({ person, mark: markOf(seen), visibility: currentVisibility(seen), class: row.class })
    }
    if (page.length < pageSize) return names
    after = page.at(-1)?.id ?? null
  }
}
