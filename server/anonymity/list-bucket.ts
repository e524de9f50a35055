import type { LetterRow } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { Refusal, say } from '../refusal.ts'
import { countListed, publishedBetween } from './queries.ts'
import { bucketRange, bucketsFor, mostCounted } from './rules.ts'

export type Listed = Awaited<ReturnType<typeof publishedBetween>>[number]

/**
 * Returns one bucket of the published anonymous signatures. A page that looks for its own signature fetches a whole bucket. So a
 * log on the network path learns only that the signature is one of a thousand or more. With a single bucket it learns nothing.
 * @throws Refusal when the list is not split into that many buckets
 */
export async function listBucket(
  core: Pick<Core, 'db'>,
  letter: LetterRow,
  { buckets, bucket }: { buckets: number; bucket: number },
): Promise<Listed[]> {
  const range = bucketRange(buckets, bucket)
  if (!range || buckets > (await bucketsOf(core, letter)))
    throw new Refusal('not-found', 'bucket-unknown', say('refusal-bucket-unknown'))
  // A letter that is still collecting shows neither signatures nor their number.
  return letter.collecting ? [] : publishedBetween(core.db, letter.id, range)
}

/** The largest number of buckets into which the letter's list may be split. */
export async function bucketsOf({ db }: Pick<Core, 'db'>, letter: LetterRow): Promise<number> {
  return letter.collecting ? 1 : bucketsFor(await countListed(db, letter.id, mostCounted))
}
