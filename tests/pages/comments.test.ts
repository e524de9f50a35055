import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { axeFindsNothing, fitsTheScreen, pictured } from '../support/browser.ts'
import { api, cookieOf, draftOf, join, organizer, type Organizer } from '../support/stories.ts'
import { deskInLight, looksRight, phoneInDark, testBrowser } from '../support/test-browser.ts'

const server = await testServer()
const browser = await testBrowser()
const ada = await organizer(server, 'Ada Fenwick')
const bea = await organizer(server, 'Bea Ngo')
const text =
  '## What happened\n\nThe board **decided alone** to close the night dock.[^1] We ask the board to talk.\n\n- Two people at every dock\n- An answer\n\n[^1]: Minutes of the board.'

async function signedIn(who: Organizer, options: { javaScriptEnabled?: boolean } = {}): Promise<BrowserContext> {
  const context = await browser.newContext(options)
  const [name = '', value = ''] = (await cookieOf(server, who)).split('=')
  await context.addCookies([{ name, value, url: server.url }])
  return context
}

async function commented(): Promise<string> {
  const id = await draftOf(server, ada, { title: 'Keep the night dock open', text })
  await join(server, bea, id, 'editor')
  for (const comment of [
    { words: 'Who was in the room?\n\nWe should name them.', quote: 'decided alone' },
    { words: 'They have promised more.', quote: 'talk', replacement: 'talk to us before Friday' },
    { words: 'Shall we say who we are?' },
    { words: 'Is this true?', quote: 'An answer' },
  ])
    await api(server, bea, 'POST', `/dashboard/letters/${id}/comments`, comment)
  await api(server, ada, 'POST', `/dashboard/letters/${id}/comments/1/replies`, { words: 'Only the five of them.' })
  await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, {
    version: 1,
    text: text.replace('\n- An answer', ''),
  })
  return id
}

async function bothWays(page: Page, name: string, looks: (page: Page, name: string) => Promise<void>): Promise<void> {
  await phoneInDark(page)
  await looks(page, `${name}-phone`)
  await deskInLight(page)
  await looks(page, name)
}

test('without JavaScript, somebody comments, and an editor accepts a change', async () => {
  const id = await commented()
  const page = await (await signedIn(ada, { javaScriptEnabled: false })).newPage()
  await page.goto(`${server.url}/dashboard/letters/${id}/text/comments`)
  await page.getByLabel('The words it is about (optional)').fill('night dock')
  await page.getByLabel('Your comment').fill('Which one?')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Which one?').waitFor()
  await page.getByRole('link', { name: 'Reply or refuse' }).click()
  await page.getByRole('button', { name: 'Accept this change' }).click()
  await page.locator('summary', { hasText: 'that is done' }).waitFor()
  const { json } = await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)
  expect(json['text']).toContain('We ask the board to talk to us before Friday.')
})

test('the pages of comments fit phones and screens, in light and dark', async () => {
  const id = await commented()
  const page = await (await signedIn(ada)).newPage()
  await page.goto(`${server.url}/dashboard/letters/${id}/text/comments`)
  await bothWays(page, 'comments', looksRight)
  await page.goto(`${server.url}/dashboard/letters/${id}/text/comments/2`)
  await bothWays(page, 'comment-thread', looksRight)
})

test('in the editor, comments are marked in the text and follow it, and a selection gets a comment', async () => {
  const id = await commented()
  const page = await (await signedIn(ada)).newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(`${server.url}/dashboard/letters/${id}/text`)
  const surface = page.locator('.ProseMirror')
  await surface.locator('.comment-number').first().waitFor()
  expect(await surface.locator('.commented').allTextContents()).toEqual(['decided alone', 'talk'])
  await surface.getByText('What happened').click()
  await page.keyboard.press('End')
  await page.keyboard.type(', at last')
  await surface.getByText('Two people at every dock').selectText()
  await page.getByRole('toolbar').getByRole('button', { name: 'Comment', exact: true }).click()
  await page.getByLabel('Your comment').fill('Three, surely.')
  const shown = async (each: Page, name: string) => {
    await fitsTheScreen(each)
    await axeFindsNothing(each)
    await pictured(each, name)
  }
  await bothWays(page, 'comments-in-editor', shown)
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Three, surely.').waitFor()
  const { json } = await api(server, ada, 'GET', `/dashboard/letters/${id}/comments`)
  const threads = json['threads'] as { quote: string | null }[]
  expect(threads.map(({ quote }) => quote)).toEqual([
    'decided alone',
    'talk',
    null,
    'An answer',
    'Two people at every dock',
  ])
  expect(json['text']).toMatch(/^What happened, at last/)
  await page.getByRole('link', { name: 'Show it in the text' }).first().click()
  expect(problems).toEqual([])
})
