import { TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { fromMarkdown } from '../server/text/document/from-markdown.ts'
import { toMarkdown } from '../server/text/document/to-markdown.ts'
import { isOwn, receive, type Received } from './editor/clipboard.ts'
import { commentMarks, commentPanel, whenSaved } from './editor/comments.ts'
import { linkPanel } from './editor/link.ts'
import { followMove, Proposal, type MovedAway } from './editor/move.ts'
import { pasteNote } from './editor/note-paste.ts'
import { showSource } from './editor/sources.ts'
import { newState } from './editor/surface.ts'
import { toolbar } from './editor/tools.ts'

/** Milliseconds from the last key until the words are counted. */
const pause = 300

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
  const saved = whenSaved(form)
  let openLink: () => void = () => undefined
  let shown: (state: EditorView['state']) => void = () => undefined

  const view: EditorView = new EditorView(surface, {
    state: newState(fromMarkdown(field.value), () => openLink(), [commentMarks(root, saved)]),
    attributes: () => attributesOf(field),
    dispatchTransaction(tr) {
      const before = view.state.doc
      view.updateState(view.state.apply(tr))
      shown(view.state)
      if (before.eq(view.state.doc)) return
      follow(before.attrs['moved'] as MovedAway | null, view.state.doc.attrs['moved'] as MovedAway | null)
      field.value = toMarkdown(view.state.doc)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    },
    handleClickOn(_, __, node): boolean {
      const lead = node.type.name === 'source_ref' ? showSource(view.state, String(node.attrs['label'])) : null
      if (lead) view.dispatch(lead)
      return lead !== null
    },
    handleDOMEvents: {
      paste: (_, event) => {
        const data = event.clipboardData
        if (!data || isOwn(data, view)) return false
        event.preventDefault()
        tell(receive(view, data))
        return true
      },
      drop: (_, event) => {
        const data = event.dataTransfer
        // A piece that is moved inside of the editor.
        if (!data || view.dragging || isOwn(data, view)) return false
        event.preventDefault()
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
        if (at) view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))))
        tell(receive(view, data))
        return true
      },
    },
  })

  const proposal = new Proposal(offer, view, title)
  const tell = ({ blocks, leftOut }: Received) => {
    said.replaceChildren(
      ...[...leftOut].map((what) => {
        const words = root.querySelector<HTMLTemplateElement>(`template[data-say="${what}"]`)?.content.textContent ?? ''
        return Object.assign(document.createElement('p'), { className: 'warning', textContent: words })
      }),
    )
    if (blocks < 2) return
    notePaste()
    proposal.offer()
  }
  openLink = linkPanel(panel, view)
  const showTools = toolbar(bar, view, { link: () => openLink(), comment: commentPanel(root, view, saved) })
  const words = find('words')
  let counting: ReturnType<typeof setTimeout> | undefined
  const count = () => {
    if (!words) return
    const text = view.state.doc.textBetween(0, view.state.doc.content.size, ' ')
    words.textContent = countWords(text).toLocaleString(lang())
  }
  shown = (state) => {
    showTools(state)
    // Counting a long letter at each key would delay the next one.
    clearTimeout(counting)
    counting = setTimeout(count, pause)
  }
  shown(view.state)
  count()
  takePlace(field, root, view)
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

/** Hides the field. Its label, its errors and links to it belong to the editor now. */
function takePlace(field: HTMLTextAreaElement, root: HTMLElement, view: EditorView): void {
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
  if (location.hash === '#f-text') view.focus()
}
