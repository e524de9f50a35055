import { copied } from './copied.ts'
import type { Page } from './page.ts'
import { qrCode } from './qr-code.ts'
import { save } from './save.ts'

/** The codes that somebody has made, as links to pass on: to copy, to save, to print as a sheet, and each as a QR. */
export class CodeList {
  readonly #page: Page
  readonly #letterPath: string
  #links: string[] = []

  constructor(page: Page, letterPath: string) {
    this.#page = page
    this.#letterPath = letterPath
  }

  /** The acts of the buttons below the list. */
  get acts() {
    return {
      save: () => save('codes.txt', 'text/plain', this.#links.map((link) => `${link}\n`).join('\n')),
      print: () => print(),
    }
  }

  /** Also if the browser's own menu prints. What is folded is not printed. */
  openForPrint(): void {
    addEventListener('beforeprint', () => {
      for (const picture of document.querySelectorAll<HTMLDetailsElement>('.codes details')) picture.open = true
    })
  }

  fill(codes: readonly string[]): void {
    this.#links = codes.map((code) => `${location.origin}${this.#letterPath}/vouched#${code}`)
    this.#page.el('codes')?.replaceChildren(...this.#links.map((link, index) => this.#item(link, index + 1)))
  }

  #item(link: string, number: number): HTMLLIElement {
    const page = this.#page
    const row = document.createElement('li')
    const text = document.createElement('textarea')
    text.readOnly = true
    text.rows = 4
    text.value = link
    text.setAttribute('aria-label', page.words('code-link', { number }))
    text.addEventListener('focus', () => text.select())
    const copy = document.createElement('button')
    copy.type = 'button'
    copy.className = 'button'
    copy.textContent = page.words('code-copy', { number })
    copy.addEventListener('click', () => {
      text.select()
      void copied(link, () => text.select()).then((done) =>
        page.announce(done ? 'code-copied' : 'code-selected', { number }),
      )
    })
    const picture = document.createElement('details')
    const summary = document.createElement('summary')
    summary.textContent = page.words('code-picture', { number })
    const onPaper = document.createElement('p')
    onPaper.className = 'on-paper'
    onPaper.textContent = page.words('code-paper', { number })
    picture.append(summary, qrCode(link, page.words('code-qr', { number })), onPaper)
    row.append(text, copy, picture)
    return row
  }
}
