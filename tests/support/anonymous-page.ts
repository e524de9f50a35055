import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import type { TestServer } from './app.ts'
import { codeIn } from './mail.ts'

/** Steps of a person on the pages for anonymous signatures. */

export const step = (page: Page, name: string) => page.locator(`[data-step="${name}"]`)
export const shows = (page: Page, name: string) => step(page, name).waitFor()
export const act = (page: Page, name: string) => page.locator(`[data-act="${name}"]:visible`).click()
export const says = (page: Page, words: RegExp) => page.locator('[data-el=status]', { hasText: words }).waitFor()

/** Submits the address and lets the server mail the code. */
export async function askForCode(server: TestServer, page: Page, address: string): Promise<string> {
  const before = server.inbox.mails().length
  await page.fill('#f-address', address)
  await page.locator('[data-form="address"] [type=submit]').click()
  await shows(page, 'code')
  await server.work()
  return codeIn(server.inbox.mails()[before]!.text)
}

export async function enter(page: Page, code: string): Promise<void> {
  await page.fill('#f-code', code)
  await page.locator('[data-form="code"] [type=submit]').click()
}

/** The words of a slip in the part of a page that a selector names, also when they are folded. */
export const slipIn = async (page: Page, part: string) =>
  (await page.locator(`${part} [data-slip-words] li`).allTextContents()).join(' ')
export const keyShown = (page: Page) => slipIn(page, '[data-step="sign"]')

/** Goes back to the step `before`, and forward again to the step `after`. */
export async function goBackAndForward(page: Page, before: string, after: string): Promise<void> {
  await page.goBack()
  await shows(page, before)
  await page.goForward()
  await shows(page, after)
}

export const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null
    return element?.id || element?.dataset['el']
  })

export async function saved(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), act(page, name)])
  return readFileSync(await download.path(), 'utf8')
}

export async function openFile(page: Page, text: string): Promise<void> {
  await page.setInputFiles('#f-file', {
    name: 'saved.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  })
  await page.locator('[data-form=file] [type=submit]').click()
}
