import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import { revisionOf, type LetterRow } from '../../letter/queries.ts'
import { CannotBeMade } from './composed.ts'
import { say } from '../../refusal.ts'
import { countedIn, countsInWords } from './pdf-document.ts'
import { recipientClocks } from '../timeline/delivery-facts.ts'
import type { StageRow } from '../queries.ts'
import type { SnapshotTally } from '../snapshot.ts'
import { fillNote, type NoteFacts } from '../note.ts'
import type { RevisionContent } from '../../letter/rules.ts'
import { catalogueOf, type Catalogue } from '../../messages/catalogue.ts'
import { languageFor } from '../../messages/languages.ts'
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
  const revision = await revisionOf(db, letter.id, letter.revision)
  // The note is the organizers' text, so its facts are in the letter's language.
  const words = catalogueOf(languageFor(revision?.language))
  // The letter's page counts them in the same way.
  const days = (await recipientClocks({ db, config }, letter.id, now)).letter?.days ?? 0
  return fillWithin(stage.covering_note, factsOfNote({ revision, tally, days }, words))
}

/** @throws CannotBeMade if the filled note is too long */
export function fillWithin(note: string, facts: NoteFacts): string {
  const filled = fillNote(note, facts)
  if (filled.length > longestFilled) throw new CannotBeMade(say('copies-note-too-long', { most: longestFilled }))
  return filled
}

/** The facts that a note can name, of a text and a count. @param days days of silence */
export function factsOfNote(
  { revision, tally, days }: { revision: RevisionContent | undefined; tally: SnapshotTally; days: number },
  words: Catalogue,
): NoteFacts {
  const { demands = [], title = '', employers = [], language = words.language.tag } = revision ?? {}
  return {
    count: new Intl.NumberFormat(language).format(workersIn(tally)),
    'count in words': listInWords(countsInWords({ tally }, words).map(countedIn(words)), words.language),
    'days of silence': words.text('copies-days', { count: days }),
    demands: demands.map((demand, index) => `${String(index + 1)}. ${demand}`).join('\n'),
    title,
    employers: listInWords(
      employers.map(({ name }) => name),
      words.language,
    ),
  }
}

/** Supporters are no workers, and are never summed with them. */
function workersIn({ classes }: SnapshotTally): number {
  return classes.reduce((sum, { class: counted, count }) => sum + (counted === 'supporter' ? 0 : count), 0)
}
