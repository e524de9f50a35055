import { stringify } from 'csv-stringify/sync'
import type { Core } from '../core.ts'
import { inTurn } from '../concurrency/in-turn.ts'
import type { LetterRow } from '../letter/queries.ts'
import { lockLetter } from '../letter/queries.ts'
import { formatSentence } from '../messages/format-sentence.ts'
import { wordsWithoutRequest } from '../messages/words-without-request.ts'
import { requireSecondOwner } from '../organizers/require-second-owner.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { Refusal, notFoundRefusal } from '../refusal.ts'
import { nameSeenBy } from '../signatures/name-seen-by.ts'
import { matchingPage } from '../signatures/moderation-queries.ts'
import { asSeen, holdsNow, markOf, markWords } from '../signatures/disclosure.ts'
import { visibilityWords } from './rules.ts'

const pageSize = 2000

/**
 * Exports the standing signatures, with the names that organizers may see, as CSV for a spreadsheet.
 * An export cannot be called back, so it needs a second owner if there is one.
 * @throws Refusal
 */
export async function exportNames(
  core: Core,
  { letterId, organizerId }: { letterId: string; organizerId: string },
  now: Date,
): Promise<Exported> {
  return inTurn(`export ${letterId}`, { atOnce: 1, waiting: 3 }, () => exportOnce(core, { letterId, organizerId }, now))
}

type Exported = { outcome: 'waits' } | { outcome: 'go'; csv: string }

async function exportOnce(
  core: Core,
  { letterId, organizerId }: { letterId: string; organizerId: string },
  now: Date,
): Promise<Exported> {
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter) throw notFoundRefusal('letter')
    if (letter.collecting || letter.state === 'purged')
      throw new Refusal(
        'conflict',
        'no-names',
        'There are no names to export: too few stand together, or all are gone.',
      )
    const verdict = await requireSecondOwner(trx, letter, organizerId, 'export', { list: 'names' }, now)
    await noteActivity(trx, letterId, organizerId, verdict === 'go' ? 'names-exported' : 'export-proposed', {}, now)
    if (verdict === 'waits') return { outcome: 'waits' }
    return { outcome: 'go', csv: await csvOf({ ...core, db: trx }, letter) }
  })
}

async function csvOf(core: Core, letter: LetterRow): Promise<string> {
  const lines: string[][] = []
  for (let after: Buffer | null = null; ;) {
    const page = await matchingPage(core.db, letter.id, {}, { after, limit: pageSize, state: 'standing' })
    for (const row of page) {
      if (!row.counted || row.revision < letter.substance_revision) continue
      const name = row.name_hidden ? null : nameSeenBy(core, row, 'organizer')
      const seen = asSeen(row, 'organizer', name !== null)
      const shown = name ?? formatSentence(markWords[markOf(seen)], wordsWithoutRequest())
      lines.push([shown, visibilityWords[holdsNow(seen)], row.class])
    }
    if (page.length < pageSize) break
    after = page.at(-1)?.id ?? null
  }
  return stringify(lines, {
    header: true,
    columns: ['name', 'who may see it', 'class'],
    escape_formulas: true,
    record_delimiter: 'windows',
    bom: true,
  })
}
