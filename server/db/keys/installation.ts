import { createHmac, timingSafeEqual } from 'node:crypto'
import { closeWhileAway } from './close-while-away.ts'
import { convertedKinds, convertKeys } from './convert-keys.ts'
import { keyKinds, KeyMissing, type Keys } from './keys.ts'
import { letterFlags, missingKeys, refuseMissing, type LetterKind } from './letter-keys.ts'
import type { Db } from '../pool.ts'
import { StartProblem } from '../start-problem.ts'
import { say } from '../../messages/message.ts'

/**
 * Binds the database to its keys at the first start, and compares them at every later start.
 * Creates keys only for an empty database, because other keys could not open the sealed data of an existing one.
 * @throws StartProblem
 */
export async function checkInstallation(db: Db, keys: Keys): Promise<void> {
  const known = await keyCheck(db)
  if (known === undefined) {
    keys.createServer()
    await db
      .insertInto('installation')
      .values({ key_check: checkOf(keys), key_kinds: [...keyKinds] })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  const expected = known ?? (await keyCheck(db))
  if (expected === undefined || !timingSafeEqual(expected, checkOf(keys)))
    throw new StartProblem(say('keys-of-another-database'))
}

/**
 * Converts the keys of an older installation. Refuses a folder in which a letter's key is missing without a tombstone.
 * Destroys only keys that the database or a tombstone records as destroyed, or that `closedWhileAway` names.
 * @throws StartProblem
 */
export async function checkKeysOfLetters(
  db: Db,
  keys: Keys,
  closedWhileAway: readonly LetterKind[] = [],
): Promise<void> {
  if (closedWhileAway.length > 0) await closeWhileAway(db, keys, closedWhileAway)
  await convertKeys(db, keys)
  await refuseMissingKeys(db, keys)
}

/**
 * Checks the same without converting or writing anything.
 * @throws StartProblem
 */
export async function refuseMissingKeys(db: Db, keys: Keys): Promise<void> {
  refuseMissing(missingKeys(await letterFlags(db), keys, await convertedKinds(db)))
}

async function keyCheck(db: Db): Promise<Buffer | undefined> {
  const row = await db.selectFrom('installation').select('key_check').executeTakeFirst()
  return row?.key_check
}

function checkOf(keys: Keys): Buffer {
  try {
    return createHmac('sha256', keys.server('installation')).update('installation').digest()
  } catch (error) {
    if (!(error instanceof KeyMissing)) throw error
    throw new StartProblem(say('keys-missing'), { cause: error })
  }
}
