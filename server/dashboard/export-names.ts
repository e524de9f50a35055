import type { Core } from '../core.ts'
import { inTurn } from '../concurrency/in-turn.ts'
import { letterById, lockLetter, type LetterRow } from '../letter/queries.ts'
import type { Db } from '../db/pool.ts'
import { holdTables } from '../db/renew-table.ts'
import { grantOnce, takeGrant } from '../organizers/approval-queries.ts'
import { isProved } from '../organizers/rules.ts'
import { tellOtherOwners } from '../organizers/tell-organizers.ts'
import { proofNeededRefusal, requireSecondOwner, type Asker } from '../organizers/require-second-owner.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { Refusal, notFoundRefusal, say } from '../refusal.ts'
import { nameSeenBy } from '../signatures/name-seen-by.ts'
import { matchingPage } from '../signatures/moderation-queries.ts'
import { asSeen, currentVisibility, markOf, type Mark } from '../signatures/disclosure.ts'
import type { SignatureRow } from '../signatures/queries.ts'
import type { PersonName } from '../signatures/person-name.ts'
import type { VerificationClass, Visibility } from '../letter/rules.ts'

/** What a second owner agrees to. */
const namesToExport = { act: 'export', subject: { list: 'names' } } as const

const pageSize = 2000
/** An export of this process keeps a connection, so few run at once. */
const atOnce = 2
/** Milliseconds. Limits the snapshot: names that were withdrawn meanwhile still stand in it, and tables cannot be rewritten. */
const longest = 120_000
/** How long an agreed export can be fetched. */
export const grantHours = 48

export interface ExportedName {
  /** Null if organizers may not see the name. Then the label of `mark` replaces it. */
  person: PersonName | null
  mark: Mark
  visibility: Visibility
  class: VerificationClass
}

/**
 * Exports the standing signatures, with the names that organizers may see.
 * An export cannot be called back, so a second owner, if there is one, has to agree first. The agreement is good for one export.
 * @param send receives the names in pages. They are read from one snapshot while they are sent, and without a lock on the letter.
 * It must stop at the signal.
 * @param limit milliseconds after which an export ends unfinished
 * @returns `waits` if a second owner has to agree. Then nothing was sent
 * @throws Refusal
 */
export async function exportNames(
  core: Core,
  { letterId, asker }: { letterId: string; asker: Asker },
  now: Date,
  send: (names: AsyncIterable<ExportedName[]>, signal: AbortSignal) => Promise<unknown>,
  limit = longest,
): Promise<'waits' | 'sent'> {
  return inTurn(`export:${letterId}`, { atOnce: 1, waiting: 3 }, () =>
    inTurn('export', { atOnce, waiting: 20 }, async () => {
      if ((await authorize(core, { letterId, asker }, now)) === 'waits') return 'waits'
      const signal = AbortSignal.timeout(limit)
      await core.db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (trx) => {
          await holdTables(trx)
          return send(pagesOf({ ...core, db: trx }, letterId), signal)
        })
      return 'sent'
    }),
  )
}

/**
 * Agrees to an export that another owner asks for. That owner can then fetch the names once.
 * @throws Refusal
 */
export async function agreeToExport(core: Core, asker: Asker, letterId: string, now: Date): Promise<void> {
  await core.db.transaction().execute(async (trx) => {
    const letter = await exportable(trx, letterId)
    await requireSecondOwner({ ...core, db: trx }, letter, asker, namesToExport, now)
    if (asker.agrees === undefined) return
    await grantOnce(trx, asker.agrees, new Date(now.getTime() + grantHours * core.config.units.hour))
    await noteActivity(trx, letterId, asker.id, 'export-agreed', {}, now)
  })
}

async function exportable(trx: Db, letterId: string): Promise<LetterRow> {
  const letter = await lockLetter(trx, letterId)
  if (!letter) throw notFoundRefusal('letter')
  if (letter.collecting || letter.state === 'purged') throw new Refusal('conflict', 'no-names', say('refusal-no-names'))
  return letter
}

/** Commits before the names are read, so that the letter stays locked only briefly. */
async function authorize(
  core: Core,
  { letterId, asker }: { letterId: string; asker: Asker },
  now: Date,
): Promise<'go' | 'waits'> {
  return core.db.transaction().execute(async (trx) => {
    const letter = await exportable(trx, letterId)
    if (!isProved(asker.provedAt ?? null, now)) throw proofNeededRefusal()
    const granted = await takeGrant(trx, letterId, asker.id, 'export', now)
    if (granted) await tellOtherOwners(trx, letterId, asker.id)
    const verdict = granted ? 'go' : await requireSecondOwner({ ...core, db: trx }, letter, asker, namesToExport, now)
    await noteActivity(trx, letterId, asker.id, verdict === 'go' ? 'names-exported' : 'export-proposed', {}, now)
    return verdict
  })
}

async function* pagesOf(core: Core, letterId: string): AsyncGenerator<ExportedName[], void> {
  // Read in the snapshot, because the names belong to the revision that it shows.
  const letter = await letterById(core.db, letterId)
  if (!letter) return
  for (let after: Buffer | null = null; ;) {
    const page = await matchingPage(core.db, letterId, {}, { after, limit: pageSize, state: 'standing' })
    yield page.flatMap((row) => (row.counted && row.revision >= letter.substance_revision ? [exported(core, row)] : []))
    if (page.length < pageSize) return
    after = page.at(-1)?.id ?? null
  }
}

function exported(core: Core, row: SignatureRow): ExportedName {
  const person = row.name_hidden ? null : nameSeenBy(core, row, 'organizer')
  const seen = asSeen(row, 'organizer', person !== null)
  return { person, mark: markOf(seen), visibility: currentVisibility(seen), class: row.class }
}
