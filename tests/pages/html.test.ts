import { beforeAll, describe, expect, test } from 'vitest'
import { randomId } from '../../server/crypto/keyed-hash.ts'
import { unsubscribeToken } from '../../server/updates/secrets.ts'
import { routesOf } from '../e2e/routes.ts'
import { visitor, type Visitor } from '../e2e/visitor.ts'
import { testServer } from '../support/app.ts'
import { answeredWithPdf } from '../support/answers.ts'
import { confirmed, planned, tokensOf, type Campaign } from '../support/deliveries.ts'
import { api, cookieOf, join, keyOf, nextBatch, openLetter, organizer, post, signAs } from '../support/stories.ts'
import { testBrowser } from '../support/test-browser.ts'

const { result: server, routes } = await routesOf(() => testServer())

/** Routes that answer GET with something else than a page of this server's layout. */
const noPages = [
  '/assets/*',
  '/desk',
  '/desk/*',
  '/favicon.ico',
  '/robots.txt',
  '/livez',
  '/readyz',
  '/healthz',
  '/dashboard/letters/:id/delivery/:stage/prints/:recipient/letter.pdf',
  '/letters/:key/stages/:stage/photo.jpg',
  '/letters/:key/card.png',
  '/letters/:key/answers/:answer/answer.pdf',
  '/r/:token/letter.pdf',
  '/dashboard/letters/:id/figures.csv',
  '/dashboard/letters/:id/delivery/:stage/copies/:recipient/mail.html',
  '/dashboard/letters/:id/delivery/:stage/copies/:recipient/letter.pdf',
]
/** Pages that the main job examines, because they appear only during it. */
const walked = [
  '/organizers/welcome/:token',
  '/dashboard/letters/:id/text/opening',
  '/dashboard/letters/:id/text/preview',
  '/dashboard/letters/:id/delivery/:stage/copies/:recipient',
]

let pages: Record<string, string>
let cookie: string
const browser = await testBrowser()
beforeAll(async () => {
  const letter = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'recipients', 'public'] })
  const owner = await organizer(server)
  await join(server, owner, letter.id, 'owner')
  for (const [index, name] of ['Ann Lee', '王思雨', 'ليلى حداد'].entries())
    await signAs(server, letter, { name, address: `worker${index}@northwind.example` })
  await nextBatch(server, letter)
  const path = `/letters/${keyOf(letter)}`
  await post(server, `/api/v1${path}/name-claims`, { name: 'Ann Lee', message: 'I did not sign this.' })
  const campaign: Campaign = { letter, owner }
  await confirmed(server, campaign)
  await server.work()
  const [token] = Object.values(await tokensOf(server, letter.id))
  const carried = await confirmed(server, campaign, { kind: 'by-hand', to: ['Ada Hartley'] })
  const call = await planned(server, campaign, { kind: 'call', to: ['Ada Hartley'], note: 'I am one of {{count}}.' })
  for (const act of ['announcement', 'confirmation'])
    await api(server, owner, 'POST', `/dashboard/letters/${letter.id}/stages/${call}/${act}`, { version: 1 })
  const next = await planned(server, campaign, { to: ['Ada Hartley'] })
  const answer = await answeredWithPdf(server, campaign, token!)
  for (const act of ['publication', 'pdf/publication'])
    await api(server, owner, 'POST', `/dashboard/letters/${letter.id}/answers/${answer}/${act}`)
  for (const text of ['They **answered**.', '> “We read it.”\n\n- one\n- two']) {
    const { json } = await api(server, owner, 'PUT', `/dashboard/letters/${letter.id}/updates/draft`, {
      version: 0,
      text,
    })
    const { version } = json as { version: number }
    if (text.startsWith('They'))
      await api(server, owner, 'POST', `/dashboard/letters/${letter.id}/updates/draft/publication`, { version })
  }
  const { db } = server.parts
  const { id: row } = await db.selectFrom('signature').select('id').limit(1).executeTakeFirstOrThrow()
  const { id: claim } = await db.selectFrom('name_claim').select('id').executeTakeFirstOrThrow()
  const dashboard = `/dashboard/letters/${letter.id}`
  pages = {
    '/': '/',
    '/how-it-works': '/how-it-works',
    '/privacy': '/privacy',
    '/how-anonymity-works': '/how-anonymity-works',
    '/what-we-would-hand-over': '/what-we-would-hand-over',
    '/letters/:key': path,
    '/letters/:key/signatures': `${path}/signatures`,
    '/letters/:key/revisions': `${path}/revisions`,
    '/letters/:key/revisions/:number': `${path}/revisions/1`,
    '/letters/:key/sign': `${path}/sign`,
    '/letters/:key/mine': `${path}/mine`,
    '/letters/:key/anonymous': `${path}/anonymous`,
    '/letters/:key/anonymous/mine': `${path}/anonymous/mine`,
    '/letters/:key/credential': `${path}/credential`,
    '/letters/:key/remove': `${path}/remove`,
    '/letters/:key/press': `${path}/press`,
    '/letters/:key/write': `${path}/write`,
    '/letters/:key/updates': `${path}/updates`,
    '/updates/:token': `/updates/${unsubscribeToken(server.parts, randomId())}`,
    '/letters/:key/vouched': `${path}/vouched`,
    '/letters/:key/vouching': `${path}/vouching`,
    '/letters/:key/statements': `${path}/statements`,
    '/letters/:key/statements/new': `${path}/statements/new`,
    '/dashboard/letters/:id/statements': `${dashboard}/statements`,
    '/r/:token': `/r/${token!}`,
    '/organizers/sign-in': '/organizers/sign-in',
    '/organizers/account': '/organizers/account',
    '/dashboard': '/dashboard',
    '/dashboard/letters/:id': dashboard,
    '/dashboard/letters/:id/activity': `${dashboard}/activity`,
    '/dashboard/letters/:id/signatures': `${dashboard}/signatures`,
    '/dashboard/letters/:id/signatures/:row': `${dashboard}/signatures/${row.toString('base64url')}`,
    '/dashboard/letters/:id/invalidations': `${dashboard}/invalidations`,
    '/dashboard/letters/:id/name-claims': `${dashboard}/name-claims`,
    '/dashboard/letters/:id/name-claims/:row': `${dashboard}/name-claims/${claim}`,
    '/dashboard/letters/:id/text': `${dashboard}/text`,
    '/dashboard/letters/:id/text/:part': `${dashboard}/text/names`,
    '/dashboard/letters/:id/text/revision': `${dashboard}/text/revision`,
    '/dashboard/letters/:id/delivery': `${dashboard}/delivery`,
    '/dashboard/letters/:id/answers': `${dashboard}/answers`,
    '/dashboard/letters/:id/answers/:answer/pdf': `${dashboard}/answers/${answer}/pdf`,
    '/dashboard/letters/:id/delivery/new': `${dashboard}/delivery/new`,
    '/dashboard/letters/:id/delivery/:stage/change': `${dashboard}/delivery/${next}/change`,
    '/dashboard/letters/:id/delivery/:stage/hand-over': `${dashboard}/delivery/${carried}/hand-over`,
    '/dashboard/letters/:id/updates': `${dashboard}/updates`,
    '/dashboard/letters/:id/people': `${dashboard}/people`,
    '/dashboard/letters/:id/approvals': `${dashboard}/approvals`,
    '/dashboard/letters/:id/close': `${dashboard}/close`,
  }
  cookie = await cookieOf(server, owner)
}, 90_000)

