import type { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { letterSchema, marks } from '../../server/text/document/schema.ts'
import { pastedLink } from '../../server/text/paste/pasted-link.ts'

interface Range {
  from: number
  to: number
  href: string
}

/** The link at the selection. */
function linkAt({ selection: { $from } }: EditorState): Range | null {
  const { parent, parentOffset } = $from
  const start = $from.start()
  const found: Range[] = []
  parent.forEach((node, offset) => {
    const mark = marks.link.isInSet(node.marks)
    if (!mark || parentOffset < offset || parentOffset > offset + node.nodeSize) return
    found.push({ from: start + offset, to: start + offset + node.nodeSize, href: String(mark.attrs['href']) })
  })
  const [link] = found
  if (!link) return null
  // A link may have words in bold, which are pieces of their own.
  let { from, to } = link
  parent.forEach((node, offset) => {
    const same = marks.link.isInSet(node.marks)?.attrs['href'] === link.href
    if (same && start + offset === to) to += node.nodeSize
  })
  parent.forEach((_, offset, index) => {
    const before = parent.maybeChild(index - 1)
    if (start + offset === from && before && marks.link.isInSet(before.marks)?.attrs['href'] === link.href)
      from -= before.nodeSize
  })
  return { ...link, from, to }
}

/** People type `paper.example/a` and `name@paper.example`. */
function whole(typed: string): string | null {
  const text = typed.trim()
  if (/^[^\s@:/]+@[^\s@/]+\.[^\s@/]+$/.test(text)) return pastedLink(`mailto:${text}`)
  return pastedLink(/^[a-z][a-z\d+.-]*:/i.test(text) ? text : /^[^\s/]+\.[^\s]+$/.test(text) ? `https://${text}` : '')
}

/** Wires the panel in which somebody types the address of a link. @returns a function that opens it */
export function linkPanel(panel: HTMLElement, view: EditorView): () => void {
  const input = panel.querySelector('input')
  const error = panel.querySelector<HTMLElement>('[data-link-error]')
  const remove = panel.querySelector<HTMLElement>('[data-link-remove]')
  if (!input || !error || !remove) return () => undefined
  let range: Range | null = null
  const wrong = (is: boolean) => {
    error.hidden = !is
    if (is) input.setAttribute('aria-invalid', 'true')
    else input.removeAttribute('aria-invalid')
    if (is) input.setAttribute('aria-describedby', error.id)
    else input.removeAttribute('aria-describedby')
  }
  const close = () => {
    panel.hidden = true
    view.focus()
  }
  const set = () => {
    const href = whole(input.value)
    if (href === null || !range) {
      wrong(true)
      input.focus()
      return
    }
    const { from, to } = range
    const { tr } = view.state
    const mark = marks.link.create({ href })
    if (from === to) tr.insert(from, letterSchema.text(input.value.trim(), [mark]))
    else tr.removeMark(from, to, marks.link).addMark(from, to, mark)
    view.dispatch(tr.removeStoredMark(marks.link))
    close()
  }
  panel.querySelector('[data-link-set]')?.addEventListener('click', set)
  remove.addEventListener('click', () => {
    if (range) view.dispatch(view.state.tr.removeMark(range.from, range.to, marks.link))
    close()
  })
  // The form saves itself when one of its fields changes. This is none of them.
  input.addEventListener('input', (event) => event.stopPropagation())
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && event.target === input) {
      event.preventDefault()
      set()
    }
  })
  return () => {
    const { from, to } = view.state.selection
    range = linkAt(view.state) ?? { from, to, href: '' }
    input.value = range.href
    remove.hidden = range.href === ''
    wrong(false)
    panel.hidden = false
    input.focus()
    input.select()
  }
}
