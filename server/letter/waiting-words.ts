import { say, type Sentence } from '../refusal.ts'

/** The properties of a letter that decide when a signature on it is counted. */
export interface Counting {
  state: string
  next_batch_at: Date | null
  batch_size: number
  closes_at: Date | null
  purges_at: Date | null
  extendable_until: Date | null
  latest_end: Date | null
  extended_from: Date | null
}

/**
 * Says when a signature that waits is counted, and with how many others.
 * @param hidden whether some audience does not see the name. Null if that is no longer known: the sentence then says both.
 */
export function countedInWords(letter: Counting, hidden: boolean | null): Sentence {
  const { next_batch_at: at, batch_size: k } = letter
  if (k <= 1) return at ? say('letter-counted-at', { at }) : say('letter-counted-next')
  const count = k - 1
  return [
    hidden === true ? withHidden(at, count) : withOthers(at, count),
    ...(hidden === null ? [say('letter-counted-if-hidden', { count })] : []),
    lastCount(letter),
  ]
}

function withOthers(at: Date | null, count: number): Sentence {
  return at ? say('letter-counted-at-with', { at, count }) : say('letter-counted-next-with', { count })
}

function withHidden(at: Date | null, count: number): Sentence {
  return at ? say('letter-counted-at-with-hidden', { at, count }) : say('letter-counted-next-with-hidden', { count })
}

function lastCount(letter: Counting): Sentence {
  const { state, closes_at } = letter
  if (state === 'closed' || closes_at === null) return say('letter-counted-latest-last')
  const latest = say('letter-counted-latest', { closes: closes_at })
  const extension = extensionOf(letter)
  return extension ? [latest, say('letter-counted-latest-extended', extension)] : latest
}

/** Undefined if signing cannot be extended, or was extended already. */
function extensionOf({
  extendable_until: until,
  latest_end: latest,
  extended_from,
}: Counting): { until: Date; latest: Date } | undefined {
  return until && latest && !extended_from ? { until, latest } : undefined
}

/** Says when signing ends, and how the organizers can move that or have moved it. Empty if the letter takes no signatures. */
export function endInWords(letter: Counting): Sentence[] {
  const { state, closes_at: on, extended_from: before } = letter
  if (state === 'closed' || state === 'purged' || on === null) return []
  if (before) return [say('letter-ends-extended', { on, before })]
  const extension = extensionOf(letter)
  return extension
    ? [say('letter-ends', { on }), say('letter-ends-extendable', extension)]
    : [say('letter-ends', { on })]
}

/** Says when the count changes after a signature was withdrawn. */
export function countFollowsInWords(letter: Counting): Sentence {
  const { next_batch_at: at, batch_size: k } = letter
  if (k <= 1) return at ? say('letter-change-at', { at }) : say('letter-change-next')
  const count = k - 1
  return [
    at ? say('letter-change-at-with', { at, count }) : say('letter-change-next-with', { count }),
    latestChange(letter),
  ]
}

function latestChange(letter: Counting): Sentence {
  const { state, closes_at, purges_at } = letter
  if (state === 'closed')
    return purges_at ? say('letter-change-latest-purge-on', { on: purges_at }) : say('letter-change-latest-purge')
  if (!closes_at) return say('letter-change-latest-closing')
  const latest = say('letter-change-latest-closing-on', { on: closes_at })
  const extension = extensionOf(letter)
  return extension ? [latest, say('letter-change-latest-extended', extension)] : latest
}

/** Tells people who decide whether to sign how hidden names are counted, and how the last count differs. */
export function countingInWords({ batch_size: k, state, closes_at }: Counting): Sentence[] {
  if (k <= 1) return []
  return [
    say('letter-counting-hidden', { count: k - 1 }),
    state === 'closed' || closes_at === null
      ? say('letter-counting-last', { count: k })
      : say('letter-counting-last-after', { count: k, closes: closes_at }),
  ]
}

/** Warns organizers before they close a letter. Undefined if a batch may hold a single signature. */
export function lastCountForOrganizers({ batch_size: k }: Counting): Sentence | undefined {
  return k <= 1 ? undefined : say('letter-organizers-last-count', { count: k })
}

/**
 * Tells organizers why some signatures are not counted at the next count. It does not depend on whether any wait, because that
 * would reveal when somebody signed.
 */
export function groupsForOrganizers({ batch_size: k }: Counting): Sentence | undefined {
  return k <= 1 ? undefined : say('letter-organizers-groups', { count: k })
}
