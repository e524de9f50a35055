import type { Core } from '../core.ts'
import { draftStages } from '../delivery/drafted/draft-plan.ts'
import { choicesOf } from '../delivery/plan/choices-of.ts'
import { changeOf } from '../delivery/plan/change-stage.ts'
import { readStage, type StageInput } from '../delivery/plan/read-stage.ts'
import {
  recipientsOf,
  stageById,
  stageRecipients,
  stagesOf,
  type RecipientRow,
  type StageRow,
} from '../delivery/queries.ts'
import { openChange } from '../delivery/secrets.ts'
import { needsNotice, type StageKind } from '../delivery/stage.ts'
import type { Disclosure } from '../delivery/rules.ts'
import { approvalOf } from '../delivery/stages/approve-stage.ts'
import { changesOf } from '../delivery/stages/change-queries.ts'
import { conditionsOf, type ConditionRow } from '../delivery/stages/condition-queries.ts'
import { seeDemandState } from '../demands/see-demand-state.ts'
import { facetWords, facets } from '../facets/rules.ts'
import { revisionOf, type LetterRow } from '../letter/queries.ts'
import { closesAfterDays, contentOf, purgesAfterDays, type LetterDraft, type Visibility } from '../letter/rules.ts'
import { openDraft, openRecipientAddress } from '../letter/secrets.ts'
import { whatExtends } from '../letters/lifecycle/extend-letter.ts'
import { whatOpens } from '../letters/lifecycle/open-letter.ts'
import { whatRevises } from '../letters/lifecycle/revise-letter.ts'
import { checkNewEnd, mayExtend, mayOpen, takesSignatures } from '../letters/life.ts'
import { domainInWords } from '../mailbox/domain-in-words.ts'
import { startInWords, shownInWords, stageInWords, type PlannedStart } from '../next-steps/plan-words.ts'
import { peopleOf } from '../organizers/member-queries.ts'
import { openForOwners } from '../organizers/secrets.ts'
import { say, type Sentence } from '../refusal.ts'
import { openUpdate, updateHash } from '../updates/secrets.ts'
import { draftUpdateOf } from '../updates/text-queries.ts'
import { isAsProposed, kindOf, type ProposalKind, type Seen } from './rules.ts'
import type { ProposalRow } from './queries.ts'

export interface SeenProposal {
  kind: ProposalKind
  seen: Seen
  /** False if carrying it out now would do something else, or nothing. */
  asProposed: boolean
  /** Of the stage that it is about. */
  stage: number | null
  /** The name of the person whose role it changes. */
  person: string
  /** True if it delivers names. */
  names: boolean
  /** The stage whose mails the page shows. */
  mails: { stageId: string; proposed: boolean } | null
}

type Parts = Pick<SeenProposal, 'seen'> & Partial<SeenProposal> & { now: object | null }
type Subject = Record<string, unknown>

/** Returns what an owner sees of a proposal now, and whether carrying it out would still do exactly that. */
export async function seeProposal(core: Core, letter: LetterRow, row: ProposalRow, now: Date): Promise<SeenProposal> {
  const subject = row.subject as Subject
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
  subject: Subject
  kind: ProposalKind
}

async function partsOf(core: Core, letter: LetterRow, { row, subject, kind }: Looked, now: Date): Promise<Parts> {
  if (row.act === 'deliver') return onStage(core, letter, { subject, kind }, now)
  if (row.act === 'change-owner') return changingOwners(core, letter, row)
  if (kind === 'open' || kind === 'open-quietly') return opening(core, letter, kind)
  if (kind === 'correct' || kind === 'change-text') return revising(core, letter, kind)
  if (kind === 'discard') return discarding(core, letter)
  if (kind === 'update') return updating(core, letter)
  if (kind === 'demand') return onDemand(core, letter, row, now)
  if (kind === 'extend') return extending(core, letter, String(subject['until']), now)
  return kind === 'offer' ? taking(letter, subject) : ending(letter, kind)
}

const nothing: Seen = { content: null, note: null, facts: [] }

async function opening(core: Core, letter: LetterRow, kind: 'open' | 'open-quietly'): Promise<Parts> {
  const draft = openDraft(core, letter)
  const to = kind === 'open' ? 'open' : 'quiet'
  const published = letter.state === 'draft' ? undefined : await revisionOf(core.db, letter.id, letter.revision)
  const content = published
    ? contentOf({ ...draft, ...published, recipients: withoutAddresses(published.recipients) })
    : contentOf(draft)
  const possible = mayOpen(letter.state, to) === 'yes'
  const facts = published ? [] : [...settingFacts(letter), ...facetFacts(draft), ...planFacts(letter, draft)]
  return { seen: { ...nothing, content, facts }, now: possible ? whatOpens(core, letter, to) : null }
}

function withoutAddresses(recipients: readonly { name: string; office: string }[]): LetterDraft['recipients'] {
  return recipients.map((recipient) => ({ ...recipient, address: '' }))
}

