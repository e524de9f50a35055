import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { isThere } from '../data-folder.ts'
import { StartProblem } from '../start-problem.ts'
import { say } from '../../messages/message.ts'

/**
 * Refuses nested folders for data and keys. A copy of one would contain the other, so sealing would protect nothing.
 * @throws StartProblem
 */
export function refuseKeysBesideData(dataDir: string, keysDir: string): void {
  const data = whole(dataDir)
  const keys = whole(keysDir)
  if (keys === data || keys.startsWith(data + sep) || data.startsWith(keys + sep))
    throw new StartProblem(say('keys-beside-data', { keys: keysDir, data: dataDir }))
}

/**
 * Refuses nested folders for data and logs. A copy of the data would contain the logs, so both would be lost, or be old, together.
 * @throws StartProblem
 */
export function refuseLogsBesideData(dataDir: string, logsDir: string): void {
  const data = whole(dataDir)
  const logs = whole(logsDir)
  if (logs === data || logs.startsWith(data + sep) || data.startsWith(logs + sep))
    throw new StartProblem(say('logs-beside-data', { logs: logsDir, data: dataDir }))
}

/** Resolves symbolic links of the part of the path that exists. */
function whole(path: string): string {
  const full = resolve(path)
  return isThere(full) || dirname(full) === full ? realpathSync(full) : join(whole(dirname(full)), basename(full))
}
