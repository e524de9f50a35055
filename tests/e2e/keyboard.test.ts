import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { codeIn } from '../support/mail.ts'
import { keyOf, nextBatch, openLetter, verifiedCount } from '../support/stories.ts'
import { testBrowser } from '../support/test-browser.ts'
import { visitor } from './visitor.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const browser = await testBrowser()

interface Focused {
  words: string
  id: string
  /** Thickness of the focus outline, around the focused element or around its row. */
  line: number
  onScreen: boolean
}

function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement
    const lines = [element, element.closest('.visibility-row, .choice')].map((each) => {
      const { outlineStyle, outlineWidth } = each ? getComputedStyle(each) : { outlineStyle: 'none', outlineWidth: '0' }
      return outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth)
    })
    const { top, bottom, left, right, width, height } = element.getBoundingClientRect()
    return {
      words: element.innerText.trim(),
      id: element.id,
      line: Math.max(...lines),
      onScreen: width > 0 && height > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    }
  })
}

/** Presses Tab until the element has the focus. Checks that every element on the way shows its focus. */
async function tabTo(page: Page, wanted: { words: string } | { id: string }): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab')
    const now = await focused(page)
    expect(now, 'the focus shows, on the screen').toMatchObject({ onScreen: true })
    expect([now.words, now.id, now.line >= 2]).toEqual([now.words, now.id, true])
    if ('id' in wanted ? now.id === wanted.id : now.words === wanted.words) return
    passed.push(now.words || `#${now.id}`)
  }
  throw new Error(`Tab does not lead to ${JSON.stringify(wanted)}. It leads to ${passed.join(', ')}.`)
}

/** A link to a fragment moves the focus a moment after Enter. */
async function focusIsAt(page: Page, id: string): Promise<void> {
  await expect.poll(() => focused(page).then((now) => now.id)).toBe(id)
}

async function press(page: Page, key: 'Enter' | 'Space'): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press(key)])
}

test('somebody signs with Tab, Space and Enter alone', { timeout: 60_000 }, async () => {
  const letter = await openLetter(server)
  const who = await visitor(browser, server.url)
  const { page } = who
  await who.goTo(`/letters/${keyOf(letter)}`)

  await page.keyboard.press('Tab')
  expect(await focused(page)).toMatchObject({ words: 'Skip to the page’s content', onScreen: true })
  await page.keyboard.press('Enter')
  await focusIsAt(page, 'main')
  await tabTo(page, { words: sentence('letter-standing-sign') })
  await press(page, 'Enter')

  // Without a choice, the error summary comes before the form, and its link leads to the first choice.
  await tabTo(page, { words: sentence('signing-send-code') })
  await press(page, 'Enter')
  await page.getByRole('alert').waitFor()
  const error = await page.getByRole('alert').getByRole('link').first().innerText()
  await tabTo(page, { words: error })
  await page.keyboard.press('Enter')
  await focusIsAt(page, 'f-visibility')
  await page.keyboard.press('Space')
  expect(await page.locator('#f-visibility').isChecked()).toBe(true)
  await tabTo(page, { id: 'f-address' })
  await page.keyboard.type('not an address')
  await page.keyboard.press('Enter')
  // The browser itself asks for an address, and leaves the focus in the field.
  expect((await focused(page)).id).toBe('f-address')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('ann@northwind.example')
  await tabTo(page, { words: sentence('signing-send-code') })
  await press(page, 'Space')

  await server.work()
  await tabTo(page, { id: 'f-code' })
  await page.keyboard.type(codeIn(server.inbox.mails()[0]!.text))
  await press(page, 'Enter')
  await who.sees(sentence('signing-done-heading'))
  await tabTo(page, { words: sentence('letter-back') })
  await press(page, 'Enter')
  who.nothingWasWrong()

  await nextBatch(server, letter)
  expect(await verifiedCount(server, letter)).toBe(1)
})
