import type { Core } from '../core.ts'
import { keepQuietKey, readableQuietLinks } from './queries.ts'
import { storedQuietKey } from './quiet-link.ts'

/** Seals the quiet links that an earlier version stored in the clear. They keep working. */
export async function sealQuietLinks(core: Pick<Core, 'db' | 'keys'>): Promise<void> {
  for (const { id, quiet_token } of await readableQuietLinks(core.db))
    await keepQuietKey(core.db, id, quiet_token, storedQuietKey(core, id, quiet_token))
}
