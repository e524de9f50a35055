import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { act, askForCode, enter, shows, step } from '../support/anonymous-page.ts'
import { cookieOf, join, northwind, openLetter, organizer } from '../support/stories.ts'
import { testBrowser } from '../support/test-browser.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const browser = await testBrowser()
const ada = await organizer(server)
const open = await openLetter(server, { visibilities: ['anonymous', 'public'] })
const quiet = await openLetter(server, { state: 'quiet' })
for (const { id } of [open, quiet]) await join(server, ada, id, 'owner')
const linkOf = ({ key }: { key: string }) => `${server.parts.config.origin}/letters/${key}`

async function sharePage(
  letter: { id: string },
  options: BrowserContextOptions = {},
  prepare: (context: BrowserContext) => Promise<unknown> = () => Promise.resolve(),
): Promise<Page> {
  const context = await browser.newContext(options)
  const [name = '', value = ''] = (await cookieOf(server, ada)).split(/=(.*)/s)
  await context.addCookies([{ name, value, url: server.url }])
  await prepare(context)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${server.url}/dashboard/letters/${letter.id}/share`)
  return page
}

/** A phone whose share sheet and clipboard note what they get. */
const noting = (sheet: boolean) => (context: BrowserContext) =>
  context.addInitScript((has) => {
    const noted: unknown[] = []
    const define = (name: string, value: unknown) =>
      Object.defineProperty(navigator, name, { value, configurable: true })
    define('clipboard', { writeText: (text: string) => Promise.resolve(void noted.push(text)) })
    define('canShare', has ? () => true : undefined)
    define('share', has ? (data: unknown) => Promise.resolve(void noted.push(data)) : undefined)
    Object.assign(window, { noted })
  }, sheet)
const notedBy = (page: Page) => page.evaluate(() => (window as unknown as { noted: unknown[] }).noted)

test('without a script, the link and the texts stand there to be selected, and no button does nothing', async () => {
  const page = await sharePage(open, { javaScriptEnabled: false })
  expect(await page.locator('[data-shared=link]').innerText()).toBe(linkOf(open))
  expect(await page.locator('[data-shared=chat]').innerText()).toContain(linkOf(open))
  expect(await page.locator('main button:visible').count()).toBe(0)
  await page.context().close()
})

test('the link and each text are copied as they stand there', async () => {
  const page = await sharePage(quiet, {}, noting(false))
  for (const button of await page.locator('[data-copy]').all()) await button.click()
  const texts = await page.locator('[data-shared]').allTextContents()
  expect(await notedBy(page)).toEqual(texts)
  expect(texts.slice(0, 2)).toEqual([linkOf(quiet), quiet.key.replaceAll('-', ' ')])
  expect(await page.locator('[data-share-status]').first().innerText()).toBe(sentence('sharing-copied'))
  // This browser has no share sheet.
  expect(await page.locator('[data-sheet]').isVisible()).toBe(false)
  await page.context().close()
})

test('the share sheet gets the link, and the title only of an open letter', async () => {
  for (const [letter, data] of [
    [open, { title: northwind.title, url: linkOf(open) }],
    [quiet, { url: linkOf(quiet) }],
  ] as const) {
    const page = await sharePage(letter, {}, noting(true))
    await page.locator('[data-sheet]').click()
    expect(await notedBy(page)).toEqual([data])
    await page.context().close()
  }
})

test('after an anonymous signature the page offers sharing, and not before', async () => {
  const context = await browser.newContext()
  await noting(false)(context)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${server.url}/letters/${open.key}/anonymous`)
  const link = page.locator('[data-shared=link]')
  expect(await link.isVisible()).toBe(false)
  await enter(page, await askForCode(server, page, 'ann@northwind.example'))
  await shows(page, 'sign')
  await act(page, 'sign-now')
  await step(page, 'accepted counted').waitFor()
  expect(await link.innerText()).toBe(linkOf(open))
  await page.locator('[data-copy=link]').click()
  expect(await notedBy(page)).toEqual([linkOf(open)])
  const text = await step(page, 'accepted counted').innerText()
  expect(text).toContain(sentence('sharing-next-anonymous'))
  await context.close()
})
