import type { Core } from '../../core.ts'
import { Refusal, say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { afterEnd, endOf, type Expected, type RehearsedLetter } from '../expected/rehearse.ts'
import { unitsOf } from '../expected/rehearsed-letter.ts'

/** The field of a form in which a fault of a stage is shown. */
export type FieldOf = (stageId: string, field: string) => string

/**
 * Refuses a change of the plan that makes a stage start after the letter's end, even if everybody signs at once. Stages that are
 * past the end already, because time has passed, do not block a change of something else.
 * @throws Refusal
 */
export function refuseAfterEnd(
  core: Core,
  before: RehearsedLetter,
  after: RehearsedLetter,
  now: Date,
  fieldOf: FieldOf = (_id, field) => field,
): void {
  const units = unitsOf(core)
  const known = new Set(afterEnd(before, now, units).map(({ id }) => id))
  const faults = afterEnd(after, now, units).filter(({ id }) => !known.has(id))
  if (faults.length === 0) return
  throw Refusal.fields(
    faults.map((each) => ({
      field: fieldOf(each.id, conditionOf(after, each)),
      message: afterEndInWords(after, each),
    })),
  )
}

/** Says that a stage would start after the end, and what to change. */
export function afterEndInWords(
  letter: RehearsedLetter,
  { number, startsAt }: Pick<Expected, 'number' | 'startsAt'>,
): Sentence {
  const values = { stage: number, at: startsAt ?? new Date(0), end: endOf(letter) ?? new Date(0) }
  return letter.state === 'closed' ? say('plan-after-purge', values) : say('plan-after-close', values)
}

function conditionOf({ stages }: RehearsedLetter, { id, startsAt }: Expected): FieldMessage['field'] {
  const conditions = stages.find((stage) => stage.id === id)?.conditions ?? []
  const dated = conditions.some(({ due_at }) => due_at && due_at.getTime() === startsAt?.getTime())
  return dated || !conditions.some(({ kind }) => kind === 'silence') ? 'date' : 'days'
}
