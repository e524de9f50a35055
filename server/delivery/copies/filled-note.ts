import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { revisionOf, type LetterRow } from '../../letter/queries.ts'
import { CannotBeMade } from './composed.ts'
import { say } from '../../refusal.ts'
import { wordsOfCopies } from './words-of-copies.ts'
import { countedIn, countsInWords } from './pdf-document.ts'
import { recipientClocks } from '../timeline/delivery-facts.ts'
import type { StageRow } from '../queries.ts'
import type { SnapshotTally } from '../snapshot.ts'
import { fillNote } from '../note.ts'
import { listInWords } from '../../messages/lists.ts'

/** In UTF-16 units. A limit is needed, because a note can name the same long fact hundreds of times. */
const longestFilled = 50_000

/** Fills the letter's current facts into the covering note. @throws CannotBeMade if the result is too long */
export async function filledNote(
  { config }: Pick<Core, 'config'>,
  db: Db,
  letter: LetterRow,
  { stage, tally }: { stage: Pick<StageRow, 'covering_note'>; tally: SnapshotTally },
  now: Date,
): Promise<string> {
  if (!stage.covering_note.includes('{{')) return stage.covering_note
  const words = wordsOfCopies()
  const revision = await revisionOf(db, letter.id, letter.revision)
  // The letter's page counts them in the same way.
  const days = (await recipientClocks({ db, config }, letter.id, now)).letter?.days ?? 0
  const filled = fillNote(stage.covering_note, {
    count: listInWords(countsInWords({ tally }, words).map(countedIn(words)), words.language),
    'days of silence': words.text('copies-days', { count: days }),
    demands: (revision?.demands ?? []).map((demand, index) => `${String(index + 1)}. ${demand}`).join('\n'),
    title: revision?.title ?? '',
    employers: listInWords(
      (revision?.employers ?? []).map(({ name }) => name),
      words.language,
    ),
  })
  if (filled.length > longestFilled) throw new CannotBeMade(say('copies-note-too-long', { most: longestFilled }))
  return filled
}