function revising(core: Core, letter: LetterRow, kind: 'correct' | 'change-text'): Parts {
  const content = contentOf(openDraft(core, letter))
  const how = kind === 'correct' ? 'correction' : 'substance'
  const now = takesSignatures(letter.state) ? whatRevises(letter, content, how) : null
  return { seen: { ...nothing, content }, now }
}

function discarding(core: Core, letter: LetterRow): Parts {
  const content = contentOf(openDraft(core, letter))
  return { seen: { ...nothing, content }, now: letter.state === 'draft' ? { draft: true } : null }
}

function ending(letter: LetterRow, kind: ProposalKind): Parts {
  if (kind === 'close') return { seen: nothing, now: takesSignatures(letter.state) ? {} : null }
  if (kind === 'purge') return { seen: nothing, now: letter.state === 'closed' ? {} : null }
  if (kind === 'reveal') return { seen: nothing, now: letter.names_hidden ? { names: 'all' } : null }
  const exportable = kind === 'export' && !letter.collecting && letter.state !== 'purged'
  return { seen: nothing, now: exportable ? { list: 'names' } : null }
}

async function changingOwners(core: Core, letter: LetterRow, row: ProposalRow): Promise<Parts> {
  const subject = row.subject as Subject
  if ('invite' in subject) {
    const detail = row.detail_sealed && (openForOwners(core, letter.id, row.detail_sealed) as { address: string })
    const facts = detail ? [say('approvals-fact-invited', { address: detail.address })] : [say('approvals-fact-link')]
    return { seen: { ...nothing, facts }, now: letter.state === 'purged' ? null : subject }
  }
  const person = (await peopleOf(core.db, letter.id)).find(({ id }) => id === subject['organizer'])
  const changes = person !== undefined && person.role !== subject['role']
  return { seen: nothing, person: person?.name ?? '', now: changes ? subject : null }
}

async function updating(core: Core, letter: LetterRow): Promise<Parts> {
  const draft = await draftUpdateOf(core.db, letter.id)
  if (!draft?.draft_sealed) return { seen: nothing, now: null }
  const note = openUpdate(core, letter.id, draft.draft_sealed)
  return {
    seen: { ...nothing, note },
    now: { update: draft.id, version: draft.version, sha256: updateHash(note) },
  }
}

async function onDemand(core: Core, letter: LetterRow, row: ProposalRow, now: Date): Promise<Parts> {
  const { facts, now: subject } = await seeDemandState(core, letter, row.detail_sealed, now)
  return { seen: { ...nothing, facts }, now: subject }
}

function extending({ config }: Core, letter: LetterRow, until: string, now: Date): Parts {
  const end = checkNewEnd(until, letter)
  if (mayExtend(letter, now) !== 'yes' || 'message' in end || !letter.closes_at) return { seen: nothing, now: null }
  const { closesAt } = end
  const facts = [
    say('approvals-fact-end-before', { on: letter.closes_at }),
    say('approvals-fact-end-after', { on: closesAt }),
    ...(letter.purges_at ? [say('approvals-fact-purge-before', { on: letter.purges_at })] : []),
    say('approvals-fact-purge-after', { on: new Date(closesAt.getTime() + purgesAfterDays * config.units.day) }),
    ...(letter.extendable_until ? [say('approvals-fact-agree-until', { at: letter.extendable_until })] : []),
  ]
  return { seen: { ...nothing, facts }, now: whatExtends(letter, until) }
}

function taking(letter: LetterRow, subject: Subject): Parts {
  const { visibilities: gone, vouches_each: each } = subject as {
    visibilities: Visibility[]
    vouches_each: number | null
  }
  const facts = [
    ...gone.map((visibility) => say('approvals-fact-gone', { visibility })),
    ...(each === null ? [] : [say('approvals-fact-vouches', { count: each })]),
  ]
  const offered = gone.every((visibility) => letter.visibilities.includes(visibility))
  const fewer = each === null || each < letter.vouches_each
  return { seen: { ...nothing, facts }, now: takesSignatures(letter.state) && offered && fewer ? subject : null }
}

