import type { Node } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import { Mapping, StepMap } from 'prosemirror-transform'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { visibleText } from '../../server/text/document/visible-text.ts'

/** Milliseconds after which a comment is sent although the text was not saved. The server then says what it does not find. */
const longestWait = 6000

/** Runs something once the form has saved what was typed. */
export function whenSaved(form: HTMLFormElement): (act: () => void) => void {
  let [typed, sent, saved] = [0, 0, 0]
  form.addEventListener('input', () => typed++)
  form.addEventListener('autosave-sends', () => (sent = typed))
  form.addEventListener('autosave-saved', () => (saved = sent))
  return (act) => {
    if (saved === typed) {
      act()
      return
    }
    const go = () => {
      clearTimeout(timer)
      form.removeEventListener('autosave-saved', saves)
      act()
    }
    const saves = () => {
      if (saved === typed) go()
    }
    const timer = setTimeout(go, longestWait)
    form.addEventListener('autosave-saved', saves)
  }
}

/** Marks the passages of comments. Their numbers lead to the threads. */
export function commentMarks(root: HTMLElement, saved: (act: () => void) => void): Plugin<DecorationSet> {
  const list = root.querySelector<HTMLElement>('[data-commented]')
  const items = [...(list?.querySelectorAll<HTMLElement>('[data-number]') ?? [])]
  const link = (number: string) => {
    const shown = document.createElement('a')
    shown.className = 'comment-number'
    shown.href = `${list?.dataset['commented'] ?? ''}#thread-${number}`
    shown.textContent = number
    shown.setAttribute('aria-label', `${list?.dataset['label'] ?? ''} ${number}`)
    shown.addEventListener('click', (event) => {
      event.preventDefault()
      saved(() => location.assign(shown.href))
    })
    return shown
  }
  const fromPage = (doc: Node) => {
    const text = items.length > 0 ? visibleText(doc) : null
    const shown = items.flatMap(({ dataset: { number = '', start, end } }) => {
      const range = text?.rangeOf(Number(start), Number(end))
      if (!range || range.from >= range.to) return []
      return [
        Decoration.inline(range.from, range.to, { class: 'commented' }),
        Decoration.widget(range.to, () => link(number), { side: -1, key: `comment-${number}` }),
      ]
    })
    return DecorationSet.create(doc, shown)
  }
  // When people type together, the editor gets another document once, and a whole document for each change of the others.
  let last: { doc: Node; shown: DecorationSet } | undefined
  const follow = (doc: Node) => {
    last = { doc, shown: last ? last.shown.map(difference(last.doc, doc), doc) : fromPage(doc) }
    return last.shown
  }
  return new Plugin<DecorationSet>({
    state: {
      init: (_, { doc }) => follow(doc),
      apply: (tr, shown) => (tr.docChanged ? follow(tr.doc) : shown),
    },
    props: {
      decorations(state) {
        return this.getState(state)
      },
    },
  })
}

/**
 * How places move from one document to another, as if its blocks had been edited one by one. Where blocks came or went, all of them
 * between the first and the last that differ count as replaced.
 */
function difference(before: Node, after: Node): Mapping {
  const [old, fresh] = [before.children, after.children]
  const least = Math.min(old.length, fresh.length)
  let first = 0
  while (first < least && isSame(old[first], fresh[first])) first++
  let end = 0
  while (end < least - first && isSame(old.at(-1 - end), fresh.at(-1 - end))) end++
  const ranges: number[] = []
  let at = sizeOf(old.slice(0, first))
  if (old.length === fresh.length)
    for (let index = first; index < old.length - end; index++) {
      const [one, other] = [old[index], fresh[index]]
      if (one && other && !isSame(one, other)) ranges.push(...rangeIn(one, other, at))
      at += one?.nodeSize ?? 0
    }
  else ranges.push(at, sizeOf(old.slice(first, old.length - end)), sizeOf(fresh.slice(first, fresh.length - end)))
  return new Mapping([new StepMap(ranges)])
}

/** The editor keeps the nodes of blocks that did not change. */
function isSame(one: Node | undefined, other: Node | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && one.eq(other))
}

function sizeOf(blocks: readonly Node[]): number {
  return blocks.reduce((sum, { nodeSize }) => sum + nodeSize, 0)
}

/** The range that differs between two blocks, as a start and two sizes. */
function rangeIn(old: Node, fresh: Node, at: number): [number, number, number] {
  const start = old.content.findDiffStart(fresh.content)
  const end = old.content.findDiffEnd(fresh.content)
  if (start === null || !end) return [at, old.nodeSize, fresh.nodeSize]
  // Where a sign repeats, the two searches overlap.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  return [at + 1 + start, end.a + overlap - start, end.b + overlap - start]
}

/** Wires the panel in which somebody comments on the selection. @returns a function that opens it */
export function commentPanel(root: HTMLElement, view: EditorView, saved: (act: () => void) => void): () => void {
  const find = (part: string) => panel?.querySelector<HTMLElement>(part) ?? null
  const panel = root.querySelector<HTMLElement>('[data-comment-panel]')
  const form = document.querySelector<HTMLFormElement>('[data-new-comment]')
  const words = panel?.querySelector<HTMLTextAreaElement>('[name="words"]')
  const replacement = panel?.querySelector<HTMLTextAreaElement>('[name="replacement"]')
  const suggests = panel?.querySelector<HTMLInputElement>('[data-suggests]')
  const [quoted, box, tooLong] = [find('[data-quote]'), find('[data-replacement]'), find('[data-too-long]')]
  if (!panel || !form || !words || !replacement || !suggests || !quoted || !box || !tooLong) return () => undefined
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement
  const close = () => {
    panel.hidden = true
    view.focus()
  }
  suggests.addEventListener('change', () => {
    box.hidden = !suggests.checked
    if (suggests.checked) replacement.focus()
  })
  panel.querySelector('[data-comment-leave]')?.addEventListener('click', close)
  // The form of the letter saves itself when one of its fields changes. These belong to another form.
  panel.addEventListener('input', (event) => event.stopPropagation())
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    saved(() => form.submit())
  })
  return () => {
    const { from, to } = view.state.selection
    const { text, passageOf } = visibleText(view.state.doc)
    const { start, end } = passageOf(from, to)
    const selected = text.slice(start, end)
    const quote = selected.trim()
    field('quote').value = quote
    field('near').value = quote === '' ? '' : String(start + selected.indexOf(quote))
    quoted.textContent = quote === '' ? (quoted.dataset['whole'] ?? '') : quote
    tooLong.hidden = quote.length <= replacement.maxLength
    suggests.checked = false
    suggests.disabled = quote === ''
    box.hidden = true
    replacement.value = quote
    panel.hidden = false
    words.focus()
  }
}
