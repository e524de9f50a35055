import { dayOf } from '../letter/days.ts'
import type { Core } from '../core.ts'
import { receiptsDueBefore } from '../delivery/rules.ts'
import type { FacetFigures } from '../facets/rules.ts'
import { facetsOf } from '../letter/facets-of.ts'
import type { AddressedLetter } from '../letter/letter-address.ts'
import { deliveryFacts } from '../delivery/timeline/delivery-facts.ts'
import type { DeliveryJson } from '../delivery/timeline/schemas.ts'
import { titleOf } from '../letter/title-of.ts'
import { listNextSteps } from '../next-steps/list-next-steps.ts'
import { may, type Role } from '../organizers/rules.ts'
import type { Sentence } from '../refusal.ts'
import { keptBreakdown, tallyCells, type KeptBreakdown } from '../signatures/batch/breakdown-queries.ts'
import type { BreakdownCell } from '../signatures/batch/breakdown.ts'
import { shownCodeTotals, type CodeTotals } from '../signatures/batch/code-total-queries.ts'
import { togetherOf, type TogetherRow } from '../together/queries.ts'
import type { EmployerWithPeople } from './headcounts/headcounts.ts'
import { employersWithPeople } from './headcounts/queries.ts'
import {
  activityOf,
  daysOf,
  saidMineAloneBefore,
  thresholdsOf,
  waitingTasks,
  type ActivityRow,
  type Threshold,
  type WaitingTasks,
} from './queries.ts'
import { burstOf, inSteps, type DayCount } from './rules.ts'

export interface DashboardFacts {
  letter: AddressedLetter
  role: Role
  title: Sentence
  /** Standing signatures as of the last batch. Empty while the letter is collecting. */
  cells: BreakdownCell[]
  breakdown: KeptBreakdown | undefined
  facets: FacetFigures[]
  employers: EmployerWithPeople[]
  days: DayCount[]
  thresholds: Threshold[]
  /** As of the last batch. Null while the letter is collecting. */
  codes: CodeTotals | null
  /** How often people said that an address that looks shared is theirs alone. Without today, and rounded. */
  saidMineAlone: number
  waiting: WaitingTasks
  /** Only for owners. */
  burst: number | null
  activity: ActivityRow[]
  /** The public events and clocks. Null if nothing was announced. */
  delivery: DeliveryJson | null
  /** The next steps of the plan that owners have decided on. */
  steps: Sentence[]
  /** Names that wait for each other. Undefined if the letter does not offer that. */
  together: TogetherRow | undefined
}

/**
 * Reads everything that a letter's dashboard shows. Organizers see the same counts as the public, and no more. Each query reads a
 * bounded number of rows, however many people have signed.
 */
export async function showDashboard(
  core: Core,
  { letter, role, organizerId }: { letter: AddressedLetter; role: Role; organizerId: string },
  now: Date,
): Promise<DashboardFacts> {
  const { db } = core
  const receiptsBefore = receiptsDueBefore(now, core.config.units.silence)
  const shown = !letter.collecting
  const [title, cells, breakdown, employers, days, thresholds, codes, said, waiting, activity, delivery, steps] =
    await Promise.all([
      titleOf(core, letter),
      shown ? tallyCells(db, letter.id, letter.substance_revision) : [],
      shown ? keptBreakdown(db, letter.id) : undefined,
      employersWithPeople(db, letter.id),
      shown ? daysOf(db, letter.id) : [],
      thresholdsOf(db, letter.id),
      shown ? shownCodeTotals(db, letter.id) : null,
      shown ? saidMineAloneBefore(db, letter.id, dayOf(now)) : 0,
      waitingTasks(db, letter.id, organizerId, receiptsBefore),
      activityOf(db, letter.id, null, 6),
      deliveryFacts(core, letter, now),
      listNextSteps(db, letter, now),
    ])
  const current = breakdown?.substance_revision === letter.substance_revision ? breakdown : undefined
  const facets = await facetsOf(db, letter, cells)
  const burst = may(role, 'change-owner') && shown ? burstOf(waiting.removals, letter.batch_size) : null
  const saidMineAlone = inSteps(said, letter.batch_size)
  const figures = { cells, breakdown: current, facets, employers, days, thresholds, codes, saidMineAlone }
  const together = letter.together_needed === null ? undefined : await togetherOf(db, letter.id)
  const shownDelivery = delivery?.shown ?? null
  return { letter, role, title, ...figures, waiting, burst, activity, delivery: shownDelivery, steps, together }
}

export async function listActivity(
  { db }: Pick<Core, 'db'>,
  letterId: string,
  before: Date | null,
): Promise<ActivityRow[]> {
  return activityOf(db, letterId, before, 100)
}

export async function listEmployers({ db }: Pick<Core, 'db'>, letterId: string): Promise<EmployerWithPeople[]> {
  return employersWithPeople(db, letterId)
}
