/**
 * Moves a vouching code from the URL fragment, which browsers do not send to servers, into the form, and clears the address bar.
 */
const form = document.querySelector<HTMLFormElement>('form[data-vouched]')
const code = form?.querySelector<HTMLTextAreaElement>('textarea[name=vouch]')
const link = document.querySelector<HTMLAnchorElement>('a[data-anonymous-link]')
if (code && location.hash.startsWith('#V1-')) {
  code.value = location.hash.slice(1)
  history.replaceState(null, '', location.pathname)
}
link?.addEventListener('click', () => {
  const typed = /V1-[A-Za-z0-9_-]{555}/.exec(code?.value.replace(/\s+/g, '') ?? '')?.[0]
  link.hash = typed ?? ''
})

export {}
