import { keyKinds, type KeyKind, type Keys } from './keys.ts'
import type { Db } from '../pool.ts'
import type { Row, TogetherState } from '../schema.ts'
import { StartProblem } from '../start-problem.ts'
import { say } from '../../messages/message.ts'

export type LetterFlags = Pick<
  Row<'letter'>,
  'id' | 'state' | 'claims_key_destroyed' | 'names_key_destroyed' | 'draft_key_destroyed'
> & {
  /** Null if the letter did not offer names that wait when it opened. */
  together: TogetherState | null
  together_key_destroyed: boolean
}

export interface LetterKind {
  letter: string
  kind: KeyKind
}

/** Formats keys as `LETTER:KIND,KIND`, the form that --closed-while-away takes. */
export function inWords(found: readonly LetterKind[]): string[] {
  const letters = [...new Set(found.map(({ letter }) => letter))]
  return letters.map((each) => {
    const kinds = found.filter(({ letter }) => letter === each).map(({ kind }) => kind)
    return `${each}:${kinds.join(',')}`
  })
}

/** Returns true if the database records that a key of this kind was destroyed. */
export function recordedAsDestroyed(letter: LetterFlags, kind: KeyKind): boolean {
  return letter[`${kind}_key_destroyed`]
}

/**
 * Returns true if a key of this kind or its tombstone must exist. Opening a letter creates its keys before the row changes.
 * A closed or purged letter without the flag awaits the destruction of its key (finishClosings), so its key may be absent or
 * present.
 */
function isDue(letter: LetterFlags, kind: KeyKind): boolean {
  if (recordedAsDestroyed(letter, kind)) return true
  switch (kind) {
    case 'claims':
      return letter.state === 'quiet' || letter.state === 'open'
    case 'names':
      return letter.state === 'quiet' || letter.state === 'open' || letter.state === 'closed'
    case 'draft':
      return letter.state !== 'purged'
    case 'together':
      return waits(letter)
  }
}

/** Returns true if the letter's held names are neither revealed nor erased. */
export function waits({ together }: LetterFlags): boolean {
  return together === 'waiting' || together === 'reached'
}

export async function letterFlags(db: Db): Promise<LetterFlags[]> {
  return db
    .selectFrom('letter')
    .leftJoin('together', 'letter_id', 'id')
    .select(['id', 'letter.state', 'claims_key_destroyed', 'names_key_destroyed', 'draft_key_destroyed'])
    .select((is) => [
      'together.state as together',
      is.fn.coalesce('together.key_destroyed', is.lit(false)).as('together_key_destroyed'),
    ])
    .orderBy('id')
    .execute()
}

/**
 * Returns keys that must exist and have neither file nor tombstone.
 * @throws StartProblem if the folder cannot be read
 */
export function missingKeys(
  letters: readonly LetterFlags[],
  keys: Keys,
  kinds: readonly KeyKind[] = keyKinds,
): LetterKind[] {
  return letters.flatMap((letter) =>
    kinds
      .filter((kind) => isDue(letter, kind) && keys.stateOf(letter.id, kind) === 'missing')
      .map((kind) => ({ letter: letter.id, kind })),
  )
}

/** Returns keys that exist beside their tombstone, or that the database records as destroyed. */
export function leftOverKeys(letters: readonly LetterFlags[], keys: Keys): LetterKind[] {
  return letters.flatMap((letter) =>
    keyKinds
      .filter((kind) => {
        const state = keys.stateOf(letter.id, kind)
        return state === 'left-over' || (state === 'present' && recordedAsDestroyed(letter, kind))
      })
      .map((kind) => ({ letter: letter.id, kind })),
  )
}

/** @throws StartProblem if any key is missing. It names the letters and kinds and says what to do. */
export function refuseMissing(missing: readonly LetterKind[]): void {
  if (missing.length === 0) return
  const found = inWords(missing)
  throw new StartProblem(
    say('keys-of-letters-missing', { letters: found.length, keys: found.map((each) => `  ${each}`).join('\n') }),
  )
}
