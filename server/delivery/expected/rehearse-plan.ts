import { dayOf } from '../../letter/days.ts'
import type { Core } from '../../core.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { say, type FieldMessage } from '../../refusal.ts'
import { rehearse, type Expected, type RehearsedLetter, type Supposed } from './rehearse.ts'
import { rehearsedLetter, unitsOf } from './rehearsed-letter.ts'

export interface AskedRehearsal {
  /** As typed. Empty for the suggestion. */
  signatures: string
  /** A day, YYYY-MM-DD, as typed. Empty for the suggestion. */
  by: string
}

export interface Rehearsal {
  letter: RehearsedLetter
  expected: Expected[]
  supposed: Supposed
  /** Signatures of workers as of the last batch. */
  standing: number
  now: Date
  errors: FieldMessage[]
}

const mostSupposed = 10_000_000

/**
 * Rehearses the plan of a letter: what happens on which day if so many people sign by a day and nobody answers. It asks the same rules
 * as the job that carries out plans. It only reads: the rehearsal itself is pure, so it sends, queues and writes nothing.
 * A supposition that cannot be is replaced by the suggestion, with a message.
 */
export async function rehearsePlan(
  core: Core,
  letter: LetterRow,
  asked: AskedRehearsal,
  now: Date,
): Promise<Rehearsal | null> {
  if (letter.state === 'purged') return null
  const rehearsed = await rehearsedLetter(core, core.db, letter, now)
  if (rehearsed.stages.length === 0) return null
  const standing = [...rehearsed.counted].reduce((sum, [name, count]) => sum + (name === 'supporter' ? 0 : count), 0)
  const read = readAsked(asked, rehearsed, { standing, goal: letter.goal, now, day: core.config.units.day })
  const expected = rehearse(rehearsed, read.supposed, now, unitsOf(core))
  return { letter: rehearsed, expected, standing, now, ...read }
}

interface Around {
  standing: number
  goal: number | null
  now: Date
  day: number
}

function readAsked(
  { signatures, by }: AskedRehearsal,
  letter: RehearsedLetter,
  around: Around,
): Pick<Rehearsal, 'supposed' | 'errors'> {
  const suggestion = suggested(letter, around)
  const errors: FieldMessage[] = []
  const number = numberIn(signatures, suggestion.signatures)
  if (number === null)
    errors.push({ field: 'signatures', message: say('plan-rehearsal-number', { most: mostSupposed }) })
  const day = dayIn(by, suggestion.by)
  const last = letter.closesAt
  if (!day || day <= around.now || (last && day > last)) {
    const values = { from: around.now, end: last ?? around.now }
    errors.push({ field: 'by', message: say('plan-rehearsal-day', values) })
  }
  const supposed = {
    signatures: number ?? suggestion.signatures,
    by: errors.some(({ field }) => field === 'by') || !day ? suggestion.by : day,
    byHand: 'never' as const,
  }
  return { supposed, errors }
}

/**
 * Suggests a number of signatures and a day. The number is the highest threshold of the plan or the goal, whichever is higher. The day is
 * a month away, or half of the time that is left if that is sooner.
 */
function suggested({ stages, closesAt, state }: RehearsedLetter, { standing, goal, now, day }: Around): Supposed {
  const leasts = stages.flatMap(({ conditions }) => conditions.flatMap(({ least }) => least ?? []))
  const left = closesAt ? closesAt.getTime() - now.getTime() : 60 * day
  const by = new Date(now.getTime() + Math.max(0, Math.min(30 * day, left / 2)))
  const signatures = state === 'closed' ? standing : Math.max(standing, goal ?? 0, ...leasts)
  return { signatures, by, byHand: 'never' }
}

function numberIn(typed: string, otherwise: number): number | null {
  const plain = typed.trim().replace(/[,'’\s]/g, '')
  if (plain === '') return otherwise
  return /^\d{1,8}$/.test(plain) && Number(plain) <= mostSupposed ? Number(plain) : null
}

function dayIn(typed: string, otherwise: Date): Date | null {
  if (typed.trim() === '') return otherwise
  const day = new Date(`${typed.trim()}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && dayOf(day) === typed.trim() ? day : null
}
