import type { Db } from '../db/pool.ts'

interface Waiting<Item, Outcome> {
  item: Item
  resolve: (outcome: Outcome) => void
  reject: (error: unknown) => void
}

type Add<Item, Outcome> = (db: Db, group: string, item: Item) => Promise<Outcome>

/**
 * Batches requests of the same group. Requests that arrive while a batch runs wait and form the next batch.
 * So many concurrent requests share one transaction or one query, and a single request does not wait.
 * @param work returns one outcome for each item, in order. An error rejects all requests of the batch.
 * @param pause runs before each batch and receives its first item
 */
export function requestBatcher<Item, Outcome>(
  work: (db: Db, group: string, items: readonly Item[]) => Promise<readonly Outcome[]>,
  pause: (db: Db, first: Item) => Promise<unknown> = () => Promise.resolve(),
): Add<Item, Outcome> {
  const groups = new WeakMap<Db, Map<string, Waiting<Item, Outcome>[]>>()

  async function workOff(db: Db, group: string, waiting: Waiting<Item, Outcome>[]): Promise<void> {
    for (let [first] = waiting; first; [first] = waiting) {
      await pause(db, first.item)
      const together = waiting.splice(0)
      const items = together.map(({ item }) => item)
      try {
        const outcomes = await work(db, group, items)
        for (const [index, { resolve }] of together.entries()) resolve(outcomes[index] as Outcome)
      } catch (error) {
        for (const { reject } of together) reject(error)
      }
    }
    groups.get(db)?.delete(group)
  }

  return async (db, group, item) =>
    new Promise((resolve, reject) => {
      const here = groups.get(db) ?? new Map<string, Waiting<Item, Outcome>[]>()
      groups.set(db, here)
      const waiting = here.get(group)
      if (waiting) {
        waiting.push({ item, resolve, reject })
        return
      }
      const first = [{ item, resolve, reject }]
      here.set(group, first)
      void workOff(db, group, first)
    })
}
