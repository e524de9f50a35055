import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { everyPage } from '../support/every-page.ts'
import { organizerPage, pageOf } from '../support/stories.ts'

const server = await testServer()
const { pages, owner } = await everyPage(server)

/** It shows a mail as text. */
const asText = ['/dashboard/letters/:id/delivery/:stage/copies/:recipient']
/** A stage has a time in the zone that its organizers chose. */
const ofStages = ['/letters/:key/sign', '/dashboard/letters/:id', '/dashboard/letters/:id/text/:part']
/** These come from the cache, and load no script. */
const cached = [
  '/letters/:key',
  '/letters/:key/press',
  '/letters/:key/audit',
  '/letters/:key/timeline/:day',
  '/campaigns/:slug',
]

const script = /<script type="module" src="\/assets\/local-times\./

test('every time of the day on a page is in an element that a script can show in the reader’s own zone', async () => {
  const bare: string[] = []
  for (const [route, path] of Object.entries(pages)) {
    const { html } = await organizerPage(server, owner, path)
    const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''
    const outside = main.replace(/<time datetime="[^"]+"[^>]*>[^<]*<\/time>/g, '')
    if (/\d\d:\d\d UTC/.test(outside)) bare.push(route)
    if (/<time datetime="[^"]*T/.test(main))
      expect([route, script.test(html)]).toEqual([route, !cached.includes(route)])
  }
  const known = [...asText, ...ofStages]
  expect(bare.filter((route) => !known.includes(route))).toEqual([])
  expect(known.filter((route) => !bare.includes(route))).toEqual([])
})

test('the letter’s page marks its times, and loads no script', async () => {
  const { html } = await pageOf(server, pages['/letters/:key']!)
  expect(html).toMatch(
    /As of <time datetime="[^"]+Z">\d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d UTC<\/time>\. Mailboxes verified/,
  )
  // JSON-LD is data, which no browser runs.
  expect(html).not.toMatch(/<script(?! type="application\/ld\+json")/)
  expect(html).not.toContain('data-local-times')
})

test('JSON says the times as before, as text', async () => {
  for (const path of [pages['/letters/:key']!, pages['/dashboard/letters/:id']!]) {
    const answer = await organizerPage(server, owner, `/api/v1${path}`)
    expect(answer.html).not.toMatch(/<time|moment>|clock>/)
  }
})
