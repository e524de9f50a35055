import { readCode, writeCode } from '../server/crypto/one-time-code.ts'

/**
 * Moves a one-time code from the URL fragment, which browsers do not send to servers, into the form, and clears the address bar.
 */
const form = document.querySelector<HTMLFormElement>('form[data-vouched]')
const field = form?.querySelector<HTMLTextAreaElement>('textarea[name=vouch]')
const link = document.querySelector<HTMLAnchorElement>('a[data-anonymous-link]')
if (field && /^#[VC]1-/.test(location.hash)) {
  field.value = location.hash.slice(1)
  history.replaceState(null, '', location.pathname)
}
link?.addEventListener('click', () => {
  const code = readCode(field?.value ?? '')
  link.hash = code ? writeCode(code) : ''
})
