import { openRecipientAddress } from '../../letter/secrets.ts'
import { revisionOf, type LetterRow } from '../../letter/queries.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { CannotBeMade } from '../copies/composed.ts'
import type { StageRow } from '../queries.ts'
import { snapshotTally } from '../snapshot.ts'
import { tallyCells } from '../copies/snapshot-queries.ts'
import { filledNote } from '../copies/filled-note.ts'
import { writtenOf, type Written } from '../stage.ts'
import { callRecipients, callsOf } from './queries.ts'

/** A call to write: the text that signatories are asked to send themselves, and its recipients. */
export interface CallFacts {
  stage: StageRow
  text: string
  subject: string
  /** The letter's, in which the text is written (BCP 47). */
  language: string
  recipients: { name: string; office: string; address: string }[]
  written: Written
}

/**
 * The calls of a letter that have started, including those that have ended. Only calls that are open now have a text. The list is
 * empty while the letter is below its first threshold.
 */
export async function callsOut(core: Core, letter: LetterRow, now: Date): Promise<CallFacts[]> {
  const calls = letter.collecting ? [] : await callsOf(core.db, letter.id)
  if (calls.length === 0) return []
  const revision = await revisionOf(core.db, letter.id, letter.revision)
  const tally = snapshotTally(await tallyCells(core.db, letter.id), letter.substance_revision)
  return Promise.all(
    calls.map(async ({ counted, ...stage }) => ({
      stage,
      written: writtenOf(counted, letter.batch_size),
      subject: revision?.title ?? '',
      language: revision?.language ?? 'en',
      text: stage.state === 'sending' ? await textOf(core, letter, { stage, tally }, now) : '',
      recipients: (await callRecipients(core.db, stage.id)).map(({ name, office, address_sealed }) => ({
        name,
        office,
        address: openRecipientAddress(core, letter.id, address_sealed),
      })),
    })),
  )
}

/**
 * The prepared text with its facts filled in. Returns '' if facts of a later revision make it too long. The page then shows the
 * call without it.
 */
async function textOf(core: Core, letter: LetterRow, of: Parameters<typeof filledNote>[3], now: Date): Promise<string> {
  try {
    return await filledNote(core, core.db, letter, of, now)
  } catch (error) {
    if (error instanceof CannotBeMade) return ''
    throw error
  }
}

/** Returns true while the people who signed are asked to write to the recipients themselves. */
export async function callsAreOut(db: Db, { id, collecting }: LetterRow): Promise<boolean> {
  return !collecting && (await callsOf(db, id)).some(({ state }) => state === 'sending')
}
