import type { Core } from '../core.ts'
import { peopleOf } from '../organizers/member-queries.ts'
import { isId } from '../organizers/rules.ts'
import { waitingProposals } from './queries.ts'
import { concerns, kindOf, type ProposalKind } from './rules.ts'

export interface Waiting {
  kind: ProposalKind
  yours: boolean
  by: string
  name: string
  role: string
  stage: number
}

/** Returns the open proposals that concern this part of a letter's dashboard. Empty for people who do not organize the letter. */
export async function showWaiting(
  { db }: Pick<Core, 'db'>,
  organizerId: string,
  letterId: string,
  part: string,
): Promise<Waiting[]> {
  if (!isId(letterId)) return []
  const rows = (await waitingProposals(db, letterId, organizerId))
    .map((row) => {
      const subject = row.subject as Record<string, unknown>
      return { ...row, subject, kind: kindOf({ act: row.act, subject, proposedBy: row.proposed_by }) }
    })
    .filter(({ kind }) => concerns(part, kind))
  if (rows.length === 0) return []
  const people = await peopleOf(db, letterId)
  return rows.map(({ kind, by, proposed_by, stage, subject }) => ({
    kind,
    by,
    yours: proposed_by === organizerId,
    name: people.find(({ id }) => id === subject['organizer'])?.name ?? '',
    role: String(subject['role']),
    stage: stage ?? 0,
  }))
}
