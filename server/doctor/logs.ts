import { logOf } from '../audit/queries.ts'
import { agreesWithCopy, copiedHead, LogBehindCopy } from '../audit/signed-tree.ts'
import type { Config } from '../config.ts'
import { openKeys } from '../db/keys/keys.ts'
import { letterFlags } from '../db/keys/letter-keys.ts'
import { openDatabase, type Db } from '../db/pool.ts'
import { say } from '../messages/message.ts'
import { bad, good, think, type Finding } from './finding.ts'

/** Compares the log of each letter with its copy in LOGS_DIR. Changes nothing. */
export async function examineLogs(url: string, config: Config): Promise<Finding[]> {
  const { db, close } = openDatabase(url, { max: 1 })
  try {
    return await compare(db, config)
  } catch {
    // examineDatabase reports why the database does not answer, and examineKeys what is wrong with the keys.
    return [think(say('doctor-logs-not-compared'), say('doctor-logs-not-compared-advice'))]
  } finally {
    await close()
  }
}

async function compare(db: Db, config: Config): Promise<Finding[]> {
  const core = { db, config, keys: openKeys(config.values.KEYS_DIR) }
  const behind: string[] = []
  const uncopied: string[] = []
  for (const { id } of await letterFlags(db)) {
    const log = await logOf(db, id)
    if (!(await agreesWithCopy(core, db, id, log))) behind.push(id)
    else if ((log?.size ?? 0) > (await sizeOfCopy(core, id))) uncopied.push(id)
  }
  const found: Finding[] = []
  if (behind.length > 0)
    found.push(bad(say('doctor-logs-behind', { letters: behind.join(' ') }), say('doctor-logs-behind-advice')))
  if (uncopied.length > 0)
    found.push(think(say('doctor-logs-uncopied', { letters: uncopied.join(' ') }), say('doctor-logs-uncopied-advice')))
  return found.length > 0 ? found : [good(say('doctor-logs-fine'))]
}

async function sizeOfCopy(core: Parameters<typeof copiedHead>[0], letterId: string): Promise<number> {
  try {
    return (await copiedHead(core, letterId))?.size ?? 0
  } catch (error) {
    if (error instanceof LogBehindCopy) return 0
    throw error
  }
}
