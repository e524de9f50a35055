import type { Core } from '../core.ts'
import { logOf } from './queries.ts'

/** The newest checkpoint of a letter's log. */
export interface PublishedCheckpoint {
  /** The signed note. */
  note: string
  /** The number of leaves. */
  size: number
  /** How many ids the leaves have. Changes repeat the id of an earlier leaf, and some leaves have none. */
  ids: number
  /** The time of its batch. */
  at: Date
}

/** Null until the letter has shown a count. */
export async function checkpointOf({ db }: Pick<Core, 'db'>, letterId: string): Promise<PublishedCheckpoint | null> {
  const log = await logOf(db, letterId)
  if (!log || log.checkpoint === null || log.checkpoint_size === null || log.checkpoint_at === null) return null
  return { note: log.checkpoint, size: log.checkpoint_size, ids: log.checkpoint_ids, at: log.checkpoint_at }
}

/** The checkpoint whose count the letter shows. Null while it shows none. */
export async function checkpointShown(
  core: Pick<Core, 'db'>,
  letter: { id: string; collecting: boolean },
): Promise<PublishedCheckpoint | null> {
  return letter.collecting ? null : checkpointOf(core, letter.id)
}
