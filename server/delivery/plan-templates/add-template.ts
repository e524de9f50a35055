import { createHash } from 'node:crypto'
import type { Core } from '../../core.ts'
import { Refusal, say } from '../../refusal.ts'
import { addStages } from '../plan/change-stage.ts'
import { showPlan } from '../plan/show-plan.ts'
import { emptyBlanks, stagesOf, type Filled, type Template } from './rules.ts'

/** A template makes at most so many stages. */
const mostMade = 3

/**
 * Adds the stages of a filled template at the end of the plan, all or none.
 * @param press names the press of the button. The same press adds the stages once.
 * @returns the ids of the stages
 * @throws Refusal with the faults, each with its blank
 */
export async function addTemplate(
  core: Core,
  organizerId: string,
  letterId: string,
  { template, filled, press }: { template: Template; filled: Filled; press: Buffer },
  now: Date,
): Promise<string[]> {
  const facts = await showPlan(core, organizerId, letterId, now)
  const empty = emptyBlanks(template, filled)
  if (empty.length > 0) throw Refusal.fields(empty.map((field) => ({ field, message: say('plan-template-blank') })))
  const ids = Array.from({ length: mostMade }, (_, index) => idFrom(press, index))
  const everybody = facts.choices.map(({ recipient }) => recipient.id)
  const made = stagesOf(template, filled, everybody, ids)
  const added = made.map(({ stage }) => stage.id)
  await addStages(
    core,
    organizerId,
    letterId,
    made.map(({ stage }) => stage),
    now,
    (id, field) => made.find(({ stage }) => stage.id === id)?.blankOf[field] ?? field,
  )
  return added
}

/** An id for a stage that is the same for the same press of the button. */
function idFrom(press: Buffer, index: number): string {
  const hex = createHash('sha256').update(press).update(String(index)).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
