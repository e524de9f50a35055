import type Handlebars from 'handlebars'
import { emptyForm, type Errors, type FormState } from '../../http/form.ts'
import { directionOf } from '../../letter/rules.ts'
import type { Catalogue } from '../../messages/catalogue.ts'
import { notFoundRefusal, say, type Sentence } from '../../refusal.ts'
import { fromMarkdown } from '../../text/document/from-markdown.ts'
import { visibleText } from '../../text/document/visible-text.ts'
import { draftingErasedAfterDays } from '../life.ts'
import { partLinks, textPath, type PartLink } from '../part-links.ts'
import {
  isBy,
  isSuggestion,
  commentKinds,
  longestComment,
  longestPassage,
  replacementOf,
  type Comment,
  type TypedComment,
} from '../threads/rules.ts'
import { markedText } from './marked-text-view.ts'
import type { CommentsJson, ThreadJson } from './schemas.ts'
import type { CommentsFacts, ThreadFacts } from './show-comments.ts'

export const commentFields = ['quote', 'near', 'kind', 'replacement', 'words'] as const
export type CommentForm = FormState<(typeof commentFields)[number]>
export type WordsForm = FormState<'words'>
export type DecisionForm = FormState<'word'>
export type NameForm = FormState<'name'>

interface CommentShown {
  by: Sentence
  lines: string[]
  /** The page on which its author changes it. */
  edit: string | undefined
}
interface ThreadShown {
  number: number
  /** The words on which it was made. Undefined: the whole letter. */
  name: Sentence
  quote: string | undefined
  /** False if these words are gone from the text. */
  inText: boolean
  suggestion: { replacement: string; leavesOut: boolean } | undefined
  comments: CommentShown[]
  closed: Sentence | undefined
  word: string[]
  replies: boolean
  resolves: boolean
  reopens: boolean
  decides: boolean
}

export interface CommentsPage {
  id: string
  letterTitle: Sentence
  parts: PartLink[]
  language: string
  dir: string
  path: string
  /** False from the opening on. */
  draft: boolean
  /** Until when the comments are kept. */
  rule: Sentence
  text: Handlebars.SafeString
  empty: boolean
  open: Folded
  whole: Folded
  gone: Folded
  closed: ThreadShown[]
  errors: Errors
  form: CommentForm
  kinds: object
  nameForm: NameForm
  longestWords: number
  longestPassage: number
}
export interface ThreadPage {
  id: string
  letterTitle: Sentence
  language: string
  back: string
  thread: ThreadShown
  errors: Errors
  form: WordsForm
  decision: DecisionForm
  longestWords: number
}
export interface CommentPage {
  letterTitle: Sentence
  back: string
  path: string
  errors: Errors
  form: WordsForm
  longestWords: number
}
/** Comments, of which the page shows the first ones. The rest is folded away, so that a phone need not scroll through hundreds. */
interface Folded {
  first: ThreadShown[]
  more: ThreadShown[]
}

declare module '../../http/pages.ts' {
  interface Pages {
    'letters/comments/comments': CommentsPage
    'letters/comments/thread': ThreadPage
    'letters/comments/comment': CommentPage
  }
}

/** Comments in one part of the page before the rest is folded. */
const shownFirst = 30

function folded(threads: ThreadShown[]): Folded {
  return { first: threads.slice(0, shownFirst), more: threads.slice(shownFirst) }
}

export function commentsPath(letterId: string, number?: number | string): string {
  const path = textPath(letterId, 'comments')
  return number === undefined ? path : `${path}/${String(number)}`
}

export interface CommentsForms {
  form?: CommentForm
  nameForm?: NameForm
}

export function commentsPage(facts: CommentsFacts, forms: CommentsForms, words: Catalogue): CommentsPage {
  const { letter, title, draft, threads, name } = facts
  const document = fromMarkdown(draft.text)
  const inText = threads.filter(({ closed, anchor }) => closed === null && anchor?.passage)
  const marked = inText.flatMap(({ number, anchor }) => (anchor?.passage ? { number, passage: anchor.passage } : []))
  const form = forms.form ?? emptyForm({ quote: '', near: '', kind: 'comment', replacement: '', words: '' })
  const nameForm = forms.nameForm ?? emptyForm({ name })
  const open = (which: (thread: ThreadFacts) => boolean) =>
    threads.filter((thread) => thread.closed === null && which(thread)).map((thread) => threadShown(facts, thread))
  const place = ({ anchor }: ThreadFacts) => anchor?.passage?.start ?? 0
  return {
    id: letter.id,
    letterTitle: title,
    parts: partLinks(facts, 'comments'),
    language: draft.language,
    dir: directionOf(draft.language),
    path: commentsPath(letter.id),
    draft: letter.state === 'draft',
    rule: ruleOf(letter),
    text: markedText(document, marked, words.text('comments-number-label')),
    empty: draft.text.trim() === '',
    open: folded(
      inText.toSorted((one, other) => place(one) - place(other)).map((thread) => threadShown(facts, thread)),
    ),
    whole: folded(open(({ anchor }) => anchor === null)),
    gone: folded(open(({ anchor }) => anchor !== null && anchor.passage === null)),
    closed: threads.filter(({ closed }) => closed !== null).map((thread) => threadShown(facts, thread)),
    errors: [...form.summary, ...nameForm.summary],
    form,
    kinds: kindChoices(form),
    nameForm,
    longestWords: longestComment,
    longestPassage,
  }
}

