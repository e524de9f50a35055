import type { LetterRow } from '../../letter/queries.ts'
import { openDraft, openRecipientAddress } from '../../letter/secrets.ts'
import { languageOf } from '../../letter/language-of.ts'
import { titleOf } from '../../letter/title-of.ts'
import type { Core } from '../../core.ts'
import { authorizeLetter } from '../../organizers/authorize-letter.ts'
import { ownersOf } from '../../organizers/member-queries.ts'
import { may, type Role } from '../../organizers/rules.ts'
import { openDeliveryProposals } from '../../organizers/people/show-people.ts'
import type { Sentence } from '../../refusal.ts'
import {
  deliveriesForOrganizers,
  stageRecipients,
  stagesOf,
  type DeliveryForOrganizer,
  type RecipientRow,
  type StageRow,
} from '../queries.ts'
import { draftChoices, draftStageRecipients, draftStages } from '../drafted/draft-plan.ts'
import { choicesOf, type RecipientChoice } from './choices-of.ts'
import { callsOf } from '../calls/queries.ts'
import { changesOf } from '../stages/change-queries.ts'
import { conditionsNow, conditionsOf, type ConditionRow, type ConditionStanding } from '../stages/condition-queries.ts'
import { openStopsOf } from '../stages/stop-queries.ts'
import { askedActs, stopHours, writtenOf, type AskedAct, type Written } from '../stage.ts'

/** An act on a stage that one owner has asked for and that waits for a second owner. */
export interface Asked {
  what: AskedAct
  by: string
  mine: boolean
}

export interface PlanStage {
  stage: StageRow
  recipients: RecipientRow[]
  /** The press recipients. Addresses are null for organizers who are not owners. */
  press: { id: string; address: string | null }[]
  deliveries: DeliveryForOrganizer[]
  conditions: (ConditionRow & ConditionStanding)[]
  asked: Asked[]
  stop: { by: string; mine: boolean; lapsesAt: Date } | null
  /** Set for a call that has started, including one that has ended. */
  written: Written | null
}

export interface PlanFacts {
  letter: LetterRow
  role: Role
  title: Sentence
  language: string
  stages: PlanStage[]
  choices: RecipientChoice[]
  /** True if one person runs the letter. */
  alone: boolean
}

/** The delivery plan of a letter for its organizers, with the state of each stage. Only owners see addresses. */
export async function showPlan(core: Core, organizerId: string, letterId: string, now: Date): Promise<PlanFacts> {
  const { letter, role } = await authorizeLetter(core, organizerId, letterId, 'read')
  if (letter.state === 'draft') return showDraftPlan(core, letter, role)
  const { db } = core
  const [stages, deliveries, choices, conditions, standing, asked, stops, calls] = await Promise.all([
    stagesOf(db, letterId),
    deliveriesForOrganizers(db, letterId),
    choicesOf(core, db, letterId),
    conditionsOf(db, letterId),
    conditionsNow(db, letterId, now, core.config.units.silence),
    askedOf(core, organizerId, letterId),
    openStopsOf(db, letterId),
    callsOf(db, letterId),
  ])
  const owner = may(role, 'deliver')
  return {
    letter,
    role,
    title: await titleOf(core, letter),
    language: await languageOf(core, letter),
    alone: (await ownersOf(db, letterId)).length < 2,
    choices: choices.map((choice) => (owner ? choice : { ...choice, address: null })),
    stages: await Promise.all(
      stages.map(async (stage) => {
        const all = await stageRecipients(db, stage.id)
        const call = calls.find(({ id }) => id === stage.id)
        const stop = stops.find(({ stage_id }) => stage_id === stage.id)
        return {
          stage,
          recipients: all.filter(({ press_of }) => press_of === null),
          press: all.filter(({ press_of }) => press_of !== null).map((row) => pressOf(core, row, owner)),
          deliveries: deliveries.filter(({ stage_id }) => stage_id === stage.id),
          conditions: conditions
            .filter(({ stage_id }) => stage_id === stage.id)
            .map((row) => ({ ...row, ...standingOf(row, standing) })),
          asked: asked.filter((each) => each.stage === stage.id && [undefined, stage.version].includes(each.version)),
          stop: stop
            ? {
                by: stop.by,
                mine: stop.organizer_id === organizerId,
                lapsesAt: new Date(stop.stopped_at.getTime() + stopHours * core.config.units.hour),
              }
            : null,
          written: call ? writtenOf(call.counted, letter.batch_size) : null,
        }
      }),
    ),
  }
}

/** Nobody has got anything of a draft, and nobody has to approve its stages before it opens. */
async function showDraftPlan(core: Core, letter: LetterRow, role: Role): Promise<PlanFacts> {
  const draft = openDraft(core, letter)
  const owner = may(role, 'deliver')
  const stages = draftStages(letter.id, draft.plan).map(({ stage, conditions }, index): PlanStage => {
    const drafted = draft.plan[index]
    return {
      stage,
      recipients: drafted ? draftStageRecipients(letter.id, draft, drafted) : [],
      press: (drafted?.press ?? []).map((address, at) => ({ id: String(at), address: owner ? address : null })),
      conditions: conditions.map((each) => ({ ...each, holds: false, at: each.due_at })),
      ...{ deliveries: [], asked: [], stop: null, written: null },
    }
  })
  return {
    letter,
    role,
    title: await titleOf(core, letter),
    language: await languageOf(core, letter),
    alone: (await ownersOf(core.db, letter.id)).length < 2,
    choices: draftChoices(letter.id, draft).map((choice) => (owner ? choice : { ...choice, address: null })),
    stages,
  }
}

function pressOf(core: Core, { id, letter_id, address_sealed }: RecipientRow, owner: boolean) {
  return { id, address: owner && address_sealed ? openRecipientAddress(core, letter_id, address_sealed) : null }
}

function standingOf(row: ConditionRow, all: readonly ConditionStanding[]): ConditionStanding {
  const found = all.find(({ stage_id, kind }) => stage_id === row.stage_id && kind === row.kind)
  const { stage_id, kind } = row
  return found ?? { stage_id, kind, holds: false, at: null, counted: null, answered: false, together: null }
}

async function askedOf(core: Core, organizerId: string, letterId: string) {
  const changes = (await changesOf(core.db, letterId)).map(({ stage_id, version, proposed_by, by }) => ({
    stage: stage_id,
    version,
    what: 'change' as const,
    by,
    mine: proposed_by === organizerId,
  }))
  const proposals = await openDeliveryProposals(core, letterId)
  const others = proposals.flatMap(({ subject, by, proposed_by }) => {
    const { stage, version, ...rest } = subject as { stage: string; version?: number } & Record<string, unknown>
    const what = askedActs.find((act) => rest[act] === true)
    return what ? [{ stage, version, what, by, mine: proposed_by === organizerId }] : []
  })
  return [...others, ...changes]
}
