import type { Core } from '../core.ts'
import { notFoundRefusal } from '../refusal.ts'
import { requestBatcher } from '../concurrency/request-batcher.ts'
import { letterByKey, type LetterRow } from './queries.ts'

/** Concurrent requests for the same letter share one query. It starts after the last of them, so that no answer is outdated. */
const read = requestBatcher(async (db, key, asked: readonly null[]) => {
  const letter = await letterByKey(db, key)
  return asked.map(() => letter)
})

/** @throws Refusal if no letter has this address, or the letter may not be shown at it */
export async function findLetter({ db }: Pick<Core, 'db'>, key: string): Promise<LetterRow> {
  const letter = /^[A-Za-z0-9_-]{1,80}$/.test(key) ? await read(db, key, null) : undefined
  if (!letter) throw notFoundRefusal('letter')
  return letter
}
