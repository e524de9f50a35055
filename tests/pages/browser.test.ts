import { once } from 'node:events'
import { statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atPhone, axeFindsNothing, fitsTheScreen, htmlIsValid, openBrowser, screenshot } from '../support/browser.ts'
import { deskInLight, phoneInDark } from '../support/test-browser.ts'

const page = (body: string) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A page</title></head>
<body><main>${body}</main></body>
</html>`
const good = page('<h1>We, the undersigned</h1><p>ask for a reply.</p>')
const poor = page('<h1>We</h1><img src="data:," width="1" height="1"><p id="a"><p id="a">')

const pale = page('<h1>We</h1><p style="color: #ddd; background: #fff">ask for a reply.</p>')

const servers: Server[] = []
let ours: string
let theirs: string

async function serve(): Promise<string> {
  const server = createServer((_request, reply) => reply.setHeader('content-type', 'text/html').end(good))
  servers.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

beforeAll(async () => {
  ours = await serve()
  theirs = await serve()
})
afterAll(() => servers.forEach((server) => server.close()))

describe.each(['packaged', 'system'] as const)('the browser (%s)', (source) => {
  let browser: Browser

  beforeAll(async () => {
    browser = await openBrowser(source)
  }, 90_000)
  afterAll(() => browser.close())

  it('shows a page at each size and in each colour scheme', async () => {
    const tab = await browser.newPage()
    await tab.setContent(good)
    const state = () => tab.evaluate(() => [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches])
    await phoneInDark(tab)
    expect(await state()).toEqual([360, true])
    await deskInLight(tab)
    expect(await state()).toEqual([1280, false])
    await tab.close()
  })

  it('keeps web security on', async () => {
    const tab = await browser.newPage()
    await tab.goto(ours)
    expect(await tab.evaluate(() => fetch('/').then((answer) => answer.status))).toBe(200)
    const read = tab.evaluate((url) => fetch(url).then((answer) => answer.text()), theirs)
    await expect(read).rejects.toThrow('Failed to fetch')
    await tab.close()
  })

  it('takes a screenshot with letters on it', async () => {
    const tab = await browser.newPage()
    await tab.setContent(good)
    const withText = await screenshot(tab, `browser-${source}`)
    const full = statSync(withText).size
    await tab.setContent(page(''))
    expect(full).toBeGreaterThan(statSync(await screenshot(tab, `browser-${source}-blank`)).size)
    await tab.close()
  })

  it('lets axe find what is wrong, and nothing else', async () => {
    const tab = await browser.newPage()
    await tab.setContent(good)
    await axeFindsNothing(tab)
    await tab.setContent(poor)
    await expect(axeFindsNothing(tab)).rejects.toThrow('image-alt')
    await axeFindsNothing(tab, ['color-contrast'])
    await tab.setContent(pale)
    for (const rules of [undefined, ['color-contrast']])
      await expect(axeFindsNothing(tab, rules)).rejects.toThrow('color-contrast')
    await tab.close()
  })

  it('lets axe look into frames, as it is after each change', async () => {
    const tab = await browser.newPage()
    // A page that was set with `setContent` has no origin, and its frames do not respond.
    await tab.goto(ours)
    await axeFindsNothing(tab)
    await tab.evaluate(async (inside) => {
      const frame = Object.assign(document.createElement('iframe'), { title: 'A mail', srcdoc: inside })
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
      document.querySelector('main')?.append(frame)
      await loaded
    }, poor)
    await expect(axeFindsNothing(tab)).rejects.toThrow('image-alt')
    await tab.close()
  })

  it('sees what is too wide', async () => {
    const tab = await browser.newPage()
    await atPhone(tab)
    await tab.setContent(good)
    await fitsTheScreen(tab)
    await tab.setContent(page('<table><tr><td>' + 'w'.repeat(200) + '</td></tr></table>'))
    await expect(fitsTheScreen(tab)).rejects.toThrow('on a screen of 360 px')
    await tab.close()
  })
})

describe('html-validate', () => {
  it('accepts a good page', async () => {
    await htmlIsValid(good)
  })

  it('names what is wrong and its line', async () => {
    await expect(htmlIsValid(poor)).rejects.toThrow(/no-dup-id, line 4/)
  })
})
