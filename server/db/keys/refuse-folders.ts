import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { isThere } from '../data-folder.ts'
import { StartProblem } from '../start-problem.ts'

/** Whoever copied the one folder would copy the other with it, and sealing would protect nothing. @throws StartProblem */
export function refuseKeysBesideData(dataDir: string, keysDir: string): void {
  const data = whole(dataDir)
  const keys = whole(keysDir)
  if (keys === data || keys.startsWith(data + sep) || data.startsWith(keys + sep))
    throw new StartProblem(
      `KEYS_DIR (${keysDir}) and DATA_DIR (${dataDir}) lie one within the other: a copy of the data would hold its keys. Set KEYS_DIR to a folder apart.`,
    )
}

/** With links followed as far as there is something to follow. */
function whole(path: string): string {
  const full = resolve(path)
  return isThere(full) || dirname(full) === full ? realpathSync(full) : join(whole(dirname(full)), basename(full))
}
