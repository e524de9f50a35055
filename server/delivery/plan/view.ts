import Handlebars from 'handlebars'
import { letterHtml } from '../../text/letter-html.ts'
import { stageInWords, type Person } from '../../next-steps/plan-words.ts'
import { may } from '../../organizers/rules.ts'
import { say, type Sentence } from '../../refusal.ts'
import { deliveryView, type DeliveryView } from './delivery-view.ts'
import { maySend, maySendAgain } from '../rules.ts'
import type { PartLink } from '../../letters/part-links.ts'
import type { ExpectedView } from '../expected/view.ts'
import type { Asked, PlanFacts, PlanStage } from './show-plan.ts'
import { mayUndo, notStarted, stopHours } from '../stage.ts'
import { askedWords, stageWords, tagOf, whenWords } from './words-view.ts'

export interface PlanPage {
  id: string
  letterTitle: Sentence
  stopped: Sentence | undefined
  /** Why no stage can be planned, or no stage can start yet. */
  blocked: Sentence | undefined
  mayDeliver: boolean
  mayPlan: boolean
  /** True while the letter is a draft. */
  draft: boolean
  parts: PartLink[]
  /** What a template has just added. Undefined if it can no longer be taken out as a whole. */
  added: { ids: string; title: Sentence } | undefined
  expected: (ExpectedView & { action: string }) | undefined
  stages: StageView[]
}

interface Copy {
  /** Empty for the press. */
  people: Person[]
  path: string
}

interface StageView {
  id: string
  number: number
  version: number
  path: string
  happened: boolean
  when: Sentence
  heading: Sentence
  tag: Sentence
  words: Sentence[]
  asked: Sentence[]
  note: Handlebars.SafeString | undefined
  noteLabel: Sentence
  copies: Copy[]
  pressWords: Sentence | undefined
  change: { words: Sentence; copies: Copy[] } | undefined
  prints: Copy[]
  deliveries: DeliveryView[]
  cut: Sentence | undefined
  mayEndPages: boolean
  mayEdit: boolean
  earlier: boolean
  later: boolean
  approve: Sentence | undefined
  announce: Sentence | undefined
  /** True if starting by hand is the regular way: the stage has no conditions, or it is late. */
  announcesPlainly: boolean
  send: Sentence | undefined
  sendHint: Sentence
  cancel: Sentence | undefined
  mayLift: boolean
  mayRecord: boolean
  mayEndCall: boolean
}

declare module '../../http/pages.ts' {
  interface Pages {
    'delivery/plan/plan': PlanPage
  }
}

interface Looked {
  /** True if the organizer has just stopped a stage. */
  stopped: boolean
  /** Ids of the stages that a template has just added, with dots between them; or ''. */
  added: string
  expected: ExpectedView | null
  /** The links to the parts of a draft. */
  parts: PartLink[]
}

export function planPage(facts: PlanFacts, { stopped, added, expected, parts }: Looked, now: Date): PlanPage {
  const { letter, role, stages } = facts
  const mayDeliver = may(role, 'deliver')
  return {
    id: letter.id,
    letterTitle: facts.title,
    stopped: stopped ? say('plan-stopped', { hours: stopHours }) : undefined,
    blocked: blockedWords(letter),
    mayDeliver,
    draft: letter.state === 'draft',
    parts,
    added: addedView(facts, added),
    expected: expected ? { ...expected, action: `/dashboard/letters/${letter.id}/delivery` } : undefined,
    mayPlan: mayDeliver && letter.state !== 'purged',
    stages: stages.map((each, index) =>
      stageView(each, {
        facts,
        mayDeliver,
        now,
        before: stages[index - 1],
        after: stages[index + 1],
      }),
    ),
  }
}

function addedView({ stages }: PlanFacts, ids: string): PlanPage['added'] {
  const added = ids.split('.')
  const undoable = stages.map(({ stage, conditions }) => ({
    id: stage.id,
    version: stage.version,
    approved: stage.approved_at !== null || stage.state !== 'planned',
    after: conditions.find(({ after_stage }) => after_stage !== null)?.after_stage ?? '',
  }))
  if (ids === '' || !mayUndo(undoable, added)) return undefined
  return { ids, title: say('plan-template-added-title', { count: added.length }) }
}

