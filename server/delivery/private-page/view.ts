import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import Handlebars from 'handlebars'
import { emptyForm, type FormState } from '../../http/form.ts'
import { inWords } from '../../http/helpers.ts'
import { letterHtml } from '../../text/letter-html.ts'
import { largestAnswerPdf, longestAnswer } from '../rules.ts'
import { reachedAt } from '../timeline/timeline-events.ts'
import { directionOf } from '../../letter/rules.ts'
import { countsInWords } from '../copies/pdf-document.ts'
import { textAndSources } from '../copies/mail.ts'
import type { RecipientFacts } from './show-recipient-page.ts'
import type { PrivatePageJson } from './schemas.ts'
import { demandsInWords, historyJson, type DemandsView } from '../../demands/demands-in-words.ts'

/** The fields of all forms on the page. */
export type PageField = 'text' | 'by' | 'pdf' | 'until' | 'name' | 'address'
export type PageForm = FormState<PageField>

export function emptyPageForm(): PageForm {
  return emptyForm<PageField>({ text: '', by: '', pdf: '', until: '', name: '', address: '' })
}

export interface RecipientPage {
  path: string
  formId: string
  errors: FieldMessage[]
  letter: PrivatePageJson
  dir: 'ltr' | 'rtl'
  html: Handlebars.SafeString
  sources: Handlebars.SafeString
  /** Undefined on the page of a delegate. */
  lede: Sentence | undefined
  note: Handlebars.SafeString | undefined
  counts: Sentence
  /** Undefined if the organizers have said nothing of the demands. */
  states: DemandsView | undefined
  received: Date | undefined
  /** The day by which the copy asks for an answer. */
  answerBy: Date | undefined
  pdfWords: Sentence | undefined
  pdfSize: Sentence
  pdfMegabytes: number
  /** True if the page offers a receipt of the delivery. */
  receipt: boolean
  answeredWords: Sentence | undefined
  delegateAnswered: Sentence | undefined
  byLabel: Sentence
  codeTo: Sentence
  /** In characters. */
  longest: number
  form: PageForm
  /** Until when the recipient has asked for time. */
  asked: Sentence | undefined
  /** Set on the page of somebody who answers for the recipient. */
  delegated: { lede: Sentence; stands: Sentence } | undefined
  /** The recipient's delegate. Only the recipient's own page shows it. */
  delegate: { now: Sentence; link: Sentence } | undefined
}
/** The state of the page for the code. `mailed` counts the codes, so that each press of a button differs from the one before. */
export interface AnswerCodeState {
  typed: { challenge: string; text: string; by: string; pdf: boolean; mailed: number }
  error?: Sentence
}
export interface AnswerCodePage {
  path: string
  /** Where the code went. */
  went: Sentence
  formId: string
  mailed: number
  errors: FieldMessage[]
  codeError: Sentence | undefined
  challenge: string
  text: string
  by: string
  pdf: boolean
}
/** The state of a page for a code. `mailed` counts the codes, so that each press of the button differs from the one before. */
export interface CodeState<Field extends PageField> {
  typed: Record<Field, string> & { challenge: string; mailed: number }
  error?: Sentence
}
export interface TimeCodePage {
  path: string
  formId: string
  mailed: number
  errors: FieldMessage[]
  codeError: Sentence | undefined
  challenge: string
  until: string
  /** The question, with the day. */
  words: Sentence
}
export interface DelegateCodePage {
  path: string
  formId: string
  mailed: number
  errors: FieldMessage[]
  codeError: Sentence | undefined
  challenge: string
  name: string
  address: string
  /** Says which act the code carries out. */
  words: Sentence
}
export interface AnsweredPage {
  path: string
  pdf: boolean
}
declare module '../../http/pages.ts' {
  interface Pages {
    'delivery/private-page/recipient': RecipientPage
    'delivery/private-page/answer-code': AnswerCodePage
    'delivery/private-page/time-code': TimeCodePage
    'delivery/private-page/delegate-code': DelegateCodePage
    'delivery/private-page/answered': AnsweredPage
  }
}

export function recipientJson({
  page,
  revision,
  tally,
  asOf,
  pdf,
  demands,
  answerDays,
  times,
  delegate,
}: RecipientFacts): PrivatePageJson {
  const words = countsInWords({ tally })
  return {
    recipient: { name: page.name, office: page.office },
    title: revision.title,
    text: revision.text,
    demands: revision.demands,
    language: revision.language,
    revision: { number: revision.number, hash: revision.hash.toString('hex') },
    content_hash: page.content_hash?.toString('hex') ?? null,
    tally: {
      as_of: asOf?.toISOString() ?? null,
      classes: tally.classes.map((each, index) => ({
        class: each.class,
        count: each.count,
        words: words[index]?.label ?? '',
      })),
    },
    answer_by: page.answer_by,
    received_on: page.confirmed_at?.toISOString().slice(0, 10) ?? null,
    pdf: pdf && { bytes: pdf.bytes, sha256: pdf.sha256, kept: pdf.kept, until: pdf.until },
    demand_states: demands.map(historyJson),
    answered_on: answerDays,
    asked_for_time: times,
    for_delegate: page.delegated,
    delegate,
  }
}

