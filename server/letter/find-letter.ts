import type { Core } from '../core.ts'
import { notFoundRefusal } from '../refusal.ts'
import { requestBatcher } from '../concurrency/request-batcher.ts'
import { letterByKey, type LetterRow } from './queries.ts'

/** Those who ask for it at once share one reading, which begins after the last of them asked. */
const read = requestBatcher(async (db, key, asked: readonly null[]) => {
  const letter = await letterByKey(db, key)
  return asked.map(() => letter)
})

/** @throws Refusal where there is no such letter, or none that this address may show. */
export async function findLetter({ db }: Pick<Core, 'db'>, key: string): Promise<LetterRow> {
  const letter = /^[A-Za-z0-9_-]{1,80}$/.test(key) ? await read(db, key, null) : undefined
  if (!letter) throw notFoundRefusal('letter')
  return letter
}
