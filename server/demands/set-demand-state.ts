import type { Core } from '../core.ts'
import { canonicalHash } from '../crypto/canonical.ts'
import { notifyLetter } from '../db/notify.ts'
import type { Db } from '../db/pool.ts'
import { dayOf } from '../letter/days.ts'
import { lockLetter, revisionOf, type LetterRow } from '../letter/queries.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { noteActivity } from '../organizers/note-activity.ts'
import { requireSecondOwner, type Asker } from '../organizers/require-second-owner.ts'
import { notFoundRefusal, Refusal, say } from '../refusal.ts'
import { demandStatements, insertDemandState, isDelivered } from './queries.ts'
import {
  checkDemandState,
  demandKey,
  historiesOf,
  type DemandHistory,
  type DemandSaid,
  type TypedDemandState,
} from './rules.ts'
import { sealProposedState } from './secrets.ts'

/**
 * Says what became of a demand of the published text. Needs a second owner if there is one. The earlier statements stay.
 * @param key of the demand (demandKey)
 * @throws Refusal
 */
export async function setDemandState(
  core: Core,
  asker: Asker,
  letterId: string,
  { key, ...typed }: TypedDemandState & { key: string },
  now: Date,
): Promise<'said' | 'waits'> {
  await authorizeLetter(core, asker.id, letterId, 'deliver')
  return core.db.transaction().execute(async (trx) => {
    const letter = await lockLetter(trx, letterId)
    if (!letter || letter.state === 'purged') throw notFoundRefusal('letter')
    const looked = await lookedAt(trx, letter, key)
    if (!looked) throw notFoundRefusal('demand')
    if (!(await isDelivered(trx, letterId)))
      throw new Refusal('conflict', 'not-delivered', say('refusal-not-delivered'))
    const { history, number } = looked
    const said = checkDemandState(typed, earliestDay(letter, history), now)
    if (Array.isArray(said)) throw Refusal.fields(said)
    // A button that was pressed twice says nothing twice.
    if (asker.agrees === undefined && isSaid(history, said)) return 'said'
    const subject = subjectOf(history, said)
    const detail = sealProposedState(core, letterId, { demand: history.demand, ...typed })
    const within = { ...core, db: trx }
    if ((await requireSecondOwner(within, letter, asker, { act: 'demand', subject, detail }, now)) === 'waits')
      return 'waits'
    await insertDemandState(trx, letterId, { ...said, demand: history.demand, number })
    await noteActivity(trx, letterId, asker.id, 'demand-state-said', {}, now)
    await notifyLetter(trx, letterId)
    return 'said'
  })
}

/** A demand of the published text, with the number of the letter's next statement. Undefined if the text has no such demand. */
export async function lookedAt(
  db: Db,
  letter: LetterRow,
  key: string,
): Promise<{ history: DemandHistory; number: number } | undefined> {
  const revision = await revisionOf(db, letter.id, letter.revision)
  const statements = await demandStatements(db, letter.id)
  const history = historiesOf(revision?.demands ?? [], statements).find(
    ({ demand, current }) => current && demandKey(demand) === key,
  )
  return history && { history, number: (statements.at(-1)?.number ?? 0) + 1 }
}

export function earliestDay(letter: LetterRow, { statements }: DemandHistory): string {
  return statements[0]?.since ?? dayOf(letter.opened_at ?? new Date(0))
}

/** The exact content that a second owner approves. It names the newest statement, so that nobody agrees to another change. */
export function subjectOf({ demand, statements }: DemandHistory, { state, since, note, link }: DemandSaid): object {
  return {
    demand: demandKey(demand),
    after: statements[0]?.number ?? 0,
    state,
    since,
    evidence: canonicalHash({ note, link }).toString('hex'),
  }
}

function isSaid({ statements }: DemandHistory, said: DemandSaid): boolean {
  const [newest] = statements
  return (
    newest?.state === said.state &&
    newest.since === said.since &&
    newest.note === said.note &&
    newest.link === said.link
  )
}
