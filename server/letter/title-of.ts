import type { Core } from '../core.ts'
import { revisionOf, type LetterRow } from './queries.ts'
import { openDraft } from './secrets.ts'

/** What organizers know the letter by: its title as published, or as it is being drafted, which may be empty. */
export async function titleOf(core: Pick<Core, 'db' | 'keys'>, letter: LetterRow): Promise<string> {
  const published = await revisionOf(core.db, letter.id, letter.revision)
  return published?.title ?? openDraft(core, letter).title
}
