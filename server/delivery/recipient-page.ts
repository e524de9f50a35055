import type { Core } from '../core.ts'
import { letterById, revisionOf, type LetterRow, type RevisionRow } from '../common/letter-queries.ts'
import { Refusal, notFound } from '../refusal.ts'
import { pageByToken, type RecipientPageRow } from './answer-queries.ts'
import { pageTokenHash } from './secrets.ts'
import { snapshotTally, type SnapshotTally } from './snapshot-rules.ts'
import { tallyCells } from './snapshot-queries.ts'

export interface RecipientFacts {
  page: RecipientPageRow
  letter: LetterRow
  revision: RevisionRow
  /** As of the last batch. Never a name. */
  tally: SnapshotTally
}

/** @throws Refusal where the link leads nowhere, has been ended, or the letter has been purged */
export async function findRecipientPage({ db }: Pick<Core, 'db'>, token: string): Promise<RecipientPageRow> {
  const page = /^[A-Za-z0-9_-]{22}$/.test(token) ? await pageByToken(db, pageTokenHash(token)) : undefined
  if (!page) throw notFound('page')
  if (page.revoked)
    throw new Refusal('gone', 'page-ended', 'The organizers have ended this page. Ask them if you need another link.')
  return page
}

/** The text that was delivered, its hash, and the count as of the last batch. Reading it changes nothing. */
export async function showRecipientPage(core: Pick<Core, 'db'>, token: string): Promise<RecipientFacts> {
  const { db } = core
  const page = await findRecipientPage(core, token)
  const letter = await letterById(db, page.letter_id)
  const revision = letter && (await revisionOf(db, letter.id, page.revision ?? letter.revision))
  if (!letter || !revision || letter.state === 'purged') throw notFound('page')
  return { page, letter, revision, tally: snapshotTally(await tallyCells(db, letter.id), letter.substance_revision) }
}
