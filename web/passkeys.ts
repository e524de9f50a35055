import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

/**
 * Makes and uses passkeys. The page shows its forms for them only where the browser has passkeys: without this script, mailed codes do
 * everything. The form sends what the device answers.
 */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  // A browser has none on a page without TLS.
  if (!isSecureContext || !browserSupportsWebAuthn()) continue
  for (const part of [form, form.closest<HTMLElement>('[data-passkey-part]')]) if (part) part.hidden = false
  for (const without of document.querySelectorAll<HTMLElement>('[data-passkey-without]')) without.hidden = true
  let busy = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (busy) return
    busy = true
    void answer(form).finally(() => {
      busy = false
    })
  })
}

async function answer(form: HTMLFormElement): Promise<void> {
  const { passkey, options = '' } = form.dataset
  const field = form.elements.namedItem('credential') as HTMLInputElement
  tell(form, 'waiting')
  try {
    const credential =
      passkey === 'create'
        ? await startRegistration({ optionsJSON: JSON.parse(options) as Registration })
        : await startAuthentication({ optionsJSON: JSON.parse(options) as Authentication })
    field.value = JSON.stringify(credential)
  } catch (error) {
    // The device holds a passkey of this account already. Every other error means that nothing happened.
    tell(form, (error as Error).name === 'InvalidStateError' ? 'known' : 'stopped')
    return
  }
  // Without the event, so that this function does not run again.
  form.submit()
}

type Registration = Parameters<typeof startRegistration>[0]['optionsJSON']
type Authentication = Parameters<typeof startAuthentication>[0]['optionsJSON']

function tell(form: HTMLFormElement, words: string): void {
  const status = form.querySelector('[data-passkey-status]')
  const template = form.querySelector<HTMLTemplateElement>(`template[data-words="${words}"]`)
  if (status) status.textContent = template?.content.textContent ?? ''
}
