import { TextSelection, type EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import * as Y from 'yjs'
import { fromMarkdown } from '../server/text/document/from-markdown.ts'
import { toMarkdown } from '../server/text/document/to-markdown.ts'
import { documentOf } from '../server/text/live/document-of.ts'
import { editDocument } from '../server/text/live/edit-document.ts'
import { clipboardEvents, type Received } from './editor/clipboard.ts'
import { commentMarks, commentPanel, whenSaved } from './editor/comments.ts'
import { othersCursors, showCursors } from './editor/cursors.ts'
import { linkPanel } from './editor/link.ts'
import { livePanel, untilStored } from './editor/live-panel.ts'
import type { Live } from './editor/live.ts'
import { followMove, followUndo, Proposal } from './editor/move.ts'
import { pasteNote } from './editor/note-paste.ts'
import { showSource } from './editor/sources.ts'
import { newState } from './editor/surface.ts'
import { toolbar } from './editor/tools.ts'
import { undoOf } from './editor/undo.ts'

/** Milliseconds from the last key until the words are counted. */
const pause = 300
/** Up to so many characters, a letter's Markdown is written at each key. */
const short = 20_000

/**
 * Puts an editor in the place of a letter's text field. The field stays in the form, and gets the Markdown of each change. A text that
 * nobody changes stays as it was, to the byte. Without this script, the field itself is there.
 */
for (const root of document.querySelectorAll<HTMLElement>('[data-editor]')) start(root)

function start(root: HTMLElement): void {
  const find = (part: string) => root.querySelector<HTMLElement>(`[data-${part}]`)
  const field = root.previousElementSibling?.querySelector('textarea') ?? null
  const [surface, panel, offer, said] = [find('surface'), find('link-panel'), find('places'), find('said')]
  const bar = root.querySelector<HTMLElement>('[role="toolbar"]')
  if (!field?.form || !surface || !panel || !offer || !said || !bar) return
  const { form } = field
  const title = form.querySelector<HTMLInputElement>('input[name="title"]')
  const follow = followMove(form, title)
  const notePaste = pasteNote(form)
  let openLink: () => void = () => undefined
  let shown: (state: EditorState) => void = () => undefined
  const together: { live?: Live | undefined } = {}
  const whenStored = storing(form, together)
  const text = sharedText(field)
  const marks = commentMarks(root, whenStored)
  const stateOf = (document: Y.Doc) => newState(document, () => openLink(), [marks, othersCursors()])

  const view: EditorView = new EditorView(surface, {
    state: stateOf(text.shared),
    attributes: () => attributesOf(field),
    dispatchTransaction(tr) {
      const before = view.state.doc
      view.updateState(view.state.apply(tr))
      shown(view.state)
      together.live?.move(() => view.state)
      if (before.eq(view.state.doc)) return
      if (together.live?.carries) text.fillSoon(view.state.doc.content.size)
      else {
        text.fill()
        field.dispatchEvent(new Event('input', { bubbles: true }))
      }
    },
    handleClickOn(_, __, node): boolean {
      const lead = node.type.name === 'source_ref' ? showSource(view.state, String(node.attrs['label'])) : null
      if (lead) view.dispatch(lead)
      return lead !== null
    },
    handleDOMEvents: clipboardEvents({
      before: () => {
        if (together.live?.carries) together.live.keep()
        else notePaste()
      },
      tell: (received) => tell(received),
    }),
  })

  const followSteps = () => {
    const manager = undoOf(view.state)
    if (manager) followUndo(manager, follow, () => shown(view.state))
  }
  followSteps()
  const proposal = new Proposal(offer, view, title, follow)
  const tell = ({ blocks, leftOut }: Received) => {
    said.replaceChildren(...[...leftOut].map((what) => warningOn(root, what)))
    if (blocks > 1) proposal.offer()
  }
  openLink = linkPanel(panel, view)
  const showTools = toolbar(bar, view, { link: () => openLink(), comment: commentPanel(root, view, whenStored) })
  const count = wordCounter(find('words'), view)
  shown = (state) => {
    showTools(state)
    count()
  }
  shown(view.state)
  takePlace(field, root, view)
  together.live = livePanel(
    root,
    { field, shared: text.shared, fill: text.fill },
    (next) => {
      const { anchor, head } = view.state.selection
      text.shared = next
      const state = stateOf(next)
      const within = (at: number) => state.doc.resolve(Math.min(at, state.doc.content.size))
      view.updateState(state.apply(state.tr.setSelection(TextSelection.between(within(anchor), within(head)))))
      followSteps()
      shown(view.state)
    },
    (others) => view.dispatch(showCursors(view.state, others)),
  )
}

/** Runs something once what was typed is stored, by the socket or by the form. */
function storing(form: HTMLFormElement, together: { live?: Live | undefined }): (act: () => void) => void {
  const saved = whenSaved(form)
  return (act) => {
    if (together.live?.carries) void untilStored(together.live).then(act)
    else saved(act)
  }
}

/** The text of the editor as a shared document, which fills the form's field with its Markdown. */
function sharedText(field: HTMLTextAreaElement) {
  let filling: ReturnType<typeof setTimeout> | undefined
  const text = {
    shared: new Y.Doc(),
    fill: () => {
      field.value = toMarkdown(documentOf(text.shared))
    },
    /** For a text that the form does not send. Writing a long letter's Markdown at each key would delay the next one. */
    fillSoon: (size: number) => {
      clearTimeout(filling)
      if (size < short) text.fill()
      else filling = setTimeout(text.fill, pause)
    },
  }
  editDocument(text.shared, fromMarkdown(field.value))
  return text
}

function warningOn(root: HTMLElement, what: string): HTMLElement {
  const words = root.querySelector<HTMLTemplateElement>(`template[data-say="${what}"]`)?.content.textContent ?? ''
  return Object.assign(document.createElement('p'), { className: 'warning', textContent: words })
}

/** @returns a function that counts the words a moment later. Counting a long letter at each key would delay the next one. */
function wordCounter(shown: HTMLElement | null, view: EditorView): () => void {
  let counting: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(counting)
    counting = setTimeout(() => {
      if (!shown) return
      const text = view.state.doc.textBetween(0, view.state.doc.content.size, ' ')
      shown.textContent = countWords(text).toLocaleString(lang())
    }, pause)
  }
}

