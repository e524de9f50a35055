import type { Browser, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import {
  atDesk,
  atPhone,
  axeFindsNothing,
  fitsTheScreen,
  htmlIsValid,
  inDark,
  inLight,
  openBrowser,
  pictured,
} from './browser.ts'

/** A browser for one test file. Call it at the top of the file. */
export async function testBrowser(): Promise<Browser> {
  const browser = await openBrowser()
  afterAll(() => browser.close())
  return browser
}

export async function phoneInDark(page: Page): Promise<void> {
  await atPhone(page)
  await inDark(page)
}

export async function deskInLight(page: Page): Promise<void> {
  await atDesk(page)
  await inLight(page)
}

/** The HTML that was last found valid in a page. */
const examined = new WeakMap<Page, string>()

/**
 * The page is valid HTML and fits the screen, and axe finds nothing. `pictured` saves it under this name. The same HTML on another
 * screen is valid as before. What axe finds depends on the screen, which hides some elements and shows others.
 */
export async function looksRight(page: Page, name: string): Promise<void> {
  // A browser serializes attributes without a value in full, and keeps an empty `style` after a script has removed its last
  // property.
  const html = (await page.content())
    .replaceAll(' style=""', '')
    .replace(/ (crossorigin|required|checked|readonly|hidden|novalidate|data-scripted)=""/g, ' $1')
  if (examined.get(page) !== html) await htmlIsValid(html)
  examined.set(page, html)
  await fitsTheScreen(page)
  await axeFindsNothing(page)
  await pictured(page, name)
}

/** Presses Tab until the element has the focus, like a person without a mouse. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let count = 0; count < 60; count++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
  }
  throw new Error(`no number of Tabs leads to ${selector}`)
}
