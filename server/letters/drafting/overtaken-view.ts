import type { LetterDraft } from '../../letter/rules.ts'
import { domainInWords } from '../../mailbox/domain-in-words.ts'
import { listInWords } from '../../messages/lists.ts'
import { say, type Sentence } from '../../refusal.ts'
import { changesShown, type ChangeShown } from '../revisions/diff-shown.ts'
import { diffText } from '../revisions/diff.ts'
import { holdsBoth } from './merge-parts.ts'
import type { Overtaking } from './save-draft.ts'

/** What a page says if others changed the same places as its reader. */
export interface OvertakenShown {
  title: Sentence
  conflicts: { field: Sentence; both: boolean; changes: ChangeShown[] }[]
}

/** Shows each place as the change from what the others saved to what was typed. */
export function overtakenShown(
  { conflicts, savers }: Pick<Overtaking, 'conflicts' | 'savers'>,
  language: string,
): OvertakenShown {
  return {
    title:
      conflicts.length === 0
        ? say('drafting-overtaken-rule')
        : say('drafting-overtaken-title', { count: savers.length, names: listInWords(savers) }),
    conflicts: conflicts.map((conflict) => ({
      field: say('drafting-overtaken-field', { field: conflict.field }),
      both: holdsBoth(conflict.field),
      changes: changesShown(diffText(inWords(conflict.theirs), inWords(conflict.mine), language)),
    })),
  }
}

function inWords(pieces: readonly unknown[]): string {
  return pieces.map(pieceInWords).join('\n\n')
}

type Piece = string | number | null | string[] | LetterDraft['recipients'][number] | LetterDraft['employers'][number]

function pieceInWords(piece: unknown): string {
  const known = piece as Piece
  if (known === null) return ''
  if (typeof known !== 'object') return String(known)
  if (Array.isArray(known)) return known.join(', ')
  if ('domains' in known) return `${known.name}: ${known.domains.map(domainInWords).join(' ')}`
  return [known.name, known.office, known.address].filter((part) => part !== '').join(', ')
}
