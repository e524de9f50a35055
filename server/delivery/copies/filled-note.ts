import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { revisionOf, type LetterRow } from '../../letter/queries.ts'
import { CannotBeMade } from './composed.ts'
import { countsInWords } from './compose.ts'
import { recipientClocks } from '../timeline/delivery-facts.ts'
import type { StageRow } from '../queries.ts'
import type { SnapshotTally } from '../snapshot-rules.ts'
import { fillNote } from '../note-rules.ts'
import { listInWords } from '../../messages/lists.ts'

/** A note can name the same long fact hundreds of times. */
const longestFilled = 50_000

/** The covering note with the letter's facts as they are now. @throws CannotBeMade where it becomes too long */
export async function filledNote(
  { config }: Pick<Core, 'config'>,
  db: Db,
  letter: LetterRow,
  { stage, tally }: { stage: Pick<StageRow, 'covering_note'>; tally: SnapshotTally },
  now: Date,
): Promise<string> {
  if (!stage.covering_note.includes('{{')) return stage.covering_note
  const revision = await revisionOf(db, letter.id, letter.revision)
  // As the letter's page counts them.
  const days = (await recipientClocks({ db, config }, letter.id, now)).letter?.days ?? 0
  const filled = fillNote(stage.covering_note, {
    count: listInWords(countsInWords({ tally }).map(({ count, label }) => `${numbers.format(count)} ${label}`)),
    'days of silence': `${numbers.format(days)} ${days === 1 ? 'day' : 'days'}`,
    demands: (revision?.demands ?? []).map((demand, index) => `${String(index + 1)}. ${demand}`).join('\n'),
    title: revision?.title ?? '',
    employers: listInWords((revision?.employers ?? []).map(({ name }) => name)),
  })
  if (filled.length > longestFilled)
    throw new CannotBeMade(
      `With its facts filled in, the covering note has more than ${numbers.format(longestFilled)} signs. Name each fact once, or shorten it.`,
    )
  return filled
}

const numbers = new Intl.NumberFormat('en-GB')