export function recipientPage(
  facts: RecipientFacts,
  token: string,
  formId: string,
  form = emptyPageForm(),
): RecipientPage {
  const letter = recipientJson(facts)
  const note = facts.page.note ?? ''
  const states = demandsInWords(facts.demands, letter.language)
  const [html, sources] = textAndSources(letterHtml(letter.text, { language: letter.language }))
  return {
    path: `/r/${token}`,
    formId,
    errors: form.summary,
    letter,
    dir: directionOf(letter.language),
    html: new Handlebars.SafeString(html),
    sources: new Handlebars.SafeString(sources),
    note:
      note === ''
        ? undefined
        : new Handlebars.SafeString(letterHtml(note, { language: letter.language, prefix: 'note' })),
    lede: facts.page.delegated ? undefined : say('responses-lede', { people: [letter.recipient] }),
    counts: countsAsOf(
      letter.tally.classes.map(({ count, words }) => `${String(count)} ${words}`),
      facts.asOf,
    ),
    states: states?.silent === false ? states : undefined,
    answerBy: letter.answer_by === null ? undefined : new Date(letter.answer_by),
    received: letter.received_on === null ? undefined : new Date(letter.received_on),
    pdfWords: letter.pdf ? pdfWords(letter.pdf) : undefined,
    pdfSize: letter.pdf ? sizeInWords(letter.pdf.bytes) : '',
    receipt: facts.page.content_hash !== null && reachedAt(facts.page) !== null,
    delegateAnswered:
      facts.delegateDays.length === 0
        ? undefined
        : say('responses-delegate-answered', { days: [...new Set(facts.delegateDays)].map((day) => inWords(day)) }),
    answeredWords:
      letter.answered_on.length === 0
        ? undefined
        : say('responses-answered', { days: [...new Set(letter.answered_on)].map((day) => inWords(day)) }),
    byLabel: say('responses-by-label', { name: letter.recipient.name }),
    pdfMegabytes: largestAnswerPdf / 1_000_000,
    codeTo: facts.page.delegated
      ? say('responses-delegate-send-code')
      : say('responses-send-code', { to: letter.recipient.name }),
    longest: longestAnswer,
    form,
    asked: askedInWords(facts.times),
    ...delegationInWords(facts),
  }
}

function countsAsOf(counts: string[], at: Date | null): Sentence {
  return at === null ? say('responses-counts', { counts }) : say('responses-counts-as-of', { counts, at })
}

function pdfWords({ kept, until }: NonNullable<PrivatePageJson['pdf']>): Sentence {
  if (!kept) return say('responses-copy-destroyed')
  return until === null ? say('responses-copy-kept') : say('responses-copy-kept-until', { until: new Date(until) })
}

function sizeInWords(bytes: number): Sentence {
  return bytes < 1_000_000
    ? say('plan-copy-pdf-size', { kilobytes: Math.ceil(bytes / 1000) })
    : say('responses-copy-size', { megabytes: bytes / 1_000_000 })
}

/** @param delegated whether somebody answers for the recipient */
export function answerCodePage(
  token: string,
  { typed, error }: AnswerCodeState,
  formId: string,
  delegated: boolean,
): AnswerCodePage {
  return {
    path: `/r/${token}`,
    went: delegated ? say('responses-delegate-code-went') : say('responses-code-went'),
    formId,
    errors: error === undefined ? [] : [{ field: 'code', message: error }],
    codeError: error,
    ...typed,
  }
}

export function timeCodePage(token: string, { typed, error }: CodeState<'until'>, formId: string): TimeCodePage {
  return {
    path: `/r/${token}`,
    formId,
    errors: error === undefined ? [] : [{ field: 'code', message: error }],
    codeError: error,
    ...typed,
    words: say('responses-time-words', { until: new Date(typed.until) }),
  }
}

function askedInWords(times: RecipientFacts['times']): Sentence | undefined {
  const newest = times.at(-1)
  if (!newest) return undefined
  return say('responses-time-asked', { on: new Date(newest.asked_on), until: new Date(newest.until) })
}

export function delegateCodePage(
  token: string,
  { typed, error }: CodeState<'name' | 'address'>,
  formId: string,
): DelegateCodePage {
  return {
    path: `/r/${token}`,
    formId,
    errors: error === undefined ? [] : [{ field: 'code', message: error }],
    codeError: error,
    ...typed,
    words: say('responses-delegate-words', { name: typed.name, address: typed.address }),
  }
}

function delegationInWords({ page, delegate }: RecipientFacts): Pick<RecipientPage, 'delegated' | 'delegate'> {
  if (!delegate) return { delegated: undefined, delegate: undefined }
  const { name, since, link } = delegate
  if (!page.delegated) {
    const now = say('responses-delegate-now', { name, on: new Date(since) })
    return { delegated: undefined, delegate: { now, link: say('responses-delegate-link', { link }) } }
  }
  const lede = say('responses-delegate-lede', { people: [{ name: page.name, office: page.office }] })
  return {
    delegated: { lede, stands: say('responses-delegate-stands', { name, recipient: page.name }) },
    delegate: undefined,
  }
}
