import { copied } from './copied.ts'
import { qrCode } from './qr-code.ts'
import { save } from './save.ts'

/** The name of the file says nothing about its purpose. */
const fileName = 'words.txt'

/** The parts of a page that show a slip: they print, save and copy it. Without this script, the words can be written down. */
export class SlipCards {
  readonly #cards = document.querySelectorAll<HTMLElement>('[data-slip]')

  start(): void {
    for (const card of this.#cards) {
      for (const acts of card.querySelectorAll<HTMLElement>('[data-slip-acts]')) acts.hidden = false
      for (const button of card.querySelectorAll<HTMLElement>('[data-slip-act]'))
        button.addEventListener('click', () => void act(card, button.dataset['slipAct']))
    }
    // Browsers print the title of the page at the edge of the paper.
    const { title } = document
    window.addEventListener('beforeprint', () => (document.title = '\u00a0'))
    window.addEventListener('afterprint', () => (document.title = title))
  }

  /** Shows a slip that this browser made. */
  fill(slip: string): void {
    for (const card of this.#cards) {
      card.querySelector('[data-slip-words]')?.replaceChildren(...slip.split(' ').map(listItem))
      card.querySelector('[data-slip-qr]')?.replaceChildren(qrCode(slip, words(card, 'slip-qr-label')))
    }
  }

  clear(): void {
    for (const card of this.#cards) {
      card.querySelector('[data-slip-words]')?.replaceChildren()
      card.querySelector('[data-slip-qr]')?.replaceChildren()
    }
  }
}

function listItem(word: string): HTMLElement {
  const item = document.createElement('li')
  item.textContent = word
  return item
}

async function act(card: HTMLElement, name: string | undefined): Promise<void> {
  if (name === 'print') {
    window.print()
    return
  }
  const list = card.querySelector('[data-slip-words]')
  const slip = Array.from(list?.children ?? [], (item) => item.textContent).join(' ')
  if (name === 'save') {
    save(fileName, 'text/plain', `${slip}\n`)
    announce(card, words(card, 'slip-saved').replace('[file]', fileName))
    return
  }
  const done = await copied(slip, () => list && getSelection()?.selectAllChildren(list))
  announce(card, words(card, done ? 'slip-copied' : 'slip-selected'))
}

function announce(card: HTMLElement, sentence: string): void {
  const status = card.querySelector('[data-slip-status]')
  if (status) status.textContent = sentence
}

function words(card: HTMLElement, name: string): string {
  return card.querySelector<HTMLTemplateElement>(`template[data-words="${name}"]`)?.content.textContent ?? ''
}
