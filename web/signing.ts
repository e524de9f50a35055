import { Kept } from './anonymity/kept.ts'
import { Page } from './anonymity/page.ts'
import { serverAt } from './anonymity/server.ts'

/**
 * The first page of signing, for somebody whose name nobody may see. The browser asks for the code itself, so neither a form nor a
 * cookie connects the address with this choice. The page that the code is typed on then makes the signature. For the other choices,
 * and without this script, the form is sent.
 */
const form = document.querySelector<HTMLFormElement>('form[data-signing]')
if (form) {
  const page = new Page(form)
  const server = serverAt(`/api/v1${page.path}`, page.onWait)
  const kept = new Kept(page.path)

  const askForCode = async () => {
    document.querySelector('main > .error-summary')?.remove()
    // A browser that stores nothing for a tab would forget the code's page. It asks for the code on the page that makes the signature.
    if (!kept.works()) {
      location.assign(`${page.path}/anonymous`)
      return
    }
    const { challenge } = await server.askForCode(page.typed('address'), page.checked('mine_alone'))
    kept.write(challenge, 'first')
    // A second press of the button must not ask again while the next page loads.
    const left = new Promise((done) => window.addEventListener('pagehide', done, { once: true }))
    location.assign(`${page.path}/anonymous`)
    await left
  }

  form.addEventListener('submit', (event) => {
    if (!form.querySelector<HTMLInputElement>('input[name=visibility][value=anonymous]')?.checked) return
    event.preventDefault()
    void page.once(form.querySelector('button[type=submit]'), () =>
      page.attempt('address', askForCode, (refusal) => {
        if (refusal.code === 'address-perhaps-shared') page.reveal('mine-alone')
        return false
      }),
    )
  })
}
