import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { slipIn } from '../support/anonymous-page.ts'
import { testServer } from '../support/app.ts'
import { atPhone } from '../support/browser.ts'
import { allowChecks } from '../support/in-person.ts'
import {
  cookieOf,
  join,
  keyOf,
  letterAsJson,
  nextBatch,
  openLetter,
  organizer,
  pageOf,
  type Organizer,
} from '../support/stories.ts'
import { looksRight, testBrowser } from '../support/test-browser.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const browser = await testBrowser()
const letter = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'public'] })
await allowChecks(server, letter, 12)
await server.parts.db.updateTable('letter').set({ vouches_each: 0 }).where('id', '=', letter.id).execute()
const moderator = await organizer(server)
await join(server, moderator, letter.id, 'moderator')

const complaints: string[] = []

async function open(path: string, who?: Organizer): Promise<Page> {
  const context = await browser.newContext()
  if (who) {
    const [name = '', value = ''] = (await cookieOf(server, who)).split('=')
    await context.addCookies([{ name, value, url: server.url }])
  }
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d|ERR_FAILED/.test(message.text()))
      complaints.push(message.text())
  })
  await atPhone(page)
  await page.goto(server.url + path)
  return page
}

const codesIn = (page: Page) =>
  page.locator('ol.codes textarea').evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value))

const path = `/dashboard/letters/${letter.id}/in-person`

test('an organizer makes codes on a phone, prints them, and one makes an anonymous signature that is counted apart', async () => {
  const making = await open(path, moderator)
  await making.locator('[data-in-person]').waitFor()
  expect(await making.locator('[data-el=none]').innerText()).toBe(sentence('in-person-codes-none'))
  await looksRight(making, 'in-person-empty')
  await making.fill('#f-count', '11')
  await making.click('[data-form=make] button')
  expect(await making.locator('.field.wrong').innerText()).toContain(sentence('in-person-count-wrong', { most: 10 }))

  // The answer is lost after the codes were counted. The same button asks for the same codes.
  await making.fill('#f-count', '2')
  await making.route('**/in-person/codes', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await making.click('[data-form=make] button')
  await making.getByText(sentence('in-person-no-answer')).waitFor({ timeout: 20_000 })
  await making.unroute('**/in-person/codes')
  await making.click('[data-form=make] button')
  await making.locator('ol.codes li').nth(1).waitFor({ timeout: 20_000 })
  expect(await making.locator('[data-text=left]').innerText()).toBe(sentence('in-person-left', { count: 10 }))
  await looksRight(making, 'in-person-codes')

  await making.reload()
  const links = await codesIn(making)
  expect(links).toHaveLength(2)
  await making.fill('#f-count', '1')
  await making.click('[data-form=make] button')
  await making.locator('ol.codes li').nth(2).waitFor({ timeout: 20_000 })
  expect((await codesIn(making)).slice(1)).toEqual(links)

  await making.emulateMedia({ media: 'print' })
  await making.evaluate(() => dispatchEvent(new Event('beforeprint')))
  expect(await making.locator('ol.codes svg:visible').count()).toBe(3)
  const paper = await making.locator('main').innerText()
  expect(paper.trim().split(/\n+/)).toEqual([1, 2, 3].map((number) => sentence('vouching-code-paper', { number })))
  await making.emulateMedia({ media: 'screen' })
  await making.click('[data-act=forget]')
  await making.getByText(sentence('in-person-codes-none')).waitFor()
  expect(await making.evaluate(() => sessionStorage.length)).toBe(0)
  await making.context().close()

  // From the first page on, people without a work address find the way.
  const signing = await open(`/letters/${keyOf(letter)}/sign`)
  await signing.click(`text=${sentence('signing-no-address', { way: 'check' })}`)
  expect(new URL(signing.url()).pathname).toBe(`/letters/${keyOf(letter)}/vouched`)
  await looksRight(signing, 'in-person-spend')
  await signing.context().close()

  const spending = await open(links[0]!.slice(server.url.length))
  expect(spending.url()).not.toContain('#')
  expect(await spending.inputValue('#f-vouch')).toMatch(/^C1-/)
  await spending.click(`text=${sentence('vouching-spend-anonymous-link')}`)
  await spending.locator('[data-act=use-vouch]').waitFor()
  expect(spending.url()).not.toContain('C1-')
  expect((await slipIn(spending, '[data-el=vouch]')).split(' ')).toHaveLength(12)
  await spending.click('[data-act=use-vouch]')
  await spending.locator('[data-act=sign-now]').click()
  await spending.locator('[data-step=accepted]').waitFor({ timeout: 20_000 })
  await spending.context().close()
  await nextBatch(server, letter)
  const { tally } = await letterAsJson(server, letter)
  expect(tally.classes).toMatchObject([{ class: 'reviewed', count: 1 }])
  expect((await pageOf(server, `/letters/${keyOf(letter)}`)).html).toContain('checked in person by an organizer')
  expect(complaints).toEqual([])
}, 120_000)

test('the page says why no code can be made, and what to do', async () => {
  const { db } = server.parts
  const owner = await organizer(server)
  await join(server, owner, letter.id, 'owner')
  const states = [
    [{ paused: true }, 'letter-paused-title', 'paused'],
    [{ paused: false, checks_each: 0 }, 'in-person-off-title', 'off'],
  ] as const
  for (const [change, title, name] of states) {
    await db.updateTable('letter').set(change).where('id', '=', letter.id).execute()
    const page = await open(path, owner)
    expect(await page.locator('.notice-title').first().innerText()).toBe(sentence(title))
    expect(await page.locator('[data-in-person]').count()).toBe(0)
    await looksRight(page, `in-person-${name}`)
    await page.context().close()
  }
})
