import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { act } from './anonymous-page.ts'

export type Way = 'named' | 'anonymous'
export type Step = 'choice' | 'code' | 'when' | 'done'
/** The step of signing that the browser shows. `address`: the page that asks somebody who returns for the slip. */
type Place = Step | 'letter' | 'address' | 'unreachable' | 'elsewhere' | 'loading'

export const stepsOf: Record<Way, readonly Step[]> = {
  named: ['choice', 'code', 'done'],
  anonymous: ['choice', 'code', 'when', 'done'],
}

interface Signing {
  way: Way
  /** The letter's address. */
  letter: string
  address: string
  /** The newest code mailed to the address. */
  code: () => Promise<string>
}

/**
 * A person in a browser who wants to sign, whatever happens on the way. The person looks at the page and does what it offers, has
 * written down the slip, and comes back with it.
 */
export class Robot {
  page: Page
  readonly context: BrowserContext
  /** The requests that carry something out: sent forms, and requests to the API. */
  readonly sent: string[] = []
  /** The words of the slip that the person has written down last. */
  slip = ''
  readonly #signing: Signing

  constructor(context: BrowserContext, page: Page, signing: Signing) {
    this.context = context
    this.#signing = signing
    this.page = page
    this.#listen(page)
  }

  get way(): Way {
    return this.#signing.way
  }

  #listen(page: Page): void {
    page.on('request', (request) => {
      if (request.method() === 'POST') this.sent.push(new URL(request.url()).pathname)
    })
  }

  /** Opens the letter in a new tab and closes the other one. */
  async startsOver(): Promise<void> {
    const before = this.page
    this.page = await this.context.newPage()
    this.#listen(this.page)
    await before.close()
    await this.page.goto(this.#signing.letter)
  }

  /** The same person in another tab. */
  async inSecondTab(): Promise<Robot> {
    return new Robot(this.context, await this.context.newPage(), this.#signing)
  }

  /** Waits until the browser or the page says that no answer comes. */
  async noticesNoAnswer(): Promise<void> {
    const status = this.page.locator('[data-el=status]', { hasText: /cannot be reached/ })
    await expect
      .poll(async () => (await this.where()) === 'unreachable' || (await status.isVisible()), {
        timeout: 20_000,
        interval: 20,
      })
      .toBe(true)
  }

  /** Does what the page offers once more, in vain. @returns the problem that the page shows */
  async isRefused(): Promise<string> {
    const place = await this.arrives((each) => each !== 'loading')
    await this.acts(place)
    const after = await this.settles(place)
    if (after === 'done' || after === 'when') throw new Error(`${this.#at()} was not refused`)
    return this.page.locator('main').innerText()
  }

  async where(): Promise<Place> {
    if (this.page.url().startsWith('chrome-error:')) return 'unreachable'
    return this.page
      .evaluate(() => {
        if (document.readyState !== 'complete') return 'loading'
        const places = {
          done: '#accepted-heading, #counted-heading, #share-heading',
          when: '[data-act=sign-now]',
          code: '#f-code',
          choice: 'input[type=radio][name=visibility]',
          address: '[data-form=address] #f-address',
          letter: 'a.button.sign',
          elsewhere: 'h1',
        } as const
        for (const [place, selector] of Object.entries(places))
          for (const element of document.querySelectorAll(selector))
            if (element.checkVisibility()) return place as keyof typeof places
        return 'loading'
      })
      .catch(() => 'loading' as const)
  }

  /** Waits until the page shows a place that fits. */
  async arrives(fits: (place: Place) => boolean): Promise<Place> {
    return this.#polls((place) => Promise.resolve(fits(place)))
  }

  async #polls(fits: (place: Place) => Promise<boolean>): Promise<Place> {
    const end = Date.now() + 20_000
    while (Date.now() < end) {
      const place = await this.where()
      if (await fits(place)) return place
      await sleep(20)
    }
    throw new Error(`${this.#at()} stays at ${await this.where()}`)
  }

  #at(): string {
    return `${this.way} at ${this.page.url()}`
  }

  /** The words of the slip that the page shows, folded or not. */
  async shownSlip(): Promise<string> {
    const lists = this.page.locator('[data-slip-words]')
    if ((await lists.count()) === 0) return ''
    return (await lists.first().locator('li').allTextContents()).join(' ')
  }

  /** Goes on until the page shows this step. */
  async reaches(step: Step): Promise<void> {
    for (let tries = 0; tries < 12; tries++) {
      const place = await this.arrives((each) => each !== 'loading')
      if (place === step) return
      await this.acts(place)
      await this.settles(place)
    }
    throw new Error(`${this.#at()} never shows ${step}: ${await this.page.locator('main').innerText()}`)
  }

  /** Does what the page offers, and does not wait for what comes of it. */
  async acts(place: Place): Promise<void> {
    this.#problem = await this.#shownProblem()
    if (place === 'code') await this.#entersCode()
    else await this.#press[place]?.()
  }

  /** Waits for what comes of an act: another place, or a problem that the page shows. */
  async settles(before: Place): Promise<Place> {
    const place = await this.#polls(async (each) => {
      if (each === 'loading') return false
      const problem = await this.#shownProblem()
      return each !== before || (problem !== '' && problem !== this.#problem)
    })
    // Only a slip that was shown when a code went through has a signature.
    if ((before === 'code' || before === 'unreachable') && (place === 'when' || place === 'done'))
      this.slip = this.#slipAtCode
    return place
  }

  #problem = ''
  #slipAtCode = ''

  /** Tells problems of different pages apart, even if their words are the same. */
  async #shownProblem(): Promise<string> {
    return this.page
      .evaluate(() => {
        const shown = [...document.querySelectorAll<HTMLElement>('.error-summary')].filter((one) =>
          one.checkVisibility(),
        )
        return shown.length === 0 ? '' : `${String(performance.timeOrigin)} ${shown.map((one) => one.innerText).join()}`
      })
      .catch(() => '')
  }

  readonly #press: Partial<Record<Place, () => Promise<unknown>>> = {
    letter: () => this.page.locator('a.button.sign').first().click(),
    choice: async () => {
      const { way, address } = this.#signing
      await this.page.locator(`input[value=${way === 'named' ? 'public' : 'anonymous'}]`).check({ force: true })
      if (way === 'named') await this.page.fill('#f-name', 'Ann Lee')
      await this.page.fill('#f-address', address)
      await this.page.locator('button.main-act').click({ noWaitAfter: true })
    },
    address: async () => {
      if (this.slip !== '') {
        if (!(await this.page.locator('#f-signing_key').isVisible())) await act(this.page, 'own-key')
        await this.page.fill('#f-signing_key', this.slip)
      }
      await this.page.fill('#f-address', this.#signing.address)
      await this.page.locator('[data-form=address] [type=submit]').click()
    },
    when: () => act(this.page, 'sign-now'),
    unreachable: () => this.page.reload(),
  }

  async #entersCode(): Promise<void> {
    const { way, code } = this.#signing
    // The page says that the address is used. The slip that was written down brings the signature back.
    if (await this.page.locator('[data-el=used]').isVisible()) return act(this.page, 'own-key')
    this.#slipAtCode = await this.shownSlip()
    await this.page.fill('#f-code', await code())
    const button = way === 'named' ? 'button.sign' : '[data-form=code] [type=submit]'
    await this.page.locator(button).click({ noWaitAfter: true })
  }
}
