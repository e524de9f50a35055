import { beforeAll, describe, expect, test } from 'vitest'
import { routesOf } from '../e2e/routes.ts'
import { visitor, type Visitor } from '../e2e/visitor.ts'
import { testServer } from '../support/app.ts'
import { everyPage } from '../support/every-page.ts'
import { measureShifts, mostShift, shiftOf } from '../support/layout-shift.ts'
import { cookieOf } from '../support/stories.ts'
import { testBrowser } from '../support/test-browser.ts'
import { sentence } from '../support/words.ts'

const { result: server, routes } = await routesOf(() => testServer())

/** Routes that answer GET with something else than a page of this server's layout. */
const noPages = [
  '/assets/*',
  '/desk',
  '/desk/*',
  '/favicon.ico',
  '/robots.txt',
  '/sitemap.xml',
  '/livez',
  '/readyz',
  '/healthz',
  '/dashboard/letters/:id/delivery/:stage/prints/:recipient/letter.pdf',
  '/letters/:key/stages/:stage/photo.jpg',
  '/letters/:key/card.png',
  '/letters/:key/card-square.png',
  '/letters/:key/card-tall.png',
  '/letters/:key/press/letter.pdf',
  '/letters/:key/press/circle.svg',
  '/letters/:key/audit.json',
  '/letters/:key/audit/checker.html',
  '/letters/:key/log/checkpoint',
  '/letters/:key/log/leaves/:bits/:part',
  '/letters/:key/log/tile/*',
  '/letters/:key/feed',
  '/letters/:key/embed',
  '/letters/:key/answers/:answer/answer.pdf',
  '/r/:token/letter.pdf',
  '/r/:token/receipt.pdf',
  '/dashboard/letters/:id/figures.csv',
  '/dashboard/letters/:id/delivery/:stage/copies/:recipient/mail.html',
  '/dashboard/letters/:id/share/poster-:format.pdf',
  '/dashboard/letters/:id/delivery/:stage/copies/:recipient/letter.pdf',
  '/dashboard/letters/:id/text/live',
]
/** Pages that only an answered form leads to. tests/pages/templates.test.ts has their samples. */
const afterForms = [
  '/letters/:key/signings/code',
  '/letters/:key/signings/done',
  '/letters/:key/removals/code',
  '/letters/:key/removals/done',
  '/letters/:key/updates/code',
  '/letters/:key/vouched/details',
  '/letters/:key/vouched/done',
  '/r/:token/answers/code',
  '/r/:token/answers/done',
  '/r/:token/time/code',
  '/r/:token/delegation/code',
  '/organizers/sign-in/code',
  '/organizers/invitations/link',
  '/dashboard/letters/:id/reviews/link',
  '/organizers/account/recovery/proof',
  '/organizers/account/recovery/codes',
  '/organizers/recover/:link/proof',
  '/dashboard/letters/:id/invitations/link',
  '/dashboard/letters/:id/dry-run/signings/code',
  '/dashboard/letters/:id/dry-run/signings/done',
  '/dashboard/letters/:id/dry-run/mine/now',
  '/dashboard/letters/:id/dry-run/mail',
  '/dashboard/letters/:id/answers/mail/review',
]
const browser = await testBrowser()
let pages: Record<string, string>
let cookie: string
beforeAll(async () => {
  const made = await everyPage(server)
  pages = made.pages
  cookie = await cookieOf(server, made.owner)
})

test('every page that can be asked for is looked at', () => {
  const asked = routes.filter(({ method, url }) => method === 'GET' && !url.startsWith('/api/')).map(({ url }) => url)
  expect([...Object.keys(pages), ...noPages, ...afterForms].sort()).toEqual([...new Set(asked)].sort())
})

async function signedIn(): Promise<Visitor> {
  const who = await visitor(browser, server.url, { screen: 'phone' })
  const [name, value] = cookie.split('=') as [string, string]
  await who.page.context().addCookies([{ name, value, url: server.url }])
  return who
}

describe('on a phone and on a desktop', () => {
  test(
    'each page is valid, accessible, no wider than the screen, and stays where it is',
    { timeout: 400_000 },
    async () => {
      const anybody = await visitor(browser, server.url, { screen: 'phone' })
      const owner = await signedIn()
      for (const who of [anybody, owner]) await measureShifts(who.page.context())
      const wrong: string[] = []
      for (const path of Object.values(pages)) {
        const who = path === '/organizers/sign-in' ? anybody : owner
        await who.goTo(path)
        expect(who.path.replace(/\/form\/[\w-]{16}$/, ''), 'nobody is sent elsewhere').toBe(path)
        const shift = await shiftOf(who.page)
        if (shift > mostShift) wrong.push(`${path}: moves by ${String(shift)}`)
        await who.looksOnBothScreens().catch((error: unknown) => wrong.push(`${path}: ${(error as Error).message}`))
      }
      expect(wrong).toEqual([])
      owner.nothingWasWrong()
    },
  )

  test('so is each page that asks for something to be put right', { timeout: 60_000 }, async () => {
    const who = await signedIn()
    const letter = pages['/letters/:key']!
    await who.goTo(`${letter}/sign`)
    await who.presses(sentence('signing-send-code'))
    await who.page.getByRole('alert').waitFor()
    await who.looksOnBothScreens()
    await who.page.locator('input[value="public"]').check({ force: true })
    await who.types(sentence('signing-address-label'), 'ann@elsewhere.example')
    await who.presses(sentence('signing-send-code'))
    await who.page.getByRole('alert').waitFor()
    await who.looksOnBothScreens()
    await who.goTo(`${letter}/mine`)
    await who.types('Your 12 words', 'abandon garbble')
    await who.presses(sentence('my-signature-key-show'))
    await who.page.getByRole('alert').waitFor()
    await who.looksOnBothScreens()
    await who.goTo(pages['/dashboard/letters/:id/text/:part']!)
    await who.types(sentence('drafting-batch-size-label'), 'many')
    await who.presses('Save')
    await who.page.getByRole('alert').waitFor()
    await who.looksOnBothScreens()
    await who.goTo('/letters/there-is-none')
    await who.sees('Nothing here')
    who.nothingWasWrong()
  })
})
