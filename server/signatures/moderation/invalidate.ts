import type { Core } from '../../core.ts'
import { noteActivity } from '../../organizers/note-activity.ts'
import { Refusal, notFoundRefusal, say } from '../../refusal.ts'
import { allMatching } from './all-matching.ts'
import { countFollows, letterToModerate, signatureToModerate, type ModeratorOf } from './letter-to-moderate.ts'
import { moveNames } from '../move-names.ts'
import { invalidReasons, type Condition, type InvalidReason } from '../invalid-and-hidden.ts'
import type { SignatureRow } from '../queries.ts'

export type Meant =
  | { signatureId: string }
  /** `expected` is the number of matches that the organizer was shown. */
  | { condition: Condition; expected: number }

/**
 * Invalidates signatures. Their names disappear at once, and the next batch removes them from the count. The activity log stores
 * the number, the reason and the ids, so that the act can be undone.
 * @throws Refusal
 */
export async function invalidate(
  core: Core,
  input: ModeratorOf & { meant: Meant; reason: string },
  now: Date,
): Promise<{ count: number }> {
  const { letterId, organizerId, meant } = input
  const reason = reasonFrom(input.reason)
  return core.db.transaction().execute(async (trx) => {
    const letter = await letterToModerate(trx, letterId)
    const rows =
      'signatureId' in meant
        ? [await signatureToModerate(trx, letterId, meant.signatureId)].filter((row) => row.invalid_reason === null)
        : asExpected(await allMatching(core, trx, letter, meant.condition), meant.expected)
    if (rows.length === 0) return { count: 0 }
    await moveNames(core, trx, letterId, rows, { invalid_reason: reason })
    await countFollows(core, trx, letter, now)
    const signatures = rows.map(({ id }) => id.toString('base64url'))
    await noteActivity(trx, letterId, organizerId, 'invalidated', { count: rows.length, reason, signatures }, now)
    return { count: rows.length }
  })
}

/** The number of signatures that a condition matches, shown before anything is done. */
export async function countMatching(core: Core, { letterId }: ModeratorOf, condition: Condition): Promise<number> {
  return core.db.transaction().execute(async (trx) => {
    const letter = await letterToModerate(trx, letterId)
    return (await allMatching(core, trx, letter, condition)).length
  })
}

function asExpected(rows: SignatureRow[], expected: number): SignatureRow[] {
  if (rows.length === 0 && expected === 0) throw notFoundRefusal('signature')
  if (rows.length === expected) return rows
  throw new Refusal('conflict', 'number-changed', say('refusal-number-changed', { found: rows.length, expected }))
}

function reasonFrom(typed: string): InvalidReason {
  const reason = invalidReasons.find((one) => one === typed)
  if (!reason) throw new Refusal('invalid', 'reason-missing', say('refusal-reason-missing'), 'reason')
  return reason
}
