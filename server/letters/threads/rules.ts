import { say, type FieldMessage, type Sentence } from '../../refusal.ts'
import type { Anchor } from '../../text/document/anchors.ts'
import { faultInTyped, tidyText } from '../../text/typed-text.ts'

/** Comments of a letter, replies included. Moving their passages takes time at each save. */
export const mostComments = 1000
export const longestComment = 4000
/** Characters of a passage, and of the words that a suggestion puts there. */
export const longestPassage = 2000

/** Who wrote a comment. */
export interface Author {
  /** The author's name in this draft. */
  name: string
  /** Random, the same for all comments of this person on this letter. It is found beside the person's membership or link, sealed. */
  mark: string
  /** True for a reviewer, who has no account and came by a link. */
  reviewer?: boolean
}

export interface Comment {
  /** Random. Names the comment in addresses. */
  id: string
  /** Null if the author deleted the comment. */
  author: Author | null
  /** The day in UTC. Comments have no time, which would tell who was at work then. */
  day: string
  /** Plain text. Empty if the author deleted the comment, or suggested a change without a comment. */
  words: string
}

/** How a thread ended. */
export interface Closing {
  how: 'resolved' | 'accepted' | 'refused'
  by: Author
  day: string
  /** Why a suggestion was refused. Empty otherwise. */
  word: string
}

/** What is sealed of a thread. */
export interface ThreadContent {
  /** The first one begins the thread. The others are replies, in their order. */
  comments: Comment[]
  /** The words that a suggested change puts in the place of the passage. Empty if it leaves the passage out. Null for a comment. */
  replacement: string | null
  closed: Closing | null
}

export interface Thread extends ThreadContent {
  number: number
  /** Null if the thread is about the whole letter. */
  anchor: Anchor | null
}

/** The kinds of a comment, in the order of the forms: a remark, other words for the passage, or none. */
export const commentKinds = ['comment', 'replace', 'leave-out'] as const
export type CommentKind = (typeof commentKinds)[number]

/** Returns the words that a form suggests for a passage, as in `TypedComment`. */
export function replacementOf(kind: string, typed: string): string | undefined {
  return ({ replace: typed, 'leave-out': '' } as Partial<Record<string, string>>)[kind]
}

export interface TypedComment {
  words: string
  /** The passage, as somebody typed or copied it. Empty: the whole letter. */
  quote: string
  /** Where the passage was seen in the visible text. Undefined if nobody knows. */
  near?: number | undefined
  /** Undefined for a comment. Empty to leave the passage out. */
  replacement?: string | undefined
}

/** @returns the faults of a comment by field. Whether its passage is in the text is decided later. */
export function faultsInComment({ words, quote, replacement }: TypedComment): FieldMessage[] {
  const faults: [string, Sentence | null][] = [
    ['quote', faultInPassage(quote)],
    ['replacement', replacement === undefined ? null : faultInPassage(replacement)],
    ['replacement', replacement !== undefined && quote === '' ? say('comments-suggestion-without-passage') : null],
    ['replacement', replacement !== undefined && replacement === quote ? say('comments-suggestion-same') : null],
    ['words', replacement !== undefined && words === '' ? null : faultInWords(words)],
  ]
  const found = faults.flatMap(([field, message]) => (message === null ? [] : [{ field, message }]))
  return found.filter(({ field }, at) => found.findIndex((other) => other.field === field) === at)
}

export function tidyComment({ words, quote, near, replacement }: TypedComment): TypedComment {
  const tidied = { words: tidyText(words), quote: tidyText(quote), near }
  return replacement === undefined ? tidied : { ...tidied, replacement: tidyText(replacement) }
}

export function faultInWords(words: string): Sentence | null {
  if (words === '') return say('comments-words-missing')
  return words.length > longestComment
    ? say('comments-words-too-long', { most: longestComment })
    : faultInTyped(words, 'many')
}

function faultInPassage(typed: string): Sentence | null {
  return typed.length > longestPassage
    ? say('comments-passage-too-long', { most: longestPassage })
    : faultInTyped(typed, 'many')
}

export function isBy({ author }: Comment, mark: string): boolean {
  return author !== null && author.mark === mark
}

/** True if a person may resolve or reopen a thread: an editor any, others their own. */
export function mayClose({ comments: [first] }: ThreadContent, mark: string, edits: boolean): boolean {
  return edits || (first !== undefined && isBy(first, mark))
}

export function withReply(thread: ThreadContent, reply: Comment): ThreadContent {
  return { ...thread, comments: [...thread.comments, reply] }
}

export function withWords(thread: ThreadContent, id: string, words: string): ThreadContent {
  const comments = thread.comments.map((comment) => (comment.id === id ? { ...comment, words } : comment))
  return { ...thread, comments }
}

/**
 * Removes a comment. Where others have replied, its place stays. A suggestion goes with its first comment.
 * @returns null if nothing is left of the thread
 */
export function withoutComment(thread: ThreadContent, id: string): ThreadContent | null {
  const emptied = thread.comments.map((comment) =>
    comment.id === id ? { ...comment, author: null, words: '' } : comment,
  )
  const last = emptied.findLastIndex(({ author }) => author !== null)
  if (last === -1) return null
  const replacement = thread.comments[0]?.id === id ? null : thread.replacement
  return { ...thread, comments: emptied.slice(0, last + 1), replacement }
}

/** Gives a person another name in everything that the person wrote. */
export function renamed(thread: ThreadContent, { name, mark }: Author): ThreadContent {
  const change = (author: Author | null) => (author?.mark === mark ? { name, mark } : author)
  const { closed } = thread
  return {
    ...thread,
    comments: thread.comments.map((comment) => ({ ...comment, author: change(comment.author) })),
    closed: closed && { ...closed, by: change(closed.by) ?? closed.by },
  }
}

/** True if a suggestion waits for a decision. */
export function isSuggestion({ replacement, closed }: ThreadContent): boolean {
  return replacement !== null && closed === null
}
