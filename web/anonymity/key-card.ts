import type { Page } from './page.ts'
import { qrCode } from './qr-code.ts'
import { save } from './save.ts'

/** Shows the signing key so that the person can keep it: copy, save, print, or photograph the QR code. */
export function keyCard(page: Page, signingKey: () => string) {
  return {
    fill: () => {
      page.write('key', signingKey())
      page.el('qr')?.replaceChildren(qrCode(signingKey(), 'Your signing key as a QR code'))
    },
    clear: () => {
      page.write('key', '')
      page.el('qr')?.replaceChildren()
    },
    acts: {
      'copy-key': async () => page.say(await copied(page, signingKey())),
      'save-key': () => {
        save('signing-key.txt', 'text/plain', `${signingKey()}\n`)
        page.say('Saved as signing-key.txt.')
      },
      'print-key': () => window.print(),
    },
  }
}

/**
 * The clipboard API exists only in secure contexts, and execCommand is the fallback. If both fail, the selected key can be copied
 * by hand.
 */
async function copied(page: Page, signingKey: string): Promise<string> {
  const clipboard = navigator.clipboard as Clipboard | undefined
  const done = await clipboard?.writeText(signingKey).then(
    () => true,
    () => false,
  )
  if (done ?? false) return 'Copied.'
  const shown = document.querySelector(`[data-step="${page.shown}"] [data-text="key"]`)
  if (shown) getSelection()?.selectAllChildren(shown)
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way without a secure context
  return document.execCommand('copy')
    ? 'Copied.'
    : 'The browser does not copy here. The key is selected: copy it by hand.'
}
