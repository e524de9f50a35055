import type { Page } from 'playwright-core'
import { wordsIn } from './reading-age.ts'

/** One screen of a walk, as the person sees it without unfolding anything. */
export interface Screen {
  name: string
  words: number
  text: string
  /** From the press that leads to this screen until the screen is there. */
  milliseconds: number
}

export interface Walk {
  /** The screens after the letter. */
  screens: Screen[]
  /** Presses of buttons, links, choices and fields. */
  taps: number
}

/** The letter to sign, and the mailbox of its signatory. */
export interface WalkedLetter {
  url: string
  /** Waits for the newest code mailed to this address. */
  codeFor: (address: string) => Promise<string>
}

/** Somebody who signs on a phone. Every screen is noted when it is there, and every tap is counted. */
class Walker {
  readonly #page: Page
  readonly #letter: WalkedLetter
  readonly #screens: Screen[] = []
  #taps = 0
  #leftAt = 0

  constructor(page: Page, letter: WalkedLetter) {
    this.#page = page
    this.#letter = letter
  }

  get walk(): Walk {
    return { screens: this.#screens, taps: this.#taps }
  }

  async opens(path: string): Promise<void> {
    this.#leftAt = performance.now()
    await this.#page.goto(this.#letter.url + path)
  }

  async taps(selector: string): Promise<void> {
    this.#taps++
    this.#leftAt = performance.now()
    // The label covers its box, so that people can press the whole row.
    await this.#page.locator(selector).first().click({ force: true })
  }

  async types(selector: string, text: string): Promise<void> {
    this.#taps++
    await this.#page.locator(selector).fill(text)
  }

  async typesCode(address: string): Promise<void> {
    await this.types('#f-code', await this.#letter.codeFor(address))
  }

  /** Notes a screen once it is there. */
  async sees(name: string, selector: string): Promise<void> {
    await this.#page.locator(`${selector} >> visible=true`).first().waitFor()
    await this.#page.waitForLoadState('load')
    const milliseconds = performance.now() - this.#leftAt
    const text = await visibleText(this.#page)
    this.#screens.push({ name, milliseconds, text, words: wordsIn(text).length })
  }
}

/** The text of the page, a line for each block. Leaves out what is folded away or hidden. */
export async function visibleText(page: Page): Promise<string> {
  return page.locator('main').evaluate((main) => {
    const lines: string[] = []
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
    let block: Element | null = null
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      const text = node.textContent?.replace(/\s+/g, ' ') ?? ''
      if (!parent || text.trim() === '') continue
      if (parent.closest('.visually-hidden, noscript, template, option, [data-slip-words], .where, .share-link'))
        continue
      if (!parent.checkVisibility({ visibilityProperty: true })) continue
      let own: Element = parent
      while (own.parentElement && getComputedStyle(own).display === 'inline') own = own.parentElement
      if (own === block) lines.push(`${lines.pop() ?? ''}${text}`)
      else lines.push(text)
      block = own
    }
    return lines.map((line) => line.trim()).join('\n')
  })
}

const send = 'button.main-act:visible'

export async function walkNamed(page: Page, letter: WalkedLetter, address: string): Promise<Walk> {
  const walker = new Walker(page, letter)
  await walker.opens('')
  await walker.taps('a.button.sign')
  await walker.sees('choice', 'input[value=public]')
  await walker.taps('input[value=public]')
  await walker.types('#f-name', 'Ann Lee')
  await walker.types('#f-address', address)
  await walker.taps(send)
  await walker.sees('code', '#f-code')
  await walker.typesCode(address)
  await walker.taps('button.sign')
  await walker.sees('done', '#share-heading')
  return walker.walk
}

export async function walkAnonymous(page: Page, letter: WalkedLetter, address: string): Promise<Walk> {
  const walker = new Walker(page, letter)
  await walker.opens('')
  await walker.taps('a.button.sign')
  await walker.sees('choice', 'input[value=anonymous]')
  await walker.taps('input[value=anonymous]')
  await walker.types('#f-address', address)
  await walker.taps(send)
  await walker.sees('code', '#f-code')
  await walker.typesCode(address)
  await walker.taps(send)
  await walker.sees('when', '[data-act=sign-now]')
  await walker.taps('[data-act=sign-now]')
  await walker.sees('done', '#accepted-heading')
  return walker.walk
}

/** @param code a vouching code, as the link that a colleague passes on */
export async function walkVouched(page: Page, letter: WalkedLetter, code: string): Promise<Walk> {
  const walker = new Walker(page, letter)
  await walker.opens(`/vouched#${code}`)
  await walker.sees('code', '#f-vouch')
  await walker.taps('input[value=public]')
  await walker.taps(send)
  await walker.sees('details', '#f-name')
  await walker.types('#f-name', 'Ben Ngo')
  await walker.taps('button.sign')
  await walker.sees('done', '#share-heading')
  return walker.walk
}

/** Draws vouching codes for an address that has signed. @returns the first code */
export async function drawCode(page: Page, { url, codeFor }: WalkedLetter, address: string): Promise<string> {
  await page.goto(`${url}/vouching`)
  await page.fill('#f-address', address)
  await page.locator('[data-form=address] [type=submit]').click()
  await page.locator('#f-code').waitFor()
  await page.fill('#f-code', await codeFor(address))
  await page.locator('[data-form=code] [type=submit]').click()
  const link = await page.locator('ol.codes textarea').first().inputValue()
  return link.slice(link.indexOf('#') + 1)
}
