import { Selection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { UndoManager } from 'yjs'
import { countPlaces, findPlaces, moveToPlaces } from '../../server/text/paste/find-places.ts'
import { closeStep, undoOf } from './undo.ts'

/** What a move took out of the text. Its step of undo holds it, so one undo reverts all of it. */
export interface MovedAway {
  title: { before: string; after: string } | null
  demands: string[]
}

export type FollowMove = (before: MovedAway | null, after: MovedAway | null) => void

/** Follows undo and redo of moves, and calls `changed` when there is another step to undo or redo. The step that takes back a step gets what it holds. */
export function followUndo(manager: UndoManager, follow: FollowMove, changed: () => void): void {
  manager.on('stack-item-added', changed)
  manager.on('stack-item-popped', changed)
  manager.on(
    'stack-item-popped',
    ({ stackItem, type }: { stackItem: UndoManager['undoStack'][number]; type: string }) => {
      const moved = stackItem.meta.get('moved') as MovedAway | undefined
      if (!moved) return
      const other = type === 'undo' ? manager.redoStack : manager.undoStack
      other.at(-1)?.meta.set('moved', moved)
      if (type === 'undo') follow(moved, null)
      else follow(null, moved)
    },
  )
}

/** Shows what was found in a pasted text, with a button that moves it. */
export class Proposal {
  readonly #panel: HTMLElement
  readonly #view: EditorView
  readonly #title: HTMLInputElement | null
  readonly #moved: FollowMove

  constructor(panel: HTMLElement, view: EditorView, title: HTMLInputElement | null, moved: FollowMove) {
    this.#moved = moved
    this.#panel = panel
    this.#view = view
    this.#title = title
    panel.querySelector('[data-move]')?.addEventListener('click', () => this.#move())
    panel.querySelector('[data-leave]')?.addEventListener('click', () => this.#close())
    panel.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#close()
    })
  }

  /** Looks at the whole text. */
  offer(): void {
    const { doc } = this.#view.state
    const places = findPlaces(doc)
    this.#panel.hidden = places === null
    if (!places) return
    const counts = countPlaces(doc, places)
    const title = places.title === null ? '' : doc.child(places.title).textContent
    this.#show('title', counts.title, title)
    this.#show('demands', counts.demands)
    this.#show('sources', counts.sources)
  }

  #show(place: string, count: number, value = count.toLocaleString(document.documentElement.lang)): void {
    const line = this.#panel.querySelector<HTMLElement>(`[data-place="${place}"]`)
    const shown = line?.querySelector('[data-value]')
    if (!line || !shown) return
    line.hidden = count === 0
    shown.textContent = value
  }

  #close(): void {
    this.#panel.hidden = true
    this.#view.focus()
  }

  #move(): void {
    const { state } = this.#view
    // The text may have changed since the offer.
    const places = findPlaces(state.doc)
    if (places) {
      const { document: moved, title, demands } = moveToPlaces(state.doc, places)
      const away: MovedAway = {
        title: title === '' ? null : { before: this.#title?.value ?? '', after: title },
        demands,
      }
      closeStep(state)
      const tr = state.tr.replaceWith(0, state.doc.content.size, moved.content)
      this.#view.dispatch(tr.setSelection(Selection.atStart(tr.doc)).scrollIntoView().setMeta('move', true))
      undoOf(this.#view.state)?.undoStack.at(-1)?.meta.set('moved', away)
      this.#moved(null, away)
      closeStep(this.#view.state)
    }
    this.#close()
  }
}

/** Follows the moves of the text with the title's field and with the demands that the form sends along. */
export function followMove(form: HTMLFormElement, title: HTMLInputElement | null): FollowMove {
  const fieldsOf = (name: string, value: string) =>
    [...form.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)].filter((field) => field.value === value)
  const send = (name: 'moved-demand' | 'unmoved-demand', values: readonly string[]) => {
    const other = name === 'moved-demand' ? 'unmoved-demand' : 'moved-demand'
    for (const value of values) {
      for (const field of fieldsOf(other, value)) field.remove()
      const field = Object.assign(document.createElement('input'), { type: 'hidden', name, value })
      form.append(field)
    }
  }
  form.addEventListener('autosave-sends', () => {
    for (const field of form.querySelectorAll<HTMLElement>('input[name$="moved-demand"]')) field.dataset['sent'] = ''
  })
  // What is saved is not sent again, because somebody may change the demands meanwhile.
  form.addEventListener('autosave-saved', () => {
    for (const field of form.querySelectorAll('input[name$="moved-demand"][data-sent]')) field.remove()
  })
  return (before, after) => {
    if (before === after) return
    const setTitle = (from: string, to: string) => {
      if (title?.value === from) title.value = to
    }
    if (before?.title) setTitle(before.title.after, before.title.before)
    if (after?.title) setTitle(after.title.before, after.title.after)
    if (before) send('unmoved-demand', before.demands)
    if (after) send('moved-demand', after.demands)
  }
}
