import { copied } from './copied.ts'
import type { Page } from './page.ts'
import { qrCode } from './qr-code.ts'
import { save } from './save.ts'

/** Shows the signing key so that the person can keep it: copy, save, print, or photograph the QR code. */
export function keyCard(page: Page, signingKey: () => string) {
  return {
    fill: () => {
      page.write('key', signingKey())
      page.el('qr')?.replaceChildren(qrCode(signingKey(), page.words('key-qr')))
    },
    clear: () => {
      page.write('key', '')
      page.el('qr')?.replaceChildren()
    },
    acts: {
      'copy-key': async () =>
        page.announce((await copied(signingKey(), () => selectKey(page))) ? 'key-copied' : 'key-selected'),
      'save-key': () => {
        save('signing-key.txt', 'text/plain', `${signingKey()}\n`)
        page.announce('saved-as', { file: 'signing-key.txt' })
      },
      'print-key': () => window.print(),
    },
  }
}

function selectKey({ shown }: Page): void {
  const key = document.querySelector(`[data-step="${shown}"] [data-text="key"]`)
  if (key) getSelection()?.selectAllChildren(key)
}
