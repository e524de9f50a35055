import type { Duplex } from 'node:stream'
import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { api, cookieOf, organizer, organizerPost, type Organizer } from '../support/stories.ts'
import { testBrowser } from '../support/test-browser.ts'

const server = await testServer()
// A socket is refused to pages of another origin than the server's own.
Object.assign(server.parts.config, { origin: server.url })
const browser = await testBrowser()
const sockets: Duplex[] = []
server.app.server.on('upgrade', (_, socket: Duplex) => sockets.push(socket))
const ada = await organizer(server, 'Ada Fenwick')

async function started(text: string): Promise<string> {
  const { location } = await organizerPost(server, ada, '/dashboard/letters', { title: 'Close the night dock' })
  const id = /letters\/([^/]+)\/text/.exec(location ?? '')?.[1] ?? ''
  await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 1, text })
  return id
}

async function signedIn(who: Organizer): Promise<BrowserContext> {
  const context = await browser.newContext()
  const [name = '', value = ''] = (await cookieOf(server, who)).split('=')
  await context.addCookies([{ name, value, url: server.url }])
  return context
}

async function opened(context: BrowserContext, id: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${server.url}/dashboard/letters/${id}/text`)
  await says(page, 'stored')
  return page
}

const says = (page: Page, what: string) => page.locator(`[data-live-says="${what}"]`).waitFor({ timeout: 10_000 })
const surface = (page: Page) => page.locator('.ProseMirror')
/** The paragraphs, without the names at the cursors. */
const words = (page: Page) =>
  surface(page).evaluate((root) => {
    const copy = root.cloneNode(true) as HTMLElement
    for (const caret of copy.querySelectorAll('.live-caret')) caret.remove()
    return [...copy.querySelectorAll('p')].map((each) => each.textContent)
  })
const draft = async (id: string) =>
  (await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json as { text: string; version: number }

async function placeAfter(page: Page, words: string): Promise<void> {
  await surface(page).getByText(words).click()
  await page.keyboard.press('End')
}

test('two browsers type at once, one of them offline for a while, and a save by the API keeps the place', async () => {
  const id = await started('First words.\n\nSecond words.')
  const contexts = [await signedIn(ada), await signedIn(ada)] as const
  const [one, other] = [await opened(contexts[0], id), await opened(contexts[1], id)]
  await placeAfter(one, 'First words.')
  await placeAfter(other, 'Second words.')
  await Promise.all([
    one.keyboard.type(' It is dark at the dock.', { delay: 5 }),
    other.keyboard.type(' It is cold.', { delay: 8 }),
  ])
  const both = 'First words. It is dark at the dock.\n\nSecond words. It is cold.'
  await expect.poll(async () => (await draft(id)).text).toBe(both)
  await expect.poll(() => words(one)).toContain('Second words. It is cold.')
  // The others are named, at their cursors and in a list.
  await expect.poll(() => one.locator('.live-name').innerText()).toBe('Ada Fenwick')
  expect(await one.locator('[data-live-names]').innerText()).toBe('Ada Fenwick')

  // A program saves another paragraph. Whoever is typing stays where they are.
  const { version } = await draft(id)
  await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version, text: `Before.\n\n${both}` })
  await surface(one).getByText('Before.').waitFor()
  await one.keyboard.type(' Still here.')
  const later = `Before.\n\n${both.replace('dock.', 'dock. Still here.')}`
  await expect.poll(async () => (await draft(id)).text).toBe(later)

  // Offline, the tab keeps what is typed, and says so.
  await contexts[1].setOffline(true)
  sockets.at(-1)?.destroy()
  await says(other, 'away')
  await other.keyboard.type(' Typed offline.')
  await one.keyboard.type(' Typed online.')
  await says(one, 'stored')
  await contexts[1].setOffline(false)
  await says(other, 'stored')
  const merged = later.replace('here.', 'here. Typed online.').replace('cold.', 'cold. Typed offline.')
  await expect.poll(async () => (await draft(id)).text).toBe(merged)

  // One undo takes back one's own words alone.
  await other.keyboard.press('Control+z')
  await expect.poll(async () => (await draft(id)).text).toBe(merged.replace(' Typed offline.', ''))
  await Promise.all(contexts.map((context) => context.close()))
})

test('what is typed before the editor is loaded stays, is stored, and the next key goes on with it', async () => {
  const id = await started('We ask.')
  const context = await signedIn(ada)
  const page = await context.newPage()
  let load: () => void = () => undefined
  const held = new Promise<void>((resolve) => (load = resolve))
  await page.route(/editor[^/]*\.js/, async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`${server.url}/dashboard/letters/${id}/text`, { waitUntil: 'commit' })
  await page.locator('textarea[name="text"]').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' Politely.')
  load()
  await says(page, 'stored')
  await page.keyboard.type(' Today.')
  await expect.poll(async () => (await draft(id)).text).toBe('We ask. Politely. Today.')
  await context.close()
})