function blockedWords({ state, collecting, first_threshold }: PlanFacts['letter']): Sentence | undefined {
  if (state === 'purged') return say('delivery-purged')
  if (!collecting || state === 'draft') return undefined
  return say('plan-collecting', { least: first_threshold })
}

const mostRows = 100

interface Around {
  facts: PlanFacts
  mayDeliver: boolean
  now: Date
  before: PlanStage | undefined
  after: PlanStage | undefined
}

function stageView(each: PlanStage, around: Around): StageView {
  const { stage } = each
  const { mayDeliver, now, facts } = around
  const path = `/dashboard/letters/${stage.letter_id}/delivery/${stage.id}`
  const open = mayDeliver && facts.letter.state !== 'purged'
  const rows = rowsOf(each, mayDeliver)
  return {
    id: stage.id,
    number: stage.number,
    version: stage.version,
    path,
    happened: stage.state === 'done' || stage.state === 'sending',
    when: whenWords(each, facts),
    heading: stageInWords(stage.number, stage.kind, each.recipients),
    tag: tagOf(each),
    words: stageWords(each, facts, now),
    asked: each.asked.filter(({ what }) => stillAsked(what, stage)).map(askedWords),
    note:
      stage.covering_note === ''
        ? undefined
        : new Handlebars.SafeString(letterHtml(stage.covering_note, { language: facts.language, prefix: stage.id })),
    noteLabel: stage.kind === 'call' ? say('plan-call-text') : say('approvals-note-heading'),
    pressWords: each.press.length === 0 ? undefined : say('approvals-fact-press', { count: each.press.length }),
    change: changeView(each, path, mayDeliver),
    deliveries: rows.slice(0, mostRows),
    cut: rows.length > mostRows ? say('plan-cut', { most: mostRows, count: rows.length }) : undefined,
    mayEndPages: rows.some(({ mayEndPage }) => mayEndPage),
    ...placesOf(open && notStarted(stage), around),
    ...(open && facts.letter.state !== 'draft' ? actsOf(each, path, now) : noActs),
  }
}

/** The rows of deliveries. Lists a press delivery only if an owner may send it again; the page gives the others as a number. */
function rowsOf({ stage, deliveries, press }: PlanStage, mayDeliver: boolean): DeliveryView[] {
  const addresses = new Map(press.map(({ id, address }) => [id, address]))
  return deliveries
    .filter(({ recipient_id, state }) => !addresses.has(recipient_id) || maySendAgain(state))
    .map((delivery) => deliveryView(delivery, addresses.get(delivery.recipient_id) ?? '', mayDeliver))
    .map((view) => ({ ...view, mayRepeat: view.mayRepeat && stage.state !== 'cancelled' }))
}

/** An act may have become impossible while it waited for a second owner. Returns true if the stage's state still allows it. */
function stillAsked(what: Asked['what'], stage: PlanStage['stage']): boolean {
  if (what === 'stop') return stage.state !== 'done' && stage.state !== 'cancelled'
  if (what === 'start') return stage.state === 'announced' || stage.state === 'late'
  if (what === 'approve') return stage.state === 'announced' || stage.state === 'planned'
  return notStarted(stage)
}

function isOver({ stage: { state } }: PlanStage): boolean {
  return state === 'done' || state === 'cancelled'
}

function placesOf(mayEdit: boolean, { before, after }: Around): Pick<StageView, 'mayEdit' | 'earlier' | 'later'> {
  const free = (other: PlanStage | undefined) => mayEdit && other !== undefined && notStarted(other.stage)
  return { mayEdit, earlier: free(before), later: free(after) }
}

type Acts = Pick<
  StageView,
  | 'approve'
  | 'announce'
  | 'announcesPlainly'
  | 'send'
  | 'sendHint'
  | 'cancel'
  | 'copies'
  | 'prints'
  | 'mayLift'
  | 'mayRecord'
  | 'mayEndCall'
>

const noActs: Acts = {
  approve: undefined,
  announce: undefined,
  announcesPlainly: false,
  send: undefined,
  sendHint: '',
  cancel: undefined,
  copies: [],
  prints: [],
  mayLift: false,
  mayRecord: false,
  mayEndCall: false,
}

