import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { prepareCodeKey } from '../../server/vouching/prepare-code-key.ts'
import { withClient, type Client } from './anonymity-client.ts'
import {
  act,
  askForCode,
  enter,
  focused,
  goBackAndForward,
  keyShown,
  slipIn,
  openFile,
  shows,
  step,
} from './anonymous-page.ts'
import { testServer } from './app.ts'
import { atPhone, fitsTheScreen, pictured } from './browser.ts'
import { savedWhile, type Found } from './firefox.ts'
import { codeIn } from './mail.ts'
import { keyOf, nextBatch, openLetter, signAs, verifiedCount } from './stories.ts'
import { tabTo } from './test-browser.ts'
import { sentence } from './words.ts'

/** Exists in the page. */
declare const client: Client

const server = await testServer()
const letter = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'public'] })
// Starts early, because making the keys takes seconds.
const vouching = prepareCodeKey(server.parts, letter, 'vouched')
const url = `${server.url}/letters/${keyOf(letter)}`

/** The tests of the anonymous path. Import it while vitest collects tests, because it creates a server. */
export function walk({ browser, downloads }: Extract<Found, { browser: Browser }>): void {
  const complaints: string[] = []

  async function open(): Promise<Page> {
    const page = await (await browser.newContext({ acceptDownloads: true })).newPage()
    page.setDefaultTimeout(20_000)
    page.on('pageerror', ({ message }) => {
      // The driver itself causes this message when it takes a screenshot.
      if (!message.includes('blocked an inline style')) complaints.push(message)
    })
    await atPhone(page)
    return page
  }

  const saved = (page: Page, name: string) => savedWhile(downloads, () => act(page, name))

  async function looksRight(page: Page, name: string): Promise<void> {
    await fitsTheScreen(page)
    await pictured(page, `firefox-${name}`)
  }

  test('the four steps by keyboard, reloaded on the way; the two halves share no connection', async () => {
    const counted = await verifiedCount(server, letter)
    const requests: { path: string; port: number | undefined; headers: IncomingMessage['headers'] }[] = []
    server.app.server.on('request', ({ method, url: path = '', headers, socket }: IncomingMessage) => {
      if (method === 'POST') requests.push({ path, port: socket.remotePort, headers })
    })
    const page = await open()
    await page.goto(`${url}/sign`)
    await looksRight(page, 'choice')
    await tabTo(page, 'input[value=anonymous]')
    await page.keyboard.press('Space')
    await looksRight(page, 'address')
    await page.fill('#f-address', 'one@northwind.example')
    await page.keyboard.press('Enter')
    await shows(page, 'code')
    await looksRight(page, 'code')
    await page.reload()
    await shows(page, 'code')
    const key = await slipIn(page, '[data-step="code"]')
    await server.work()
    await page.fill('#f-code', codeIn(server.inbox.mails().at(-1)!.text))
    await page.keyboard.press('Enter')
    await shows(page, 'sign')
    expect(await focused(page)).toBe('sign-heading')
    expect(await keyShown(page)).toBe(key)
    await goBackAndForward(page, 'sign', 'sign')
    await looksRight(page, 'sign')
    await tabTo(page, '[data-act=sign-now]')
    await page.keyboard.press('Enter')
    await shows(page, 'accepted')
    expect(await step(page, 'accepted').innerText()).toContain('You will be counted on 2 March 2026, 10:00 UTC')
    await looksRight(page, 'accepted')
    await page.click('[data-step=accepted] summary')
    expect(await saved(page, 'save-receipt')).toContain('accepted 2026-03-02')
    await nextBatch(server, letter)
    await act(page, 'ask-again')
    await shows(page, 'counted')
    await looksRight(page, 'counted')
    expect(await verifiedCount(server, letter)).toBe(counted + 1)
    expect(
      await page.evaluate(() => JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)])),
    ).not.toContain(key.slice(0, 20))

    const [issue, redeem] = ['/issue', '/redemptions'].map((end) => requests.find(({ path }) => path.endsWith(end)))
    expect(redeem?.port).toBeGreaterThan(0)
    expect(redeem?.port).not.toBe(issue?.port)
    for (const name of ['cookie', 'referer', 'if-none-match', 'authorization'])
      expect(redeem?.headers).not.toHaveProperty(name)
    await page.context().close()
    expect(complaints).toEqual([])
  })

  test('saved, signed from elsewhere, found by the key and withdrawn', async () => {
    const counted = await verifiedCount(server, letter)
    const first = await open()
    await first.goto(`${url}/anonymous`)
    await enter(first, await askForCode(server, first, 'two@northwind.example'))
    await shows(first, 'sign')
    const key = await keyShown(first)
    const file = await saved(first, 'save-credential')
    await first.context().close()

    const page = await open()
    await page.goto(`${url}/credential`)
    await looksRight(page, 'file')
    await openFile(page, file)
    await act(page, 'sign-now')
    await shows(page, 'accepted')
    await nextBatch(server, letter)
    await act(page, 'ask-again')
    await shows(page, 'counted')
    expect(await verifiedCount(server, letter)).toBe(counted + 1)
    await page.goto(`${url}/anonymous/mine`)
    await page.fill('#f-signing_key', key.slice(key.indexOf(' ')))
    await page.click('[data-form=find] [type=submit]')
    await page.getByText('Words typed here: 11.').first().waitFor()
    await page.fill('#f-signing_key', key.toUpperCase())
    await page.click('[data-form=find] [type=submit]')
    await act(page, 'withdraw')
    await page.getByRole('heading', { name: sentence('anonymity-mine-withdrew-heading') }).waitFor()
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(counted)
    await page.context().close()
    expect(complaints).toEqual([])
  })

  test('codes for others are drawn, and one makes an anonymous signature', async () => {
    await vouching
    await signAs(server, letter, { address: 'three@northwind.example', visibility: 'withheld', name: '' })
    const drawing = await open()
    await drawing.goto(`${url}/vouching`)
    await drawing.fill('#f-address', 'three@northwind.example')
    await drawing.keyboard.press('Enter')
    await drawing.locator('#f-code').waitFor()
    await server.work()
    await drawing.fill('#f-code', codeIn(server.inbox.mails().at(-1)!.text))
    await drawing.keyboard.press('Enter')
    await drawing.locator('#codes-heading').waitFor()
    await looksRight(drawing, 'vouching-codes')
    const link = await drawing.locator('ol.codes textarea').first().inputValue()
    await drawing.context().close()
    const spending = await open()
    await spending.goto(link)
    await spending.click('text=Sign anonymously with this code')
    await act(spending, 'use-vouch')
    await act(spending, 'kept')
    await act(spending, 'sign-now')
    await shows(spending, 'accepted')
    await spending.context().close()
    expect(complaints).toEqual([])
  })

  test('RFC 9474’s own example comes out', async () => {
    const page = await open()
    await withClient(page)
    await page.goto('about:blank')
    const vector = JSON.parse(readFileSync(new URL('../crypto/rfc9474.json', import.meta.url), 'utf8')) as Record<
      string,
      string
    >
    const made = await page.evaluate(({ p, q, msg, msg_prefix, salt, inv, blind_sig }) => {
      const [hex, number] = [client.fromHex, (text: string | undefined) => BigInt(`0x${text ?? ''}`)]
      const key = client.publicKey(hex((number(p) * number(q)).toString(16)), hex('010001'), 4096)
      const message = client.prepared(hex(msg_prefix ?? ''), hex(msg ?? ''))
      const blinded = client.blind(key, message, hex(salt ?? ''), client.invert(number(inv), key.n) ?? 0n)
      const signature = client.finalize(key, blinded, hex(blind_sig ?? ''))
      return { blinded: client.inHex(blinded.message), signature: signature && client.inHex(signature) }
    }, vector)
    expect(made).toEqual({ blinded: vector['blinded_msg'], signature: vector['sig'] })
    await page.context().close()
  })
}