function lang(): string {
  return document.documentElement.lang
}

/** Chinese, Japanese and others have no spaces, so the browser's own rules count where it has them. */
function countWords(text: string): number {
  if (!('Segmenter' in Intl)) return text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0
  let count = 0
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text))
    if (isWordLike) count++
  return count
}

function attributesOf(field: HTMLTextAreaElement): Record<string, string> {
  const described = [field.getAttribute('aria-describedby')?.replace('h-text', '').trim() ?? '', 'editor-help']
  return {
    id: 'f-text',
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-labelledby': 'l-text',
    'aria-describedby': described.filter((id) => id !== '').join(' '),
    ...(field.hasAttribute('aria-invalid') && { 'aria-invalid': 'true' }),
    ...(field.lang !== '' && { lang: field.lang }),
    dir: 'auto',
    spellcheck: 'true',
  }
}

/** Hides the field. Its label, its errors and links to it belong to the editor now, and so does the next key of somebody who types. */
function takePlace(field: HTMLTextAreaElement, root: HTMLElement, view: EditorView): void {
  const typing = field.matches(':focus')
  const box = root.previousElementSibling
  const label = box?.querySelector<HTMLLabelElement>('label')
  const hint = box?.querySelector<HTMLElement>('.hint')
  if (label) {
    label.id = 'l-text'
    label.removeAttribute('for')
    label.addEventListener('click', () => view.focus())
  }
  if (hint) hint.hidden = true
  field.removeAttribute('id')
  field.hidden = true
  root.hidden = false
  view.setProps({})
  // The sentences beside the field are shown by another script, which tells the field about them.
  new MutationObserver(() => view.setProps({})).observe(field, {
    attributeFilter: ['aria-describedby', 'aria-invalid'],
  })
  if (typing) view.dispatch(view.state.tr.setSelection(TextSelection.atEnd(view.state.doc)))
  if (typing || location.hash === '#f-text') view.focus()
}
