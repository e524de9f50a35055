/** The server's statements about named signatures. Nobody can verify them, so the check counts them and compares them with the leaf. */
import type { LeafOf, LeafClass } from '../leaf.ts'
import type { ServerStatement } from '../proof-text.ts'
import { count, type Context } from './context.ts'
import type { ErrorCode } from './result.ts'
import { joinsLate, noteAgreement } from './together-rules.ts'

type StatementOf<Kind> = Extract<ServerStatement, { kind: Kind }>

/** Classes that fit a way. Any class fits a way that is missing. */
const classesOf: Partial<Record<ServerStatement['how'], readonly LeafClass[]>> = {
  'mailed-code': ['mailbox'],
  'one-time-code': ['vouched', 'reviewed'],
  mailbox: ['mailbox'],
  // Only classes with credentials can be anonymous before or after.
}

/** The statement is about this leaf, and the class can be verified in this way. */
function fits(leaf: { id: string | null; verification: LeafClass }, { id, how }: ServerStatement): ErrorCode | null {
  if (id !== leaf.id) return 'statement-leaf'
  return classesOf[how]?.includes(leaf.verification) === false ? 'statement-way' : null
}

export function checkStatedAdd(context: Context, leaf: LeafOf<'add'>, statement: StatementOf<'add'>): ErrorCode | null {
  const problem = fits(leaf, statement) ?? mayBeStated(context, leaf, statement)
  if (problem) return problem
  const added = context.ledger.add(leaf.id, leaf, null)
  if (added) return added
  if (statement.how === 'reinstated')
    context.removed.set(leaf.verification, (context.removed.get(leaf.verification) ?? 0) - 1)
  if (statement.how !== 'before-log') context.opening = false
  count(context.counts.adds, statement.how)
  return null
}

function mayBeStated(context: Context, leaf: LeafOf<'add'>, { how }: StatementOf<'add'>): ErrorCode | null {
  // Organizers can take back no more removals than there were.
  if (how === 'reinstated' && (context.removed.get(leaf.verification) ?? 0) === 0) return 'reinstated'
  if (how === 'before-log' && !context.opening) return 'before-log'
  return joinsLate(context, leaf.group) ? 'together-late' : null
}

export function checkStatedChange(
  context: Context,
  leaf: LeafOf<'change'>,
  statement: StatementOf<'change'>,
): ErrorCode | null {
  const problem = fits(leaf, statement)
  if (problem) return problem
  const { old, how } = statement
  if (old.group === 'anonymous') return 'change-group'
  if (old.group !== 'together' && joinsLate(context, leaf.group)) return 'together-late'
  if (leaf.revision < old.revision) return 'change-back'
  const changed = context.ledger.change(leaf.id, { ...old, verification: leaf.verification }, leaf)
  if (changed) return changed
  if (old.group === leaf.group && leaf.group === 'together') noteAgreement(context, old.revision, leaf.revision)
  count(context.counts.changes, how)
  return null
}

export function checkStatedWithdrawal(
  context: Context,
  leaf: LeafOf<'withdraw'>,
  statement: StatementOf<'withdraw'>,
): ErrorCode | null {
  const problem = fits(leaf, statement) ?? context.ledger.end(leaf.id, leaf, 'withdrawn')
  if (!problem) count(context.counts.withdrawals, statement.how)
  return problem
}
