import { grantHours } from '../dashboard/export-names.ts'
import type { Errors, FormState } from '../http/form.ts'
import type { Above, Shell } from '../http/pages.ts'
import { letterPath, type AddressedLetter } from '../letter/letter-address.ts'
import { silentDays } from '../organizers/rules.ts'
import { say, type Sentence } from '../refusal.ts'
import {
  changesOf,
  letterShown,
  noteShown,
  type ChangesShown,
  type LetterShown,
  type NoteShown,
} from './content-view.ts'
import type { MailSeen, ProposalKind } from './rules.ts'
import type { ProposalFacts, ProposalsFacts } from './show-proposals.ts'
import type { Waiting } from './show-waiting.ts'

export interface ApprovalsPage {
  id: string
  letterTitle: Sentence
  isOwner: boolean
  owners: number
  errors: Errors
  notice: { title: Sentence; text: Sentence; kind: string | undefined } | undefined
  proposals: ProposalShown[]
}
interface ProposalShown {
  id: string
  heading: Sentence
  on: Date
  yours: boolean
  open: boolean
  /** True if every other owner has refused it. */
  refused: boolean
  /** Where the proposer fetches an agreed export. */
  export: string | undefined
  /** Why nobody can agree to it any more. */
  stale: Sentence | undefined
  follows: Sentence | undefined
  facts: Sentence[]
  letter: LetterShown | undefined
  note: NoteShown | undefined
  /** The mail to the first recipient. */
  mail: MailSeen | undefined
  /** The mails to the others, each folded. */
  otherMails: MailSeen[]
  changes: ChangesShown | undefined
  place: string
  preview: string | undefined
  agree: Sentence | undefined
  /** Why the reader cannot agree, or has to wait, or may act alone. */
  alone: Sentence | undefined
  needsProof: boolean
  cancels: boolean
  hash: string
  final: boolean
  refusals: { by: string; reason: string; on: string }[]
  refusedByYou: boolean
  reason: string
  reasonError: Sentence | undefined
}
declare module '../http/pages.ts' {
  interface Pages {
    'approvals/approvals': ApprovalsPage
  }
}

export const approvalsShell: Shell = { title: say('approvals-title'), robots: 'noindex, nofollow' }

/** What an answered form tells on the page after it. */
export interface ApprovalsState {
  changed?: boolean
  done?: ProposalKind
  refused?: boolean
  refusing?: { proposal: string; form: FormState<'reason'> }
  errors?: Errors
}

export function approvalsPage(facts: ProposalsFacts, state: ApprovalsState = {}): ApprovalsPage {
  return {
    id: facts.letter.id,
    letterTitle: facts.title,
    isOwner: facts.role === 'owner',
    owners: facts.owners,
    errors: state.refusing?.form.summary ?? state.errors ?? [],
    notice: noticeOf(state),
    proposals: facts.proposals.map((proposal) => proposalShown(facts, proposal, state)),
  }
}

function noticeOf({ changed, done, refused }: ApprovalsState): ApprovalsPage['notice'] {
  if (changed === true)
    return { title: say('approvals-changed-title'), text: say('approvals-changed-meanwhile'), kind: 'warning' }
  if (refused === true)
    return { title: say('approvals-refused-title'), text: say('approvals-refused-text'), kind: undefined }
  if (done === 'export')
    return {
      title: say('approvals-done-export-title'),
      text: say('approvals-done-export', { hours: grantHours }),
      kind: undefined,
    }
  return done && { title: say('approvals-done-title'), text: say('approvals-done-text'), kind: undefined }
}

