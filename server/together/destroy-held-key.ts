import type { Core } from '../core.ts'
import { changeTogether } from './queries.ts'

/**
 * Destroys the key of the held names after a committed reveal or lapse, then records it. Idempotent: a crash before the record leads to
 * a repeat.
 */
export async function destroyHeldKey({ db, keys }: Pick<Core, 'db' | 'keys'>, letterId: string): Promise<void> {
  keys.destroy(letterId, 'together')
  await changeTogether(db, letterId, { key_destroyed: true })
}
