import type { Page, Request, Response } from 'playwright-core'
import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { answeredDirectly } from '../support/answered-forms.ts'
import { everyPage } from '../support/every-page.ts'
import { codeIn } from '../support/mail.ts'
import { cookieOf, keyOf, nextBatch, openLetter, verifiedCount } from '../support/stories.ts'
import { testBrowser } from '../support/test-browser.ts'

const server = await testServer({ settings: { ORGANIZERS: 'open' } })
const browser = await testBrowser()

/** Forms that the walk leaves alone, by the end of their address, because the rest of the walk needs what they end. */
const leftAlone = [
  // The session.
  /^\/organizers\/session(s|\/end|s\/)/,
  // The organizer's place on the letter.
  /\/people\/[^/]+\/removal$/,
  // Downloads.
  /\/exports$/,
  /\/answers\/[^/]+\/pdf$/,
]

/** Counts what a browser sends, and fails if it shows a page that a form was answered with. */
class Walker {
  readonly page: Page
  readonly sent: string[] = []

  constructor(page: Page) {
    this.page = page
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.isNavigationRequest()) this.sent.push(pathOf(request))
    })
  }

  /** Sends the form, whether or not it is filled in. @returns null if the answer is an error page, which nothing was typed into */
  async sends(form: number): Promise<Response | null> {
    const [answer] = await Promise.all([
      this.page.waitForResponse((each) => each.request().isNavigationRequest() && !isRedirect(each)),
      this.page.waitForEvent('load'),
      this.page.evaluate(
        (index) => document.querySelectorAll<HTMLFormElement>('form[method=post]')[index]!.submit(),
        form,
      ),
    ])
    const request = answer.request()
    if (request.method() === 'POST' && answer.status() >= 400) return null
    expect([request.method(), request.redirectedFrom()?.method()], this.sent.at(-1)).toEqual(['GET', 'POST'])
    return answer
  }

  /** Goes back and forth and reloads. The browser sends nothing again, asks nothing, and shows the same. */
  async walks(from: string, mails: () => number): Promise<void> {
    await server.work()
    const before = { sent: this.sent.length, mails: mails() }
    const there = this.page.url()
    const heading = await this.page.locator('h1').first().innerText()
    await this.page.reload()
    expect(await this.page.locator('h1').first().innerText()).toBe(heading)
    await this.page.goBack()
    expect(this.page.url()).toBe(from)
    expect(await this.page.locator('h1').count()).toBe(1)
    await this.page.goForward()
    expect(this.page.url()).toBe(there)
    expect(await this.page.locator('h1').first().innerText()).toBe(heading)
    await server.work()
    expect([this.sent.at(-1), this.sent.length, mails()]).toEqual([this.sent.at(-1), before.sent, before.mails])
  }
}

function isRedirect(answer: Response): boolean {
  return answer.status() >= 300 && answer.status() < 400
}

function pathOf(request: Request): string {
  return new URL(request.url()).pathname
}

const mails = () => server.inbox.mails().length

test('Back and reload send no form again, over every kind of form of every page', { timeout: 400_000 }, async () => {
  const { pages, owner } = await everyPage(server)
  const cookie = await cookieOf(server, owner)
  const [name, value] = cookie.split('=') as [string, string]
  const signedIn = await browser.newContext()
  await signedIn.addCookies([{ name, value, url: server.url }])
  const walkers = {
    organizer: new Walker(await signedIn.newPage()),
    stranger: new Walker(await (await browser.newContext()).newPage()),
  }
  // Several pages have the same form, and lists have many equal ones. One of each kind is enough.
  const seen = new Set<string>()
  for (const [route, path] of Object.entries(pages)) {
    const walker = /^\/(dashboard|organizers\/account)/.test(route) ? walkers.organizer : walkers.stranger
    const { page } = walker
    const open = () => page.goto(`${server.url}${path}`)
    await open()
    const actions = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLFormElement>('form[method=post]')].map((form) => new URL(form.action).pathname),
    )
    for (const [form, action] of actions.entries()) {
      const kind = action.replace(/[\w-]{20,}/g, ':id')
      if (seen.has(kind) || leftAlone.some((each) => each.test(action))) continue
      seen.add(kind)
      await open()
      const from = page.url()
      if ((await page.locator('form[method=post]').count()) !== actions.length) continue
      if (await walker.sends(form)) await walker.walks(from, mails)
    }
  }
  const kinds = [...walkers.organizer.sent, ...walkers.stranger.sent].map((path) => path.replace(/[\w-]{20,}/g, ':id'))
  expect(new Set(kinds).size).toBeGreaterThan(30)
  expect(kinds.filter((path) => path in answeredDirectly)).toEqual([])
  for (const { page } of Object.values(walkers)) await page.context().close()
})

test(
  'a signatory walks Back and forth: what was typed and the key stay, and one signature counts',
  { timeout: 60_000 },
  async () => {
    const letter = await openLetter(server)
    const walker = new Walker(await (await browser.newContext({ javaScriptEnabled: false })).newPage())
    const { page } = walker
    const key = () => page.locator('[data-slip-words]').innerText()
    await page.goto(`${server.url}/letters/${keyOf(letter)}/sign`)
    await page.locator('input[value=public]').check({ force: true })
    await page.locator('#f-name').fill('Ann Lee')
    await page.locator('#f-address').fill('ann@northwnd.example')
    await page.locator('button.main-act').click()
    await page.locator('.error-summary').waitFor()
    expect(await page.locator('#f-name').inputValue()).toBe('Ann Lee')
    await page.locator('#f-address').fill('ann@northwind.example')
    const details = page.url()
    const before = mails()
    await page.locator('button.main-act').click()
    await page.locator('#f-code').waitFor()
    const shown = await key()
    await walker.walks(details, mails)
    expect(await key()).toBe(shown)
    await page.goBack()
    expect(await page.locator('#f-name').inputValue()).toBe('Ann Lee')
    expect(await page.locator('#f-address').inputValue()).toBe('ann@northwind.example')
    await page.goForward()
    const code = page.url()
    await server.work()
    expect(mails()).toBe(before + 1)
    await page.locator('#f-code').fill(codeIn(server.inbox.mails().at(-1)!.text))
    await page.locator('button.sign').click()
    await page.getByRole('heading', { name: 'You signed' }).waitFor()
    expect(await key()).toBe(shown)
    await walker.walks(code, mails)
    expect(await key()).toBe(shown)
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(1)
    await page.context().close()
  },
)
