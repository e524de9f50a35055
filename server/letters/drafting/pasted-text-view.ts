import { field } from '../../http/form.ts'
import { say, type FieldMessage } from '../../refusal.ts'
import { fromMarkdown } from '../../text/document/from-markdown.ts'
import { toMarkdown } from '../../text/document/to-markdown.ts'
import { cleanText } from '../../text/paste/clean-text.ts'
import { countPlaces, findPlaces, moveToPlaces } from '../../text/paste/find-places.ts'
import type { Typed } from './draft-forms-view.ts'

/** The text before a button changed it, so that another button brings it back. */
export interface TextBefore {
  title: string
  text: string
}

/** What was found in a text: the title itself, and how many demands and sources. */
export interface Found {
  title: string
  demands: number
  sources: number
}

/** The buttons for a pasted text. They are for a browser without JavaScript, where the editor cannot clean what is pasted. */
const buttons = ['tidy text', 'move text', 'restore text'] as const

export function isTextButton(button: string): boolean {
  return (buttons as readonly string[]).includes(button)
}

/** Applies one of the buttons to the typed values. Nothing is saved. */
export function withTextButton(
  button: string,
  typed: Typed,
  body: unknown,
): { typed: Typed; before?: TextBefore; errors?: FieldMessage[] } {
  const [title, text] = [field(body, 'before-title'), field(body, 'before-text')]
  if (button === 'restore text') return { typed: { ...typed, title, text, moved: { add: [], remove: [] } } }
  const before = text === '' ? { title: typed.title, text: typed.text } : { title, text }
  if (button === 'move text') return { typed: withMove(typed), before }
  const pasted = cleanText(typed.text, { inMarkdown: true })
  if (!pasted) return { typed, errors: [{ field: 'text', message: say('editor-left-out-too-much') }] }
  return { typed: { ...typed, text: toMarkdown(pasted.document) }, before }
}

function withMove(typed: Typed): Typed {
  const document = fromMarkdown(typed.text)
  const places = findPlaces(document)
  if (!places) return typed
  const { document: rest, title, demands } = moveToPlaces(document, places)
  return {
    ...typed,
    title: title === '' ? typed.title : title,
    text: toMarkdown(rest),
    moved: { add: [...typed.moved.add, ...demands], remove: typed.moved.remove },
  }
}

export function foundIn(text: string): Found | null {
  const document = fromMarkdown(text)
  const places = findPlaces(document)
  if (!places) return null
  const { demands, sources } = countPlaces(document, places)
  return { title: places.title === null ? '' : document.child(places.title).textContent, demands, sources }
}
