import type { EditorState } from 'prosemirror-state'
import { yUndoPluginKey } from 'y-prosemirror'
import type { UndoManager } from 'yjs'

export function undoOf(state: EditorState): UndoManager | undefined {
  return yUndoPluginKey.getState(state)?.undoManager
}

/** Makes the next change a step of its own for undo. */
export function closeStep(state: EditorState): void {
  undoOf(state)?.stopCapturing()
}
