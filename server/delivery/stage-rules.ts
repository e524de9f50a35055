import { say, type Sentence } from '../refusal.ts'
import type { Disclosure, StageState } from './rules.ts'

export const stageKinds = ['mail', 'by-hand', 'public', 'call'] as const
export type StageKind = (typeof stageKinds)[number]

export const stopHours = 72
/** A look comes every minute; what is missed by more than this was missed because nobody looked. */
const lateAfter = 10 * 60_000

/** A stage that was neither announced nor carried out can still be changed, moved and removed. */
export function notStarted({ state, announced_at }: { state: StageState; announced_at: Date | null }): boolean {
  return state === 'planned' || (state === 'late' && announced_at === null)
}

/** A stage that shows more than a count is announced first, so that signatories can still withdraw. */
export function needsNotice(kind: StageKind, disclosure: Disclosure): boolean {
  return kind === 'public' || (kind !== 'call' && disclosure !== 'count')
}

/** What the database says of a condition at this moment. */
export interface ConditionNow {
  holds: boolean
  /** The moment that makes it true by itself; null where that is not a matter of time, or not known yet. */
  at: Date | null
}

export type Verdict = 'wait' | 'go' | { late: Date }

/** Whether a stage that starts by itself starts now. `lookedAt`: when this was asked before; null if never. */
export function mayStart(conditions: readonly ConditionNow[], lookedAt: Date | null, now: Date): Verdict {
  if (conditions.length === 0 || conditions.some(({ holds }) => !holds)) return 'wait'
  const moments = conditions.flatMap(({ at }) => (at ? [at.getTime()] : []))
  return moments.length === 0 ? 'go' : inTime(new Date(Math.max(...moments)), lookedAt, now)
}

/** What was due at a moment is late if nobody looked then. Where somebody did, something else was missing, and has come since. */
export function inTime(moment: Date, lookedAt: Date | null, now: Date): 'go' | { late: Date } {
  if (now.getTime() - moment.getTime() <= lateAfter) return 'go'
  return lookedAt && lookedAt >= moment ? 'go' : { late: moment }
}

/** The contact for the press that goes with a stage; replies to a delivery go there. */
export function contactShown({ kind }: { kind: StageKind }, letter: { press_contact: string | null }): string | null {
  return kind === 'mail' || kind === 'public' ? letter.press_contact : null
}

/** What an editor alone may change of a stage: where it goes, as a keyed hash, and the contact. */
interface Reached {
  approved_addresses: Buffer | null
  approved_contact: string | null
}

/** What changed of it since the stage was approved or announced; null where nothing did, or where nothing was kept of it then. */
export function changedSince(then: Reached, now: Reached): 'address' | 'contact' | null {
  if (!then.approved_addresses) return null
  if (now.approved_addresses && !then.approved_addresses.equals(now.approved_addresses)) return 'address'
  return then.approved_contact === now.approved_contact ? null : 'contact'
}

export interface Placed {
  id: string
  number: number
  kind: StageKind
  /** The stage to which no answer has come. */
  after: string | null
}

/** A stage may wait only for an earlier stage, so that no cycle can arise. Returns a message for the first fault. */
export function faultInOrder(stages: readonly Placed[]): Sentence | null {
  for (const stage of stages) {
    if (stage.after === null) continue
    if (stage.after === stage.id) return say('plan-order-itself')
    const other = stages.find(({ id }) => id === stage.after)
    if (!other) return say('plan-order-gone')
    const numbers = { stage: stage.number, other: other.number }
    if (other.number >= stage.number)
      return waitsFor(stages, other, stage.id) ? say('plan-order-circle', numbers) : say('plan-order-later', numbers)
    if (other.kind === 'public' || other.kind === 'call') return say('plan-order-nobody', { other: other.number })
  }
  return null
}

function waitsFor(stages: readonly Placed[], from: Placed, id: string): boolean {
  const seen = new Set<string>()
  let at: Placed | undefined = from
  while (at && !seen.has(at.id)) {
    const after: string | null = at.after
    if (after === id) return true
    seen.add(at.id)
    at = stages.find((each) => each.id === after)
  }
  return false
}

/** How many say that they have written themselves, as far as anybody is told. */
export interface Written {
  /** Rounded down; 0 where they are fewer than `from`. */
  least: number
  from: number
}

/**
 * Anybody can say so, as often as they like, and so take away what is their own from what the page shows: in steps of the batch's size,
 * of five at least, and not before there are two of them, what is left tells of no single one.
 */
export function writtenOf(counted: number, batchSize: number): Written {
  const step = Math.max(5, batchSize)
  const from = 2 * step
  return { least: counted < from ? 0 : Math.floor(counted / step) * step, from }
}
