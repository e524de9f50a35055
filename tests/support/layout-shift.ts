import type { BrowserContext, Page } from 'playwright-core'

/** The most by which a page may move what people are looking at (the sum of its layout shifts, as browsers measure it). */
export const mostShift = 0.02

// A text, because tsx adds to a function what only Node.js has.
const observer = `
  globalThis.sumOfShifts = 0
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) sumOfShifts += value
  }).observe({ type: 'layout-shift', buffered: true })
`

/** Sums the layout shifts of every page that is opened in this context from now on. `shiftOf` reads the sum. */
export async function measureShifts(context: BrowserContext): Promise<void> {
  await context.addInitScript(observer)
}

/** The sum of a page's layout shifts since it was opened, when its fonts and scripts have come. */
export async function shiftOf(page: Page): Promise<number> {
  await page.evaluate('document.fonts.ready')
  // A shift is reported with the frame after it.
  await page.waitForTimeout(150)
  return page.evaluate<number>('sumOfShifts')
}
