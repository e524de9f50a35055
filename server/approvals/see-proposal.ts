import type { Core } from '../core.ts'
import { offerInWords } from '../together/shown/together-words.ts'
import { draftStages } from '../delivery/drafted/draft-plan.ts'
import { seeDemandState } from '../demands/see-demand-state.ts'
import { facetWords, facets } from '../facets/rules.ts'
import { revisionOf, type LetterRow } from '../letter/queries.ts'
import { closesAfterDays, contentOf, purgesAfterDays, type LetterDraft } from '../letter/rules.ts'
import { openDraft } from '../letter/secrets.ts'
import type { WaysChanged } from '../letters/drafting/settings.ts'
import { seeCampaign } from '../letters/campaigns/see-campaign.ts'
import { whatExtends } from '../letters/lifecycle/extend-letter.ts'
import { whatOpens } from '../letters/lifecycle/open-letter.ts'
import { whatRevises } from '../letters/lifecycle/revise-letter.ts'
import { checkNewEnd, mayExtend, mayKeepDrafting, mayOpen, takesSignatures } from '../letters/life.ts'
import { whatKeeps } from '../letters/versions/keep-drafting.ts'
import { domainInWords } from '../mailbox/domain-in-words.ts'
import { startInWords, shownInWords, stageInWords } from '../next-steps/plan-words.ts'
import { peopleOf } from '../organizers/member-queries.ts'
import { openForOwners } from '../organizers/secrets.ts'
import { say, type Sentence } from '../refusal.ts'
import { whatReveals } from '../together/agree-to-reveal.ts'
import { whatEnds } from '../together/end-waiting.ts'
import { togetherOf } from '../together/queries.ts'
import { openUpdate, updateHash } from '../updates/secrets.ts'
import { draftUpdateOf } from '../updates/text-queries.ts'
import {
  isAsProposed,
  kindOf,
  nothingSeen,
  type ProposalKind,
  type ProposalSubject,
  type SeenParts,
  type SeenProposal,
} from './rules.ts'
import { seeStage, startOf } from './see-stage.ts'
import type { ProposalRow } from './queries.ts'

/** Returns what an owner sees of a proposal now, and whether carrying it out would still do exactly that. */
export async function seeProposal(core: Core, letter: LetterRow, row: ProposalRow, now: Date): Promise<SeenProposal> {
  const subject = row.subject as ProposalSubject
  const kind = kindOf({ act: row.act, subject, proposedBy: row.proposed_by })
  const { now: subjectNow, ...parts } = await partsOf(core, letter, { row, subject, kind }, now)
  return {
    stage: null,
    person: '',
    names: false,
    mails: null,
    ...parts,
    kind,
    asProposed: isAsProposed(subject, subjectNow),
  }
}

interface Looked {
  row: ProposalRow
  subject: ProposalSubject
  kind: ProposalKind
}

async function partsOf(core: Core, letter: LetterRow, { row, subject, kind }: Looked, now: Date): Promise<SeenParts> {
  if (row.act === 'deliver') return seeStage(core, letter, { subject, kind }, now)
  if (row.act === 'change-owner') return changingOwners(core, letter, row)
  if (kind === 'open' || kind === 'open-quietly') return opening(core, letter, kind)
  const drafted = onDraft(core, letter, kind)
  if (drafted) return drafted
  if (kind === 'update') return updating(core, letter)
  if (kind === 'demand') return onDemand(core, letter, row, now)
  if (row.act === 'campaign') return onCampaign(core, letter, row)
  if (kind === 'keep') return keeping(core, letter, now)
  if (kind === 'extend') return extending(core, letter, String(subject['until']), now)
  if (kind === 'reveal-together' || kind === 'end-together') return endingTheWaiting(core, letter, kind)
  return kind === 'offer' ? changingWays(letter, subject) : ending(letter, kind)
}

async function opening(core: Core, letter: LetterRow, kind: 'open' | 'open-quietly'): Promise<SeenParts> {
  const draft = openDraft(core, letter)
  const to = kind === 'open' ? 'open' : 'quiet'
  const published = letter.state === 'draft' ? undefined : await revisionOf(core.db, letter.id, letter.revision)
  const content = published
    ? contentOf({ ...draft, ...published, recipients: withoutAddresses(published.recipients) })
    : contentOf(draft)
  const possible = mayOpen(letter.state, to) === 'yes'
  const facts = published ? [] : [...settingFacts(letter), ...facetFacts(draft), ...planFacts(letter, draft)]
  return { seen: { ...nothingSeen, content, facts }, now: possible ? whatOpens(core, letter, to) : null }
}

