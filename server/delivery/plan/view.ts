import Handlebars from 'handlebars'
import { letterHtml } from '../../text/letter-html.ts'
import { stageInWords } from '../../next-steps/plan-words.ts'
import { inNumbers, pluralOf } from '../../http/helpers.ts'
import { may } from '../../organizers/rules.ts'
import { say, type Sentence } from '../../refusal.ts'
import { deliveryView, type DeliveryView } from './delivery-view.ts'
import { maySend, maySendAgain } from '../rules.ts'
import type { PartLink } from '../../letters/part-links.ts'
import type { ExpectedView } from '../expected/view.ts'
import type { Asked, PlanFacts, PlanStage } from './show-plan.ts'
import { mayUndo, notStarted, stopHours } from '../stage.ts'
import { askedWords, pressWords, stageWords, tagOf, whenWords } from './words-view.ts'

export interface PlanPage {
  id: string
  letterTitle: Sentence
  stopped: Sentence | undefined
  /** Why no stage can be planned, or no stage can start yet. */
  blocked: string | undefined
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
  name: string
  office: string
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
  tag: string
  words: Sentence[]
  asked: string[]
  note: Handlebars.SafeString | undefined
  noteLabel: string
  copies: Copy[]
  pressWords: string | undefined
  change: { words: string; copies: Copy[] } | undefined
  prints: Copy[]
  deliveries: DeliveryView[]
  cut: string | undefined
  mayEndPages: boolean
  mayEdit: boolean
  earlier: boolean
  later: boolean
  approve: string | undefined
  announce: string | undefined
  /** True if starting by hand is the regular way: the stage has no conditions, or it is late. */
  announcesPlainly: boolean
  send: string | undefined
  sendHint: string
  cancel: string | undefined
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

function blockedWords({ state, collecting, first_threshold }: PlanFacts['letter']): string | undefined {
  if (state === 'purged') return 'This letter has been purged: its names and addresses are gone.'
  if (!collecting || state === 'draft') return undefined
  return `Fewer than ${inNumbers(first_threshold)} stand together, so the letter shows neither count nor names yet. You can plan, and nothing goes out before that.`
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
    noteLabel: stage.kind === 'call' ? 'The prepared text' : 'The covering note',
    pressWords: each.press.length === 0 ? undefined : pressWords(each.press.length),
    change: changeView(each, path, mayDeliver),
    deliveries: rows.slice(0, mostRows),
    cut:
      rows.length > mostRows ? `The first ${inNumbers(mostRows)} of ${inNumbers(rows.length)} are listed.` : undefined,
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
    .map((delivery) => deliveryView(delivery, addresses.get(delivery.recipient_id) ?? 'Of the press', mayDeliver))
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
      stage.kind === 'call'
        ? 'The prepared text is then on the letter’s page, for everybody to send.'
        : 'All signatures that wait are counted first. What has been handed over cannot be taken back.',
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

function approveWords({ stage, conditions }: PlanStage): string | undefined {
  if (stage.approved_at || (stage.state !== 'planned' && stage.state !== 'announced')) return undefined
  return conditions.length > 0 || stage.state === 'announced'
    ? 'Approve it: it then goes by itself'
    : 'Approve it: once announced, it goes by itself'
}

function announceWords({ stage, conditions }: PlanStage): string {
  if (stage.state === 'late') return 'Start it now, late'
  if (conditions.length > 0) return 'Start it now, before its conditions hold'
  return 'Announce it on the letter’s page'
}

function sendWords({ stage, recipients }: PlanStage): string {
  if (stage.kind === 'public') return 'Go public now'
  if (stage.kind === 'call') return 'Ask everybody to write now'
  if (stage.kind === 'by-hand') return 'Freeze it for printing now'
  return `Send to ${inNumbers(recipients.length)} ${pluralOf(recipients.length, 'person', 'people')} now`
}

function cancelWords({ stage }: PlanStage): string {
  if (stage.state === 'late') return 'Skip it: it does not happen'
  if (stage.kind === 'call') return stage.state === 'sending' ? 'Stop the call' : 'Cancel this call: nobody is asked'
  if (stage.kind === 'by-hand') return 'Stop: nothing is handed over'
  if (stage.state === 'sending') return 'Stop: send nothing more'
  return stage.confirmed_at ? 'Cancel the rest: nothing more is sent' : 'Cancel this delivery: nothing is sent'
}

function copiesOf({ stage, recipients, press }: PlanStage, path: string): Copy[] {
  if (stage.kind === 'call') return []
  const first = press[0]
  if (stage.kind === 'public')
    return first ? [{ name: 'the press', office: '', path: `${path}/copies/${first.id}` }] : []
  return recipients.map(({ id, name, office }) => ({ name, office, path: `${path}/copies/${id}` }))
}

function changeView({ asked, recipients }: PlanStage, path: string, mayDeliver: boolean): StageView['change'] {
  const change = asked.find(({ what }) => what === 'change')
  if (!change || !mayDeliver) return undefined
  return {
    words: change.mine ? 'Take your change back' : 'Leave it as it was approved',
    copies: recipients.map(({ id, name, office }) => ({ name, office, path: `${path}/copies/${id}?proposed=yes` })),
  }
}

function printsOf({ recipients }: PlanStage, path: string): Copy[] {
  return recipients.map(({ id, name, office }) => ({ name, office, path: `${path}/prints/${id}/letter.pdf` }))
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
