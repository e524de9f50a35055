import type { Node } from 'prosemirror-model'
import { Plugin, TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { nodes, numberedLabels, sourcesOf } from '../../server/text/document/schema.ts'

/** Shows the numbers of sources, which follow from the order of the text. */
export function sourceNumbers(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    state: {
      init: (_, { doc }) => numbersIn(doc),
      apply: (tr, shown) => (tr.docChanged ? numbersIn(tr.doc) : shown),
    },
    props: {
      decorations(state) {
        return this.getState(state)
      },
    },
  })
}

function numbersIn(document: Node): DecorationSet {
  const labels = numberedLabels(document)
  const numbers: Decoration[] = []
  document.descendants((node, at) => {
    if (node.type !== nodes.source && node.type !== nodes.source_ref) return
    const number = labels.indexOf(String(node.attrs['label']))
    numbers.push(Decoration.node(at, at + node.nodeSize, { 'data-number': number === -1 ? '?' : String(number + 1) }))
  })
  return DecorationSet.create(document, numbers)
}

/** @returns labels that no source of the document and no earlier call has */
export function freeLabels(document: Node): () => string {
  const taken = new Set(sourcesOf(document).keys())
  document.descendants(({ type, attrs }) => {
    if (type === nodes.source_ref) taken.add(String(attrs['label']))
  })
  let number = 0
  return () => {
    do number++
    while (taken.has(String(number)))
    return String(number)
  }
}

/** Adds sources at the end, and sorts all by their numbers. */
export function addSources(tr: Transaction, added: readonly Node[]): void {
  if (added.length === 0) return
  const last = tr.doc.lastChild
  const end = tr.doc.content.size
  const old = last?.type === nodes.sources ? last.children : []
  const all = [...old, ...added]
  const start = old.length > 0 ? end - (last?.nodeSize ?? 0) : end
  tr.replaceWith(start, end, nodes.sources.create(null, all))
  const order = numberedLabels(tr.doc)
  const place = ({ attrs }: Node) =>
    order.includes(String(attrs['label'])) ? order.indexOf(String(attrs['label'])) : order.length
  const sorted = [...all].sort((one, other) => place(one) - place(other))
  if (sorted.some((source, at) => source !== all[at]))
    tr.replaceWith(start, tr.doc.content.size, nodes.sources.create(null, sorted))
}

/** Sets a number behind the selection, and leads to its new source. */
export const insertSource: Command = (state, dispatch) => {
  const { $to, to } = state.selection
  if (!$to.parent.inlineContent || $to.parent.type === nodes.kept || sourceAround(state)) return false
  if (!dispatch) return true
  const label = freeLabels(state.doc)()
  const tr = state.tr.insert(to, nodes.source_ref.create({ label }))
  addSources(tr, [nodes.source.create({ label }, nodes.paragraph.create())])
  const at = positionOf(tr.doc, nodes.source.name, label)
  if (at !== null) tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1)))
  dispatch(tr.scrollIntoView())
  return true
}

/** Leads from a source back to its number in the text. */
export const leaveSource: Command = (state, dispatch) => {
  const source = sourceAround(state)
  const at = source && positionOf(state.doc, nodes.source_ref.name, String(source.node.attrs['label']))
  if (at === null) return false
  dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve(at + 1), -1)).scrollIntoView())
  return true
}

/** Deletes an empty source with its numbers. */
export const deleteEmptySource: Command = (state, dispatch) => {
  const source = sourceAround(state)
  if (!source || source.node.textContent !== '' || !state.selection.empty) return false
  if (!dispatch) return true
  const label = String(source.node.attrs['label'])
  const { tr } = state
  const parent = state.doc.lastChild
  const whole = parent?.childCount === 1
  tr.delete(source.at - (whole ? 1 : 0), source.at + source.node.nodeSize + (whole ? 1 : 0))
  const back = positionOf(tr.doc, nodes.source_ref.name, label)
  for (let at = back; at !== null; at = positionOf(tr.doc, nodes.source_ref.name, label)) tr.delete(at, at + 1)
  if (back !== null) tr.setSelection(TextSelection.near(tr.doc.resolve(back), -1))
  dispatch(tr.scrollIntoView())
  return true
}

/** Leads from a number in the text to its source. */
export function showSource(state: EditorState, label: string): Transaction | null {
  const at = positionOf(state.doc, nodes.source.name, label)
  return at === null ? null : state.tr.setSelection(TextSelection.near(state.doc.resolve(at + 1))).scrollIntoView()
}

function sourceAround({ selection: { $from } }: EditorState): { node: Node; at: number } | null {
  for (let depth = $from.depth; depth > 0; depth--)
    if ($from.node(depth).type === nodes.source) return { node: $from.node(depth), at: $from.before(depth) }
  return null
}

function positionOf(document: Node, type: string, label: string): number | null {
  let found: number | null = null
  document.descendants((node, at) => {
    if (found === null && node.type.name === type && node.attrs['label'] === label) found = at
    return found === null
  })
  return found
}
