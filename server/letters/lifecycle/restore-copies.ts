import type { Core } from '../../core.ts'
import { LogBehindCopy } from '../../audit/signed-tree.ts'
import type { Db } from '../../db/pool.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import { say } from '../../messages/message.ts'
import { wordsWithoutRequest } from '../../messages/words-without-request.ts'
import type { LetterRow } from '../../letter/queries.ts'
import type { RevisionContent } from '../../letter/rules.ts'
import { lettersToCopy } from '../../signatures/copies/queries.ts'
import { restoreCopy } from '../../signatures/copies/restore-copy.ts'
import type { CopyState } from '../../signatures/copies/rules.ts'
import { insertRevision, replaceEmployers, updateLetter } from '../write-queries.ts'

/**
 * Runs at every start, because nothing records a restore. Brings the letters of a restored backup to the state of their copies in
 * LOGS_DIR, and completes copies that a crash interrupted. A letter for which that fails takes no batches; the operator is told.
 */
export async function restoreCopies(core: Core, now: Date): Promise<void> {
  for (const id of await lettersToCopy(core.db))
    try {
      await restoreCopy(core, id, restoreTexts, now)
    } catch (error) {
      if (!(error instanceof LogBehindCopy)) throw error
      const alarm = formatSentence(say('log-not-restored', { letter: id, reason: error.reason }), wordsWithoutRequest())
      process.stderr.write(`${alarm}\n`)
    }
}

/** Adds the revisions that were published after the backup, because signatures and the log name them. */
async function restoreTexts(
  trx: Db,
  letter: LetterRow,
  revisions: CopyState['revisions'],
  documents: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { number, kind, published_on, hash } of revisions) {
    const text = documents.get(hash)
    if (number <= letter.revision || text === undefined) continue
    const content = JSON.parse(text) as RevisionContent
    const row = { number, kind, hash: Buffer.from(hash, 'hex'), publishedOn: published_on }
    await insertRevision(trx, letter.id, row, content)
    await replaceEmployers(trx, letter.id, content.employers)
    await updateLetter(trx, letter.id, {
      revision: number,
      ...(kind !== 'correction' && { substance_revision: number }),
    })
  }
}
