import { Fragment, Slice, type Node } from 'prosemirror-model'
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { nodes, sourcesOf } from '../../server/text/document/schema.ts'
import { cleanHtml } from '../../server/text/paste/clean-html.ts'
import { cleanText, isMarkdown } from '../../server/text/paste/clean-text.ts'
import type { LeftOut, Pasted } from '../../server/text/paste/pasted.ts'
import { pageHtml } from './page-html.ts'
import { addSources, freeLabels } from './sources.ts'
import { closeStep } from './undo.ts'

export interface Received {
  /** The blocks that came in. 0: nothing was taken. */
  blocks: number
  leftOut: ReadonlySet<LeftOut | 'files' | 'too-much'>
}

export interface Follower {
  /** Is called before more than a paragraph comes in. */
  before: () => void
  /** Learns what came in. */
  tell: (received: Received) => void
}

/** What the editor does when something is pasted or dropped. */
export function clipboardEvents({ before, tell }: Follower) {
  return {
    paste: (view: EditorView, event: ClipboardEvent): boolean => {
      const data = event.clipboardData
      if (!data || isOwn(data, view)) return false
      event.preventDefault()
      tell(receive(view, data, before))
      return true
    },
    drop: (view: EditorView, event: DragEvent): boolean => {
      const data = event.dataTransfer
      // A piece that is moved inside of the editor.
      if (!data || view.dragging || isOwn(data, view)) return false
      event.preventDefault()
      const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
      if (at) view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))))
      tell(receive(view, data, before))
      return true
    },
  }
}

/** @returns true if the clipboard holds a piece of this editor, or if plain text is wanted. ProseMirror does these by itself. */
function isOwn(data: DataTransfer, { state }: EditorView): boolean {
  return data.getData('text/html').includes('data-pm-slice') || state.selection.$from.parent.type === nodes.kept
}

/** Cleans the clipboard and puts it at the selection. */
function receive(view: EditorView, data: DataTransfer, before: () => void): Received {
  const html = data.getData('text/html')
  const text = data.getData('text/plain')
  const hasFiles = data.files.length > 0
  if (html === '' && text === '') return { blocks: 0, leftOut: new Set(hasFiles ? ['files'] : []) }
  const pasted = cleaned(html, text)
  if (!pasted) return { blocks: 0, leftOut: new Set(['too-much']) }
  const blocks = pasted.document.textContent === '' ? 0 : insert(view, pasted.document, before)
  return { blocks, leftOut: pasted.leftOut }
}

const structure = /<(?:h[1-6]|[uo]l|li|b|strong|i|em|a|blockquote|table|p class=)[\s>]/i

/** Editors of code put colours beside Markdown. Without structure in the HTML, the text says more. */
function cleaned(html: string, text: string): Pasted | null {
  if (html === '' || (isMarkdown(text) && !structure.test(html))) return cleanText(text)
  const root = pageHtml(html)
  return (root && cleanHtml(root)) ?? (text === '' ? null : cleanText(text))
}

/** The pasted sources get labels of their own. */
function insert(view: EditorView, document: Node, before: () => void): number {
  const { tr, doc } = view.state
  const next = freeLabels(doc)
  const labels = new Map([...sourcesOf(document).keys()].map((label) => [label, next()]))
  const blocks = document.children
    .filter(({ type }) => type !== nodes.sources)
    .map((block) => relabelled(block, labels))
  const sources = [...sourcesOf(document).values()].map((source) => relabelled(source, labels))
  const [first, last] = [blocks[0], blocks.at(-1)]
  // The first and the last paragraph join the text around them.
  const open = (block: Node | undefined) => (block?.type === nodes.paragraph ? 1 : 0)
  tr.replaceSelection(new Slice(Fragment.fromArray(blocks), open(first), open(last)))
  const { from } = tr.selection
  addSources(tr, sources)
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(from, tr.doc.content.size)), -1))
  if (blocks.length > 1) before()
  closeStep(view.state)
  view.dispatch(tr.scrollIntoView().setMeta('paste', true))
  closeStep(view.state)
  return blocks.length
}

function relabelled(node: Node, labels: ReadonlyMap<string, string>): Node {
  if (node.isText) return node
  const label = labels.get(String(node.attrs['label']))
  const attrs = label === undefined ? node.attrs : { ...node.attrs, label }
  return node.type.create(
    attrs,
    node.children.map((child) => relabelled(child, labels)),
    node.marks,
  )
}
