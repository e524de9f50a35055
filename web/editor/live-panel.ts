import type * as Y from 'yjs'
import { fromMarkdown } from '../../server/text/document/from-markdown.ts'
import type { Present } from '../../server/text/live/messages.ts'
import { Live } from './live.ts'

interface Text {
  field: HTMLTextAreaElement
  shared: Y.Doc
  /** Fills the field with the Markdown of the text. */
  fill: () => void
}

/** Milliseconds for which the form's button waits until everything is stored. */
const patience = 3000

/**
 * Starts typing together, if the page offers it, and shows who is there and what is stored.
 * @param use replaces the document of the editor
 */
export function livePanel(
  root: HTMLElement,
  { field, shared, fill }: Text,
  use: (shared: Y.Doc) => void,
  showCursors: (others: readonly Present[]) => void,
): Live | undefined {
  const url = root.dataset['live']
  const { form } = field
  const find = (part: string) => root.querySelector<HTMLElement>(`[data-live-${part}]`)
  const [panel, present, names, problem] = [find('panel'), find('present'), find('names'), find('problem')]
  if (url === undefined || new URL(url).origin !== location.origin || !form || !panel || !present || !names || !problem)
    return undefined
  let leaving = false
  let shownNames = ''
  const live: Live = new Live(
    {
      url,
      form,
      use,
      show: ({ state, stored }) => {
        // What travels by the socket must not travel by the form too.
        field.disabled = live.carries
        panel.hidden = state === 'alone'
        const says = state === 'live' ? (stored ? 'stored' : 'unstored') : state
        for (const each of panel.querySelectorAll<HTMLElement>('[data-live-says]'))
          each.hidden = each.dataset['liveSays'] !== says
        if (state === 'ended') fill()
      },
      showPresent: (others) => {
        showCursors(others)
        const list = namesIn(others)
        // A cursor that moves is no news for a screen reader.
        if (list === shownNames) return
        shownNames = list
        names.textContent = list
        present.hidden = list === ''
      },
      showProblem: (sentence) => {
        problem.textContent = sentence
        problem.hidden = sentence === ''
      },
    },
    shared,
    fromMarkdown(field.defaultValue),
  )

  addEventListener('beforeunload', (event) => {
    if (live.unstored && !leaving) event.preventDefault()
  })
  // Before the listener that saves the form by itself, so that it does not see a submit that is put off.
  form.addEventListener(
    'submit',
    (event) => {
      if (!live.carries || !live.unstored || leaving) return
      event.preventDefault()
      event.stopImmediatePropagation()
      const { submitter } = event
      void untilStored(live).then((stored) => {
        leaving = true
        // The server merges the form's text. This page is left, so its changes do not travel twice.
        if (!stored) {
          live.end()
          field.disabled = false
          fill()
        }
        submitter?.click()
      })
    },
    { capture: true },
  )
  return live
}

export async function untilStored(live: Live): Promise<boolean> {
  for (const start = performance.now(); performance.now() - start < patience;) {
    if (!live.unstored) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return !live.unstored
}

/** The same person may be there twice. */
function namesIn(others: readonly Present[]): string {
  const names = [...new Set(others.map(({ name }) => name))]
  return new Intl.ListFormat(document.documentElement.lang, { type: 'conjunction' }).format(names)
}
