import type { Visibility } from '../../letter/rules.ts'
import type { Sentence } from '../../refusal.ts'
import type { Act } from '../rules.ts'
import type { ProposalJson } from './schemas.ts'
import type { ProposalFacts } from './show-people.ts'
import { ownersAmong } from './view.ts'

export interface ApprovalsPage {
  id: string
  letterTitle: Sentence
  isOwner: boolean
  owners: number
  proposals: ProposalShown[]
}
interface ProposalShown extends ProposalJson {
  /** Page on which the other owner sees the proposal and can do the same. */
  path: string | undefined
  pathWords: string
  details: { name: string; value: string }[]
}

declare module '../../http/pages.ts' {
  interface Pages {
    'organizers/people/approvals': ApprovalsPage
  }
}

export function approvalsJson({ proposals, people }: ProposalFacts, me: string): ProposalJson[] {
  return proposals.map(({ id, act, subject, by, proposed_by, proposed_on, stage }) => ({
    id,
    act,
    words:
      stage === null
        ? proposalWords(act, subject as Record<string, unknown>, people)
        : stageWords(stage, subject as Record<string, unknown>),
    stage,
    subject: subject as Record<string, unknown>,
    proposed_by: by,
    proposed_on,
    yours: proposed_by === me,
  }))
}

export function approvalsPage(facts: ProposalFacts, me: string): ApprovalsPage {
  return {
    id: facts.letter.id,
    letterTitle: facts.title,
    isOwner: facts.role === 'owner',
    owners: ownersAmong(facts.people),
    proposals: approvalsJson(facts, me).map((proposal) => ({
      ...proposal,
      path: proposalPath(facts.letter.id, proposal),
      pathWords: pathWords[proposal.act] ?? 'Look at it, on the page of the delivery',
      details: detailsShown(proposal),
    })),
  }
}

const pathWords: Partial<Record<Act, string>> = {
  offer: 'Do the same, under “Names and batches”',
  reveal: 'Do the same, under “Something happened”',
}

function proposalPath(letterId: string, { act, stage }: ProposalJson): string | undefined {
  if (act === 'offer') return `/dashboard/letters/${letterId}/text/names`
  if (act === 'reveal') return `/dashboard/letters/${letterId}/emergency`
  return stage === null ? undefined : `/dashboard/letters/${letterId}/delivery#stage-${String(stage)}`
}

function detailsShown({ act, stage, subject }: ProposalJson): ProposalShown['details'] {
  // Their words say everything.
  if (act === 'change-owner' || act === 'reveal' || stage !== null) return []
  return act === 'offer' ? waysOf(subject) : detailsOf(subject)
}

const actWords: Record<Exclude<Act, 'change-owner'>, string> = {
  open: 'Open the letter',
  deliver: 'Deliver the letter',
  reveal: 'Show the hidden public names again',
  export: 'Export names',
  close: 'Close the letter for good',
  purge: 'Purge the letter',
  update: 'Publish an update and mail it',
  offer: 'Stop offering a way to sign',
}

/** Words for a proposal about a stage, as on the buttons of the delivery page. */
function stageWords(number: number, subject: Record<string, unknown>): string {
  const stage = `stage ${String(number)}`
  if (subject['approve'] === true) return `Approve ${stage}`
  if (subject['hurry'] === true) return `Start ${stage} before its conditions hold`
  if (subject['stop'] === true) return `Cancel ${stage}`
  if (subject['remove'] === true) return `Take ${stage} out of the plan`
  return 'change' in subject ? `Change ${stage}` : `Carry out ${stage}`
}

function proposalWords(act: Act, subject: Record<string, unknown>, people: ProposalFacts['people']): string {
  if (act === 'purge' && subject['draft'] === true) return 'Discard the draft'
  if (act !== 'change-owner') return actWords[act]
  if ('invite' in subject) return 'Invite another owner'
  const name = people.find(({ id }) => id === subject['organizer'])?.name ?? 'somebody who has left'
  if (subject['role'] === 'none') return `Take ${name} off this letter`
  return subject['role'] === 'owner'
    ? `Make ${name} an owner`
    : `Make ${name}, an owner now, ${String(subject['role'])}`
}

/** Words as on the checkboxes and the field under “Names and batches”. */
function waysOf(subject: Record<string, unknown>): { name: string; value: string }[] {
  const { visibilities, vouches_each } = subject as { visibilities: Visibility[]; vouches_each: number | null }
  return [
    ...(visibilities.length > 0
      ? [{ name: 'No longer offered', value: visibilities.map((each) => offerWords[each]).join(', ') }]
      : []),
    ...(vouches_each === null
      ? []
      : [{ name: 'Codes with which somebody verified may vouch', value: String(vouches_each) }]),
  ]
}

const offerWords: Record<Visibility, string> = {
  anonymous: 'Nobody sees the name',
  withheld: 'The organizers only',
  together: 'Nobody until enough stand together',
  recipients: 'The executives',
  public: 'Everyone',
}

/** Lists every value of the subject, because the approval is for exactly these values. */
function detailsOf(subject: Record<string, unknown>): { name: string; value: string }[] {
  return Object.entries(subject).map(([name, value]) => ({
    name: name.replaceAll(/[_-]|(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase(),
    value: typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value),
  }))
}
