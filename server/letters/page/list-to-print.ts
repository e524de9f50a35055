import { checkpointShown } from '../../audit/checkpoint-of.ts'
import { inTurn } from '../../concurrency/in-turn.ts'
import type { Core } from '../../core.ts'
import type { AddressedLetter } from '../../letter/letter-address.ts'
import { revisionOf } from '../../letter/queries.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { nameSeenByEveryone } from '../../signatures/name-seen-by.ts'
import type { PersonName } from '../../signatures/person-name.ts'
import { namesPage, tallyOf, unshownNames } from '../page-queries.ts'
import { marksOf, namesCounted, type LetterSummary, type ShownNames } from './show-letter.ts'

/** Names on one page to print. A longer list has several. */
export const namesToPrint = 5000

/** The public names of a letter, to print. */
export interface PrintFacts extends Pick<LetterSummary, 'letter' | 'revision' | 'tally' | 'checkpoint'> {
  names: PersonName[]
  marks: ShownNames['marks']
  /** The place of the last name, if there are more. */
  next: Buffer | null
}

/** Few at once, because each reads and shows thousands of names, and anybody can ask for it. */
const atOnce = { atOnce: 2, waiting: 50 }

/**
 * Lists the names that everybody may see, to print them.
 * @param after where the part before ends
 * @throws Refusal
 */
export async function listToPrint(
  { db }: Pick<Core, 'db'>,
  letter: AddressedLetter,
  after: Buffer | undefined,
): Promise<PrintFacts> {
  const [revision, tally, checkpoint] = await Promise.all([
    revisionOf(db, letter.id, letter.revision),
    tallyOf(db, letter.id),
    checkpointShown({ db }, letter),
  ])
  if (!revision) throw notFoundRefusal('letter')
  const facts = { letter, revision, tally, checkpoint, names: [], marks: [], next: null }
  if (letter.collecting || letter.state === 'purged') return facts
  if (letter.names_hidden) return { ...facts, marks: marksOf(letter, tally, namesCounted(letter, tally)) }
  const rows = await inTurn('print', atOnce, () => namesPage(db, letter, { after }, namesToPrint + 1))
  const shown = rows.slice(0, namesToPrint)
  return {
    ...facts,
    names: shown.flatMap((row) => nameSeenByEveryone(letter, row) ?? []),
    marks: marksOf(letter, tally, await unshownNames(db, letter)),
    next: rows.length > namesToPrint ? (shown.at(-1)?.id ?? null) : null,
  }
}
