import { type Errors, emptyForm, type FormState } from '../../http/form.ts'
import { largestAnswerPdf, longestAnswer } from '../rules.ts'
import { may, type Role } from '../../organizers/rules.ts'
import { notFoundRefusal, say, type Sentence } from '../../refusal.ts'
import { dayOf } from '../../letter/days.ts'
import { allVerdicts, givenAs, judgedAs, type Verdict } from '../verdicts.ts'
import { signatureInWords } from '../timeline/timeline-in-words.ts'
import { secretInWords } from '../secrets-in-answers/secret-words.ts'
import type { ReturnedForOrganizer } from '../returned/show-returned.ts'
import type { AnswersJson } from './schemas.ts'
import type { AnswerForOrganizer, showAnswers } from './show-answers.ts'
import type { RecipientClock } from '../timeline/delivery-facts.ts'
import type { Silence } from '../timeline/silence.ts'
import type { Choices } from '../../http/form.ts'
import type { Choice } from '../../http/form.ts'

export type AnswerField = 'recipient' | 'way' | 'answered_on' | 'text' | 'by' | 'pdf'
export type AnswerForm = FormState<AnswerField>

export interface AnswersPage {
  id: string
  letterTitle: Sentence
  errors: Errors
  mayDecide: boolean
  silence: Sentence | undefined
  clocks: { name: string; office: string; words: Sentence; asked: Sentence | undefined }[]
  answers: AnswerView[]
  /** True also on a page beyond the last mail, so that its link back is shown. */
  anyReturned: boolean
  returned: ReturnedView[]
  /** Pages of mails. Undefined without such a page. */
  newerMails: string | undefined
  olderMails: string | undefined
  form:
    | {
        recipient: Choices
        way: Choices
        day: AnswerForm
        text: string
        by: string
        longest: number
        pdfMegabytes: number
      }
    | undefined
}
/** Mail that came to a return address. */
interface ReturnedView {
  id: string
  kind: Sentence
  about: Sentence
  text: string
  hidden: boolean
  /** True if the text is not stored. */
  removed: boolean
  mayRemove: boolean
  /** True if the server could not read it and the copy is unsure because of it. */
  unread: boolean
  /** True if this organizer may say that the copy arrived. */
  mayArrive: boolean
}

interface AnswerView {
  id: string
  heading: Sentence
  way: Sentence
  text: string
  hidden: boolean
  published: Date | undefined
  tag: Sentence
  /** The verdicts that owners can give instead of the present one. */
  others: { verdict: Verdict; button: Sentence }[]
  /** Facts of the mail file from which the answer was recorded. */
  mail: Sentence[] | undefined
  /** What must be taken out before it can be published. */
  secrets: Sentence[]
  /** Set if a PDF came with the answer and this organizer may fetch it. */
  pdf: { words: Sentence; path: string } | undefined
}

/** The warning before an organizer fetches a PDF that somebody else made. */
export interface AnswerPdfPage {
  letterTitle: Sentence
  back: string
  path: string
  heading: Sentence
  /** True if an organizer attached the PDF; false if it was sent from a private page. */
  recorded: boolean
  sha256: string
  published: Date | undefined
  mayPublish: boolean
}
declare module '../../http/pages.ts' {
  interface Pages {
    'delivery/responses/answers': AnswersPage
    'delivery/responses/answer-pdf': AnswerPdfPage
  }
}

export function emptyAnswerForm(): AnswerForm {
  return emptyForm<AnswerField>({ recipient: '', way: '', answered_on: '', text: '', by: '', pdf: '' })
}

export function answersPage(facts: Awaited<ReturnType<typeof showAnswers>>, form: AnswerForm): AnswersPage {
  const { letter, role, title, answers, recipients } = facts
  const mayAnswer = may(role, 'answer')
  const { values, errors } = form
  const choice = (value: string, label: Sentence, chosen: string, hint?: Sentence): Choice => ({
    value,
    label,
    hint,
    checked: value === chosen,
  })
  return {
    id: letter.id,
    letterTitle: title,
    errors: form.summary,
    mayDecide: may(role, 'deliver'),
    silence: facts.silence ? say('responses-silence-whole', valuesOf(facts.silence)) : undefined,
    clocks: clocksOf(facts),
    answers: answers.map((answer) => answerView(letter.id, answer, mayAnswer)).toReversed(),
    returned: facts.returned.mails.map((mail) => returnedView(mail, role)),
    anyReturned: facts.returned.mails.length > 0 || facts.returned.page > 1,
    newerMails: facts.returned.page > 1 ? mailsPath(letter.id, facts.returned.page - 1) : undefined,
    olderMails: facts.returned.older ? mailsPath(letter.id, facts.returned.page + 1) : undefined,
    form:
      mayAnswer && letter.state !== 'draft' && letter.state !== 'purged'
        ? {
            longest: longestAnswer,
            pdfMegabytes: largestAnswerPdf / 1_000_000,
            recipient: {
              name: 'recipient',
              legend: say('responses-record-recipient'),
              hint: undefined,
              type: 'radio',
              error: errors.recipient,
              choices: recipients.map(({ id, name }) => choice(id, name, values.recipient)),
            },
            way: {
              name: 'way',
              legend: say('responses-record-way'),
              hint: undefined,
              type: 'radio',
              error: errors.way,
              choices: [
                choice('mail', say('responses-record-way-mail'), values.way),
                choice('other', say('responses-record-way-other'), values.way, say('responses-record-way-other-hint')),
              ],
            },
            day: form,
            text: values.text,
            by: values.by,
          }
        : undefined,
  }
}

