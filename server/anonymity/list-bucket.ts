import type { LetterRow } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { Refusal } from '../refusal.ts'
import { countListed, publishedBetween } from './queries.ts'
import { bucketRange, bucketsFor, mostCounted } from './rules.ts'

export type Listed = Awaited<ReturnType<typeof publishedBetween>>[number]

/**
 * One bucket of the published anonymous signatures. A page that looks for its own signature fetches a whole bucket: a log on the way
 * learns that it is one of a thousand or more, or, where there is one bucket, nothing.
 */
export async function listBucket(
  core: Pick<Core, 'db'>,
  letter: LetterRow,
  { buckets, bucket }: { buckets: number; bucket: number },
): Promise<Listed[]> {
  const range = bucketRange(buckets, bucket)
  if (!range || buckets > (await bucketsOf(core, letter)))
    throw new Refusal(
      'not-found',
      'bucket-unknown',
      'The list is not split into so many parts: fewer than a thousand signatures would be in each. Ask for part 0 of 1.',
    )
  // Until enough stand together nobody sees how many there are.
  return letter.collecting ? [] : publishedBetween(core.db, letter.id, range)
}

/** Into how many buckets the letter's list is split at most. */
export async function bucketsOf({ db }: Pick<Core, 'db'>, letter: LetterRow): Promise<number> {
  return letter.collecting ? 1 : bucketsFor(await countListed(db, letter.id, mostCounted))
}
