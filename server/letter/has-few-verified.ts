import type { Core } from '../core.ts'
import { countedWorkers, type LetterRow } from './queries.ts'

/** Below this number, each verified worker is easily suspected: if all of them signed, nobody can deny it. */
export const fewerThan = 20

/** While a letter is collecting, its number is secret, so the letter counts as having few. */
export async function hasFewVerified({ db }: Pick<Core, 'db'>, letter: LetterRow): Promise<boolean> {
  return letter.collecting || (await countedWorkers(db, letter.id, letter.substance_revision)) < fewerThan
}
