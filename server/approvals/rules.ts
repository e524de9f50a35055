import { canonicalHash } from '../crypto/canonical.ts'
import type { RevisionContent } from '../letter/rules.ts'
import { say, type Sentence } from '../refusal.ts'
import type { Act } from '../organizers/rules.ts'
import { faultInTyped } from '../text/typed-text.ts'

/** Everything that waits for a second owner. Each kind has its own sentences. */
export const proposalKinds = [
  ...(['open', 'open-quietly', 'correct', 'change-text', 'close', 'purge', 'discard', 'export', 'reveal'] as const),
  ...(['invite-owner', 'make-owner', 'end-owner', 'remove-owner', 'leave'] as const),
  ...(['approve-stage', 'start-stage', 'hurry-stage', 'cancel-stage', 'remove-stage', 'change-stage'] as const),
  ...(['update', 'offer', 'demand', 'extend', 'keep', 'start-campaign', 'join-campaign'] as const),
  ...(['reveal-together', 'end-together'] as const),
] as const
export type ProposalKind = (typeof proposalKinds)[number]

export interface ProposalContent {
  act: Act
  subject: Record<string, unknown>
  proposedBy: string
}

export function kindOf({ act, subject, proposedBy }: ProposalContent): ProposalKind {
  switch (act) {
    case 'open':
      if ('kind' in subject) return subject['kind'] === 'substance' ? 'change-text' : 'correct'
      return subject['to'] === 'quiet' ? 'open-quietly' : 'open'
    case 'purge':
      return subject['draft'] === true ? 'discard' : 'purge'
    case 'change-owner':
      return ownerKind(subject, proposedBy)
    case 'deliver':
      return stageKind(subject)
    case 'campaign':
      return 'start' in subject ? 'start-campaign' : 'join-campaign'
    default:
      return act
  }
}

function ownerKind(subject: ProposalContent['subject'], proposedBy: string): ProposalKind {
  if ('invite' in subject) return 'invite-owner'
  if (subject['role'] === 'owner') return 'make-owner'
  if (subject['role'] !== 'none') return 'end-owner'
  return subject['organizer'] === proposedBy ? 'leave' : 'remove-owner'
}

function stageKind(subject: ProposalContent['subject']): ProposalKind {
  if (subject['approve'] === true) return 'approve-stage'
  if (subject['hurry'] === true) return 'hurry-stage'
  if (subject['stop'] === true) return 'cancel-stage'
  if (subject['remove'] === true) return 'remove-stage'
  return 'change' in subject ? 'change-stage' : 'start-stage'
}

/** What an owner sees of a proposal, without the sentences around it. */
export interface Seen {
  /** The text of the letter that would be published or discarded. */
  content: RevisionContent | null
  /** The covering note, the text of a call, or the update, as Markdown. */
  note: string | null
  facts: Sentence[]
}

/** A mail that a page shows of a proposal. */
export interface MailSeen {
  to: string
  subject: string
  text: string
}

/**
 * Identifies exactly what a page shows of a proposal. An owner who agrees sends it back.
 * @param mails each recipient's mail, without counts, names and times, because these change with every batch
 */
export function seenHash(proposal: string, subject: unknown, seen: Seen, mails: readonly MailSeen[]): string {
  const texts = mails.map(({ to, subject: about, text }) => ({ to, subject: about, text }))
  const shown: unknown = JSON.parse(JSON.stringify({ proposal, subject, seen, mails: texts }))
  return canonicalHash(shown).toString('hex')
}

/** True if carrying the act out now would do exactly what was proposed. */
export function isAsProposed(subject: unknown, now: object | null): boolean {
  return now !== null && canonicalHash(JSON.parse(JSON.stringify(now))).equals(canonicalHash(subject))
}

/** Names what a proposal is about, so that an owner sees what changed from an earlier proposal to this one. */
export function aboutOf(kind: ProposalKind, subject: Record<string, unknown>): string {
  const about = kind === 'open' || kind === 'open-quietly' ? 'open' : kind
  if (kind === 'demand') return `demand:${String(subject['demand'])}`
  return typeof subject['stage'] === 'string' ? `stage:${subject['stage']}` : about
}

/** A refusal ends a proposal once every owner except the proposer has refused it. Until then, any other owner can agree. */
export function isRefusedByAll(owners: readonly string[], proposedBy: string, refusedBy: readonly string[]): boolean {
  return owners.every((owner) => owner === proposedBy || refusedBy.includes(owner))
}

/** How long after a proposal the owners who have not answered are reminded. */
export const reminderHours = 24

export const longestReason = 1000

/** Returns why a reason is not accepted, or null. */
export function faultInReason(typed: string): Sentence | null {
  if (typed.trim() === '') return say('approvals-reason-missing')
  if (typed.length > longestReason) return say('approvals-reason-long', { most: longestReason })
  return faultInTyped(typed, 'many')
}

/** The pages of the dashboard that show, above everything else, which proposals wait. */
const pagesOf: Record<string, readonly ProposalKind[]> = {
  text: ['open', 'open-quietly', 'correct', 'change-text', 'discard', 'offer', 'keep'],
  signatures: ['export'],
  together: ['reveal-together', 'end-together'],
  emergency: ['reveal'],
  delivery: ['approve-stage', 'start-stage', 'hurry-stage', 'cancel-stage', 'remove-stage', 'change-stage'],
  updates: ['update'],
  demands: ['demand'],
  campaign: ['start-campaign', 'join-campaign'],
  people: ['invite-owner', 'make-owner', 'end-owner', 'remove-owner', 'leave'],
  close: ['close', 'extend', 'purge', 'discard', 'open', 'open-quietly'],
}

/** True if a proposal concerns this part of the dashboard (`/dashboard/letters/…/<part>`). */
export function concerns(part: string, kind: ProposalKind): boolean {
  return Object.hasOwn(pagesOf, part) && pagesOf[part]?.includes(kind) === true
}

export interface SeenProposal {
  kind: ProposalKind
  seen: Seen
  /** False if carrying it out now would do something else, or nothing. */
  asProposed: boolean
  /** The number of the stage that the proposal is about. Null for other proposals. */
  stage: number | null
  /** The name of the person whose role it changes. */
  person: string
  /** True if it delivers names. */
  names: boolean
  /** The stage whose mails the page shows. */
  mails: { stageId: string; proposed: boolean } | null
}

/**
 * The parts of a `SeenProposal` that depend on the kind of the proposal. `now` is the subject that the proposal would have if it were made
 * now, or null if it is no longer possible.
 */
export type SeenParts = Pick<SeenProposal, 'seen'> & Partial<SeenProposal> & { now: object | null }
export type ProposalSubject = Record<string, unknown>

export const nothingSeen: Seen = { content: null, note: null, facts: [] }