function withoutAddresses(recipients: readonly { name: string; office: string }[]): LetterDraft['recipients'] {
  return recipients.map((recipient) => ({ ...recipient, address: '' }))
}

function onDraft(core: Core, letter: LetterRow, kind: ProposalKind): SeenParts | null {
  if (kind === 'correct' || kind === 'change-text') return revising(core, letter, kind)
  return kind === 'discard' ? discarding(core, letter) : null
}

function revising(core: Core, letter: LetterRow, kind: 'correct' | 'change-text'): SeenParts {
  const content = contentOf(openDraft(core, letter))
  const how = kind === 'correct' ? 'correction' : 'substance'
  const now = takesSignatures(letter.state) ? whatRevises(letter, content, how) : null
  return { seen: { ...nothingSeen, content }, now }
}

function discarding(core: Core, letter: LetterRow): SeenParts {
  const content = contentOf(openDraft(core, letter))
  return { seen: { ...nothingSeen, content }, now: letter.state === 'draft' ? { draft: true } : null }
}

function ending(letter: LetterRow, kind: ProposalKind): SeenParts {
  if (kind === 'close') return { seen: nothingSeen, now: takesSignatures(letter.state) ? {} : null }
  if (kind === 'purge') return { seen: nothingSeen, now: letter.state === 'closed' ? {} : null }
  if (kind === 'reveal') return { seen: nothingSeen, now: letter.names_hidden ? { names: 'all' } : null }
  const exportable = kind === 'export' && !letter.collecting && letter.state !== 'purged'
  return { seen: nothingSeen, now: exportable ? { list: 'names' } : null }
}

async function changingOwners(core: Core, letter: LetterRow, row: ProposalRow): Promise<SeenParts> {
  const subject = row.subject as ProposalSubject
  if ('invite' in subject) {
    const detail = row.detail_sealed && (openForOwners(core, letter.id, row.detail_sealed) as { address: string })
    const facts = detail ? [say('approvals-fact-invited', { address: detail.address })] : [say('approvals-fact-link')]
    return { seen: { ...nothingSeen, facts }, now: letter.state === 'purged' ? null : subject }
  }
  const person = (await peopleOf(core.db, letter.id)).find(({ id }) => id === subject['organizer'])
  const changes = person !== undefined && person.role !== subject['role']
  return { seen: nothingSeen, person: person?.name ?? '', now: changes ? subject : null }
}

async function updating(core: Core, letter: LetterRow): Promise<SeenParts> {
  const draft = await draftUpdateOf(core.db, letter.id)
  if (!draft?.draft_sealed) return { seen: nothingSeen, now: null }
  const note = openUpdate(core, letter.id, draft.draft_sealed)
  return {
    seen: { ...nothingSeen, note },
    now: { update: draft.id, version: draft.version, sha256: updateHash(note) },
  }
}

async function onDemand(core: Core, letter: LetterRow, row: ProposalRow, now: Date): Promise<SeenParts> {
  const { facts, now: subject } = await seeDemandState(core, letter, row.detail_sealed, now)
  return { seen: { ...nothingSeen, facts }, now: subject }
}

async function onCampaign(core: Core, letter: LetterRow, row: ProposalRow): Promise<SeenParts> {
  const { facts, now: subject } = await seeCampaign(core, letter, row.detail_sealed)
  return { seen: { ...nothingSeen, facts }, now: subject }
}

function extending({ config }: Core, letter: LetterRow, until: string, now: Date): SeenParts {
  const end = checkNewEnd(until, letter)
  if (mayExtend(letter, now) !== 'yes' || 'message' in end || !letter.closes_at) return { seen: nothingSeen, now: null }
  const { closesAt } = end
  const facts = [
    say('approvals-fact-end-before', { on: letter.closes_at }),
    say('approvals-fact-end-after', { on: closesAt }),
    ...(letter.purges_at ? [say('approvals-fact-purge-before', { on: letter.purges_at })] : []),
    say('approvals-fact-purge-after', { on: new Date(closesAt.getTime() + purgesAfterDays * config.units.day) }),
    ...(letter.extendable_until ? [say('approvals-fact-agree-until', { at: letter.extendable_until })] : []),
  ]
  return { seen: { ...nothingSeen, facts }, now: whatExtends(letter, until) }
}

