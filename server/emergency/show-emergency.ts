import type { Core } from '../core.ts'
import { stagesOf } from '../delivery/queries.ts'
import { isLive } from '../delivery/stages/stop-stages.ts'
import type { AddressedLetter } from '../letter/letter-address.ts'
import { titleOf } from '../letter/title-of.ts'
import { isUsable } from '../letters/reviews/rules.ts'
import { linksFor } from '../letters/reviews/show-review-links.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { openProposals } from '../organizers/approval-queries.ts'
import { peopleOf } from '../organizers/member-queries.ts'
import type { Sentence } from '../refusal.ts'

export interface EmergencyFacts {
  letter: AddressedLetter
  title: Sentence
  /** Stages that would still happen. */
  stages: number
  stopped: number
  /** Review links of a draft that work. */
  reviewLinks: number
  people: { id: string; name: string }[]
  /** An owner has asked to show the names again. */
  asked: { by: string; yours: boolean } | null
}

/**
 * Reads what can be done at once, and what was done already.
 * @throws Refusal unless the organizer is an owner
 */
export async function showEmergency(
  core: Core,
  organizerId: string,
  letterId: string,
  now: Date,
): Promise<EmergencyFacts> {
  const { letter, role } = await authorizeLetter(core, organizerId, letterId, 'settings')
  const [title, stages, people, proposals, links] = await Promise.all([
    titleOf(core, letter),
    stagesOf(core.db, letter.id),
    peopleOf(core.db, letter.id),
    openProposals(core.db, letter.id),
    linksFor(core, { letterId: letter.id, organizerId, role }, now),
  ])
  const asked = proposals.find(({ act }) => act === 'reveal')
  return {
    letter,
    title,
    stages: stages.filter(({ state }) => isLive(state)).length,
    stopped: stages.filter(({ state }) => state === 'stopped').length,
    reviewLinks: letter.state === 'draft' ? links.filter(isUsable).length : 0,
    people: people.filter(({ id }) => id !== organizerId).map(({ id, name }) => ({ id, name })),
    asked: asked ? { by: asked.by, yours: asked.proposed_by === organizerId } : null,
  }
}
