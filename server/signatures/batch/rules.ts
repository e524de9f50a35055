import type { Visibility } from '../../letter/rules.ts'

/**
 * The next mark after `now`: whole batches counted from midnight UTC, so that a batch of an hour closes on the hour.
 * `minute` is the length of a minute in milliseconds.
 */
export function nextBatchAt(now: Date, batchMinutes: number, minute: number): Date {
  const length = batchMinutes * minute
  const midnight = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
  const passed = Math.floor((now.getTime() - midnight) / length) + 1
  const tomorrow = midnight + 86_400_000
  return new Date(Math.min(midnight + passed * length, tomorrow))
}

/** Milliseconds that the batches of one letter more are spread over. */
const spreadOfEach = 40

/**
 * Milliseconds from a letter's mark to the start of its batch, always the same part of the spread for one letter. Letters share their
 * marks and one lock, so batches that began together would occupy the database and hold their letters for as long as all of them take.
 * It is below half a minute: what is announced for 18:00 is counted at 18:00.
 * @param letters how many have a mark
 * @param minute the length of a minute in milliseconds
 */
export function afterBatchTime(letterId: string, letters: number, minute: number): number {
  const share = parseInt(letterId.slice(0, 8), 16) / 2 ** 32
  return Math.floor(share * Math.min(minute / 2, letters * spreadOfEach))
}

/**
 * Signatures by who sees the name, the most hidden first. Organizers see the names of every group behind `together`, recipients of
 * every group behind `withheld`, and everybody of `public` alone. So each audience fails to see the names of a beginning of this list.
 */
export const groups = ['anonymous', 'together', 'withheld', 'recipients', 'public'] as const
export type Group = (typeof groups)[number]

/** A signature without a name is as hidden as an anonymous one. A public name that is hidden is seen by the organizers only. */
export function groupOf(signature: { visibility: Visibility; named: boolean; name_hidden: boolean }): Group {
  if (!signature.named) return 'anonymous'
  return signature.visibility === 'public' && signature.name_hidden ? 'withheld' : signature.visibility
}

/** So many signatures that wait for a batch, and are alike in what the rule asks of them. */
export interface Part {
  group: Group
  /** Whether the employer's mail gateway logged a code for each of them. Pages show the class of a signature, so these stand apart. */
  logged: boolean
  count: number
}

/**
 * The parts that one batch may carry out together, without those that have to wait.
 *
 * The names that an audience sees, taken from the list of people who may have signed, leave the people whose names it does not see.
 * So for each beginning of the list of groups, the number of signatures carried out is 0 or at least k: of all of them, and of
 * those whose codes the gateway logged. The last beginning is everything. It needs k as well: where k must wait before anything
 * is shown, a batch of four names would say that a fifth person signed and is hidden.
 *
 * A group is taken whole or not at all, so the result depends on numbers only, and no admissible choice is larger.
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

/** What of a counted signature waits for a batch. */
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
 * What the signatory wants. `leaves`: withdraws or becomes less visible, which nobody can tell apart before the batch, so they wait
 * together. `moves`: withdraws for another signature of the same person. `agrees`: goes on to a newer text.
 */
export type Wish = 'leaves' | 'moves' | 'agrees'

export function wishOf(change: Change): Wish | null {
  if (change.pending_withdrawal) return change.moves ? 'moves' : 'leaves'
  if (change.pending_visibility !== null) return 'leaves'
  return change.pending_revision === null ? null : 'agrees'
}

/** Whether organizers have taken it out of the count, or have put it back. */
export function isModerated({ withdrawn, counted, invalid_reason }: Change): boolean {
  return !withdrawn && counted === (invalid_reason !== null)
}

export interface Waiting<Addition extends Part, Changed extends Part & Change> {
  additions: readonly Addition[]
  changes: readonly Changed[]
}

export interface Batch<Addition, Changed> {
  additions: Addition[]
  /** Whose signatory's wish is carried out, and with it the organizers' decision. */
  wishes: Changed[]
  /** Where only the organizers' decision is carried out. */
  moderated: Changed[]
}

/**
 * What a batch carries out. New signatures, those that leave and those that agree each follow the rule for groups, and none covers
 * another: the list says which signature is new, which has gone and which stands under which text. The group of a change is the
 * one in which the signature was shown last.
 *
 * Organizers know their own decisions, so these count towards no k but their own. They, and signatures that make room for another
 * one, go with any batch: a person must not be counted twice. The last batch carries out everything.
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

/** Until the first have signed together, neither count nor names are shown; once they are, they stay. */
export function stillCollecting(collecting: boolean, standing: number, firstThreshold: number): boolean {
  return collecting && standing < firstThreshold
}