function proposalShown(facts: ProposalsFacts, proposal: ProposalFacts, state: ApprovalsState): ProposalShown {
  const { id, row, kind, yours, open, content, refusals } = proposal
  const [mail, ...otherMails] = mailsShown(proposal)
  return {
    id,
    heading: facts.owners < 2 && open ? say('approvals-alone', { kind, ...valuesOf(proposal) }) : wordsOf(proposal),
    refused: row.state === 'refused',
    export: yours && row.granted_until !== null ? `/dashboard/letters/${facts.letter.id}/exports` : undefined,
    on: new Date(row.proposed_on),
    yours,
    open,
    follows: open ? followsFrom[kind] : undefined,
    letter: letterShown(proposal),
    note: noteShown(facts, proposal),
    mail,
    otherMails,
    changes: changesOf(facts, proposal),
    place: placeOf(facts.letter.id, kind, content?.stage ?? null),
    preview: previewOf(facts.letter.id, kind),
    final: !mild.includes(kind),
    refusals,
    refusedByYou: refusals.some((refusal) => refusal.yours),
    ...decidable(facts, proposal),
    ...refusing(id, state),
  }
}

/** What an owner needs to decide. Nobody can agree to a proposal whose content has changed. */
function decidable(
  facts: ProposalsFacts,
  proposal: ProposalFacts,
): Pick<ProposalShown, 'stale' | 'facts' | 'agree' | 'alone' | 'hash' | 'needsProof' | 'cancels'> {
  const { content, yours, kind, row } = proposal
  const cancels = facts.owners < 2
  if (!content)
    return { stale: undefined, facts: [], agree: undefined, alone: undefined, hash: '', needsProof: false, cancels }
  const { asProposed, hash, seen, alone, tooNew, needsProof } = content
  const may = asProposed && !tooNew && (yours ? alone : true)
  const button = yours ? say('approvals-carry-out') : sentenceOn('agree', kind, valuesOf(proposal))
  return {
    stale: asProposed ? undefined : staleWords(yours, row.by),
    facts: seen.facts,
    agree: may ? button : undefined,
    alone: aloneWords(facts, proposal, content),
    hash,
    needsProof: may && needsProof,
    cancels,
  }
}

function aloneWords(
  { owners }: ProposalsFacts,
  { yours }: ProposalFacts,
  { alone, tooNew, aloneFrom }: NonNullable<ProposalFacts['content']>,
): Sentence | undefined {
  if (!yours) return tooNew ? say('approvals-new-owner') : undefined
  if (alone) return owners < 2 ? say('approvals-alone-now') : say('approvals-silent-now', { days: silentDays })
  return owners < 2 && aloneFrom ? say('approvals-alone-waits', { at: aloneFrom }) : undefined
}

/** What the owner has typed into a refusal that was not accepted. */
function refusing(id: string, { refusing: kept }: ApprovalsState): Pick<ProposalShown, 'reason' | 'reasonError'> {
  const form = kept?.proposal === id ? kept.form : undefined
  return { reason: form?.values.reason ?? '', reasonError: form?.errors.reason }
}

function previewOf(letterId: string, kind: ProposalKind): string | undefined {
  return kind === 'open' || kind === 'open-quietly' ? `/dashboard/letters/${letterId}/text/preview` : undefined
}

export function mailsShown({ content }: ProposalFacts): MailSeen[] {
  return (content?.messages ?? []).map(({ to, subject, text }) => ({ to, subject, text }))
}

function staleWords(yours: boolean, by: string): Sentence {
  return yours ? say('approvals-stale-yours') : say('approvals-stale', { by })
}

/** Acts that can be taken back. */
const mild: readonly ProposalKind[] = ['open-quietly', 'approve-stage', 'remove-stage', 'change-stage']

function valuesOf({ row, content }: ProposalFacts) {
  const role = String((row.subject as Record<string, unknown>)['role'])
  return { by: row.by, name: content?.person ?? '', role, stage: content?.stage ?? 0 }
}

/** The notice above a page that proposals concern. */
export function waitingShown(letterId: string, waiting: readonly Waiting[]): Above {
  const words = waiting.map(({ kind, yours, ...values }) => sentenceOn(yours ? 'yours' : 'asks', kind, values))
  const link = waiting.every(({ yours }) => yours) ? say('approvals-waits-link-yours') : say('approvals-waits-link')
  return { title: say('approvals-waits-title'), words, link, href: `/dashboard/letters/${letterId}/approvals` }
}

