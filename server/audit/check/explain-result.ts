import type { LeafClass } from '../leaf.ts'
import { say, type Message } from '../../messages/message.ts'
import { errorWords } from './error-words.ts'
import type { CheckResult, ErrorCode, ReceiptState, TallyRow } from './result.ts'

/** The result of a check in sentences. A page and a terminal show the same. */
export interface Explanation {
  verdict: Message
  standing: Message
  /** For each error several sentences: what is wrong, and where. */
  errors: Message[][]
  /** The statements that signatures and hashes prove. Empty if there is an error, because then they prove nothing. */
  proved: Message[]
  /** The statements that nobody can verify. Each names the person or server that makes it. */
  word: Message[]
  /** Values that the reader should compare with other sources. */
  compare: Message[]
}

/** Entries of the log that are named for one error. */
const mostPlaces = 5

export function explainResult(result: CheckResult): Explanation {
  const { ok, errors, standing } = result
  return {
    verdict: ok ? say('audit-check-good') : say('audit-check-bad', { count: errors.length }),
    standing: say('audit-check-standing', { count: standing }),
    errors: [...byCode(errors)].map(([code, places]) => [errorWords[code], ...placeWords(places)]),
    proved: ok ? proved(result) : [],
    word: ok ? [...words(result), ...changes(result)] : [],
    compare: [
      ...(ok && result.older.length === 0 ? [say('audit-check-no-older')] : []),
      ...some(receiptsIn(result, 'waiting'), 'audit-check-receipts-waiting'),
      ...(result.key === '' ? [] : [say('audit-check-compare')]),
    ],
  }
}

function byCode(errors: CheckResult['errors']): Map<ErrorCode, (number | null)[]> {
  const places = new Map<ErrorCode, (number | null)[]>()
  for (const { at, code } of errors) places.set(code, [...(places.get(code) ?? []), at])
  return places
}

function placeWords(all: readonly (number | null)[]): Message[] {
  const places = all.filter((at) => at !== null)
  if (places.length === 0) return all.length > 1 ? [say('audit-check-times', { count: all.length })] : []
  const list = places.slice(0, mostPlaces).join(', ')
  if (places.length <= mostPlaces) return [say('audit-check-places', { count: places.length, places: list })]
  return [say('audit-check-places-more', { places: list, more: places.length - mostPlaces })]
}

function proved(result: CheckResult): Message[] {
  const { size, older, tally, names, closed } = result
  return [
    say('audit-check-proved-tree', { size }),
    ...older.flatMap((each) => (each.size === null ? [] : [say('audit-check-proved-older', { size: each.size })])),
    ...some(
      standingIn(tally, ({ group }) => group === 'anonymous'),
      'audit-check-proved-credentials',
    ),
    say('audit-check-proved-once'),
    ...some(receiptsIn(result, 'counted'), 'audit-check-proved-receipts'),
    ...(names.entries > 0 ? [say('audit-check-proved-names', { count: names.entries, opened: names.opened })] : []),
    ...some(names.unopened, 'audit-check-proved-hidden'),
    ...waited(result),
    ...(closed ? [say('audit-check-closed')] : []),
  ]
}

/** Sentences about names that wait until enough people stand together. */
function waited({ tally, together: { needed, state, openings } }: CheckResult): Message[] {
  const count = standingIn(tally, ({ group }) => group === 'together')
  if (state === 'waiting') return [say('audit-check-proved-waiting', { count, needed: needed ?? 0 })]
  if (state === 'reached') return [say('audit-check-proved-reached', { count, needed: needed ?? 0 })]
  if (state !== 'revealed') return []
  return [say('audit-check-proved-revealed', { count: openings.entries, opened: openings.opened })]
}

function receiptsIn({ receipts = [] }: CheckResult, state: ReceiptState): number {
  return receipts.filter((each) => each === state).length
}

function standingIn(tally: readonly TallyRow[], is: (row: TallyRow) => boolean): number {
  return tally.filter(is).reduce((sum, { standing }) => sum + standing, 0)
}

const classWords = {
  mailbox: 'audit-check-word-mailbox',
  vouched: 'audit-check-word-vouched',
  reviewed: 'audit-check-word-reviewed',
  supporter: 'audit-check-word-supporter',
} as const satisfies Record<LeafClass, string>

function words({ adds, tally, issuers, together }: CheckResult): Message[] {
  const classes = Object.keys(classWords) as LeafClass[]
  const named = (of: LeafClass) => standingIn(tally, (row) => row.group !== 'anonymous' && row.class === of)
  return [
    ...(adds.credential > 0 ? [say('audit-check-word-issuers', { issuers })] : []),
    ...classes.flatMap((each) => some(named(each), classWords[each])),
    ...some(adds['before-log'], 'audit-check-word-before-log'),
    ...some(adds.reinstated, 'audit-check-word-reinstated'),
    ...(together.state === 'lapsed' ? [say('audit-check-word-lapsed')] : []),
  ]
}

function changes({ withdrawals, invalidated, lost, policies }: CheckResult): Message[] {
  const { slip, mailbox } = withdrawals
  return [
    ...some(slip + mailbox, 'audit-check-word-withdrawn'),
    ...Object.entries(invalidated).map(([reason, count]) => say('audit-check-word-removed', { count, reason })),
    ...some(lost, 'audit-check-word-lost'),
    ...some(policies, 'audit-check-word-policy'),
  ]
}

type Counting =
  | 'audit-check-proved-credentials'
  | 'audit-check-proved-hidden'
  | 'audit-check-proved-receipts'
  | 'audit-check-receipts-waiting'
  | 'audit-check-word-before-log'
  | 'audit-check-word-reinstated'
  | 'audit-check-word-withdrawn'
  | 'audit-check-word-lost'
  | 'audit-check-word-policy'
  | (typeof classWords)[LeafClass]

/** The message with a number, unless the number is 0. */
function some(count: number, id: Counting): Message[] {
  return count > 0 ? [say(id, { count })] : []
}