test('every page that can be asked for is looked at, here or on the way through the main job', () => {
  const asked = routes.filter(({ method, url }) => method === 'GET' && !url.startsWith('/api/')).map(({ url }) => url)
  expect([...Object.keys(pages), ...noPages, ...walked].sort()).toEqual([...new Set(asked)].sort())
})

async function signedIn(): Promise<Visitor> {
  const who = await visitor(browser, server.url, { screen: 'phone' })
  const [name, value] = cookie.split('=') as [string, string]
  await who.page.context().addCookies([{ name, value, url: server.url }])
  return who
}

describe('on a phone and on a desktop', () => {
  test('each page is valid, accessible and no wider than the screen', { timeout: 120_000 }, async () => {
    const anybody = await visitor(browser, server.url, { screen: 'phone' })
    const owner = await signedIn()
    const wrong: string[] = []
    for (const path of Object.values(pages)) {
      const who = path === '/organizers/sign-in' ? anybody : owner
      await who.goTo(path)
      expect(who.path, 'nobody is sent elsewhere').toBe(path)
      await who.looksOnBothScreens().catch((error: unknown) => wrong.push(`${path}: ${(error as Error).message}`))
    }
    expect(wrong).toEqual([])
    owner.nothingWasWrong()
  })

  test('so is each page that asks for something to be put right', { timeout: 60_000 }, async () => {
    const who = await signedIn()
    const letter = pages['/letters/:key']!
    await who.goTo(`${letter}/sign`)
    await who.presses('Go on')
    await who.page.getByRole('alert').waitFor()
    await who.looksOnBothScreens()
    await who.page.locator('input[value="public"]').check({ force: true })
    await who.presses('Go on')
    await who.types('Work address', 'ann@elsewhere.example')
    await who.presses('Send me the code')
    await who.page.getByRole('alert').waitFor()
    await who.looksOnBothScreens()
    await who.goTo(`${letter}/mine`)
    await who.types('Your signing key', 'ABCDE')
    await who.presses('Show my signature')
    await who.page.getByRole('alert').waitFor()
    await who.looksOnBothScreens()
    await who.goTo(pages['/dashboard/letters/:id/text/:part']!)
    await who.types('Signatures that have to wait together', 'many')
    await who.presses('Save')
    await who.page.getByRole('alert').waitFor()
    await who.looksOnBothScreens()
    await who.goTo('/letters/there-is-none')
    await who.sees('Nothing here')
    who.nothingWasWrong()
  })
})