/** What happens if an owner agrees. */
export function wordsOf(proposal: ProposalFacts): Sentence {
  const { by, granted_until: at } = proposal.row
  if (at) return proposal.yours ? say('approvals-granted-yours', { at }) : say('approvals-granted', { by, at })
  return sentenceOn(proposal.yours ? 'yours' : 'asks', proposal.kind, valuesOf(proposal))
}

/** Each kind has its own heading for its proposer and for the others, and its own button. */
function sentenceOn(
  place: 'asks' | 'yours' | 'agree',
  kind: ProposalKind,
  values: { by: string; name: string; role: string; stage: number },
): Sentence {
  const named = { kind, ...values }
  if (place === 'agree') return say('approvals-agree', named)
  return place === 'yours' ? say('approvals-yours', named) : say('approvals-asks', named)
}

const followsFrom: Record<ProposalKind, Sentence> = {
  open: say('approvals-follows-open'),
  'open-quietly': say('approvals-follows-open-quietly'),
  correct: say('approvals-follows-correct'),
  'change-text': say('approvals-follows-change-text'),
  close: say('approvals-follows-close'),
  purge: say('approvals-follows-purge'),
  discard: say('approvals-follows-discard'),
  export: say('approvals-follows-export'),
  reveal: say('approvals-follows-reveal'),
  'invite-owner': say('approvals-follows-owner'),
  'make-owner': say('approvals-follows-owner'),
  'end-owner': say('approvals-follows-leave'),
  'remove-owner': say('approvals-follows-leave'),
  leave: say('approvals-follows-leave'),
  'approve-stage': say('approvals-follows-stage'),
  'start-stage': say('approvals-follows-stage'),
  'hurry-stage': say('approvals-follows-stage'),
  'cancel-stage': say('approvals-follows-plan'),
  'remove-stage': say('approvals-follows-plan'),
  'change-stage': say('approvals-follows-stage'),
  update: say('approvals-follows-update'),
  offer: say('approvals-follows-offer'),
  demand: say('approvals-follows-demand'),
  'start-campaign': say('approvals-follows-campaign'),
  'join-campaign': say('approvals-follows-campaign'),
  keep: say('approvals-follows-keep'),
  extend: say('approvals-follows-extend'),
  'reveal-together': say('approvals-follows-reveal-together'),
  'end-together': say('approvals-follows-end-together'),
}

/** The page on which the act is asked for. */
export function placeOf(letterId: string, kind: ProposalKind, stage: number | null): string {
  const dashboard = `/dashboard/letters/${letterId}`
  if (stage !== null) return `${dashboard}/delivery#stage-${String(stage)}`
  return `${dashboard}/${placesOf[kind]}`
}

const placesOf: Record<ProposalKind, string> = {
  open: 'text/opening',
  'open-quietly': 'text/opening',
  correct: 'text/revision',
  'change-text': 'text/revision',
  close: 'close',
  purge: 'close',
  discard: 'close',
  export: 'signatures',
  reveal: 'emergency',
  'invite-owner': 'people',
  'make-owner': 'people',
  'end-owner': 'people',
  'remove-owner': 'people',
  leave: 'people',
  'approve-stage': 'delivery',
  'start-stage': 'delivery',
  'hurry-stage': 'delivery',
  'cancel-stage': 'delivery',
  'remove-stage': 'delivery',
  'change-stage': 'delivery',
  update: 'updates',
  offer: 'text/names',
  demand: 'demands',
  'start-campaign': 'campaign',
  'join-campaign': 'campaign',
  keep: 'text/versions',
  extend: 'close/extension',
  'reveal-together': 'together',
  'end-together': 'together',
}

/** The page that shows the effect of an act, for the owner who agreed to it. */
export function afterAgreeing(letter: AddressedLetter, kind: ProposalKind): string | undefined {
  if (kind === 'discard') return '/dashboard'
  // The purge has ended its organizers' memberships. Only the public page is left to show.
  if (kind === 'purge') return letterPath(letter)
  if (kind === 'open' || kind === 'open-quietly') return `/dashboard/letters/${letter.id}/share`
  return undefined
}
