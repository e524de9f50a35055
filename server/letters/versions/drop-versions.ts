import type { Db } from '../../db/pool.ts'
import { dayOf } from '../../letter/days.ts'
import { deleteVersions, versionsOf } from './queries.ts'
import { versionsToDrop } from './rules.ts'

/** Deletes the versions of a letter that its limits leave no place for. The caller holds the letter's lock. */
export async function dropVersions(trx: Db, letterId: string, now: Date): Promise<void> {
  const kept = (await versionsOf(trx, letterId)).map(({ number, kept_on: day, label_sealed, owners, bytes }) => ({
    ...{ number, day, bytes },
    named: label_sealed !== null,
    read: owners > 0,
  }))
  await deleteVersions(trx, letterId, [...versionsToDrop(kept, dayOf(now))])
}
