import type { Core } from '../core.ts'
import type { Sentence } from '../refusal.ts'
import { revisionOf, type LetterRow } from './queries.ts'
import { openDraft } from './secrets.ts'
import { titleInWords } from './title-words.ts'

/** The title of the published text, or of the draft if nothing is published. */
export async function titleOf(core: Pick<Core, 'db' | 'keys'>, letter: LetterRow): Promise<Sentence> {
  const published = await revisionOf(core.db, letter.id, letter.revision)
  return titleInWords(published?.title ?? openDraft(core, letter).title)
}
