import type { Visibility } from '../../letter/rules.ts'

/**
 * The time of the next scheduled batch after `now`. Batches are counted from midnight UTC, so an hourly batch closes on the hour.
 * @param minute the length of a minute in milliseconds
 */
export function nextBatchAt(now: Date, batchMinutes: number, minute: number): Date {
  const length = batchMinutes * minute
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
  const passed = Math.floor((now.getTime() - midnight) / length) + 1
  const tomorrow = midnight + 86_400_000
  return new Date(Math.min(midnight + passed * length, tomorrow))
}

/** Milliseconds that each letter adds to the time over which batches are spread. */
const spreadOfEach = 40

/**
 * The delay in milliseconds between the scheduled time of a batch and its start. It is a constant share of the spread for each
 * letter. Letters share scheduled times and one lock. Batches that started together would load the database and hold all their
 * letters' locks until the last one ends. The delay is below half a minute, so a count announced for 18:00 happens at 18:00.
 * @param letters the number of letters with a scheduled batch
 * @param minute the length of a minute in milliseconds
 */
export function afterBatchTime(letterId: string, letters: number, minute: number): number {
  const share = parseInt(letterId.slice(0, 8), 16) / 2 ** 32
  return Math.floor(share * Math.min(minute / 2, letters * spreadOfEach))
}

/**
 * Signatures grouped by who sees the name, the most hidden group first. Organizers see the names of every group after `together`,
 * recipients of every group after `withheld`, and everybody of `public` only. So the groups that an audience does not see are
 * always a prefix of this list.
 */
export const groups = ['anonymous', 'together', 'withheld', 'recipients', 'public'] as const
export type Group = (typeof groups)[number]

/** A signature without a name is as hidden as an anonymous one. Only organizers see a public name that is hidden. */
export function groupOf(signature: { visibility: Visibility; named: boolean; name_hidden: boolean }): Group {
  if (!signature.named) return 'anonymous'
  return signature.visibility === 'public' && signature.name_hidden ? 'withheld' : signature.visibility
}

/** A number of waiting signatures that the batch rule treats in the same way. */
export interface Part {
  group: Group
  /**
   * True if the employer's mail gateway logged a code for each of them. Pages show the class of a signature, so logged ones are
   * counted separately.
   */
  logged: boolean
  count: number
}

/**
 * Selects the parts that one batch may carry out together; the others keep waiting.
 *
 * An observer can subtract the names that an audience sees from the list of people who may have signed. The rest are the people
 * whose names it does not see. So for each prefix of the list of groups, the number of signatures carried out is 0 or at least k.
 * This holds for all of them, and for those whose codes the gateway logged. The last prefix is everything and needs k as well:
 * where k must wait before anything is shown, a batch of four names would reveal that a fifth, hidden person signed.
 *
 * A group is taken as a whole or not at all. So the result depends on numbers only, and no larger choice is admissible.
 */
export function admissible<P extends Part>(waiting: readonly P[], k: number): P[] {
  const taken: P[] = []
  const takeIfEnough = (parts: readonly P[], beside: readonly P[]) => {
    if (total(beside) + total(parts) >= k) taken.push(...parts)
  }
  for (const group of groups) {
    const own = waiting.filter((part) => part.group === group)
    // A public name needs no cover by others of its class.
    const logged = group === 'public' ? [] : own.filter((part) => part.logged)
    takeIfEnough(
      logged,
      taken.filter((part) => part.logged),
    )
    takeIfEnough(
      own.filter((part) => !logged.includes(part)),
      taken,
    )
  }
  return taken.filter(({ count }) => count > 0)
}

function total(parts: readonly Part[]): number {
  return parts.reduce((sum, { count }) => sum + count, 0)
}

/** The changes of a counted signature that may wait for a batch. */
export interface Change {
  visibility: Visibility
  counted: boolean
  withdrawn: boolean
  invalid_reason: string | null
  pending_visibility: Visibility | null
  pending_revision: number | null
  pending_withdrawal: boolean
  moves: boolean
}

/**
 * The change that the signatory wants. `leaves`: withdraws or becomes less visible; the two look the same before the batch, so
 * they wait together. `moves`: withdraws because another signature of the same person replaces it. `agrees`: moves to a newer
 * revision.
 */