function settingFacts(letter: LetterRow): Sentence[] {
  return [
    ...letter.visibilities.map((visibility) => say('approvals-fact-visibility', { visibility })),
    say('approvals-fact-batches', { minutes: letter.batch_minutes, count: letter.batch_size }),
    say('approvals-fact-first', { count: letter.first_threshold }),
    say('approvals-fact-notice', { hours: letter.notice_hours }),
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

function startOf(conditions: readonly ConditionRow[], numberOfStage: (id: string | null) => number): PlannedStart {
  const date = conditions.find(({ kind }) => kind === 'date')
  const count = conditions.find(({ kind }) => kind === 'count')
  const silence = conditions.find(({ kind }) => kind === 'silence')
  return {
    date: date?.due_at && date.zone !== null ? { at: date.due_at, zone: date.zone } : null,
    count: count?.class && count.least !== null ? { class: count.class, least: count.least } : null,
    silence: silence?.days ? { stage: numberOfStage(silence.after_stage), days: silence.days } : null,
  }
}

/** A stage as it is, or as a proposed change would make it. */
interface StageShown {
  kind: StageKind
  disclosure: Disclosure
  note: string
  recipients: RecipientRow[]
  press: number
  start: PlannedStart
}

async function onStage(
  core: Core,
  letter: LetterRow,
  { subject, kind }: Pick<Looked, 'subject' | 'kind'>,
  now: Date,
): Promise<Parts> {
  const stage = await stageById(core.db, letter.id, String(subject['stage']))
  if (!stage) return { seen: nothing, now: null }
  const changed = kind === 'change-stage' ? await changedStage(core, letter, stage, now) : null
  const shown = changed?.shown ?? (await stageShown(core, stage))
  const version = stage.version
  const found: Record<string, () => Promise<object | null> | object | null> = {
    'approve-stage': async () => ({ ...(await approvalOf(core, core.db, letter, stage)), approve: true }),
    'start-stage': async () => ({ ...(await approvalOf(core, core.db, letter, stage)), start: true }),
    'hurry-stage': async () => ({ ...(await approvalOf(core, core.db, letter, stage)), hurry: true }),
    'cancel-stage': () =>
      stage.state === 'done' || stage.state === 'cancelled' ? null : { stage: stage.id, stop: true },
    'remove-stage': () => ({ stage: stage.id, version, remove: true }),
    'change-stage': () => changed?.subject ?? null,
  }
  const mailed = ['approve-stage', 'start-stage', 'hurry-stage', 'change-stage'].includes(kind)
  return {
    seen: {
      ...nothing,
      note: shown.note === '' ? null : shown.note,
      facts: stageFacts(core, letter, stage.number, shown),
    },
    stage: stage.number,
    names: shown.disclosure === 'names' && kind !== 'cancel-stage' && kind !== 'remove-stage',
    mails: mailed && shown.kind !== 'call' ? { stageId: stage.id, proposed: changed !== null } : null,
    now: (await found[kind]?.()) ?? null,
  }
}

async function stageShown(core: Core, stage: StageRow): Promise<StageShown> {
  const all = await stageRecipients(core.db, stage.id)
  const conditions = (await conditionsOf(core.db, stage.letter_id)).filter(({ stage_id }) => stage_id === stage.id)
  const numbers = new Map((await stagesOf(core.db, stage.letter_id)).map(({ id, number }) => [id, number]))
  return {
    kind: stage.kind,
    disclosure: stage.disclosure,
    note: stage.covering_note,
    recipients: all.filter(({ press_of }) => press_of === null),
    press: all.filter(({ press_of }) => press_of !== null).length,
    start: startOf(conditions, (id) => numbers.get(id ?? '') ?? 0),
  }
}

async function numberOf(core: Core, letterId: string, id: string | null): Promise<number> {
  return (await stagesOf(core.db, letterId)).find((stage) => stage.id === id)?.number ?? 0
}

/** The stage as the proposed change would make it. Null if nothing is proposed, or the change is no longer possible. */
async function changedStage(core: Core, letter: LetterRow, stage: StageRow, now: Date) {
  const change = (await changesOf(core.db, letter.id)).find(({ stage_id }) => stage_id === stage.id)
  if (!change) return null
  const input = openChange(core, stage, change.proposal_sealed) as StageInput
  let read
  try {
    read = readStage(input, await choicesOf(core, core.db, letter.id), now)
  } catch {
    return null
  }
  const { kind, disclosure, note, recipients, press, conditions } = read
  const date = conditions.find((each) => each.kind === 'date')
  const silence = conditions.find((each) => each.kind === 'silence')
  const shown: StageShown = {
    kind,
    disclosure,
    note,
    recipients: (await recipientsOf(core.db, letter.id)).filter(({ id }) => recipients.includes(id)),
    press: press.length,
    start: {
      date: date ?? null,
      count: conditions.find((each) => each.kind === 'count') ?? null,
      silence: silence ? { stage: await numberOf(core, letter.id, silence.after), days: silence.days } : null,
    },
  }
  const subject = await changeOf(core, core.db, { letter, stage, version: change.version }, input, read)
  return { shown, subject }
}

function stageFacts(core: Core, letter: LetterRow, number: number, stage: StageShown): Sentence[] {
  const { kind, disclosure, recipients, press, start } = stage
  return [
    stageInWords(number, kind, recipients),
    startInWords(start),
    shownInWords(kind, disclosure),
    ...recipients.flatMap(({ name, letter_id, address_sealed }) =>
      address_sealed && kind === 'mail'
        ? [say('approvals-fact-address', { name, address: openRecipientAddress(core, letter_id, address_sealed) })]
        : [],
    ),
    ...(press > 0 ? [say('approvals-fact-press', { count: press })] : []),
    ...(kind === 'call' ? [] : [say('approvals-fact-revision', { number: letter.revision })]),
    ...(needsNotice(kind, disclosure) ? [say('approvals-fact-stage-notice', { hours: letter.notice_hours })] : []),
  ]
}
