import { diffArrays } from 'diff'
import type { Node } from 'prosemirror-model'
import { updateYFragment } from 'y-prosemirror'
import * as Y from 'yjs'
import { blocksOf, fragmentOf } from './document-of.ts'

/**
 * Makes a shared document say what `wanted` says, with as few changes as possible: block by block, and inside of a block character by
 * character. So people who are typing in it keep their place.
 */
export function editDocument(shared: Y.Doc, wanted: Node, origin?: unknown): void {
  const fragment = fragmentOf(shared)
  const held = fragment.toArray().map((child) => keyOf(blocksOf(child, 0, true)))
  const next = wanted.children.map((block) => keyOf([block]))
  const meta = { mapping: new Map(), isOMark: new Map() }
  shared.transact(() => {
    let at = 0
    let place = 0
    let removed = 0
    for (const { added: isNew, removed: isOld, count } of diffArrays(held, next)) {
      // A difference lists first what goes, and then what comes. Both at one place are one change.
      if (isOld) {
        removed = count
        continue
      }
      const coming = isNew ? wanted.children.slice(place, place + count) : []
      replace(shared, fragment, { at, removed, coming }, meta)
      at += count
      place += count
      removed = 0
    }
    replace(shared, fragment, { at, removed, coming: [] }, meta)
  }, origin)
}

interface Change {
  at: number
  removed: number
  coming: readonly Node[]
}

type Meta = Parameters<typeof updateYFragment>[3]

function replace(shared: Y.Doc, fragment: Y.XmlFragment, { at, removed, coming }: Change, meta: Meta): void {
  let place = at
  let left = removed
  for (const block of coming) {
    const old = left > 0 ? fragment.get(place) : null
    if (old instanceof Y.XmlElement && old.nodeName === block.type.name) updateYFragment(shared, old, block, meta)
    else {
      if (old) fragment.delete(place, 1)
      const fresh = new Y.XmlElement(block.type.name)
      fragment.insert(place, [fresh])
      updateYFragment(shared, fresh, block, meta)
    }
    if (left > 0) left--
    place++
  }
  if (left > 0) fragment.delete(place, left)
}

function keyOf(blocks: readonly Node[]): string {
  return blocks.length === 1 ? JSON.stringify(blocks[0]?.toJSON()) : ''
}
