import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { convertedKinds } from '../db/keys/convert-keys.ts'
import { isThere } from '../db/data-folder.ts'
import { bad, good, think, type Finding } from './finding.ts'
import { say } from '../messages/message.ts'
import { openKeys } from '../db/keys/keys.ts'
import { inWords, leftOverKeys, letterFlags, missingKeys } from '../db/keys/letter-keys.ts'
import { openDatabase, type Db } from '../db/pool.ts'
import { StartProblem } from '../db/start-problem.ts'

/** Compares the keys in the folder with the letters in the database. Changes nothing. */
export async function examineKeys(url: string, keysDir: string): Promise<Finding[]> {
  const { db, close } = openDatabase(url, { max: 1 })
  try {
    return await compare(db, keysDir)
  } catch (error) {
    if (error instanceof StartProblem) return [bad(error.sentence, say('doctor-start-refuses'))]
    // examineDatabase reports why the database does not answer.
    return [think(say('doctor-keys-not-compared'), say('doctor-keys-not-compared-advice'))]
  } finally {
    await close()
  }
}

async function compare(db: Db, keysDir: string): Promise<Finding[]> {
  const keys = openKeys(keysDir)
  const letters = await letterFlags(db)
  const missing = missingKeys(letters, keys, await convertedKinds(db))
  const leftOver = leftOverKeys(letters, keys)
  const unknown = lettersIn(keysDir).filter((id) => !letters.some((letter) => letter.id === id))
  const found: Finding[] = []
  if (missing.length > 0)
    found.push(bad(say('doctor-keys-missing', { keys: inWords(missing).join(' ') }), say('doctor-keys-missing-advice')))
  if (leftOver.length > 0)
    found.push(bad(say('doctor-keys-back', { keys: inWords(leftOver).join(' ') }), say('doctor-keys-back-advice')))
  if (unknown.length > 0)
    found.push(think(say('doctor-keys-unknown', { letters: unknown.join(' ') }), say('doctor-keys-unknown-advice')))
  return found.length > 0 ? found : [good(say('doctor-keys-fine'))]
}

/** The letters that have a key in the folder. */
function lettersIn(keysDir: string): string[] {
  const folder = join(keysDir, 'letters')
  if (!isThere(folder)) return []
  const keys = readdirSync(folder).filter((name) => name.endsWith('.key'))
  return [...new Set(keys.map((name) => name.split('.')[0] ?? ''))].sort()
}
