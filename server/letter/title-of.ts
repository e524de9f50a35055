import type { Core } from '../core.ts'
import { revisionOf, type LetterRow } from './queries.ts'
import { openDraft } from './secrets.ts'

/** The title of the published text, or of the draft if nothing is published. A draft's title may be empty. */
export async function titleOf(core: Pick<Core, 'db' | 'keys'>, letter: LetterRow): Promise<string> {
  const published = await revisionOf(core.db, letter.id, letter.revision)
  return published?.title ?? openDraft(core, letter).title
}
