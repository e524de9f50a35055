import Handlebars from 'handlebars'
import { emptyForm, type FormState } from '../http/forms.ts'
import { inSentence, inWords } from '../http/helpers.ts'
import { letterHtml } from '../common/markdown.ts'
import { directionOf } from '../common/letter-rules.ts'
import { countsInWords } from './compose.ts'
import { textAndSources } from './mail.ts'
import type { RecipientFacts } from './recipient-page.ts'

/** A recipient's private page: the data of the page, and of `/api/v1/recipients/{token}`. Never a name. */
export interface RecipientJson {
  recipient: { name: string; office: string }
  title: string
  text: string
  demands: string[]
  language: string
  revision: { number: number; hash: string }
  /** SHA-256 of what was delivered. */
  content_hash: string | null
  tally: { as_of: string | null; classes: { class: string; count: number; words: string }[] }
  received_on: string | null
}

export type ReplyForm = FormState<'text'>

export interface RecipientPage {
  path: string
  errors: { field: string; message: string }[]
  letter: RecipientJson
  dir: 'ltr' | 'rtl'
  html: Handlebars.SafeString
  sources: Handlebars.SafeString
  note: Handlebars.SafeString | undefined
  counts: string
  received: string | undefined
  form: ReplyForm
}
export interface AnswerCodePage {
  path: string
  errors: { field: string; message: string }[]
  codeError: string | undefined
  challenge: string
  text: string
}
export interface AnsweredPage {
  path: string
}
declare module '../http/pages.ts' {
  interface Pages {
    'delivery/recipient': RecipientPage
    'delivery/answer-code': AnswerCodePage
    'delivery/answered': AnsweredPage
  }
}

export function recipientJson({ page, letter, revision, tally }: RecipientFacts): RecipientJson {
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
      as_of: letter.as_of?.toISOString() ?? null,
      classes: tally.classes.map((each, index) => ({ ...each, words: words[index]?.label ?? '' })),
    },
    received_on: page.confirmed_at?.toISOString().slice(0, 10) ?? null,
  }
}

export function recipientPage(
  facts: RecipientFacts,
  token: string,
  form = emptyForm<'text'>({ text: '' }),
): RecipientPage {
  const letter = recipientJson(facts)
  const note = facts.page.covering_note
  const [html, sources] = textAndSources(letterHtml(letter.text))
  return {
    path: `/r/${token}`,
    errors: form.summary,
    letter,
    dir: directionOf(letter.language),
    html: new Handlebars.SafeString(html),
    sources: new Handlebars.SafeString(sources),
    note: note === '' ? undefined : new Handlebars.SafeString(letterHtml(note, 'note')),
    counts: inSentence(letter.tally.classes.map(({ count, words }) => `${String(count)} ${words}`)),
    received: letter.received_on === null ? undefined : inWords(letter.received_on),
    form,
  }
}
