import type { Core } from '../../core.ts'
import { demandFacts } from '../../demands/demand-facts.ts'
import { statementsUntil, type DemandHistory } from '../../demands/rules.ts'
import { deliveryFacts, type DeliveryFacts } from '../../delivery/timeline/delivery-facts.ts'
import { dayOf, isDay } from '../../letter/days.ts'
import type { AddressedLetter } from '../../letter/letter-address.ts'
import { revisionOf, type RevisionRow } from '../../letter/queries.ts'
import { notFoundRefusal } from '../../refusal.ts'

/** Where a letter stood at the end of a day, as far as it is known today. */
export interface DayFacts {
  letter: AddressedLetter
  revision: RevisionRow
  /** YYYY-MM-DD */
  day: string
  /** True while the day is not over. */
  runs: boolean
  /** Today. */
  knownOn: string
  delivery: DeliveryFacts['shown']
  /** When time alone next changes today's facts. */
  changesAt: Date | null
  demands: DemandHistory[]
  /** The neighbouring days on which something happened. */
  before: string | null
  after: string | null
}

/** @throws Refusal if the day is to come, or before the first entry of the timeline */
export async function showDay(
  core: Pick<Core, 'db' | 'config'>,
  letter: AddressedLetter,
  day: string,
  now: Date,
): Promise<DayFacts> {
  const today = dayOf(now)
  const all = isDay(day) && day <= today ? await deliveryFacts(core, letter, now) : null
  const days = [...new Set(all?.shown.events.flatMap(({ kind, on }) => (kind === 'silence' ? [] : [on])))].toSorted()
  const first = days[0]
  const revision = await revisionOf(core.db, letter.id, letter.revision)
  if (!all || first === undefined || day < first || !revision) throw notFoundRefusal('page')
  const delivery = day === today ? all : await deliveryFacts(core, letter, now, day)
  if (!delivery) throw notFoundRefusal('page')
  const demands = (await demandFacts(core, letter.id, revision.demands)) ?? []
  return {
    ...{ letter, revision, day, runs: day === today, knownOn: today },
    delivery: delivery.shown,
    changesAt: day === today ? all.changesAt : null,
    demands: demands.map((each) => statementsUntil(each, day)),
    before: days.findLast((each) => each < day) ?? null,
    after: days.find((each) => each > day) ?? null,
  }
}
