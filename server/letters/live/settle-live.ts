import type { Core } from '../../core.ts'
import { writeLive } from './write-live.ts'
import { lettersUnwritten } from '../live-text/queries.ts'

/** Writes what people typed before this process, or another one, was killed. */
export async function settleLive(core: Core, now: Date): Promise<void> {
  for (const letterId of await lettersUnwritten(core.db)) await writeLive(core, letterId, now)
}
