import type { Core } from '../../core.ts'
import type { AddressedLetter } from '../../letter/letter-address.ts'
import { nameSeenByEveryone } from '../../signatures/name-seen-by.ts'
import type { PersonName } from '../../signatures/person-name.ts'
import { namesPage, unshownNames } from '../page-queries.ts'
import { marksOf, namesCounted, summarizeLetter, type LetterSummary, type ShownNames } from './show-letter.ts'

/** Names on one page to print. A longer list has several. */
export const namesToPrint = 5000

/** The public names of a letter, to print. */
export interface PrintFacts {
  summary: LetterSummary
  names: PersonName[]
  marks: ShownNames['marks']
  /** The place of the last name, if there are more. */
  next: Buffer | null
}

/**
 * Lists the names that everybody may see, to print them.
 * @param after where the part before ends
 * @throws Refusal
 */
export async function listToPrint(
  core: Pick<Core, 'db' | 'config'>,
  letter: AddressedLetter,
  after: Buffer | undefined,
  now: Date,
): Promise<PrintFacts> {
  const summary = await summarizeLetter(core, letter, now)
  if (letter.collecting || letter.state === 'purged') return { summary, names: [], marks: [], next: null }
  const { tally } = summary
  if (letter.names_hidden) {
    const marks = marksOf(letter, tally, namesCounted(letter, tally))
    return { summary, names: [], marks, next: null }
  }
  const rows = await namesPage(core.db, letter, { after }, namesToPrint + 1)
  const shown = rows.slice(0, namesToPrint)
  return {
    summary,
    names: shown.flatMap((row) => nameSeenByEveryone(letter, row) ?? []),
    marks: marksOf(letter, tally, await unshownNames(core.db, letter)),
    next: rows.length > namesToPrint ? (shown.at(-1)?.id ?? null) : null,
  }
}
