import { dayOf } from '../letter/days.ts'
import type { Core } from '../core.ts'
import type { FacetFigures } from '../facets/rules.ts'
import { facetsOf } from '../letter/facets-of.ts'
import type { AddressedLetter } from '../letter/letter-address.ts'
import { recipientClocks } from '../delivery/timeline/delivery-facts.ts'
import type { Silence } from '../delivery/timeline/silence.ts'
import { titleOf } from '../letter/title-of.ts'
import { may, type Role } from '../organizers/rules.ts'
import type { Sentence } from '../refusal.ts'
import { keptBreakdown, tallyCells, type KeptBreakdown } from '../signatures/batch/breakdown-queries.ts'
import type { BreakdownCell } from '../signatures/batch/breakdown.ts'
import {
  activityOf,
  daysOf,
  employersWithNames,
  refusedMailSince,
  saidMineAloneBefore,
  waitingTasks,
  type ActivityRow,
  type WaitingTasks,
} from './queries.ts'
import { burstOf, inSteps, refusedMailDays, type DayCount } from './rules.ts'

export interface DashboardFacts {
  letter: AddressedLetter
  role: Role
  title: Sentence
  /** Standing signatures as of the last batch. Empty while the letter is collecting. */
  cells: BreakdownCell[]
  breakdown: KeptBreakdown | undefined
  facets: FacetFigures[]
  employers: { id: string; name: string; current: boolean; domains: string[] }[]
  days: DayCount[]
  refused: { domain: string; refused: number }[]
  /** How often people said that an address that looks shared is theirs alone. Without today, and rounded. */
  saidMineAlone: number
  waiting: WaitingTasks
  /** Only for owners. */
  burst: number | null
  activity: ActivityRow[]
  /** Days without an answer. Null if nothing was delivered yet, or an answer has come. */
  silence: Silence | null
}

/** Reads everything that a letter's dashboard shows. Organizers see the same counts as the public, and no more. */
export async function showDashboard(
  core: Core,
  { letter, role }: { letter: AddressedLetter; role: Role },
  now: Date,
): Promise<DashboardFacts> {
  const { db } = core
  const since = dayOf(new Date(now.getTime() - refusedMailDays * 86_400_000))
  const [title, cells, breakdown, employers, days, refused, said, waiting, activity, clocks] = await Promise.all([
    titleOf(core, letter),
    letter.collecting ? [] : tallyCells(db, letter.id, letter.substance_revision),
    letter.collecting ? undefined : keptBreakdown(db, letter.id),
    employersWithNames(db, letter.id),
    letter.collecting ? [] : daysOf(db, letter.id),
    refusedMailSince(db, letter.id, since),
    letter.collecting ? 0 : saidMineAloneBefore(db, letter.id, dayOf(now)),
    waitingTasks(db, letter.id),
    activityOf(db, letter.id, null, 6),
    recipientClocks(core, letter.id, now),
  ])
  const current = breakdown?.substance_revision === letter.substance_revision ? breakdown : undefined
  const facets = await facetsOf(db, letter, cells)
  const burst = may(role, 'change-owner') && !letter.collecting ? burstOf(waiting.removals, letter.batch_size) : null
  const { letter: silence } = clocks
  const saidMineAlone = inSteps(said, letter.batch_size)
  const shown = { cells, breakdown: current, facets, employers, days, refused, saidMineAlone, silence }
  return { letter, role, title, ...shown, waiting, burst, activity }
}

export async function listActivity(
  { db }: Pick<Core, 'db'>,
  letterId: string,
  before: Date | null,
): Promise<ActivityRow[]> {
  return activityOf(db, letterId, before, 100)
}

export async function listEmployers(
  { db }: Pick<Core, 'db'>,
  letterId: string,
): Promise<{ id: string; name: string }[]> {
  return employersWithNames(db, letterId)
}