function ruleOf({ state, drafting_kept: kept }: CommentsFacts['letter']): Sentence {
  const days = draftingErasedAfterDays
  return state === 'draft'
    ? say('comments-intro', { days })
    : say('comments-opened', { days, kept: kept ? 'yes' : 'no' })
}

function kindChoices({ values, errors }: CommentForm) {
  return {
    name: 'kind',
    type: 'radio',
    legend: say('comments-kind-legend'),
    hint: undefined,
    error: errors.kind,
    choices: commentKinds.map((value) => ({
      value,
      label: say('comments-kind', { kind: value }),
      hint: undefined,
      checked: value === (commentKinds.find((kind) => kind === values.kind) ?? 'comment'),
    })),
  }
}

export function typedComment({ quote, near, kind, replacement, words }: CommentForm['values']): TypedComment {
  const suggested = replacementOf(kind, replacement)
  const place = /^\d{1,7}$/.test(near) ? Number(near) : undefined
  return { words, quote, near: place, ...(suggested !== undefined && { replacement: suggested }) }
}

/** @throws Refusal if there is no such thread */
export function threadPage(
  facts: CommentsFacts,
  number: number,
  forms: { form?: WordsForm; decision?: DecisionForm },
): ThreadPage {
  const thread = facts.threads.find((each) => each.number === number)
  if (!thread) throw notFoundRefusal('comment')
  const form = forms.form ?? emptyForm({ words: '' })
  const decision = forms.decision ?? emptyForm({ word: '' })
  return {
    id: facts.letter.id,
    letterTitle: facts.title,
    language: facts.draft.language,
    back: `${commentsPath(facts.letter.id)}#thread-${String(number)}`,
    thread: threadShown(facts, thread),
    errors: [...form.summary, ...decision.summary],
    form,
    decision,
    longestWords: longestComment,
  }
}

/** @throws Refusal if there is no such comment, or somebody else wrote it */
export function commentPage(
  facts: CommentsFacts,
  number: number,
  id: string,
  form: WordsForm | undefined,
): CommentPage {
  const thread = facts.threads.find((each) => each.number === number)
  const comment = thread?.comments.find((each) => each.id === id)
  if (!comment || !isBy(comment, facts.mark ?? '')) throw notFoundRefusal('comment')
  const shown = form ?? emptyForm({ words: comment.words })
  return {
    letterTitle: facts.title,
    back: `${commentsPath(facts.letter.id)}#thread-${String(number)}`,
    path: `${commentsPath(facts.letter.id, number)}/${id}`,
    errors: shown.summary,
    form: shown,
    longestWords: longestComment,
  }
}

function threadShown(facts: CommentsFacts, thread: ThreadFacts): ThreadShown {
  const { number, anchor, replacement, closed, closable } = thread
  const draft = facts.letter.state === 'draft'
  return {
    number,
    name: nameOf(thread),
    quote: anchor?.quote,
    inText: anchor !== null && anchor.passage !== null,
    suggestion: replacement === null ? undefined : { replacement, leavesOut: replacement === '' },
    comments: thread.comments.map((comment) => commentShown(facts, thread, comment)),
    closed:
      closed === null
        ? undefined
        : say('comments-closed-by', { ...closed, by: closed.by.name, on: new Date(closed.day) }),
    word: linesOf(closed?.word ?? ''),
    replies: draft && closed === null,
    resolves: draft && closed === null && closable,
    reopens: draft && closed !== null && closed.how !== 'accepted' && closable,
    decides: draft && facts.edits && isSuggestion(thread),
  }
}

function commentShown(facts: CommentsFacts, { number, closed }: ThreadFacts, comment: Comment): CommentShown {
  const { id, author, day, words } = comment
  const on = new Date(day)
  const own = isBy(comment, facts.mark ?? '')
  const edits = own && closed === null && facts.letter.state === 'draft'
  return {
    by: author
      ? say(own ? 'comments-by-you' : author.reviewer ? 'comments-by-reviewer' : 'comments-by', {
          name: author.name,
          on,
        })
      : say('comments-deleted', { on }),
    lines: linesOf(words),
    edit: edits ? `${commentsPath(facts.letter.id, number)}/${id}` : undefined,
  }
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/\n+/)
}

export function commentsJson({ draft, threads, name, mark }: CommentsFacts): CommentsJson {
  const { text } = visibleText(fromMarkdown(draft.text))
  return { text, your_name: name, threads: threads.map((thread) => threadJson(thread, mark)) }
}

function threadJson(
  { number, anchor, replacement, closed, comments }: ThreadFacts,
  mark: string | undefined,
): ThreadJson {
  return {
    number,
    quote: anchor?.quote ?? null,
    passage: anchor?.passage ?? null,
    replacement,
    state: closed?.how ?? 'open',
    closed: closed && { by: closed.by.name, on: closed.day, word: closed.word },
    comments: comments.map((comment) => ({
      id: comment.id,
      by: comment.author?.name ?? null,
      reviewer: comment.author?.reviewer ?? false,
      yours: isBy(comment, mark ?? ''),
      on: comment.day,
      words: comment.words,
    })),
  }
}

function nameOf({ number, replacement }: ThreadFacts): Sentence {
  return say(replacement === null ? 'comments-thread-name' : 'comments-suggestion-name', { number })
}
