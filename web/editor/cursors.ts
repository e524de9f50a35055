import { Plugin, PluginKey, type EditorState } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { relativePositionToAbsolutePosition, ySyncPluginKey, type ProsemirrorBinding } from 'y-prosemirror'
import * as Y from 'yjs'
import type { Present } from '../../server/text/live/messages.ts'

const key = new PluginKey<readonly Present[]>('cursors')
/** Looks of cursors. The name beside each tells them apart. */
const looks = 6

interface Sync {
  type: Y.XmlFragment
  doc: Y.Doc
  binding: ProsemirrorBinding | null
}

/** Shows where the others are, with their names. */
export function othersCursors(): Plugin<readonly Present[]> {
  return new Plugin<readonly Present[]>({
    key,
    state: {
      init: () => [],
      apply: (tr, present) => (tr.getMeta(key) as readonly Present[] | undefined) ?? present,
    },
    props: {
      decorations: (state) => DecorationSet.create(state.doc, cursorsIn(state)),
    },
  })
}

/** @returns a change of the editor's state that shows these people */
export function showCursors(state: EditorState, present: readonly Present[]) {
  return state.tr.setMeta(key, present).setMeta('addToHistory', false)
}

function cursorsIn(state: EditorState): Decoration[] {
  return (key.getState(state) ?? []).flatMap((person, at) => {
    const [anchor, head] = [placeOf(state, person.cursor?.anchor), placeOf(state, person.cursor?.head)]
    if (anchor === null || head === null) return []
    const look = `live-look-${String(at % looks)}`
    const caret = Decoration.widget(head, () => caretOf(person.name, look), {
      key: `${person.id} ${person.name} ${look}`,
      side: 10,
      ignoreSelection: true,
    })
    const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)]
    return from === to ? [caret] : [caret, Decoration.inline(from, to, { class: ['live-selection', look].join(' ') })]
  })
}

function placeOf(state: EditorState, position: unknown): number | null {
  const { type, doc, binding } = ySyncPluginKey.getState(state) as Sync
  if (!binding || position === undefined || position === null) return null
  try {
    const relative = Y.createRelativePositionFromJSON(position)
    const at = relativePositionToAbsolutePosition(doc, type, relative, binding.mapping)
    return at === null ? null : Math.min(at, state.doc.content.size)
  } catch {
    // The position comes from another browser, and its place may be gone.
    return null
  }
}

/** Screen readers read the list of people instead. */
function caretOf(name: string, look: string): HTMLElement {
  const caret = document.createElement('span')
  caret.classList.add('live-caret', look)
  caret.setAttribute('aria-hidden', 'true')
  const label = document.createElement('span')
  label.className = 'live-name'
  label.dir = 'auto'
  label.textContent = name
  // Without a word joiner on both sides, a caret would be a place to break the line.
  caret.append('\u2060', label, '\u2060')
  return caret
}