async function endingTheWaiting(
  { db }: Core,
  letter: LetterRow,
  kind: 'reveal-together' | 'end-together',
): Promise<SeenParts> {
  const waiting = await togetherOf(db, letter.id)
  if (!waiting) return { seen: nothingSeen, now: null }
  return { seen: nothingSeen, now: kind === 'reveal-together' ? whatReveals(waiting) : whatEnds(waiting) }
}

function keeping({ config }: Core, letter: LetterRow, now: Date): SeenParts {
  const possible = mayKeepDrafting(letter, now, config.units.day) === 'yes'
  return { seen: nothingSeen, now: possible ? whatKeeps : null }
}

function changingWays(letter: LetterRow, subject: ProposalSubject): SeenParts {
  const { visibilities: gone, vouches_each: each, checks_each: checks } = subject as unknown as WaysChanged
  const facts = [
    ...gone.map((visibility) => say('approvals-fact-gone', { visibility })),
    ...(each === null ? [] : [say('approvals-fact-vouches', { count: each })]),
    ...(checks === undefined ? [] : checkFacts(checks, letter.checks_each)),
  ]
  const offered = gone.every((visibility) => letter.visibilities.includes(visibility))
  const fewer = each === null || each < letter.vouches_each
  const changes = checks === undefined || checks !== letter.checks_each
  const possible = takesSignatures(letter.state) && offered && fewer && changes
  return { seen: { ...nothingSeen, facts }, now: possible ? subject : null }
}

/** @param before the number of codes before the change */
function checkFacts(count: number, before: number): Sentence[] {
  if (count === 0) return [say('approvals-fact-check-ends')]
  return [say('approvals-fact-checks', { count }), ...(before === 0 ? [say('approvals-fact-check-trust')] : [])]
}

function settingFacts(letter: LetterRow): Sentence[] {
  return [
    ...letter.visibilities.map((visibility) => say('approvals-fact-visibility', { visibility })),
    ...offerInWords(letter),
    say('approvals-fact-vouches', { count: letter.vouches_each }),
    ...(letter.checks_each > 0 ? checkFacts(letter.checks_each, 0) : []),
    say('approvals-fact-batches', { minutes: letter.batch_minutes, count: letter.batch_size }),
    say('approvals-fact-first', { count: letter.first_threshold }),
    say('approvals-fact-notice', { hours: letter.notice_hours }),
    ...(letter.names_by_employer ? [say('approvals-fact-by-employer')] : []),
    letter.ends_on === null
      ? say('approvals-fact-ends-after', { days: closesAfterDays })
      : say('approvals-fact-ends-on', { on: new Date(letter.ends_on) }),
  ]
}

function facetFacts(draft: LetterDraft): Sentence[] {
  return [
    ...draft.employers.map(({ name, domains }) =>
      say('approvals-fact-employer', { employer: name, domains: domains.map(domainInWords) }),
    ),
    ...facets.flatMap((facet) =>
      draft.facets[facet].length === 0
        ? []
        : [[facetWords[facet].many, say('approvals-fact-list', { values: draft.facets[facet] })]],
    ),
  ]
}

/** The plan of a draft opens with it, so the second owner sees each stage with its note. */
function planFacts(letter: LetterRow, draft: LetterDraft): Sentence[] {
  const stages = draftStages(letter.id, draft.plan)
  return stages.flatMap(({ stage, conditions }, index) => {
    const drafted = draft.plan[index]
    const numberOfStage = (id: string | null) => stages.find((each) => each.stage.id === id)?.stage.number ?? 0
    const press = drafted?.press.length ?? 0
    return [
      stageInWords(stage.number, stage.kind, drafted?.recipients ?? []),
      startInWords(startOf(conditions, numberOfStage)),
      shownInWords(stage.kind, stage.disclosure),
      ...(stage.covering_note === ''
        ? []
        : [say('approvals-fact-plan-note', { stage: stage.number, note: stage.covering_note })]),
      ...(press > 0 ? [say('approvals-fact-press', { count: press })] : []),
    ]
  })
}
