import Handlebars from 'handlebars'
import { letterHtml } from '../../common/markdown.ts'
import { shownInWords, startInWords, stepInWords } from '../../common/plan-words-rules.ts'
import { inNumbers, inWords, inWordsWithTime, pluralOf } from '../../http/helpers.ts'
import { may } from '../../organizers/rules.ts'
import type { DeskDelivery } from '../queries.ts'
import { maySend, maySendAgain } from '../rules.ts'
import type { Asked, PlanFacts, PlanStage } from './show-plan.ts'
import { countInWords } from './call-view.ts'
import { needsNotice, notStarted, stopHours } from './stage-rules.ts'

export interface PlanPage {
  id: string
  title: string
  asked: string | undefined
  /** Why nothing can be planned, or nothing started yet. */
  blocked: string | undefined
  mayDeliver: boolean
  mayPlan: boolean
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
  when: string
  heading: string
  tag: string
  words: string[]
  asked: string[]
  note: Handlebars.SafeString | undefined
  noteLabel: string
  copies: Copy[]
  pressWords: string | undefined
  change: { words: string; mine: boolean; copies: Copy[] } | undefined
  prints: Copy[]
  deliveries: DeliveryView[]
  mayEndPages: boolean
  mayEdit: boolean
  earlier: boolean
  later: boolean
  approve: string | undefined
  announce: string | undefined
  send: string | undefined
  sendHint: string
  cancel: string | undefined
  cancelHint: string | undefined
  mayLift: boolean
  mayRecord: boolean
  mayEndCall: boolean
}

interface DeliveryView {
  id: string
  name: string
  office: string
  state: string
  words: string
  names: string
  receipt: string
  mayRepeat: boolean
  mayEndPage: boolean
}

declare module '../../http/pages.ts' {
  interface Pages {
    'delivery/plan': PlanPage
  }
}