export function answersJson(facts: Awaited<ReturnType<typeof showAnswers>>): AnswersJson {
  return {
    silence: facts.silence,
    recipients: facts.recipients.map(({ id, name, office }) => ({
      id,
      name,
      office,
      came: facts.clocks.get(id)?.came ?? false,
      silence: facts.clocks.get(id)?.silence ?? null,
      asked_until: facts.clocks.get(id)?.askedUntil ?? null,
    })),
    answers: facts.answers.map(answerJson),
    older: facts.returned.older,
    returned: facts.returned.mails.map(({ id, kind, came_on, name, office, text }) => ({
      id,
      kind,
      came_on,
      name,
      office,
      text,
    })),
  }
}

function mailsPath(letterId: string, page: number): string {
  return `/dashboard/letters/${letterId}/answers?mails=${String(page)}#returned`
}

function returnedView(mail: ReturnedForOrganizer, role: Role): ReturnedView {
  const { id, kind, came_on, name, office, stage, text, removed, doubtful } = mail
  const who = office === null || office === '' ? (name ?? '') : `${name ?? ''}, ${office}`
  return {
    id,
    kind: say('responses-returned-kind', { kind }),
    about: say('responses-returned-about', {
      of: name === null ? 'update' : 'copy',
      name: who,
      stage: stage ?? 0,
      on: new Date(came_on),
    }),
    text: text ?? '',
    hidden: text === null && !removed,
    removed,
    mayRemove: !removed && may(role, 'answer'),
    unread: doubtful,
    mayArrive: doubtful && may(role, 'deliver'),
  }
}

function answerJson({ published_at, pdf, ...answer }: AnswerForOrganizer): AnswersJson['answers'][number] {
  return {
    id: answer.id,
    name: answer.name,
    office: answer.office,
    way: answer.way,
    answered_on: answer.answered_on,
    published_on: published_at && dayOf(published_at),
    verdict: answer.verdict,
    text: answer.text,
    by: answer.by,
    mail: answer.mail,
    stage: answer.stage,
    pdf: pdf && {
      bytes: pdf.bytes,
      sha256: pdf.sha256,
      published_on: pdf.published_at && dayOf(pdf.published_at),
    },
  }
}

function clocksOf({ recipients, clocks }: Awaited<ReturnType<typeof showAnswers>>): AnswersPage['clocks'] {
  return recipients.flatMap(({ id, name, office }) => {
    const clock = clocks.get(id)
    if (clock === undefined) return []
    const { askedUntil: until } = clock
    const asked = until === null ? undefined : say('responses-asked-until', { until: new Date(until) })
    return [{ name, office, words: clockInWords(clock), asked }]
  })
}

function clockInWords({ came, silence }: RecipientClock): Sentence {
  if (silence) return say('timeline-silence', valuesOf(silence))
  return came ? say('responses-has-answered') : say('dashboard-clock-nothing')
}

function valuesOf({ days, since }: Silence) {
  return { days, since: new Date(since) }
}

function answerView(letterId: string, answer: AnswerForOrganizer, mayFetch: boolean): AnswerView {
  const { id, way, text, published_at, verdict, pdf } = answer
  return {
    id,
    heading: answererInWords(answer),
    way: say('responses-way', { way }),
    text: text ?? '',
    hidden: text === null,
    published: published_at ?? undefined,
    tag: judgedAs(verdict).tag,
    mail: mailInWords(answer),
    secrets: answer.secrets.map(secretInWords),
    others: allVerdicts
      .filter((each) => each !== verdict)
      .map((each) => ({ verdict: each, button: givenAs(each).button })),
    pdf:
      pdf && mayFetch
        ? { words: pdfInWords(pdf), path: `/dashboard/letters/${letterId}/answers/${id}/pdf` }
        : undefined,
  }
}

function mailInWords({ mail, stage }: AnswerForOrganizer): Sentence[] | undefined {
  if (!mail) return undefined
  return [...(stage === null ? [] : [say('responses-answers-copy', { stage })]), signatureInWords(mail)]
}

function pdfInWords({ bytes, published_at: on }: NonNullable<AnswerForOrganizer['pdf']>): Sentence {
  const kilobytes = Math.ceil(bytes / 1000)
  return on ? say('responses-with-pdf-published', { kilobytes, on }) : say('responses-with-pdf', { kilobytes })
}

/** Says who wrote an answer, for whom, and on which day. */
function answererInWords({ name, office, by, answered_on }: AnswerForOrganizer): Sentence {
  return say('responses-answer-of', {
    who: name === null ? 'nobody' : by === null ? 'recipient' : 'another',
    people: name === null ? [] : [{ name, office: office ?? '' }],
    by: by ?? '',
    on: new Date(answered_on),
  })
}

/** @throws Refusal if there is no such PDF, or the role may not read answers */
export function answerPdfPage(facts: Awaited<ReturnType<typeof showAnswers>>, answerId: string): AnswerPdfPage {
  const { letter, role, title, answers } = facts
  const answer = answers.find(({ id }) => id === answerId)
  if (!answer?.pdf || !may(role, 'answer')) throw notFoundRefusal('PDF')
  const back = `/dashboard/letters/${letter.id}/answers`
  return {
    letterTitle: title,
    back,
    path: `${back}/${answer.id}/pdf`,
    heading: answererInWords(answer),
    recorded: answer.way === 'mail' || answer.way === 'other',
    sha256: answer.pdf.sha256,
    published: answer.pdf.published_at ?? undefined,
    mayPublish: may(role, 'deliver') && answer.published_at !== null && answer.pdf.published_at === null,
  }
}
