import Handlebars from 'handlebars'
import { randomBytes } from 'node:crypto'
import { emptyForm, type FormState } from '../../http/form.ts'
import { newFormId } from '../../http/kept-forms/form-id.ts'
import { directionOf } from '../../letter/rules.ts'
import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import { letterHtmlParts } from '../../text/letter-html.ts'
import { commentKinds, longestComment, longestPassage, type CommentKind, type Thread } from '../threads/rules.ts'
import { draftingErasedAfterDays } from '../life.ts'
import { isAnswered, longestName } from './rules.ts'
import type { ShownReview } from './show-review.ts'

export type NameForm = FormState<'name'>
export type CommentForm = FormState<'quote' | 'kind' | 'replacement' | 'words'>
export interface ChangeForm {
  number: number
  words: string
  errors: FieldMessage[]
}

/** What a form of the link's page left. */
export interface ReviewState {
  name?: NameForm
  comment?: CommentForm
  change?: ChangeForm
}

export interface BeginPage {
  path: string
  /** Random, so that the same press of the button that arrives twice binds one browser. */
  press: string
  errors: FieldMessage[]
  form: NameForm
  longestName: number
  erasedAfterDays: number
}

/** A comment of the reviewer. Organizers who answered have no name here. */
interface OwnComment {
  /** The number of the thread. */
  thread: number
  quote: string | null
  words: string
  replacement: string | null
  leavesOut: boolean
  day: Date
  answers: { day: Date; words: string }[]
  closed: Sentence | undefined
  closedWord: string
  mayChange: boolean
  change: { words: string; error: Sentence | undefined; open: boolean }
}

export interface ReviewPage {
  path: string
  formId: string
  name: string
  lastDay: Date
  errors: FieldMessage[]
  title: string
  language: string
  dir: 'ltr' | 'rtl'
  html: Handlebars.SafeString
  sources: Handlebars.SafeString
  demands: readonly string[]
  form: CommentForm
  kinds: { value: CommentKind; words: Sentence; checked: boolean }[]
  longestPassage: number
  longestComment: number
  comments: OwnComment[]
}
declare module '../../http/pages.ts' {
  interface Pages {
    'letters/reviews/begin': BeginPage
    'letters/reviews/review': ReviewPage
    'letters/reviews/ended': object
  }
}

export function beginPage(token: string, form: NameForm = emptyForm({ name: '' })): BeginPage {
  return {
    path: `/review/${token}`,
    press: randomBytes(32).toString('base64url'),
    errors: form.summary,
    form,
    longestName,
    erasedAfterDays: draftingErasedAfterDays,
  }
}

/** The parts of a review that its page shows. */
interface Reviewed {
  link: Pick<ShownReview['link'], 'last_day'>
  words: Pick<ShownReview['words'], 'name'>
  text: Omit<ShownReview['text'], 'version'>
  threads: readonly Thread[]
}

export function reviewPage(
  token: string,
  { link, words, text, threads }: Reviewed,
  { comment, change }: ReviewState = {},
): ReviewPage {
  const form: CommentForm = comment ?? emptyForm({ quote: '', kind: 'comment', replacement: '', words: '' })
  return {
    path: `/review/${token}`,
    // New each time, because the same words may be a comment on two passages.
    formId: newFormId(),
    name: words.name ?? '',
    lastDay: new Date(link.last_day),
    errors: [...form.summary, ...(change?.errors ?? [])],
    title: text.title,
    language: text.language,
    dir: directionOf(text.language),
    ...htmlOf(text),
    demands: text.demands,
    form,
    kinds: commentKinds.map((value) => ({ value, words: kindWords[value], checked: value === form.values.kind })),
    longestPassage,
    longestComment,
    comments: threads.map((thread) => ownComment(thread, change?.number === thread.number ? change : undefined)),
  }
}

function htmlOf({ text, language }: { text: string; language: string }) {
  const { body, sources } = letterHtmlParts(text, { language })
  return { html: new Handlebars.SafeString(body), sources: new Handlebars.SafeString(sources) }
}

const kindWords: Record<CommentKind, Sentence> = {
  comment: say('reviews-kind-comment'),
  replace: say('reviews-kind-replace'),
  'leave-out': say('reviews-kind-remove'),
}

const closedWords = {
  resolved: say('reviews-closed-resolved'),
  accepted: say('reviews-closed-accepted'),
  refused: say('reviews-closed-refused'),
} as const

function ownComment(thread: Thread, change: ChangeForm | undefined): OwnComment {
  const { number, anchor, replacement, closed } = thread
  const [first, ...replies] = thread.comments
  const words = first?.words ?? ''
  return {
    thread: number,
    quote: anchor?.quote ?? null,
    words,
    replacement: replacement === '' ? null : replacement,
    leavesOut: replacement === '',
    day: new Date(first?.day ?? 0),
    answers: replies
      .filter(({ author }) => author !== null)
      .map((reply) => ({ day: new Date(reply.day), words: reply.words })),
    closed: closed ? closedWords[closed.how] : undefined,
    closedWord: closed?.word ?? '',
    mayChange: !isAnswered(thread),
    change: { words: change?.words ?? words, error: change?.errors[0]?.message, open: change !== undefined },
  }
}
