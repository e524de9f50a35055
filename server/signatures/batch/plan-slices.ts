import type { Db } from '../../db/pool.ts'
import { letterById } from '../../letter/queries.ts'
import { readWaiting } from './read-waiting.ts'
import { batchOf, slicesOf, wishOf } from './rules.ts'

/** A part of a batch that one transaction carries out. */
export interface Slice {
  /** The ids of what belongs to it. Undefined: everything that waits. */
  only?: readonly Buffer[]
  /** True if other parts follow. */
  more: boolean
}

/** A batch of so many signatures is counted in one transaction. It takes some 70 milliseconds, during which others may wait. */
const undivided = 200
/** The signatures in each part of a larger batch. */
const most = 100

/**
 * Divides a batch that is too large for one transaction. The division depends on ids alone, which are random, and is fixed before
 * the first part is counted. So a part says nothing about when its signatories came, and what comes meanwhile waits for the next
 * batch.
 */
export async function planSlices(db: Db, letterId: string, now: Date): Promise<Slice[]> {
  const letter = await letterById(db, letterId)
  if (!letter) return []
  const last = letter.state === 'closed' && letter.redeems_until !== null && letter.redeems_until <= now
  const k = last ? 1 : letter.batch_size
  const { additions, wishes, moderated } = batchOf(await readWaiting(db, letterId), k, last)
  const units = [
    ...additions.flatMap((part) => {
      const cell = ['new', part.group, part.logged].join(' ')
      return 'ids' in part ? part.ids.map((id) => ({ id, cell })) : [{ id: part.named.id, cell }]
    }),
    ...wishes.map((change) => ({ id: change.id, cell: [wishOf(change), change.group].join(' ') })),
    ...moderated.map(({ id }) => ({ id, cell: 'moderated' })),
  ]
  if (units.length <= undivided) return [{ more: false }]
  const slices = slicesOf(units, k, most)
  return slices.map((slice, index) => ({ only: slice.map(({ id }) => id), more: index < slices.length - 1 }))
}
