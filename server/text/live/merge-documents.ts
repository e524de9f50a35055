import type { Node } from 'prosemirror-model'
import * as Y from 'yjs'
import { documentOf } from './document-of.ts'
import { editDocument } from './edit-document.ts'

/**
 * Merges what two sides made of the same text, character by character, as if both had typed at the same time.
 * @param base what both started from
 */
export function mergeDocuments(base: Node, mine: Node, theirs: Node): Node {
  if (mine.eq(base) || mine.eq(theirs)) return theirs
  if (theirs.eq(base)) return mine
  const from = shared(base)
  const start = Y.encodeStateAsUpdate(from)
  const other = new Y.Doc()
  Y.applyUpdate(other, start)
  editDocument(from, mine)
  editDocument(other, theirs)
  Y.applyUpdate(from, Y.encodeStateAsUpdate(other))
  return documentOf(from)
}

function shared(document: Node): Y.Doc {
  const made = new Y.Doc()
  editDocument(made, document)
  return made
}
