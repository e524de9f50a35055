import type { Core } from '../core.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { lettersOf, type MemberLetter } from './queries.ts'
import { ownersOf } from './page-queries.ts'
import type { AddressedLetter } from '../letter/letter-address.ts'
import { revisionOf, revisionsOf, type LetterRow, type RevisionRow } from '../letter/queries.ts'
import type { LetterDraft } from '../letter/rules.ts'
import { openDraft } from '../letter/secrets.ts'

export interface LetterForOrganizer {
  letter: AddressedLetter
  role: 'owner' | 'editor' | 'moderator' | 'viewer'
  draft: LetterDraft
  owners: number
  /** The published text. Undefined in a draft. */
  published: RevisionRow | undefined
}

/**
 * Returns a letter for one of its organizers.
 * @throws Refusal if the person does not organize it
 */
export async function readLetter(core: Core, organizerId: string, letterId: string): Promise<LetterForOrganizer> {
  const { letter, role } = await authorizeLetter(core, organizerId, letterId, 'read')
  const [owners, published] = await Promise.all([
    ownersOf(core.db, letterId),
    revisionOf(core.db, letterId, letter.revision),
  ])
  return { letter, role, owners, published, draft: openDraft(core, letter) }
}

export type OwnLetter = MemberLetter & { draft: LetterDraft }

export async function ownLetters(core: Pick<Core, 'db' | 'keys'>, organizerId: string): Promise<OwnLetter[]> {
  const letters = await lettersOf(core.db, organizerId)
  return letters.map((letter) => ({ ...letter, draft: openDraft(core, letter) }))
}

/** Every published text, oldest first. */
export async function readRevisions(core: Pick<Core, 'db'>, letter: LetterRow): Promise<RevisionRow[]> {
  return revisionsOf(core.db, letter.id)
}
