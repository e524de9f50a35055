import { createHmac, timingSafeEqual } from 'node:crypto'
import { KeyGone, type Keys } from './keys.ts'
import type { Db } from './pool.ts'
import { StartProblem } from './start-problem.ts'

/**
 * Ties the database to its keys at the first start, and compares them at every later one: new keys are made for an empty
 * database alone, since with other keys than its own nothing sealed in it could be read. @throws StartProblem
 */
export async function checkInstallation(db: Db, keys: Keys): Promise<void> {
  const known = await keyCheck(db)
  if (known === undefined) {
    keys.createServer()
    await db
      .insertInto('installation')
      .values({ key_check: checkOf(keys) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  const expected = known ?? (await keyCheck(db))
  if (expected === undefined || !timingSafeEqual(expected, checkOf(keys)))
    throw new StartProblem(
      'The keys in KEYS_DIR belong to another database. Set KEYS_DIR to the folder that belongs to this one, or put back its copy.',
    )
}

async function keyCheck(db: Db): Promise<Buffer | undefined> {
  const row = await db.selectFrom('installation').select('key_check').executeTakeFirst()
  return row?.key_check
}

function checkOf(keys: Keys): Buffer {
  try {
    return createHmac('sha256', keys.server('installation')).update('installation').digest()
  } catch (error) {
    if (!(error instanceof KeyGone)) throw error
    throw new StartProblem(
      'The database exists, but its keys are missing. Set KEYS_DIR to the folder that holds them, or put back their copy; without them nothing sealed can be read.',
      { cause: error },
    )
  }
}
