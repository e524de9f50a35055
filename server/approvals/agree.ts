import type { Core } from '../core.ts'
import { agreeToExport } from '../dashboard/export-names.ts'
import { agreeToChange } from '../delivery/plan/change-stage.ts'
import { previewMails } from '../delivery/plan/preview-copy.ts'
import { removeStage } from '../delivery/plan/remove-stage.ts'
import { stageIn } from '../delivery/as-owner.ts'
import { announce } from '../delivery/stages/announce.ts'
import { approveStage } from '../delivery/stages/approve-stage.ts'
import { cancelDelivery } from '../delivery/stages/cancel-delivery.ts'
import { confirmDelivery } from '../delivery/stages/confirm-delivery.ts'
import { openProposedState } from '../demands/secrets.ts'
import { setDemandState } from '../demands/set-demand-state.ts'
import { demandKey } from '../demands/rules.ts'
import { showAllNames } from '../emergency/show-all-names.ts'
import type { AddressedLetter } from '../letter/letter-address.ts'
import type { LetterRow } from '../letter/queries.ts'
import { discardDraft } from '../letters/drafting/discard-draft.ts'
import { saveDraft } from '../letters/drafting/save-draft.ts'
import type { WaysChanged } from '../letters/drafting/settings.ts'
import { joinCampaign } from '../letters/campaigns/join-campaign.ts'
import { openCampaignProposal } from '../letters/campaigns/secrets.ts'
import { startCampaign } from '../letters/campaigns/start-campaign.ts'
import { closeLetter } from '../letters/lifecycle/close-letter.ts'
import { extendLetter } from '../letters/lifecycle/extend-letter.ts'
import { openLetter } from '../letters/lifecycle/open-letter.ts'
import { purgeLetter } from '../letters/lifecycle/purge-letter.ts'
import { reviseLetter } from '../letters/lifecycle/revise-letter.ts'
import { keepDrafting } from '../letters/versions/keep-drafting.ts'
import { proposedAt } from '../organizers/approval-queries.ts'
import { authorizeLetter } from '../organizers/authorize-letter.ts'
import { changeRole, removePerson } from '../organizers/people/change-role.ts'
import { invite, type Invitation } from '../organizers/people/invite.ts'
import {
  changedMeanwhileRefusal,
  mayActAlone,
  notAloneRefusal,
  type Asker,
} from '../organizers/require-second-owner.ts'
import { isId } from '../organizers/rules.ts'
import { openForOwners } from '../organizers/secrets.ts'
import { tellOwner } from '../organizers/tell-organizers.ts'
import { notFoundRefusal, Refusal, say } from '../refusal.ts'
import { agreeToReveal } from '../together/agree-to-reveal.ts'
import { endWaiting } from '../together/end-waiting.ts'
import { publishUpdate } from '../updates/publish-update.ts'
import { openProposal, type ProposalRow } from './queries.ts'
import { seenHash, type ProposalKind } from './rules.ts'
import { seeProposal } from './see-proposal.ts'

export interface Agreeing {
  proposal: string
  /** The hash of what the page has shown (`seenHash`). */
  shown: string
  /** True if this server can mail codes. */
  canMail: boolean
}

export interface Agreed {
  kind: ProposalKind
  /** As it was before. */
  letter: AddressedLetter
  /** For an invited owner: the link, for the owner who agreed. */
  invitation: Invitation | null
}

/**
 * Agrees to another owner's proposal, which carries it out. The owner must have seen exactly what happens: if the proposal, its
 * content, or a part of the letter that the page shows has changed, nothing happens. Each act checks its content again under the
 * letter's lock, so of two owners who agree at the same moment one carries it out.
 * @throws Refusal
 */
export async function agree(
  core: Core,
  asker: Asker,
  letterId: string,
  { proposal, shown, canMail }: Agreeing,
  now: Date,
): Promise<Agreed> {
  const { letter } = await authorizeLetter(core, asker.id, letterId, 'change-owner')
  const row = isId(proposal) ? await openProposal(core.db, letter.id, proposal) : undefined
  if (!row) throw settledRefusal()
  if (row.proposed_by === asker.id && !(await isAlone(core, letter.id, row, now))) throw notAloneRefusal()
  const { kind, seen, asProposed, mails } = await seeProposal(core, letter, row, now)
  const uncounted = asProposed && mails ? await previewMails(core, letter, mails, now, false) : []
  if (!asProposed || seenHash(row.id, row.subject, seen, uncounted) !== shown) throw changedMeanwhileRefusal()
  const invitation = await carryOut(core, { ...asker, agrees: row.id }, { letter, row, kind, canMail }, now)
  if (kind !== 'discard' && kind !== 'purge' && row.proposed_by !== asker.id)
    await tellOwner(core.db, letter.id, row.proposed_by)
  return { kind, letter, invitation }
}

/** True if the owner may carry out this proposal of their own without another owner. */
export async function isAlone(core: Core, letterId: string, row: ProposalRow, now: Date): Promise<boolean> {
  const made = await proposedAt(core.db, letterId, row.id)
  return made !== undefined && mayActAlone(core, letterId, { ...made, id: row.id }, now)
}

export function settledRefusal(): Refusal {
  return new Refusal('conflict', 'proposal-settled', say('refusal-proposal-settled'))
}

interface Proposal {
  letter: LetterRow
  row: ProposalRow
  kind: ProposalKind
  canMail: boolean
}

