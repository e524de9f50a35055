import type { Browser, BrowserContextOptions, Locator, Page, Request, Response } from 'playwright-core'
import { axeFindsNothing, dependOnColours, fitsTheScreen, htmlIsValid } from '../support/browser.ts'

export type Screen = 'phone' | 'desktop'

const screens: Record<Screen, BrowserContextOptions> = {
  phone: { viewport: { width: 360, height: 740 }, colorScheme: 'light', hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
}

export interface VisitorOptions {
  screen?: Screen
  javaScript?: boolean
  /**
   * Examines how a page is made, not only its text: of every page, or only of those to which an answered form leads and of those that
   * `sees` names. tests/pages/html.test.ts examines all pages that can be asked for.
   */
  closely?: boolean | 'not-elsewhere'
  /** Pages that were already examined closely, shared by all visitors of a test. */
  looked?: Set<string>
}

/** A person with a separate browser. The visitor examines each page closely and records every problem in the browser. */
export class Visitor {
  readonly page: Page
  /** Cookies that pages tried to set, by path. */
  readonly cookiesSet: string[] = []
  readonly #origin: string
  readonly #closely: boolean | 'not-elsewhere'
  readonly #looked: Set<string>
  readonly #complaints: string[] = []
  #document: Promise<string> = Promise.resolve('')

  constructor(page: Page, origin: string, { closely = true, looked = new Set() }: VisitorOptions) {
    this.page = page
    this.#origin = origin
    this.#closely = closely
    this.#looked = looked
    page.on('request', (request) => this.#noteForeign(request))
    page.on('response', (response) => this.#noteAnswer(response))
    page.on('pageerror', (error) => this.#complaints.push(`error in a script: ${error.message}`))
    page.on('console', (message) => {
      // A page that asks for a correction has status 422, which Chromium logs as an error.
      if (message.type() === 'error' && !/the server responded with a status of 4\d\d/.test(message.text()))
        this.#complaints.push(`console: ${message.text()}`)
    })
  }

  #noteForeign(request: Request): void {
    const url = request.url()
    if (!url.startsWith(this.#origin) && !url.startsWith('data:')) this.#complaints.push(`asked ${url}`)
  }

  #noteAnswer(response: Response): void {
    const request = response.request()
    if ('set-cookie' in response.headers()) this.cookiesSet.push(new URL(response.url()).pathname)
    if (response.status() >= 500) this.#complaints.push(`${response.url()} was answered ${response.status()}`)
    const arrives = request.isNavigationRequest() && !(response.status() >= 300 && response.status() < 400)
    if (arrives) this.#document = response.text().catch(() => '')
  }

  /** @throws unless everything came from this server, no script failed and the Content-Security-Policy blocked nothing */
  nothingWasWrong(): void {
    if (this.#complaints.length > 0) throw new Error(`The browser complains:\n${this.#complaints.join('\n')}`)
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.#origin}${path}`)
  }

  /**
   * Waits for the page with this heading. The first time, examines the page closely.
   * @param as name of the page, if several pages have the same heading
   */
  async sees(heading: string, as = heading): Promise<void> {
    await this.page
      .getByRole('heading', { name: heading, exact: true })
      .first()
      .waitFor({ timeout: 8000 })
      .catch(async () => {
        const shown = await this.page.locator('main').innerText()
        throw new Error(`There is no heading “${heading}” at ${this.page.url()}:\n${shown.slice(0, 2000)}`)
      })
    // Then scripts have put their own fields in the place of the form's.
    await this.page.waitForLoadState('load')
    if (this.#looked.has(as)) return
    this.#looked.add(as)
    const isElsewhere = as === heading && !this.path.includes('/form/')
    if (this.#closely === true || (this.#closely === 'not-elsewhere' && !isElsewhere)) await this.looksClosely()
    else await fitsTheScreen(this.page)
  }

  /** Checks HTML, accessibility and width of the page on this screen. */
  async looksClosely(): Promise<void> {
    await htmlIsValid(await this.#document)
    await axeFindsNothing(this.page)
    await fitsTheScreen(this.page)
  }

  /** Examines the page on a phone in light mode. Then examines it on wide screens in dark mode, without loading it again. */
  async looksOnBothScreens(): Promise<void> {
    const phone = this.page.viewportSize()
    await this.looksClosely()
    await this.page.emulateMedia({ colorScheme: 'dark' })
    // Zoomed to 200 %, a screen of 1280 px is 640 px wide; to 400 %, 320 px.
    for (const [width, height] of [
      [320, 225],
      [640, 450],
      [1280, 900],
    ] as const) {
      await this.page.setViewportSize({ width, height })
      await fitsTheScreen(this.page)
    }
    await axeFindsNothing(this.page, dependOnColours)
    await this.page.emulateMedia({ colorScheme: 'light' })
    if (phone) await this.page.setViewportSize(phone)
  }

  async reads(words: string | RegExp): Promise<void> {
    await this.page
      .getByText(words)
      .first()
      .waitFor({ timeout: 8000 })
      .catch(async () => {
        const shown = await this.page.locator('main').innerText()
        throw new Error(`“${String(words)}” is not at ${this.page.url()}:\n${shown.slice(0, 3000)}`)
      })
  }

  /** The whole text of the page, on one line. */
  async text(): Promise<string> {
    return (await this.page.locator('body').innerText()).replace(/\s+/g, ' ')
  }

  /** Loads a page until it contains these words, folded or not, because cached pages are renewed a moment after a change. */
  async finds(path: string, words: string): Promise<void> {
    let text = ''
    for (let tries = 0; tries < 60; tries++) {
      await this.goTo(path)
      text = ((await this.page.locator('body').textContent()) ?? '').replace(/\s+/g, ' ')
      if (text.includes(words)) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`“${words}” is not at ${path}: ${text}`)
  }

  async types(label: string, text: string): Promise<void> {
    await this.field(label).fill(text)
  }

  async ticks(label: string): Promise<void> {
    // The label covers its box, so that people can press the whole row.
    await this.field(label).check({ force: true })
  }

  /** The input field with this label. A group of fields may have the same name. */
  field(label: string): Locator {
    return this.page
      .getByLabel(label, { exact: true })
      .and(this.page.locator('input, textarea, select, [contenteditable=true]'))
  }

  async presses(button: string): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: true }).first().click()
  }

  async unfolds(summary: string): Promise<void> {
    await this.page.locator('summary', { hasText: summary }).click()
  }

  async follows(link: string): Promise<void> {
    await this.page.getByRole('link', { name: link, exact: true }).first().click()
  }

  get path(): string {
    return new URL(this.page.url()).pathname
  }

  async leaves(): Promise<void> {
    await this.page.context().close()
  }
}

export async function visitor(browser: Browser, origin: string, options: VisitorOptions = {}): Promise<Visitor> {
  const { screen = 'desktop', javaScript = true } = options
  const context = await browser.newContext({ ...screens[screen], javaScriptEnabled: javaScript })
  context.setDefaultTimeout(8000)
  return new Visitor(await context.newPage(), origin, options)
}
