import type { Browser, ViewportSize } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { measureShifts, shiftOf } from '../support/layout-shift.ts'
import type { BenchRow } from './row.ts'
import type { Stage } from './stage.ts'

/** Pages that everybody can open. tests/pages/html.test.ts measures all pages. */
const ofLetter = [
  ...['', '/sign', '/anonymous', '/anonymous/mine', '/credential', '/signatures', '/revisions', '/press', '/mine'],
  ...['/remove', '/updates', '/vouched', '/vouching', '/statements/new'],
]
const others = ['/', '/how-it-works', '/privacy', '/how-anonymity-works', '/quiet-link']

interface Worst {
  shift: number
  where: string
}

/** The layout shift of the page that moves most, on a phone and on a desktop. */
export async function shiftRow(stage: Stage): Promise<BenchRow> {
  const { url } = await stage.app()
  const letter = await stage.crowd(450)
  const paths = [...others, ...ofLetter.map((part) => letter + part)]
  const browser = await openBrowser()
  try {
    const phone = await worstOf(browser, { width: 390, height: 780 }, url, paths)
    const desktop = await worstOf(browser, { width: 1280, height: 900 }, url, paths)
    const worst = phone.shift > desktop.shift ? phone : desktop
    return { name: 'shift', ours: worst.shift, reference: null, unit: '', ratio: null, note: worst.where }
  } finally {
    await browser.close()
  }
}

async function worstOf(browser: Browser, viewport: ViewportSize, url: string, paths: string[]): Promise<Worst> {
  const context = await browser.newContext({ viewport })
  await measureShifts(context)
  const page = await context.newPage()
  let worst: Worst = { shift: 0, where: 'none moves' }
  for (const path of paths) {
    await page.goto(url + path)
    const shift = await shiftOf(page)
    if (shift > worst.shift) worst = { shift, where: `${path} at ${String(viewport.width)} px` }
  }
  await context.close()
  return worst
}
