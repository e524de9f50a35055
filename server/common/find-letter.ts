import type { Core } from '../core.ts'
import { notFound } from '../refusal.ts'
import { letterByKey, type LetterRow } from './letter-queries.ts'

/** @throws Refusal where there is no such letter, or none that this address may show. */
export async function findLetter({ db }: Pick<Core, 'db'>, key: string): Promise<LetterRow> {
  const letter = /^[A-Za-z0-9_-]{1,80}$/.test(key) ? await letterByKey(db, key) : undefined
  if (!letter) throw notFound('letter')
  return letter
}
