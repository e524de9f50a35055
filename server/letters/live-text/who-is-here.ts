import type { Core } from '../../core.ts'
import { unlessGone } from '../../db/keys/keys.ts'
import type { Db } from '../../db/pool.ts'
import type { Present } from '../../text/live/messages.ts'
import { presenceOf } from './queries.ts'
import { openPresent } from './secrets.ts'

export interface Here extends Present {
  process: string
}

/** Returns who is at a draft's text, in all processes. */
export async function whoIsHere(core: Pick<Core, 'keys'>, db: Db, letterId: string): Promise<Here[]> {
  const rows = await presenceOf(db, letterId)
  return rows.flatMap(({ connection, process, sealed }) => {
    const json = unlessGone(() => openPresent(core, letterId, connection, sealed))
    return json === null ? [] : [{ ...(JSON.parse(json) as Omit<Present, 'id'>), id: connection, process }]
  })
}
