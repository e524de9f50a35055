import type { Core } from '../core.ts'
import { revisionOf, type LetterRow } from './queries.ts'
import { openDraft } from './secrets.ts'

/** The language of the published text, or of the draft if nothing is published. */
export async function languageOf(core: Pick<Core, 'db' | 'keys'>, letter: LetterRow): Promise<string> {
  const published = await revisionOf(core.db, letter.id, letter.revision)
  return published?.language ?? openDraft(core, letter).language
}
