/**
 * The rules of names that wait until enough people stand together. At the threshold, the log fixes the names by commitments. It can then
 * reveal them, go back below the number, or end the waiting without them.
 */
import type { LeafGroup, LeafOf } from '../leaf.ts'
import type { Context, Waiting } from './context.ts'
import type { ErrorCode, TogetherState } from './result.ts'

type WaitingKind = 'threshold' | 'commit' | 'back' | 'reveal' | 'lapse'

export function nothingWaits(): Waiting {
  return { threshold: null, missing: 0, block: 0, commitments: new Map(), ended: null, revealed: null }
}

export function stateOf({ policy, waiting }: Context): TogetherState | null {
  if (waiting.ended) return waiting.ended
  if (waiting.threshold) return 'reached'
  return (policy?.namesWaitFor ?? null) === null ? null : 'waiting'
}

/** Checks a leaf about names that wait, and carries it out. */
export function checkWaiting(context: Context, at: number, leaf: LeafOf<WaitingKind>): ErrorCode | null {
  if (context.waiting.ended !== null) return 'waiting-ended'
  switch (leaf.kind) {
    case 'threshold':
      return checkThreshold(context, leaf)
    case 'commit':
      return checkCommit(context, leaf)
    case 'back':
      return checkBack(context)
    case 'reveal':
      return checkReveal(context, at, leaf)
    case 'lapse':
      context.waiting.ended = 'lapsed'
      context.waiting.threshold = null
      return null
  }
}

/** A threshold takes effect even if it has an error. Otherwise each leaf that follows it would have an error too. */
function checkThreshold({ ledger, policy, waiting }: Context, leaf: LeafOf<'threshold'>): ErrorCode | null {
  const inForce = waiting.threshold !== null
  waiting.threshold = { revision: leaf.revision }
  waiting.missing = leaf.commitments
  waiting.block += 1
  if (inForce) return 'threshold-again'
  const needed = policy?.namesWaitFor ?? null
  if (needed === null) return 'threshold-policy'
  if (leaf.commitments !== ledger.standingInGroup('together', leaf.revision)) return 'threshold-count'
  return leaf.commitments < needed ? 'threshold-few' : null
}

/** The commitments stand in one block, so that none can be added later. */
export function commitIsMissing({ waiting }: Context): boolean {
  const isMissing = waiting.missing > 0
  waiting.missing = 0
  return isMissing
}

function checkCommit({ ledger, waiting }: Context, { id, commitment }: LeafOf<'commit'>): ErrorCode | null {
  if (waiting.missing === 0) return 'commit-place'
  waiting.missing -= 1
  if (waiting.commitments.has(commitment)) return 'commit-again'
  waiting.commitments.set(commitment, waiting.block)
  return ledger.reserve(id)
}

/** The names are fixed while a threshold is in force, and after a reveal nobody waits any more. */
export function joinsLate({ waiting }: Context, group: LeafGroup): boolean {
  return group === 'together' && (waiting.threshold !== null || waiting.revealed !== null)
}

function checkBack({ waiting }: Context): ErrorCode | null {
  if (!waiting.threshold) return 'threshold-missing'
  waiting.threshold = null
  return null
}

function checkReveal(
  { ledger, policy, waiting }: Context,
  at: number,
  { list, entries }: LeafOf<'reveal'>,
): ErrorCode | null {
  const inForce = waiting.threshold !== null
  const revision = waiting.threshold?.revision ?? 1
  const standing = ledger.standingInGroup('together', revision)
  waiting.revealed = { at, list, entries, revision, shown: entries, others: standing - entries }
  waiting.ended = 'revealed'
  waiting.threshold = null
  if (!inForce) return 'threshold-missing'
  if (entries < (policy?.namesWaitFor ?? 0)) return 'reveal-few'
  return entries > standing ? 'reveal-many' : null
}

/** A signature that was not revealed, because it was for an older text, is now one for a text that counted. */
export function noteAgreement({ waiting: { revealed } }: Context, from: number, to: number): void {
  if (revealed && from < revealed.revision && to >= revealed.revision) revealed.others += 1
}

/**
 * Compares the length of the list of public names with the count. The list has an entry for each public signature and for each revealed
 * one. The log does not say which signatures of the group `together` were revealed. But from one list to the next, neither the revealed
 * nor the others can become more.
 */
export function takesList({ ledger, waiting: { revealed } }: Context, entries: number): boolean {
  const shown = entries - ledger.standingInGroup('public')
  if (!revealed) return shown === 0
  const others = ledger.standingInGroup('together', revealed.revision) - shown
  if (shown < 0 || shown > revealed.shown || others < 0 || others > revealed.others) return false
  Object.assign(revealed, { shown, others })
  return true
}
