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

/** The layout shift of the page that moves most, on a phone and on a desktop. */
export async function shiftRow(stage: Stage): Promise<BenchRow> {
  const { url } = await stage.app()
  const letter = await stage.crowd(450)
  const browser = await openBrowser()
  let worst = { shift: 0, where: 'none moves' }
  try {
    for (const viewport of [
      { width: 390, height: 780 },
      { width: 1280, height: 900 },
    ]) {
      const context = await browser.newContext({ viewport })
      await measureShifts(context)
      const page = await context.newPage()
      for (const path of [...others, ...ofLetter.map((part) => letter + part)]) {
        await page.goto(url + path)
        const shift = await shiftOf(page)
        if (shift > worst.shift) worst = { shift, where: `${path} at ${String(viewport.width)} px` }
      }
      await context.close()
    }
  } finally {
    await browser.close()
  }
  return { name: 'shift', ours: worst.shift, reference: null, unit: '', ratio: null, note: worst.where }
}
