import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { convertedKinds } from '../db/keys/convert-keys.ts'
import { isThere } from '../db/data-folder.ts'
import { bad, good, think, type Finding } from './finding.ts'
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
    if (error instanceof StartProblem) return [bad(error.message, 'npm start refuses this too.')]
    // examineDatabase reports why the database does not answer.
    return [think('The keys could not be compared with the letters.', 'Start this version once, then ask again.')]
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
    found.push(
      bad(
        `KEYS_DIR lacks keys, and nothing says that they were destroyed: ${inWords(missing).join(' ')}.`,
        'Set KEYS_DIR to the folder that all processes of this database share. npm start says what else can be done.',
      ),
    )
  if (leftOver.length > 0)
    found.push(
      bad(
        `Keys that were destroyed lie in KEYS_DIR again: ${inWords(leftOver).join(' ')}.`,
        'Start the server, which deletes them; then find out which copy they came from, and delete that.',
      ),
    )
  if (unknown.length > 0)
    found.push(
      think(
        `KEYS_DIR has keys of letters that this database does not know: ${unknown.join(' ')}.`,
        'If no backup of these letters will be restored, delete their keys.',
      ),
    )
  return found.length > 0 ? found : [good('every letter has its keys, or their tombstones')]
}

/** The letters that have a key in the folder. */
function lettersIn(keysDir: string): string[] {
  const folder = join(keysDir, 'letters')
  if (!isThere(folder)) return []
  const keys = readdirSync(folder).filter((name) => name.endsWith('.key'))
  return [...new Set(keys.map((name) => name.split('.')[0] ?? ''))].sort()
}
