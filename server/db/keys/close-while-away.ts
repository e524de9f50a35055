import { convertedKinds } from './convert-keys.ts'
import { keyKinds, type KeyKind, type Keys } from './keys.ts'
import { inWords, letterFlags, missingKeys, type LetterFlags, type LetterKind } from './letter-keys.ts'
import type { Db } from '../pool.ts'
import { StartProblem } from '../start-problem.ts'
import { say } from '../../messages/message.ts'

/**
 * Parses `LETTER:KIND,KIND`, given once or several times.
 * @throws StartProblem
 */
export function readClosedWhileAway(typed: readonly string[]): LetterKind[] {
  return typed.flatMap((each) => {
    const [letter = '', kinds = '', ...more] = each.split(':')
    const known = kinds.split(',').filter((kind): kind is KeyKind => (keyKinds as readonly string[]).includes(kind))
    if (letter === '' || more.length > 0 || known.length !== kinds.split(',').length)
      throw new StartProblem(say('closed-while-away-unreadable', { typed: each }))
    return known.map((kind) => ({ letter, kind }))
  })
}

/**
 * Writes tombstones for keys that the operator declares as destroyed while this database was away.
 * Checks all of them before it writes the first one. The start then closes letters and erases data according to the tombstones.
 * @throws StartProblem
 */
export async function closeWhileAway(db: Db, keys: Keys, named: readonly LetterKind[]): Promise<void> {
  const letters = await letterFlags(db)
  // A kind of key that this installation has not been converted to does not count as missing.
  const kinds = await convertedKinds(db)
  const missing = new Set(missingKeys(letters, keys, kinds).map(({ letter, kind }) => `${letter}:${kind}`))
  for (const each of named) {
    const letter = letters.find(({ id }) => id === each.letter)
    if (!letter) throw new StartProblem(say('closed-while-away-no-letter', { letter: each.letter }))
    if (!missing.has(`${each.letter}:${each.kind}`))
      throw new StartProblem(say('closed-while-away-not-missing', { key: inWords([each]).join('') }))
    refuseWhileOpen(letter, keys, named)
  }
  for (const { letter, kind } of named) keys.destroy(letter, kind)
}

/**
 * Refuses to drop other keys of a letter that has its claims key. Names and draft lose their keys only after closing, which
 * destroys that key. Held names lose theirs while the letter is open.
 */
function refuseWhileOpen(letter: LetterFlags, keys: Keys, named: readonly LetterKind[]): void {
  if (letter.state !== 'quiet' && letter.state !== 'open') return
  const ofLetter = named.filter((each) => each.letter === letter.id)
  if (ofLetter.every(({ kind }) => kind === 'together') || ofLetter.some(({ kind }) => kind === 'claims')) return
  if (keys.stateOf(letter.id, 'claims') === 'destroyed') return
  throw new StartProblem(say('closed-while-away-open', { letter: letter.id }))
}