export type Wish = 'leaves' | 'moves' | 'agrees'

export function wishOf(change: Change): Wish | null {
  if (change.pending_withdrawal) return change.moves ? 'moves' : 'leaves'
  if (change.pending_visibility !== null) return 'leaves'
  return change.pending_revision === null ? null : 'agrees'
}

/** Returns true if organizers have invalidated or reinstated the signature since the last batch. */
export function isModerated({ withdrawn, counted, invalid_reason }: Change): boolean {
  return !withdrawn && counted === (invalid_reason !== null)
}

export interface Waiting<Addition extends Part, Changed extends Part & Change> {
  additions: readonly Addition[]
  changes: readonly Changed[]
}

export interface Batch<Addition, Changed> {
  additions: Addition[]
  /** The signatory's wish is carried out, and the organizers' decision with it. */
  wishes: Changed[]
  /** Only the organizers' decision is carried out. */
  moderated: Changed[]
}

/**
 * Decides what a batch carries out. New signatures, `leaves` and `agrees` each follow the rule for groups separately, and none
 * covers another. The list shows which signature is new, which is gone and which stands under which text. The group of a change
 * is the one in which the signature was last shown.
 *
 * Organizers know their own decisions, so these cover nobody. Decisions go with a batch that carries out something else, or alone
 * once there are k of them. `moves` go with every batch that carries out additions, `leaves` or `agrees`, because a person must not
 * be counted twice. The last batch carries out everything.
 */
export function batchOf<Addition extends Part, Changed extends Part & Change>(
  waiting: Waiting<Addition, Changed>,
  k: number,
  last: boolean,
): Batch<Addition, Changed> {
  const wishing = (wish: Wish) => waiting.changes.filter((change) => wishOf(change) === wish)
  const moderated = waiting.changes.filter(isModerated)
  if (last) {
    const wishes = waiting.changes.filter((change) => wishOf(change) !== null)
    return { additions: [...waiting.additions], wishes, moderated: moderated.filter((each) => !wishes.includes(each)) }
  }
  const additions = admissible(waiting.additions, k)
  const covered = [...admissible(wishing('leaves'), k), ...admissible(wishing('agrees'), k)]
  const something = additions.length > 0 || covered.length > 0
  const wishes = new Set([...covered, ...(something ? wishing('moves') : [])])
  return {
    additions,
    wishes: [...wishes],
    moderated: something || moderated.length >= k ? moderated.filter((each) => !wishes.has(each)) : [],
  }
}

/**
 * Divides a batch into parts of about `most` units, so that each part is a batch that `batchOf` admits. A cell is what counts as one
 * group in its rule. A cell with enough units for every part is dealt out evenly. The first part takes all others whole.
 *
 * So in a later part each cell has 0 or at least k units, and each sum of cells too. In the first part, a sum of cells has a share
 * of at least k, or it equals that of the whole batch.
 */
export function slicesOf<Unit extends { id: Buffer; cell: string }>(
  units: readonly Unit[],
  k: number,
  most: number,
): Unit[][] {
  const count = Math.ceil(units.length / most)
  const slices = Array.from({ length: count }, (): Unit[] => [])
  const cells = new Map<string, Unit[]>()
  for (const unit of units) {
    const cell = cells.get(unit.cell) ?? []
    cell.push(unit)
    cells.set(unit.cell, cell)
  }
  for (const cell of cells.values()) {
    const sorted = cell.toSorted((a, b) => a.id.compare(b.id))
    const dealt = cell.length >= count * k
    for (const [index, unit] of sorted.entries()) slices[dealt ? index % count : 0]?.push(unit)
  }
  return slices.filter((slice) => slice.length > 0)
}

/** A letter shows neither count nor names until the first threshold is reached. Once shown, they stay shown. */
export function stillCollecting(collecting: boolean, standing: number, firstThreshold: number): boolean {
  return collecting && standing < firstThreshold
}

/** The totals of codes that organizers see are multiples of this number. */
export function stepOfCodes(k: number): number {
  return Math.max(10, k)
}

/** How many codes a domain must have refused before organizers learn of it, and how many must arrive there before they unlearn it. */
export function refusalsToTell(k: number): number {
  return Math.max(3, k)
}

/** How long a refused code counts. */
export const refusalDays = 14
