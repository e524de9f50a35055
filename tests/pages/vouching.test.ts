import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { slipIn } from '../support/anonymous-page.ts'
import { testServer } from '../support/app.ts'
import { atPhone } from '../support/browser.ts'
import { codeIn } from '../support/mail.ts'
import { api, join, keyOf, letterAsJson, nextBatch, openLetter, organizer, signAs } from '../support/stories.ts'
import { looksRight, testBrowser } from '../support/test-browser.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const address = 'voucher@northwind.example'
const browser = await testBrowser()
const letter = await openLetter(server, {
  visibilities: ['anonymous', 'withheld', 'public'],
  draft: { facets: { role: ['Engineer', 'Nurse'], team: [], site: ['Dublin'] } },
})
await signAs(server, letter, { address, visibility: 'withheld', name: '' })

const at = (path: string) => `${server.url}/letters/${keyOf(letter)}${path}`
const complaints: string[] = []

async function open(path: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
  })
  await atPhone(page)
  await page.goto(at(path))
  return page
}

test('codes are drawn, one makes an anonymous signature with role and site, which says something and is withdrawn', async () => {
  const drawing = await open('/vouching')
  await drawing.fill('#f-address', address)
  await drawing.click(`text=${sentence('signing-send-code')}`)
  await drawing.locator('#f-code').waitFor()
  // The first mail never arrives, and the page was reloaded meanwhile.
  await drawing.reload()
  await drawing.click(`text=${sentence('signing-another-code')}`)
  await drawing.fill('#f-address', address)
  await drawing.click(`text=${sentence('signing-send-code')}`)
  await drawing.locator('#f-code').waitFor()
  expect(await storedIn(drawing)).toEqual(['challenge', 'secrets'])
  await server.work()
  await drawing.fill('#f-code', codeIn(server.inbox.mails().at(-1)!.text))
  await drawing.click(`text=${sentence('vouching-draw-button')}`)
  await drawing.locator('#codes-heading').waitFor({ timeout: 20_000 })
  await looksRight(drawing, 'vouching-codes')
  // The blinding secrets tie the codes to the address, so the page drops them as soon as it has the codes.
  expect(await storedIn(drawing)).toEqual(['codes'])
  await drawing.reload()
  const links = await drawing
    .locator('ol.codes textarea')
    .evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value))
  expect(links).toHaveLength(3)
  // On paper stands a QR for each code, and nothing else of the page.
  await drawing.emulateMedia({ media: 'print' })
  await drawing.evaluate(() => dispatchEvent(new Event('beforeprint')))
  expect(await drawing.locator('ol.codes svg:visible').count()).toBe(3)
  const paper = await drawing.locator('main').innerText()
  expect(paper.trim().split(/\n+/)).toEqual([1, 2, 3].map((number) => sentence('vouching-code-paper', { number })))
  await drawing.emulateMedia({ media: 'screen' })
  await drawing.click('[data-act=forget]')
  await drawing.locator('#f-address').waitFor()
  expect(await storedIn(drawing)).toEqual([])
  await drawing.context().close()

  const spending = await open(`/vouched${links[0]!.slice(links[0]!.indexOf('#'))}`)
  expect(spending.url()).not.toContain('#')
  expect(await spending.inputValue('#f-vouch')).toMatch(/^V1-/)
  await looksRight(spending, 'vouched')
  await spending.click('text=Sign anonymously with this code')
  await spending.locator('[data-act=use-vouch]').waitFor()
  expect(spending.url()).not.toContain('V1-')
  const key = await slipIn(spending, '[data-el=vouch]')
  expect(await spending.locator('.steps').innerText()).not.toContain('address')
  await looksRight(spending, 'vouched-anonymous')
  await spending.click('[data-act=use-vouch]')
  await spending.locator('[data-act=sign-now]').waitFor()
  await spending.selectOption('#f-role', 'Nurse')
  await spending.selectOption('#f-site', 'Dublin')
  await looksRight(spending, 'anonymous-facets')
  await spending.click('[data-act=sign-now]')
  await spending.locator('[data-step=accepted]').waitFor({ timeout: 20_000 })
  await spending.context().close()
  await nextBatch(server, letter)
  const { tally } = await letterAsJson(server, letter)
  expect(tally.classes).toMatchObject([{ class: 'mailbox' }, { class: 'vouched', count: 1 }])
  expect(await counters()).toEqual({ Dublin: 1, Nurse: 1 })

  const stating = await open('/statements/new')
  await stating.fill('#f-signing_key', key)
  await stating.fill('#f-text', 'I work the night shift.')
  await stating.click(`text=${sentence('statements-new-send')}`)
  await stating.getByText(sentence('statements-state-waits')).first().waitFor()
  await looksRight(stating, 'statement-new')
  await signAs(server, letter, { address: 'other@northwind.example', visibility: 'withheld', name: '' })
  await nextBatch(server, letter)
  const ada = await organizer(server)
  await join(server, ada, letter.id, 'owner')
  const dashboard = `/dashboard/letters/${letter.id}/statements`
  const { json } = await api(server, ada, 'GET', dashboard)
  expect(json.statements).toMatchObject([
    { text: 'I work the night shift.', badge: expect.stringMatching(/^Vouched for/) as string },
  ])
  await api(server, ada, 'POST', `${dashboard}/${json.statements[0].id as string}/decision`, { verdict: 'publish' })
  await stating.goto(at('/statements'))
  await looksRight(stating, 'statements')
  await stating.goto(at(''))
  await looksRight(stating, 'letter-with-statement')
  await stating.context().close()

  const mine = await open('/anonymous/mine')
  await mine.fill('#f-signing_key', key)
  await mine.click(`text=${sentence('my-signature-key-show')}`)
  await mine.locator('[data-act=withdraw]').click()
  await mine.locator('[data-step=done]').waitFor({ timeout: 20_000 })
  await mine.context().close()
  await nextBatch(server, letter)
  expect(await counters()).toEqual({})
  expect(complaints).toEqual([])
}, 120_000)

test.each(['/how-anonymity-works', '/what-we-would-hand-over'])('%s fits a phone, in both colours', async (path) => {
  const page = await open('')
  await page.goto(server.url + path)
  await looksRight(page, path.slice(1))
  await page.context().close()
})

/** The names of all values in the tab's session storage. */
function storedIn(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Object.values(sessionStorage).flatMap((text) => Object.keys(JSON.parse(text as string) as object)),
  )
}

async function counters(): Promise<Record<string, number>> {
  const rows = await server.parts.db
    .selectFrom('facet_tally')
    .select(['value', 'count'])
    .where('letter_id', '=', letter.id)
    .where('count', '>', 0)
    .execute()
  return Object.fromEntries(rows.map(({ value, count }) => [value, count]))
}
