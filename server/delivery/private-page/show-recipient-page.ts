import type { Core } from '../../core.ts'
import { demandFacts } from '../../demands/demand-facts.ts'
import type { DemandHistory } from '../../demands/rules.ts'
import { letterById, revisionOf, type LetterRow, type RevisionRow } from '../../letter/queries.ts'
import { notFoundRefusal, Refusal, say } from '../../refusal.ts'
import { dayOf } from '../../letter/days.ts'
import { answerDaysOf, pageByToken, timeRequestsOf, type RecipientPageRow, type TimeRequest } from './queries.ts'
import { bytesKeptForDays } from '../rules.ts'
import { openDelegate, pageTokenHash } from '../secrets.ts'
import { snapshotTally, type SnapshotTally } from '../snapshot.ts'
import { frozenCopy, tallyCells } from '../copies/snapshot-queries.ts'

export interface RecipientFacts {
  page: RecipientPageRow
  letter: LetterRow
  revision: RevisionRow
  /** Counts only, without names. Usually those of the last batch; see `showRecipientPage`. */
  tally: SnapshotTally
  asOf: Date | null
  /** The PDF of this copy. Null if there is none yet. */
  pdf: CopyPdf | null
  /** What the organizers say of the demands of the delivered text. */
  demands: DemandHistory[]
  /** The days on which answers were sent from this page. */
  answerDays: string[]
  /** On the recipient's own page: the days on which somebody else answered for them. */
  delegateDays: string[]
  /** The requests for time from this page. The newest is last. */
  times: TimeRequest[]
  /** The recipient's delegate. Null if there is none. */
  delegate: { name: string; since: string; link: 'waiting' | 'sent' | 'failed' } | null
}

export interface CopyPdf {
  bytes: number
  sha256: string
  kept: boolean
  /** The last day, YYYY-MM-DD. Null while the stage is not over. */
  until: string | null
}

/** @throws Refusal if the token belongs to no page, or the page has been ended */
export async function findRecipientPage({ db }: Pick<Core, 'db'>, token: string): Promise<RecipientPageRow> {
  const page = /^[A-Za-z0-9_-]{22}$/.test(token) ? await pageByToken(db, pageTokenHash(token)) : undefined
  if (!page || (page.delegated && page.revoked)) throw notFoundRefusal('page')
  if (page.revoked) throw new Refusal('gone', 'page-ended', say('refusal-page-ended'))
  return page
}

/**
 * The same for an act that only the recipient can do, with whose page it is.
 * @throws Refusal also if the link is a delegate's
 */
export async function findOwnPage(core: Pick<Core, 'db'>, token: string): Promise<RecipientPageRow> {
  const page = await findRecipientPage(core, token)
  if (page.delegated) throw new Refusal('forbidden', 'delegate-only-answers', say('refusal-delegate-only-answers'))
  return page
}

/**
 * A recipient's private page: the delivered text, its hash and the count as of the last batch. It changes nothing, so link scanners
 * cannot confirm a receipt.
 * @throws Refusal if the token belongs to no page, the page has been ended, or the letter has been purged
 */
export async function showRecipientPage(
  core: Pick<Core, 'db' | 'config' | 'keys'>,
  token: string,
  now: Date,
): Promise<RecipientFacts> {
  const { db } = core
  const page = await findRecipientPage(core, token)
  const letter = await letterById(db, page.letter_id)
  const revision = letter && (await revisionOf(db, letter.id, page.revision ?? letter.revision))
  if (!letter || !revision || letter.state === 'purged') throw notFoundRefusal('page')
  const [cells, pdf, answerDays, delegateDays, times, histories] = await Promise.all([
    tallyCells(db, letter.id),
    copyPdf(core, page.id, now),
    answerDaysOf(db, page.id, page.delegated ? 'delegate' : 'page'),
    page.delegated ? [] : answerDaysOf(db, page.id, 'delegate'),
    timeRequestsOf(db, page.id),
    demandFacts(core, letter.id, revision.demands),
  ])
  const demands = (histories ?? []).filter(({ current }) => current)
  // If the text has changed in substance since the delivery, shows the frozen count, because new signatures are for another text.
  const counted =
    page.as_of && revision.number < letter.substance_revision
      ? { tally: page.tally as SnapshotTally, asOf: page.as_of }
      : { tally: snapshotTally(cells, letter.substance_revision), asOf: letter.as_of }
  return {
    page,
    letter,
    revision,
    ...counted,
    pdf,
    demands,
    answerDays,
    delegateDays,
    times,
    delegate: delegateOf(core, page),
  }
}

function delegateOf(core: Pick<Core, 'keys'>, page: RecipientPageRow): RecipientFacts['delegate'] {
  const { delegation_id: id, person_sealed: sealed, delegated_on: since, link } = page
  if (id === null || sealed === null || since === null || link === null) return null
  return { name: openDelegate(core, page.letter_id, id, sealed).name, since, link }
}

async function copyPdf(
  { db, config }: Pick<Core, 'db' | 'config'>,
  deliveryId: string,
  now: Date,
): Promise<CopyPdf | null> {
  const copy = await frozenCopy(db, deliveryId)
  if (!copy) return null
  const over = copy.finished_at ?? copy.cancelled_at
  const until = over && new Date(over.getTime() + bytesKeptForDays * config.units.day)
  return {
    bytes: copy.bytes,
    sha256: copy.hash.toString('hex'),
    kept: copy.sealed !== null && (until === null || until > now),
    until: until && dayOf(until),
  }
}