/** The acts that an owner may do on a stage now, with the words on their buttons. */
function actsOf(each: PlanStage, path: string, now: Date): Acts {
  const { stage } = each
  const carried = stage.kind === 'by-hand' && stage.state === 'sending'
  return {
    ...noActs,
    approve: approveWords(each),
    announce: notStarted(stage) ? announceWords(each) : undefined,
    announcesPlainly: notStarted(stage) && (each.conditions.length === 0 || stage.state === 'late'),
    send: maySend(stage, now) === 'yes' ? sendWords(each) : undefined,
    sendHint:
      stage.kind === 'call' ? say('plan-send-call-hint') : [say('plan-send-hint'), say('approvals-follows-stage')],
    ...stopsOf(each),
    copies: stage.confirmed_at || isOver(each) ? [] : copiesOf(each, path),
    prints: carried ? printsOf(each, path) : [],
    mayRecord: carried,
    mayEndCall: stage.kind === 'call' && stage.state === 'sending',
  }
}

function stopsOf(each: PlanStage): Pick<Acts, 'cancel' | 'mayLift'> {
  const { stage, stop } = each
  const idle = stage.state === 'planned' && !stage.approved_at
  return {
    cancel: isOver(each) || idle || stop?.mine === true ? undefined : cancelWords(each),
    mayLift: stop?.mine === true,
  }
}

function approveWords({ stage, conditions }: PlanStage): Sentence | undefined {
  if (stage.approved_at || (stage.state !== 'planned' && stage.state !== 'announced')) return undefined
  return conditions.length > 0 || stage.state === 'announced' ? say('plan-approve') : say('plan-approve-announced')
}

function announceWords({ stage, conditions }: PlanStage): Sentence {
  if (stage.state === 'late') return say('plan-start-late')
  if (conditions.length > 0) return say('plan-start-early')
  return say('plan-announce')
}

function sendWords({ stage, recipients }: PlanStage): Sentence {
  if (stage.kind === 'public') return say('plan-send-public')
  if (stage.kind === 'call') return say('plan-send-call')
  if (stage.kind === 'by-hand') return say('plan-send-by-hand')
  return say('plan-send', { count: recipients.length })
}

function cancelWords({ stage }: PlanStage): Sentence {
  if (stage.state === 'late') return say('plan-skip')
  if (stage.kind === 'call') return stage.state === 'sending' ? say('plan-call-stop') : say('plan-call-cancel')
  if (stage.kind === 'by-hand') return say('plan-by-hand-stop')
  if (stage.state === 'sending') return say('plan-sending-stop')
  return stage.confirmed_at ? say('plan-cancel-rest') : say('plan-cancel')
}

function copiesOf({ stage, recipients, press }: PlanStage, path: string): Copy[] {
  if (stage.kind === 'call') return []
  const first = press[0]
  if (stage.kind === 'public') return first ? [{ people: [], path: `${path}/copies/${first.id}` }] : []
  return recipients.map(({ id, name, office }) => ({ people: [{ name, office }], path: `${path}/copies/${id}` }))
}

function changeView({ asked, recipients }: PlanStage, path: string, mayDeliver: boolean): StageView['change'] {
  const change = asked.find(({ what }) => what === 'change')
  if (!change || !mayDeliver) return undefined
  return {
    words: change.mine ? say('plan-change-withdraw') : say('plan-change-drop'),
    copies: recipients.map(({ id, name, office }) => ({
      people: [{ name, office }],
      path: `${path}/copies/${id}?proposed=yes`,
    })),
  }
}

function printsOf({ recipients }: PlanStage, path: string): Copy[] {
  return recipients.map(({ id, name, office }) => ({
    people: [{ name, office }],
    path: `${path}/prints/${id}/letter.pdf`,
  }))
}

/** The stages as the list of expected events names them. */
export function namedStages({ stages }: PlanFacts) {
  return stages.map((each) => ({
    id: each.stage.id,
    number: each.stage.number,
    kind: each.stage.kind,
    over: isOver(each),
    recipients: each.recipients,
  }))
}
