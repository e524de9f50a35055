import { keyKinds, type KeyKind, type Keys } from './keys.ts'
import type { Db } from '../pool.ts'
import type { Row } from '../schema.ts'
import { StartProblem } from '../start-problem.ts'

export type LetterFlags = Pick<
  Row<'letter'>,
  'id' | 'state' | 'claims_key_destroyed' | 'names_key_destroyed' | 'draft_key_destroyed'
>

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

/** Whether the database records that a key of this kind was destroyed. */
export function saysDestroyed(letter: LetterFlags, kind: KeyKind): boolean {
  if (kind === 'together') return false
  return letter[`${kind}_key_destroyed`]
}

/**
 * Whether a key of this kind or its tombstone must exist. Opening a letter creates its keys before the row changes.
 * A closed or purged letter without the flag awaits the destruction of its key (finishClosings), so its key may be absent or
 * present.
 */
function isDue(letter: LetterFlags, kind: KeyKind): boolean {
  if (saysDestroyed(letter, kind)) return true
  switch (kind) {
    case 'claims':
      return letter.state === 'quiet' || letter.state === 'open'
    case 'names':
      return letter.state === 'quiet' || letter.state === 'open' || letter.state === 'closed'
    case 'draft':
      return letter.state !== 'purged'
    case 'together':
      return false
  }
}

export async function letterFlags(db: Db): Promise<LetterFlags[]> {
  return db
    .selectFrom('letter')
    .select(['id', 'state', 'claims_key_destroyed', 'names_key_destroyed', 'draft_key_destroyed'])
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
        return state === 'left-over' || (state === 'present' && saysDestroyed(letter, kind))
      })
      .map((kind) => ({ letter: letter.id, kind })),
  )
}

/** @throws StartProblem if any key is missing. It names the letters and kinds and says what to do. */
export function refuseMissing(missing: readonly LetterKind[]): void {
  if (missing.length === 0) return
  const lines = inWords(missing).map((each) => `  ${each}`)
  throw new StartProblem(
    [
      `KEYS_DIR lacks keys of ${lines.length === 1 ? 'a letter' : `${lines.length} letters`}, and nothing says that they were destroyed. Nothing was changed. Each line has a letter’s number, as in its address at the dashboard, and the kinds of its missing keys:`,
      ...lines,
      'All processes of one database share one KEYS_DIR: a copy does not do. Set KEYS_DIR to that folder, or mount it. Only if you know that these letters were closed or purged while this database was away, or that their keys are lost for good, start once with the lines that this is true of: npm start -- --closed-while-away LETTER:KIND,KIND. That closes the letters, and erases for good what the keys had sealed.',
    ].join('\n'),
  )
}
