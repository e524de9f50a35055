import Handlebars from 'handlebars'
import { emptyForm, type FormState } from '../http/forms.ts'
import { inNumbers, inWords, inWordsWithTime, pluralOf } from '../http/helpers.ts'
import { letterHtml } from '../common/markdown.ts'
import { may } from '../organizers/rules.ts'
import type { DeskDeliveryFacts, DeskStage } from './desk.ts'
import type { Reachable } from './draft-stage.ts'
import type { DeskDelivery } from './queries.ts'
import { maySend, maySendAgain } from './rules.ts'

export type StageField = 'recipients' | 'disclosure' | 'note'
export type StageForm = FormState<StageField>

export type Errors = { field: string; message: string }[]
export interface Choice {
  value: string
  label: string
  hint: string | undefined
  checked: boolean
}
export interface Choices {
  name: string
  legend: string
  type: string
  error: string | undefined
  choices: Choice[]
}

export interface DeliveryPage {
  id: string
  title: string
  errors: Errors
  asked: boolean
  /** Why nothing can be delivered yet. */
  blocked: string | undefined
  mayDeliver: boolean
  form: { recipients: Choices; disclosure: Choices; note: string; noteError: string | undefined } | undefined
  draft: DraftView | undefined
  stages: StageView[]
}
interface DraftView {
  id: string
  version: number
  copies: { name: string; office: string; path: string }[]
  shows: string
  notice: string
}
interface StageView {
  id: string
  number: number
  announced: boolean
  sending: boolean
  heading: string
  words: string
  mayConfirm: boolean
  sendButton: string
  mayCancel: boolean
  cancelWords: string
  note: Handlebars.SafeString | undefined
  copies: { name: string; office: string; path: string }[]
  deliveries: DeliveryView[]
  mayEndPages: boolean
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
declare module '../http/pages.ts' {
  interface Pages {
    'delivery/desk': DeliveryPage
  }
}

const shownWords = {
  count: 'It shows the count alone, and no names.',
  names: 'It shows the count, the public names, and the names of those who chose that the recipients see them.',
}

export function deliveryPage(
  facts: DeskDeliveryFacts,
  form: StageForm | null,
  asked: boolean,
  now: Date,
): DeliveryPage {
  const { letter, role, stages } = facts
  const mayDeliver = may(role, 'deliver')
  const underWay = stages.some(({ stage }) => stage.state === 'announced' || stage.state === 'sending')
  const blocked = blockedWords(letter)
  const draft = stages.find(({ stage }) => stage.state === 'draft')
  const state = form ?? formOf(draft)
  const chosen = state.values.recipients.split(' ')
  return {
    id: letter.id,
    title: facts.title,
    errors: form?.summary ?? [],
    asked,
    blocked,
    mayDeliver,
    form:
      mayDeliver && !underWay && blocked === undefined
        ? {
            recipients: recipientChoices(facts, chosen, state.errors.recipients),
            disclosure: disclosureChoices(letter.notice_hours, state),
            note: state.values.note,
            noteError: state.errors.note,
          }
        : undefined,
    draft: mayDeliver && draft && form === null ? draftView(draft, letter.notice_hours) : undefined,
    stages: stages
      .filter(({ stage }) => stage.state !== 'draft')
      .toReversed()
      .map((each) => stageView(each, mayDeliver, now)),
  }
}

function blockedWords({ state, collecting, first_threshold }: DeskDeliveryFacts['letter']): string | undefined {
  if (state === 'draft') return 'Open the letter first. It is delivered once enough have signed.'
  if (state === 'purged') return 'This letter has been purged: its names and addresses are gone.'
  if (!collecting) return undefined
  return `Fewer than ${inNumbers(first_threshold)} stand together, so the letter shows neither count nor names yet. It can be delivered once it does.`
}

function formOf(draft: DeskStage | undefined): StageForm {
  return emptyForm<StageField>({
    recipients: draft?.recipients.map(({ id }) => id).join(' ') ?? '',
    disclosure: draft?.stage.disclosure ?? '',
    note: draft?.stage.covering_note ?? '',
  })
}

const reachableHint: Record<Reachable, string | undefined> = {
  yes: undefined,
  'no-address': 'No address yet. Add it to the letter’s text.',
  refused: 'The mail server refused this address. Correct it in the letter’s text.',
}

function recipientChoices({ choices }: DeskDeliveryFacts, chosen: string[], error: string | undefined): Choices {
  return {
    name: 'recipients',
    legend: 'Who gets the letter?',
    type: 'checkbox',
    error,
    choices: choices.map(({ recipient, address, reachable }) => ({
      value: recipient.id,
      label: recipient.office === '' ? recipient.name : `${recipient.name}, ${recipient.office}`,
      hint: reachableHint[reachable] ?? address ?? undefined,
      checked: chosen.includes(recipient.id),
    })),
  }
}

function disclosureChoices(noticeHours: number, { values, errors }: StageForm): Choices {
  const choice = (value: string, label: string, hint: string): Choice => ({
    value,
    label,
    hint,
    checked: values.disclosure === value,
  })
  const notice = `${noticeHours} ${pluralOf(noticeHours, 'hour', 'hours')}`
  return {
    name: 'disclosure',
    legend: 'What are they shown?',
    type: 'radio',
    error: errors.disclosure,
    choices: [
      choice('count', 'The count alone', 'No names. It can go as soon as it is announced.'),
      choice(
        'names',
        'The count and the names that they may see',
        `Public names, and those given to the recipients. A notice of ${notice} on the letter’s page goes before.`,
      ),
    ],
  }
}

function copiesOf({ stage, recipients }: DeskStage): DraftView['copies'] {
  const base = `/desk/letters/${stage.letter_id}/delivery/${stage.id}/copies`
  return recipients.map(({ id, name, office }) => ({ name, office, path: `${base}/${id}` }))
}

function draftView(draft: DeskStage, noticeHours: number): DraftView {
  const { id, version, disclosure } = draft.stage
  return {
    id,
    version,
    copies: copiesOf(draft),
    shows: shownWords[disclosure],
    notice:
      disclosure === 'names' && noticeHours > 0
        ? `The letter’s page then says to whom it goes and what it shows, and that anybody can withdraw for ${noticeHours} ${pluralOf(noticeHours, 'hour', 'hours')}. After that you confirm, and only then is it sent.`
        : 'The letter’s page then says to whom it goes and what it shows. After that you confirm, and only then is it sent.',
  }
}

function stageView(each: DeskStage, mayDeliver: boolean, now: Date): StageView {
  const { stage, deliveries, recipients } = each
  const announced = stage.state === 'announced'
  const rows = deliveries.map((delivery) => deliveryView(delivery, mayDeliver))
  const people = `${inNumbers(recipients.length)} ${pluralOf(recipients.length, 'person', 'people')}`
  return {
    id: stage.id,
    number: stage.number,
    announced,
    sending: stage.state === 'sending',
    heading: `Delivery ${stage.number}`,
    words: stageWords(each, now),
    mayConfirm: mayDeliver && maySend(stage, now) === 'yes',
    sendButton: `Send to ${people} now`,
    mayCancel: mayDeliver && (announced || stage.state === 'sending'),
    cancelWords: announced ? 'Cancel this delivery: nothing is sent' : 'Stop: send nothing more',
    note: stage.covering_note === '' ? undefined : new Handlebars.SafeString(letterHtml(stage.covering_note)),
    copies: announced && mayDeliver ? copiesOf(each) : [],
    deliveries: rows,
    mayEndPages: rows.some(({ mayEndPage }) => mayEndPage),
  }
}

function stageWords({ stage, deliveries }: DeskStage, now: Date): string {
  const shown = shownWords[stage.disclosure]
  if (stage.state === 'announced')
    return stage.notice_until && stage.notice_until > now
      ? `Announced. The notice runs until ${inWordsWithTime(stage.notice_until)}; confirm it after that. ${shown}`
      : `Announced, and ready to be sent. ${shown}`
  const got = deliveries.filter(({ state }) => state === 'accepted')
  const count = `${inNumbers(got.length)} of ${inNumbers(deliveries.length)} accepted.`
  if (stage.state === 'sending') return `Being sent. ${count} ${shown}`
  if (stage.state === 'done') return `Sent. ${count} ${shown}`
  if (deliveries.length === 0) return 'Cancelled before it started: nothing was sent.'
  const names = got.map(({ name }) => name).join(', ')
  return got.length === 0 ? 'Cancelled. Nobody has got it.' : `Cancelled. These have got it: ${names}.`
}

function deliveryView(delivery: DeskDelivery, mayDeliver: boolean): DeliveryView {
  const { id, name, office, state, names, confirmed_at, revoked } = delivery
  const sent = state === 'accepted' || state === 'unsure'
  return {
    id,
    name,
    office,
    state: state === 'handing-over' ? 'queued' : state,
    words: deliveryWords(delivery),
    names: names === null || !sent ? '–' : inNumbers(names),
    receipt: confirmed_at ? inWords(confirmed_at) : sent ? 'not yet' : '–',
    mayRepeat: mayDeliver && maySendAgain(state),
    mayEndPage: mayDeliver && sent && revoked === false,
  }
}

function deliveryWords({ state, last_answer, next_try_at, accepted_at, tries }: DeskDelivery): string {
  const said = last_answer === null ? '' : ` It said: ${last_answer}`
  switch (state) {
    case 'accepted':
      return `Accepted by the mail server on ${accepted_at ? inWordsWithTime(accepted_at) : ''}.`
    case 'refused':
      return `Refused by the mail server.${said}`
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
