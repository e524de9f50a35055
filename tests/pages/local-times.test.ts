import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { cookieOf, join, nextBatch, openLetter, organizer, signAs } from '../support/stories.ts'
import { testBrowser } from '../support/test-browser.ts'

const server = await testServer()
const browser = await testBrowser()
const letter = await openLetter(server)
const owner = await organizer(server)
await join(server, owner, letter.id, 'owner')
await signAs(server, letter, { address: 'ann@northwind.example' })
await nextBatch(server, letter)
const { closes_at: closes } = letter
const path = `/dashboard/letters/${letter.id}/close`

/** What an organizer's browser shows as the time of closing, and everything that it sends. */
async function shownIn(timezoneId: string, javaScriptEnabled = true): Promise<{ closing: string; sent: string }> {
  const context = await browser.newContext({ timezoneId, javaScriptEnabled })
  const [name, value] = (await cookieOf(server, owner)).split('=') as [string, string]
  await context.addCookies([{ name, value, url: server.url }])
  const page = await context.newPage()
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.url(), JSON.stringify(request.headers()), request.postData() ?? ''))
  await page.goto(server.url + path)
  const closing = await page.locator(`time[datetime="${closes!.toISOString()}"]`).first().innerText()
  await context.close()
  return { closing, sent: sent.join(' ') }
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })
const dayBefore = (at: Date) => new Date(at.getTime() - 86_400_000)

test('a time stands first in the reader’s own zone, with UTC in brackets', async () => {
  expect(closes!.toISOString()).toMatch(/T09:30/)
  const on = day.format(closes!)
  expect((await shownIn('Asia/Kolkata')).closing).toBe(`${on}, 15:00 (09:30 UTC)`)
  // Another day there.
  const utc = `${on}, 09:30 UTC`
  expect((await shownIn('Pacific/Honolulu')).closing).toBe(`${day.format(dayBefore(closes!))}, 23:30 (${utc})`)
  expect((await shownIn('Pacific/Kiritimati')).closing).toBe(`${on}, 23:30 (09:30 UTC)`)
})

test('it stands in UTC, and says so, where the zone is UTC and where there is no JavaScript', async () => {
  const utc = `${day.format(closes!)}, 09:30 UTC`
  expect((await shownIn('UTC')).closing).toBe(utc)
  expect((await shownIn('Asia/Kolkata', false)).closing).toBe(utc)
})

test('the zone stays in the browser', async () => {
  const { sent } = await shownIn('Asia/Kolkata')
  expect(sent).not.toMatch(/kolkata|calcutta|\bist\b|(?<![\w-])-?330(?![\w-])|5:30|\b19800\b/i)
})