export function planPage(facts: PlanFacts, asked: string | undefined, now: Date): PlanPage {
  const { letter, role, stages } = facts
  const mayDeliver = may(role, 'deliver')
  return {
    id: letter.id,
    title: facts.title,
    asked: asked === undefined ? undefined : (askedNotices[asked] ?? askedNotices['yes']),
    blocked: blockedWords(letter),
    mayDeliver,
    mayPlan: mayDeliver && letter.state !== 'draft' && letter.state !== 'purged',
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

const askedNotices: Record<string, string> = {
  yes: 'This letter has more than one owner. Nothing is sent until a second one confirms exactly the same on this page.',
  change:
    'This letter has more than one owner. Until a second one agrees to the change, the stage goes as it was approved.',
  stop: `Nothing more is sent for ${stopHours} hours. Then the stage goes on, unless a second owner confirms the stop.`,
}

function blockedWords({ state, collecting, first_threshold }: PlanFacts['letter']): string | undefined {
  if (state === 'draft') return 'Open the letter first. Its recipients are those of its text.'
  if (state === 'purged') return 'This letter has been purged: its names and addresses are gone.'
  if (!collecting) return undefined
  return `Fewer than ${inNumbers(first_threshold)} stand together, so the letter shows neither count nor names yet. You can plan, and nothing goes out before that.`
}

interface Around {
  facts: PlanFacts
  mayDeliver: boolean
  now: Date
  before: PlanStage | undefined
  after: PlanStage | undefined
}

function stageView(each: PlanStage, around: Around): StageView {
  const { stage } = each
  const { mayDeliver, now } = around
  const path = `/desk/letters/${stage.letter_id}/delivery/${stage.id}`
  const open = mayDeliver && around.facts.letter.state !== 'purged'
  const rows = each.deliveries.map((delivery) => deliveryView(delivery, mayDeliver))
  const editable = open && notStarted(stage)
  const over = stage.state === 'done' || stage.state === 'cancelled'
  return {
    id: stage.id,
    number: stage.number,
    version: stage.version,
    path,
    happened: stage.state === 'done' || stage.state === 'sending',
    when: whenWords(each, around.facts),
    heading: `Stage ${stage.number}: ${stepInWords(stage.kind, each.recipients)}`,
    tag: tagOf(each),
    words: stageWords(each, around),
    asked: over ? [] : each.asked.map(askedWords),
    note: stage.covering_note === '' ? undefined : new Handlebars.SafeString(letterHtml(stage.covering_note, stage.id)),
    noteLabel: stage.kind === 'call' ? 'The prepared text' : 'The covering note',
    copies: open && !stage.confirmed_at && stage.state !== 'cancelled' ? copiesOf(each, path) : [],
    pressWords: each.press.length === 0 ? undefined : pressWords(each.press.length),
    change: changeView(each, path, mayDeliver),
    prints: open && stage.kind === 'by-hand' && stage.state === 'sending' ? printsOf(each, path) : [],
    deliveries: rows,
    mayEndPages: rows.some(({ mayEndPage }) => mayEndPage),
    mayEdit: editable,
    earlier: editable && around.before !== undefined && notStarted(around.before.stage),
    later: editable && around.after !== undefined && notStarted(around.after.stage),
    ...actsOf(each, open, now),
  }
}

/** What an owner may do with it now, each as the words on its button. */
function actsOf(each: PlanStage, open: boolean, now: Date) {
  const { stage } = each
  const { kind, state } = stage
  const over = state === 'done' || state === 'cancelled'
  const several = each.asked.some(({ what, mine }) => what === 'stop' && !mine)
  return {
    approve:
      open && !stage.approved_at && (state === 'planned' || state === 'announced')
        ? each.conditions.length > 0 || state === 'announced'
          ? 'Approve it: it then goes by itself'
          : undefined
        : undefined,
    announce: open && notStarted(stage) ? announceWords(each) : undefined,
    send: open && maySend(stage, now) === 'yes' ? sendWords(each) : undefined,
    sendHint:
      kind === 'call'
        ? 'The prepared text is then on the letter’s page, for everybody to send.'
        : 'All signatures that wait are counted first. What has been handed over cannot be taken back.',
    cancel: open && !over && (state !== 'planned' || stage.approved_at) ? cancelWords(each) : undefined,
    cancelHint: open && state === 'stopped' && several ? 'With your word it is cancelled for good.' : undefined,
    mayLift: open && each.stop?.mine === true,
    mayRecord: open && kind === 'by-hand' && state === 'sending',
    mayEndCall: open && kind === 'call' && state === 'sending',
  }
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
  if (stage.state === 'late') return 'Skip it: nothing is sent'
  return stage.state === 'sending' ? 'Stop: send nothing more' : 'Cancel this delivery: nothing is sent'
}

function whenWords({ stage, conditions }: PlanStage, { stages }: PlanFacts): string {
  if (stage.finished_at) return `Ended on ${inWords(stage.finished_at)}`
  if (stage.cancelled_at) return `Cancelled on ${inWords(stage.cancelled_at)}`
  if (stage.fired_at) return `Started on ${inWordsWithTime(stage.fired_at)}`
  const date = conditions.find(({ kind }) => kind === 'date')
  const count = conditions.find(({ kind }) => kind === 'count')
  const silence = conditions.find(({ kind }) => kind === 'silence')
  const words = startInWords({
    date: date?.due_at && date.zone !== null ? { at: date.due_at, zone: date.zone } : null,
    count: count?.class && count.least !== null ? { class: count.class, least: count.least } : null,
    silence: silence?.days
      ? { stage: stages.find(({ stage: { id } }) => id === silence.after_stage)?.stage.number ?? 0, days: silence.days }
      : null,
  })
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function tagOf({ stage }: PlanStage): string {
  return stage.state === 'planned' && stage.approved_at ? 'approved' : stage.state
}

function stageWords(each: PlanStage, { facts, now }: Around): string[] {
  const { stage } = each
  const shown = shownInWords(stage.kind, stage.disclosure)
  if (notStarted(stage)) return [...lateWords(each), ...conditionWords(each, facts), shown, noticeWords(each, facts)]
  if (stage.state === 'late') return lateWords(each)
  if (stage.state === 'stopped') return [...stopWords(each), gotWords(each)]
  if (stage.state === 'announced') return [`${announcedWords(each, now)} ${shown}`]
  if (stage.state === 'cancelled') return [gotWords(each)]
  return [`${doneWords(each)}${stage.kind === 'mail' ? ` ${shown}` : ''}`]
}

function announcedWords({ stage }: PlanStage, now: Date): string {
  const runs = stage.notice_until && stage.notice_until > now
  const until = runs && stage.notice_until ? inWordsWithTime(stage.notice_until) : ''
  if (stage.approved_at)
    return runs ? `Announced. The notice runs until ${until}; then it goes by itself.` : 'Goes now.'
  return runs ? `Announced. The notice runs until ${until}; confirm it after that.` : 'Announced, and ready to be sent.'
}

function doneWords({ stage, deliveries, counted }: PlanStage): string {
  const got = deliveries.filter(({ state }) => state === 'accepted').length
  const count = `${inNumbers(got)} of ${inNumbers(deliveries.length)} accepted.`
  const sending = stage.state === 'sending'
  switch (stage.kind) {
    case 'mail':
      return `${sending ? 'Being sent.' : 'Sent.'} ${count}`
    case 'by-hand':
      return sending
        ? 'Frozen. Print it, and say here when it has been handed over.'
        : `Handed over on ${stage.handed_on === null ? '' : inWords(stage.handed_on)}.`
    case 'public':
      return `The letter is public.${deliveries.length === 0 ? '' : ` The press: ${count}`}`
    case 'call':
      return `${sending ? 'On the letter’s page.' : 'Ended.'} ${countInWords(counted ?? 0)}`
  }
}

function lateWords({ stage }: PlanStage): string[] {
  if (stage.late_since === null) return []
  const since = inWordsWithTime(stage.late_since)
  return [
    stage.late_because === null
      ? `This was due on ${since}, while this server was not running. Nothing has been sent: start it late, or skip it.`
      : `This did not go on ${since}: ${stage.late_because} Nothing has been sent: put that right and start it, or skip it.`,
  ]
}

function stopWords({ stop }: PlanStage): string[] {
  if (!stop) return ['Stopped.']
  return [
    `Stopped by ${stop.by}. The stop lapses on ${inWordsWithTime(stop.lapsesAt)}, and the stage goes on, unless another owner confirms it.`,
  ]
}

function gotWords({ deliveries }: PlanStage): string {
  const got = deliveries.filter(({ state }) => state === 'accepted' || state === 'unsure')
  const all = got
    .map(({ name, state }) => (state === 'unsure' ? `${name} (unsure)` : name))
    .filter((name) => name !== '')
  if (deliveries.length === 0) return 'Nothing was sent.'
  if (got.length === 0) return 'Nobody has got it.'
  return all.length === 0
    ? `${inNumbers(got.length)} of the press have got it.`
    : `These have got it: ${all.join(', ')}.`
}

/** How far each condition is. */
function conditionWords({ conditions }: PlanStage, { stages }: PlanFacts): string[] {
  return conditions.flatMap(({ kind, counted, least, at, answered, after_stage, holds }) => {
    if (kind === 'count')
      return counted === null ? [] : [`${inNumbers(counted)} of ${inNumbers(least ?? 0)} have signed so far.`]
    if (kind === 'date') return at ? [`That is ${inWordsWithTime(at)}.`] : []
    const other = stages.find(({ stage: { id } }) => id === after_stage)?.stage
    if (answered) return [`An answer to stage ${other?.number ?? ''} has come, so this stage does not start by itself.`]
    if (other?.state === 'cancelled')
      return [
        `Stage ${other.number} was cancelled, so this stage does not start by itself. Change it, or start it by hand.`,
      ]
    if (!at) return [`Stage ${other?.number ?? ''} has not been delivered yet.`]
    return [holds ? 'That time has passed without an answer.' : `Without an answer that is on ${inWordsWithTime(at)}.`]
  })
}

function noticeWords({ stage }: PlanStage, { letter }: PlanFacts): string {
  const hours = letter.notice_hours
  const decided = stage.approved_at
    ? 'Approved: whoever signs is told of it.'
    : 'Not approved yet: it does not start by itself, and whoever signs is not told of it.'
  if (!needsNotice(stage.kind, stage.disclosure) || hours === 0)
    return `${decided} The letter’s page says so when it starts.`
  return `${decided} When it starts the letter’s page says to whom it goes and what it shows, and that anybody can withdraw for ${inNumbers(hours)} ${pluralOf(hours, 'hour', 'hours')}.`
}

const askedFor: Record<Asked['what'], string> = {
  approve: 'approve this stage',
  start: 'send this now',
  hurry: 'start this before its time',
  stop: 'cancel this stage',
  remove: 'take this stage out of the plan',
  change: 'change this stage',
}

function askedWords({ what, by, mine }: Asked): string {
  const whose = mine ? 'You have' : `${by} has`
  const other = mine
    ? 'Another owner has to do the same.'
    : 'Look at exactly what goes out, then do the same, or leave it.'
  return `${whose} asked to ${askedFor[what]}. ${other}`
}

function pressWords(count: number): string {
  return `${inNumbers(count)} ${pluralOf(count, 'address', 'addresses')} of the press get the note.`
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
    words: change.mine ? 'Take your change back' : 'Agree to the change',
    mine: change.mine,
    copies: recipients.map(({ id, name, office }) => ({ name, office, path: `${path}/copies/${id}?proposed=yes` })),
  }
}

function printsOf({ recipients }: PlanStage, path: string): Copy[] {
  return recipients.map(({ id, name, office }) => ({ name, office, path: `${path}/prints/${id}/letter.pdf` }))
}

function deliveryView(delivery: DeskDelivery, mayDeliver: boolean): DeliveryView {
  const { id, name, office, state, names, confirmed_at, revoked } = delivery
  const sent = state === 'accepted' || state === 'unsure'
  return {
    id,
    name: name === '' ? 'Of the press' : name,
    office,
    state: state === 'handing-over' ? 'queued' : state,
    words: deliveryWords(delivery),
    names: names === null || !sent ? '–' : inNumbers(names),
    receipt: confirmed_at ? inWords(confirmed_at) : sent && revoked === false ? 'not yet' : '–',
    mayRepeat: mayDeliver && maySendAgain(state),
    mayEndPage: mayDeliver && sent && revoked === false,
  }
}

function refusedWords(last_answer: string | null, came_back: DeskDelivery['came_back']): string {
  if (came_back?.verdict === 'failed' && last_answer?.startsWith('It came back') === true)
    return `${last_answer} (${inWords(came_back.on)}). Nothing more goes to this address.`
  return `Refused by the mail server.${last_answer === null ? '' : ` It said: ${last_answer}`}`
}

function delayWords(came_back: DeskDelivery['came_back']): string {
  if (came_back?.verdict !== 'delayed') return ''
  return ` On ${inWords(came_back.on)} it reported that the mail is late: ${came_back.status} ${came_back.said}`.trimEnd()
}

function deliveryWords({ state, last_answer, next_try_at, accepted_at, tries, came_back }: DeskDelivery): string {
  const said = last_answer === null ? '' : ` It said: ${last_answer}`
  switch (state) {
    case 'accepted':
      return tries === 0
        ? 'Handed over.'
        : `Accepted by the mail server on ${accepted_at ? inWordsWithTime(accepted_at) : ''}.${delayWords(came_back)}`
    case 'printed':
      return 'To be printed and handed over.'
    case 'refused':
      return refusedWords(last_answer, came_back)
    case 'unsure':
      return `Unsure: the mail server may have taken it. It is not sent again by itself.${said}`
    case 'cancelled':
      return 'Cancelled: nothing was sent.'
    case 'handing-over':
      return 'Being handed over.'
    case 'queued':
      return tries === 0 || !next_try_at
        ? 'Waits to be sent.'
        : `Not taken yet, and tried again at ${inWordsWithTime(next_try_at)}.${said}`
  }
}
