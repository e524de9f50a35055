import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import type { LetterRow } from '../../letter/queries.ts'
import { datesAfterOpening } from '../../letter/rules.ts'
import { ownersOf } from '../../organizers/member-queries.ts'
import { stagesOf } from '../queries.ts'
import { conditionFacts } from '../stages/condition-queries.ts'
import { draftStages } from '../drafted/draft-plan.ts'
import { countsByClass } from './queries.ts'
import type { RehearsedLetter, Units } from './rehearse.ts'
import { openDraft } from '../../letter/secrets.ts'

/** Reads what a rehearsal needs of a letter and its plan. A draft is rehearsed as if it opened now. */
export async function rehearsedLetter(core: Core, db: Db, letter: LetterRow, now: Date): Promise<RehearsedLetter> {
  const drafted = letter.state === 'draft'
  const [stages, counted, owners] = await Promise.all([
    drafted ? draftStages(letter.id, openDraft(core, letter).plan) : storedStages(db, letter.id),
    // Organizers learn no count before the public does.
    letter.collecting ? new Map<string, number>() : countsByClass(db, letter),
    ownersOf(db, letter.id),
  ])
  const opening = datesAfterOpening(now, core.config.units.day, letter.ends_on)
  return {
    state: letter.state,
    collecting: letter.collecting,
    first_threshold: letter.first_threshold,
    batch_minutes: letter.batch_minutes,
    notice_hours: letter.notice_hours,
    alone: owners.length < 2,
    closesAt: drafted ? opening.closesAt : letter.closes_at,
    purgesAt: drafted ? opening.purgesAt : letter.purges_at,
    counted,
    stages: stages.map(({ stage, conditions }) => ({ ...stage, conditions })),
  }
}

async function storedStages(db: Db, letterId: string) {
  const conditions = await conditionFacts(db, letterId)
  return (await stagesOf(db, letterId)).map((stage) => ({
    stage,
    conditions: conditions.filter(({ stage_id }) => stage_id === stage.id),
  }))
}

export function unitsOf({ config }: Pick<Core, 'config'>): Units {
  const { minute, hour, silence } = config.units
  return { minute, hour, day: silence }
}
