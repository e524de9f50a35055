import { copied } from './anonymity/copied.ts'

/** Copies the link and the texts to pass on, and opens the phone's share sheet. Without this script they can be selected. */
for (const part of document.querySelectorAll<HTMLElement>('[data-share]')) {
  for (const acts of part.querySelectorAll<HTMLElement>('[data-share-acts]')) acts.hidden = false
  for (const button of part.querySelectorAll<HTMLElement>('[data-copy]'))
    button.addEventListener('click', () => void copy(part, button.dataset['copy'] ?? ''))
  const sheet = part.querySelector<HTMLElement>('[data-sheet]')
  const shared = sharedBy(part)
  // Only phones, and some desktops, have one.
  if (!sheet || (navigator as Partial<Navigator>).canShare?.(shared) !== true) continue
  sheet.hidden = false
  // The person may close the sheet without sharing, which rejects.
  sheet.addEventListener('click', () => void navigator.share(shared).catch(() => undefined))
}

/** The title only where the page gives one: a quiet letter keeps its own. */
function sharedBy({ dataset }: HTMLElement): ShareData {
  const { link = '', title } = dataset
  return title === undefined ? { url: link } : { title, url: link }
}

async function copy(part: HTMLElement, name: string): Promise<void> {
  const text = part.querySelector<HTMLElement>(`[data-shared="${name}"]`)
  if (!text) return
  const done = await copied(text.textContent, () => getSelection()?.selectAllChildren(text))
  const words = part.querySelector<HTMLTemplateElement>(`template[data-words="${done ? 'copied' : 'selected'}"]`)
  const status = part.querySelector('[data-share-status]')
  if (status) status.textContent = words?.content.textContent ?? ''
}