async function carryOut(core: Core, asker: Asker, proposal: Proposal, now: Date): Promise<Invitation | null> {
  const { letter, row, kind } = proposal
  const subject = row.subject as Record<string, unknown>
  if (kind === 'invite-owner') return inviteOwner(core, asker, proposal, now)
  if (typeof subject['stage'] === 'string')
    await onStage(core, asker, letter.id, { stageId: subject['stage'], kind }, now)
  else if (kind === 'demand') await sayOfDemand(core, asker, { letter, row }, now)
  else if (row.act === 'campaign') await onCampaign(core, asker, proposal, now)
  else if (kind === 'keep') await keepDrafting(core, asker, letter.id, now)
  else if (kind === 'reveal-together') await agreeToReveal(core, asker, letter.id, now)
  else if (kind === 'end-together') await endWaiting(core, asker, letter.id, now)
  else if (row.act === 'change-owner') await changeOwner(core, asker, letter.id, subject, now)
  else await onLetter(core, asker, proposal, now)
  return null
}

async function onLetter(core: Core, asker: Asker, { letter, row, kind, canMail }: Proposal, now: Date): Promise<void> {
  const version = letter.draft_version
  switch (kind) {
    case 'open':
    case 'open-quietly':
      await openLetter(core, asker, letter.id, { to: kind === 'open' ? 'open' : 'quiet', version, canMail }, now)
      return
    case 'correct':
    case 'change-text':
      await reviseLetter(
        core,
        asker,
        letter.id,
        { kind: kind === 'correct' ? 'correction' : 'substance', version },
        now,
      )
      return
    case 'close':
      await closeLetter(core, asker, letter.id, now)
      return
    case 'extend':
      await extendLetter(core, asker, letter.id, String((row.subject as { until?: unknown }).until), now)
      return
    case 'purge':
      await purgeLetter(core, asker, letter.id, now)
      return
    case 'discard':
      await discardDraft(core, asker, letter.id, now)
      return
    case 'export':
      await agreeToExport(core, asker, letter.id, now)
      return
    case 'reveal':
      await showAllNames(core, asker, letter.id, now)
      return
    case 'update': {
      const { version: written } = row.subject as { version: number }
      await publishUpdate(core, asker, letter.id, written, now)
      return
    }
    case 'offer':
      await changeWays(core, asker, { letter, row }, now)
      return
    default:
      throw notFoundRefusal('proposal')
  }
}

async function sayOfDemand(
  core: Core,
  asker: Asker,
  { letter, row }: Pick<Proposal, 'letter' | 'row'>,
  now: Date,
): Promise<void> {
  if (!row.detail_sealed) throw changedMeanwhileRefusal()
  const { demand, ...typed } = openProposedState(core, letter.id, row.detail_sealed)
  await setDemandState(core, asker, letter.id, { key: demandKey(demand), ...typed }, now)
}

async function onCampaign(core: Core, asker: Asker, { letter, row, kind }: Proposal, now: Date): Promise<void> {
  if (!row.detail_sealed) throw changedMeanwhileRefusal()
  const { title, invitation } = openCampaignProposal(core, letter.id, row.detail_sealed)
  if (kind === 'start-campaign') await startCampaign(core, asker, letter.id, title, now)
  else await joinCampaign(core, asker, letter.id, invitation, now)
}

async function changeWays(
  core: Core,
  asker: Asker,
  { letter, row }: Pick<Proposal, 'letter' | 'row'>,
  now: Date,
): Promise<void> {
  const { visibilities: gone, vouches_each, checks_each } = row.subject as WaysChanged
  const settings = {
    ...(gone.length > 0 && { visibilities: letter.visibilities.filter((each) => !gone.includes(each)) }),
    ...(vouches_each !== null && { vouches_each }),
    ...(checks_each !== undefined && { checks_each }),
  }
  const { outcome } = await saveDraft(core, asker, letter.id, { version: letter.draft_version, settings }, now)
  if (outcome !== 'saved') throw changedMeanwhileRefusal()
}

async function changeOwner(
  core: Core,
  asker: Asker,
  letterId: string,
  { organizer, role }: { organizer?: unknown; role?: unknown },
  now: Date,
): Promise<void> {
  const person = String(organizer)
  if (role === 'none') await removePerson(core, asker, letterId, person, now)
  else await changeRole(core, asker, letterId, { person, role: String(role) }, now)
}

async function inviteOwner(core: Core, asker: Asker, { letter, row }: Proposal, now: Date): Promise<Invitation | null> {
  const detail = row.detail_sealed && (openForOwners(core, letter.id, row.detail_sealed) as { address: string })
  const invitation = await invite(core, asker, letter.id, { role: 'owner', address: detail?.address ?? '' }, now)
  return invitation === 'waits' ? null : invitation
}

async function onStage(
  core: Core,
  asker: Asker,
  letterId: string,
  { stageId, kind }: { stageId: string; kind: ProposalKind },
  now: Date,
): Promise<void> {
  const { version } = await stageIn(core.db, letterId, stageId)
  const looked = { stageId, version }
  if (kind === 'approve-stage') await approveStage(core, asker, letterId, looked, now)
  else if (kind === 'hurry-stage') await announce(core, asker, letterId, looked, now)
  else if (kind === 'remove-stage') await removeStage(core, asker, letterId, looked, now)
  else if (kind === 'start-stage') await confirmDelivery(core, asker, letterId, stageId, now)
  else if (kind === 'cancel-stage') await cancelDelivery(core, asker, letterId, stageId, now)
  else await agreeToChange(core, asker, letterId, stageId, now)
}
