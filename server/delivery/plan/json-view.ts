import type { Catalogue } from '../../messages/catalogue.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import type { DeliveryForOrganizer } from '../queries.ts'
import { readSentence } from '../stored-sentence.ts'
import type { CopyStateJson, PlanJson, StageJson } from './schemas.ts'
import type { PlanFacts, PlanStage } from './show-plan.ts'

export function planJson({ choices, stages }: PlanFacts, words: Catalogue): PlanJson {
  return {
    recipients: choices.map(({ recipient: { id, name, office }, reachable }) => ({ id, name, office, reachable })),
    stages: stages.map((stage) => stageJson(stage, words)),
  }
}

function stageJson(
  { stage, recipients, press, deliveries, conditions, asked, stop, written }: PlanStage,
  words: Catalogue,
): StageJson {
  return {
    id: stage.id,
    number: stage.number,
    kind: stage.kind,
    state: stage.state,
    version: stage.version,
    approved: stage.approved_at !== null,
    disclosure: stage.disclosure,
    note: stage.covering_note,
    answer_days: stage.answer_days,
    answer_by: stage.answer_by,
    embargo_until: iso(stage.embargo_at),
    conditions: conditions.map((each) => ({
      kind: each.kind,
      local: each.local_time,
      zone: each.zone,
      class: each.class,
      least: each.least,
      after: each.after_stage,
      days: each.days,
      holds: each.holds,
      at: iso(each.at),
      counted: each.counted,
    })),
    fired_at: iso(stage.fired_at),
    notice_until: iso(stage.notice_until),
    late_since: iso(stage.late_since),
    late_because: stage.late_because && formatSentence(readSentence(stage.late_because), words),
    handed_on: stage.handed_on,
    stop: stop && { by: stop.by, yours: stop.mine, lapses_at: stop.lapsesAt.toISOString() },
    asked: asked.map(({ what, by, mine }) => ({ what, by, yours: mine })),
    recipients: recipients.map(({ id, name, office }) => ({ id, name, office })),
    press: press.length,
    say_written: written && written.least,
    deliveries: deliveries.map(deliveryJson),
  }
}

function deliveryJson({ id, name, office, state, tries, last_answer, ...each }: DeliveryForOrganizer): CopyStateJson {
  return {
    id,
    name,
    office,
    state,
    tries,
    last_answer,
    next_try_at: iso(each.next_try_at),
    accepted_at: iso(each.accepted_at),
    version: each.snapshot_version,
    content_hash: each.content_hash?.toString('hex') ?? null,
    names: each.names,
    came_back: each.came_back && {
      verdict: each.came_back.verdict,
      status: each.came_back.status,
      said: each.came_back.said,
      reason: each.came_back.reason,
      on: each.came_back.on,
    },
    returned: each.returned.map(({ kind, on }) => ({ kind, on })),
    page_ended: each.revoked === true,
    received_at: each.confirmed_at?.toISOString().slice(0, 10) ?? null,
  }
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null
}
