import type { Core } from '../core.ts'
import { choicesForChange } from '../delivery/plan/choices-for-change.ts'
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
import { embargoInWords, type Embargo } from '../delivery/embargo.ts'
import { answerInWords, type AnswerTime } from '../delivery/answer-time.ts'
import { contactsShown, needsNotice, type StageKind } from '../delivery/stage.ts'
import type { Disclosure } from '../delivery/rules.ts'
import { approvalOf } from '../delivery/stages/approve-stage.ts'
import { changesOf } from '../delivery/stages/change-queries.ts'
import { conditionsOf, type ConditionRow } from '../delivery/stages/condition-queries.ts'
import { type LetterRow } from '../letter/queries.ts'
import { openRecipientAddress } from '../letter/secrets.ts'
import { startInWords, shownInWords, stageInWords, type PlannedStart } from '../next-steps/plan-words.ts'
import { say, type Sentence } from '../refusal.ts'
import { nothingSeen, type ProposalKind, type ProposalSubject, type SeenParts } from './rules.ts'

export function startOf(
  conditions: readonly ConditionRow[],
  numberOfStage: (id: string | null) => number,
): PlannedStart {
  const date = conditions.find(({ kind }) => kind === 'date')
  const count = conditions.find(({ kind }) => kind === 'count')
  const silence = conditions.find(({ kind }) => kind === 'silence')
  return {
    date: date?.due_at && date.zone !== null ? { at: date.due_at, zone: date.zone } : null,
    count: count?.class && count.least !== null ? { class: count.class, least: count.least } : null,
    silence: silence?.days ? { stage: numberOfStage(silence.after_stage), days: silence.days } : null,
    together: conditions.some(({ kind }) => kind === 'together'),
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
  answer: AnswerTime
  embargo: Embargo
}

/** Returns what an owner sees of a proposal about a stage. */
export async function seeStage(
  core: Core,
  letter: LetterRow,
  { subject, kind }: { subject: ProposalSubject; kind: ProposalKind },
  now: Date,
): Promise<SeenParts> {
  const stage = await stageById(core.db, letter.id, String(subject['stage']))
  if (!stage) return { seen: nothingSeen, now: null }
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
      ...nothingSeen,
      note: shown.note === '' ? null : shown.note,
      facts: stageFacts(core, letter, stage.number, shown, now),
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
    answer: stage,
    embargo: stage,
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
    read = readStage(input, await choicesForChange(core, core.db, letter, stage), now)
  } catch {
    return null
  }
  const { kind, disclosure, note, recipients, press, conditions, answer, embargo } = read
  const date = conditions.find((each) => each.kind === 'date')
  const silence = conditions.find((each) => each.kind === 'silence')
  const shown: StageShown = {
    kind,
    disclosure,
    note,
    recipients: (await recipientsOf(core.db, letter.id)).filter(({ id }) => recipients.includes(id)),
    press: press.length,
    answer,
    embargo,
    start: {
      date: date ?? null,
      count: conditions.find((each) => each.kind === 'count') ?? null,
      silence: silence ? { stage: await numberOf(core, letter.id, silence.after), days: silence.days } : null,
      together: conditions.some((each) => each.kind === 'together'),
    },
  }
  const subject = await changeOf(core, core.db, { letter, stage, version: change.version }, input, read)
  return { shown, subject }
}

function stageFacts(core: Core, letter: LetterRow, number: number, stage: StageShown, now: Date): Sentence[] {
  const { kind, disclosure, recipients, press, start, answer } = stage
  const asked = embargoInWords(stage.embargo, now) ?? answerInWords(answer, now)
  const { place } = contactsShown(stage, letter)
  return [
    stageInWords(number, kind, recipients),
    startInWords(start),
    shownInWords(kind, disclosure),
    ...(asked === null ? [] : [asked]),
    ...(place === null ? [] : [say('approvals-fact-place', { place })]),
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
