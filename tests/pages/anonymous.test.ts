import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, BrowserContext, Page, Route } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { credentialId, credentialKeys, statementKeys } from '../../server/crypto/credential-secrets.ts'
import { credentialMessage } from '../../server/crypto/credential.ts'
import type { App } from '../../server/http/app-types.ts'
import { withClient, type Client } from '../support/anonymity-client.ts'
import {
  act,
  askForCode,
  enter,
  focused,
  goBackAndForward,
  keyShown,
  slipIn,
  openFile,
  saved,
  says,
  shows,
  step,
} from '../support/anonymous-page.ts'
import { testServer } from '../support/app.ts'
import { atDesk, atPhone, fitsTheScreen, inDark, openProfile, pictured } from '../support/browser.ts'
import { seedOf } from '../support/anonymous.ts'
import { testFolder } from '../support/database.ts'
import { codeIn } from '../support/mail.ts'
import { keyOf, namesOf, nextBatch, openLetter, signAs, verifiedCount } from '../support/stories.ts'
import { deskInLight, looksRight, tabTo, testBrowser } from '../support/test-browser.ts'
import { sentence } from '../support/words.ts'

type Vector = Record<'p' | 'q' | 'msg' | 'msg_prefix' | 'salt' | 'inv' | 'blinded_msg' | 'blind_sig' | 'sig', string>
/** Exists in the page. */
declare const client: Client

const server = await testServer()
const browser = await testBrowser()
const letter = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'public'] })

// The tests restart the server, so the hook closes the last one.
let running = server.app
afterAll(() => running.close())
async function startAnew(): Promise<App> {
  const app = await buildApp(server.parts)
  await app.listen({ host: '127.0.0.1', port: Number(new URL(server.url).port) })
  return app
}

let people = 0
const newAddress = () => `anonymous${String(++people)}@northwind.example`
const apiOf = () => `${server.url}/api/v1/letters/${keyOf(letter)}`
const pathOf = () => `${server.url}/letters/${keyOf(letter)}`

async function open(
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  await atPhone(page)
  return { context, page }
}

async function prove(page: Page, address: string): Promise<string> {
  await page.goto(`${pathOf()}/anonymous`)
  await enter(page, await askForCode(server, page, address))
  await shows(page, 'sign')
  return keyShown(page)
}

/** The server carries the request out, but the browser gets no answer. */
async function loseOneAnswer(page: Page, url: string): Promise<void> {
  const lose = async (route: Route) => {
    await route.fetch()
    await route.abort()
  }
  await page.route(url, lose, { times: 1 })
}

/** Everything that the page sends. */
function recorded(page: Page): string[] {
  const sent: string[] = []
  page.on('request', (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`))
  return sent
}

/** The text that a printed page shows. */
const seenIn = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((one) => one.childElementCount === 0 && one.checkVisibility({ visibilityProperty: true }))
      .map((one) => one.textContent.trim())
      .filter((text) => text !== '')
      .join(' '),
  )

const count = () => verifiedCount(server, letter)

test('an address that may be shared: the page asks who reads it, keeps it, and goes on with the answer', async () => {
  const { context, page } = await open()
  await page.goto(`${pathOf()}/anonymous`)
  await page.fill('#f-address', 'press@northwind.example')
  expect(await page.locator('#f-mine_alone').isVisible()).toBe(false)
  await page.locator('[data-form="address"] [type=submit]').click()
  await page.locator('#f-mine_alone').waitFor()
  expect(await page.locator('#e-address').innerText()).toContain(sentence('work-address-perhaps-shared'))
  expect(await page.inputValue('#f-address')).toBe('press@northwind.example')
  await page.click('label[for=f-mine_alone]')
  await enter(page, await askForCode(server, page, 'press@northwind.example'))
  await shows(page, 'sign')
  await context.close()
})

describe('the whole path', () => {
  test('at a phone in the dark, by keyboard alone, reloaded while the code is awaited', async () => {
    const counted = await count()
    const { context, page } = await open()
    await inDark(page)
    await page.goto(`${pathOf()}/sign`)
    await looksRight(page, 'anonymous-phone-dark-choice')
    await tabTo(page, 'input[value=withheld], input[value=anonymous]')
    await page.keyboard.press('Space')
    expect(await page.locator('input[value=anonymous]').isChecked()).toBe(true)
    expect(await page.locator('#f-name').isVisible()).toBe(false)
    await looksRight(page, 'anonymous-phone-dark-address')

    await tabTo(page, 'button.main-act')
    await page.keyboard.press('Enter')
    await page.locator('.error-summary:visible').waitFor()
    expect(await focused(page)).toBe('errors')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await focused(page)).toBe('f-address')
    await page.keyboard.type(newAddress())
    const before = server.inbox.mails().length
    await page.keyboard.press('Enter')
    await shows(page, 'code')
    // The first page has asked for the code already, and a page that is shown for the first time has no slip to replace.
    expect(await page.locator('[data-el=fresh-key]').isVisible()).toBe(false)
    await looksRight(page, 'anonymous-phone-dark-code')
    const firstKey = await slipIn(page, '[data-step="code"]')

    // The reload discards the key. A new key replaces it, which works as well while no code has been entered.
    await page.reload()
    await shows(page, 'code')
    await page.getByText('the page has made a new slip: keep this one').waitFor()
    await looksRight(page, 'anonymous-phone-dark-code-again')
    const key = await slipIn(page, '[data-step="code"]')
    expect(key).not.toBe(firstKey)
    await server.work()
    await tabTo(page, '#f-code')
    await page.keyboard.type(codeIn(server.inbox.mails()[before]!.text))
    await page.keyboard.press('Enter')
    await shows(page, 'sign')
    expect(await focused(page)).toBe('sign-heading')
    expect(await keyShown(page)).toBe(key)
    await goBackAndForward(page, 'sign', 'sign')
    await looksRight(page, 'anonymous-phone-dark-sign')

    await tabTo(page, '[data-act=sign-now]')
    await page.keyboard.press('Enter')
    await shows(page, 'accepted')
    expect(await focused(page)).toBe('accepted-heading')
    expect(await step(page, 'accepted').innerText()).toContain('You will be counted on 2 March 2026, 10:00 UTC')
    await looksRight(page, 'anonymous-phone-dark-accepted')
    expect(await count()).toBe(counted)

    await nextBatch(server, letter)
    await act(page, 'ask-again')
    await shows(page, 'counted')
    await looksRight(page, 'anonymous-phone-dark-counted')
    expect(await count()).toBe(counted + 1)
    expect(await context.cookies()).toEqual([])
    expect(await page.evaluate(() => [Object.entries(sessionStorage), Object.entries(localStorage)])).toEqual([[], []])
    expect(await page.content()).not.toContain(key.split(' ').slice(0, 3).join(' '))
    await page.reload()
    await shows(page, 'address')
    await page.goto(pathOf())
    expect(await page.locator('.marks').innerText()).toContain('verified, anonymous')
    await looksRight(page, 'anonymous-phone-dark-letter')
    await context.close()
  }, 90_000)

  test('at a desktop: saved, and signed from elsewhere; then found and withdrawn, the key never leaving the browser', async () => {
    const counted = await count()
    const first = await open({ acceptDownloads: true })
    await deskInLight(first.page)
    const key = await prove(first.page, newAddress())
    await pictured(first.page, 'anonymous-desktop-light-key')
    await first.page.click(`text=${sentence('signing-slip-show')}`)
    const card = step(first.page, 'sign').locator('[data-slip]')
    await card.locator('[data-slip-act=copy]').click()
    await card.locator('[data-slip-status]', { hasText: /Copied|by hand/ }).waitFor()
    const [download] = await Promise.all([
      first.page.waitForEvent('download'),
      card.locator('[data-slip-act=save]').click(),
    ])
    expect(download.suggestedFilename()).toBe('words.txt')
    expect(readFileSync(await download.path(), 'utf8')).toBe(`${key}\n`)
    // What is on paper tells nobody what it is for: 12 numbered words and nothing else.
    await first.page.emulateMedia({ media: 'print' })
    expect(await seenIn(first.page)).toBe(key)
    await pictured(first.page, 'anonymous-print-key')
    await first.page.emulateMedia({ media: 'screen' })
    const file = await saved(first.page, 'save-credential')
    await pictured(first.page, 'anonymous-desktop-light-saved')
    await act(first.page, 'forget')
    await first.page.waitForURL(pathOf())
    expect(await first.page.evaluate(() => sessionStorage.length)).toBe(0)
    await first.page.goBack()
    await shows(first.page, 'address')
    expect(await slipIn(first.page, 'body')).not.toContain(key)
    await first.context.close()

    const { context, page } = await open({ acceptDownloads: true })
    await atDesk(page)
    const sent = recorded(page)
    await page.goto(`${pathOf()}/credential`)
    await looksRight(page, 'anonymous-desktop-light-file')
    await openFile(page, 'No credential')
    await page.getByText(sentence('anonymity-file-unreadable')).first().waitFor()
    await openFile(page, file.replace(/("parts": \[\s+\[\s+"[^"]+",\s+")..../, '$1AAAA'))
    await page.getByText(sentence('anonymity-file-not-genuine')).first().waitFor()
    await looksRight(page, 'anonymous-desktop-light-file-wrong')
    await openFile(page, file.replace(/("marks": \[\s+"[^"]+",\s+")..../, '$1AAAA'))
    await shows(page, 'sign')
    await page.getByText(sentence('anonymity-file-changed-title')).waitFor()
    await looksRight(page, 'anonymous-desktop-light-credential')
    await page.locator('[data-act=sign-now]:visible').dblclick()
    await shows(page, 'accepted')
    await page.click(`[data-step=accepted] summary`)
    expect(await saved(page, 'save-receipt')).toContain('accepted 2026-03-02')
    await nextBatch(server, letter)
    await act(page, 'ask-again')
    await shows(page, 'counted')
    expect(await count()).toBe(counted + 1)

    await page.goto(`${pathOf()}/anonymous/mine`)
    await looksRight(page, 'anonymous-desktop-light-find')
    await page.fill('#f-signing_key', key.slice(key.indexOf(' ')))
    await page.click('[data-form=find] [type=submit]')
    await page.getByText('Words typed here: 11.').first().waitFor()
    await page.fill('#f-signing_key', key.toUpperCase())
    await page.click('[data-form=find] [type=submit]')
    await page.getByRole('heading', { name: sentence('anonymity-mine-counted-heading') }).waitFor()
    await looksRight(page, 'anonymous-desktop-light-found')
    await act(page, 'withdraw')
    await page.getByRole('heading', { name: sentence('anonymity-mine-withdrew-heading') }).waitFor()
    await nextBatch(server, letter)
    expect(await count()).toBe(counted)
    for (const words of [key.split(' ').slice(0, 2), key.split(' ').slice(-2)])
      expect(sent.join('\n')).not.toMatch(new RegExp(words.join('.{0,3}'), 'i'))
    await context.close()
  }, 90_000)
})

describe('whatever happens on the way', () => {
  test('wrong codes, double clicks, broken or hostile answers, a login page in between, and a server that restarts', async () => {
    const counted = await count()
    const { context, page } = await open()
    const asked = recorded(page)
    await page.goto(`${pathOf()}/anonymous`)
    const before = server.inbox.mails().length
    await page.fill('#f-address', newAddress())
    await page.locator('[data-form="address"] [type=submit]').dblclick()
    await shows(page, 'code')
    expect(asked.filter((each) => each.includes('/challenges ')).length).toBe(1)
    await server.work()
    const code = codeIn(server.inbox.mails()[before]!.text)
    await enter(page, code === '00000 00000' ? '11111 11111' : '00000 00000')
    await page.locator('.error-summary:visible').waitFor()
    expect(await page.locator('#f-code').inputValue()).not.toBe('')

    // Signed with another key than the letter's published one.
    const issuing = '**/issue'
    await page.route(issuing, async (route) => {
      const answer = await route.fetch()
      const { signatures } = (await answer.json()) as { signatures: { issuer: string; signature: string }[] }
      const marked = signatures.map((each) => ({ ...each, signature: each.signature.replace(/^...../, 'AAAAA') }))
      await route.fulfill({ json: { signatures: marked } })
    })
    await enter(page, code)
    await page.getByText(sentence('browser-answer-not-genuine')).first().waitFor()
    expect(await step(page, 'code').isVisible()).toBe(true)
    await page.unroute(issuing)

    // First, the login page of a Wi-Fi network answers. Then an answer is lost after the server made it.
    await page.route(issuing, (route) =>
      route.fulfill({ body: '<h1>Welcome to our Wi-Fi</h1>', contentType: 'text/html' }),
    )
    await loseOneAnswer(page, issuing)
    await enter(page, code)
    await says(page, /cannot be reached. Nothing is lost/)
    await page.waitForRequest(issuing)
    await pictured(page, 'anonymous-phone-light-lost')
    await page.unroute(issuing)
    // The page also tries again by itself. Then the button is gone already.
    await page
      .locator('[data-el=try-now]')
      .click({ timeout: 2000 })
      .catch(() => undefined)
    await shows(page, 'sign')

    await running.close()
    await act(page, 'sign-now')
    await says(page, /trying again in/)
    running = await startAnew()
    await shows(page, 'accepted')
    expect(await page.locator('[data-el=lost]').isVisible()).toBe(false)
    await nextBatch(server, letter)
    await act(page, 'ask-again')
    await shows(page, 'counted')
    expect(await count()).toBe(counted + 1)
    await context.close()
  }, 90_000)

  test('two tabs with one address, in a browser that stores nothing', async () => {
    const counted = await count()
    const address = newAddress()
    const refusing =
      "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    const [one, other] = [await open(), await open()]
    for (const { page } of [one, other]) await page.addInitScript(refusing)
    await one.page.goto(`${pathOf()}/anonymous`)
    await says(one.page, /keeps nothing for this page/)
    await other.page.goto(`${pathOf()}/anonymous`)
    const codeOfOther = await askForCode(server, other.page, address)
    const key = await prove(one.page, address)
    await enter(other.page, codeOfOther)
    await other.page.locator('.error-summary:visible').waitFor()
    // The key of this tab has no signature; the other tab's key has.
    expect(await step(other.page, 'code').locator('[data-slip]').isVisible()).toBe(false)
    await act(other.page, 'own-key')
    await other.page.fill('#f-signing_key', key)
    await enter(other.page, await askForCode(server, other.page, address))
    await shows(other.page, 'sign')
    expect(await keyShown(other.page)).toBe(key)
    for (const { page } of [one, other]) {
      await act(page, 'sign-now')
      await shows(page, 'accepted')
    }
    await nextBatch(server, letter)
    expect(await count()).toBe(counted + 1)
    for (const { context } of [one, other]) await context.close()
  }, 90_000)
})

test('what proves the address and what signs have nothing in common, not even the connection', async () => {
  const { context, page } = await open()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  const connections = new Map<string, number>()
  devtools.on('Network.responseReceived', ({ response }) => connections.set(response.url, response.connectionId))
  const requests: { url: string; headers: Record<string, string>; body: string }[] = []
  page.on('request', (request) => {
    if (request.method() !== 'POST') return
    const [url, body] = [request.url(), request.postData() ?? '']
    void request.allHeaders().then((headers) => requests.push({ url, headers, body }))
  })
  await prove(page, newAddress())
  await act(page, 'sign-now')
  await shows(page, 'accepted')
  await expect.poll(() => requests.length).toBe(3)
  const issue = requests.find(({ url }) => url.endsWith('/issue'))!
  const redeem = requests.find(({ url }) => url.endsWith('/redemptions'))!
  for (const name of ['cookie', 'referer', 'if-none-match', 'authorization'])
    expect(redeem.headers).not.toHaveProperty(name)
  const own = new Set(['content-length'])
  expect(Object.keys(redeem.headers).filter((name) => !(name in issue.headers) && !own.has(name))).toEqual([])
  const long = (text: string): string[] => [...(text.match(/[\w-]{12,}/g) ?? [])]
  const { issuers } = (await (await fetch(`${apiOf()}/credentials`)).json()) as { issuers: { id: string }[] }
  const public_ = issuers.map(({ id }) => id)
  expect(long(redeem.body).filter((word) => long(issue.body).includes(word) && !public_.includes(word))).toEqual([])
  const connectionOf = (end: string) => [...connections].find(([url]) => url.endsWith(end))?.[1]
  expect(connectionOf('/redemptions')).toBeGreaterThan(0)
  expect(connectionOf('/redemptions')).not.toBe(connectionOf('/issue'))
  await context.close()
}, 60_000)

test('somebody who decides for no name sends the address alone, although a name was typed before', async () => {
  const { context, page } = await open()
  await page.goto(`${pathOf()}/sign`)
  await page.locator('input[value=public]').check({ force: true })
  await page.fill('#f-name', 'Ólafur Þórðarson')
  await page.fill('#f-title', 'Nurse, ward 4')
  const address = newAddress()
  await page.fill('#f-address', address)
  await page.locator('input[value=anonymous]').check({ force: true })
  const sent: unknown[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push([request.isNavigationRequest(), request.postDataJSON()])
  })
  await page.locator('button.main-act').dblclick()
  await shows(page, 'code')
  expect(sent).toEqual([[false, { address }]])
  expect(await context.cookies()).toEqual([])
  expect(page.url()).toBe(`${pathOf()}/anonymous`)
  await context.close()
  // The next test reads its own mail.
  await server.work()
})

test('signatures go to another hostname, where there is one, and a changed text is not signed unread', async () => {
  const { values, origin } = server.parts.config
  const other = server.url.replace('127.0.0.1', 'localhost')
  Object.assign(server.parts.config, { origin: server.url })
  values.REDEEM_ORIGIN = other
  const { context, page } = await open()
  await prove(page, newAddress())
  const terms = '**/credentials'
  await page.route(
    terms,
    async (route) => {
      const json = (await (await route.fetch()).json()) as { revision: { hash: string } }
      await route.fulfill({ json: { ...json, revision: { number: 2, hash: '0'.repeat(64) } } })
    },
    { times: 1 },
  )
  await act(page, 'sign-now')
  await page.getByText('The letter has changed meanwhile').first().waitFor()
  await act(page, 'sign-now')
  await says(page, /The letter has changed meanwhile/)
  const [redeemed] = await Promise.all([page.waitForResponse('**/redemptions'), act(page, 'sign-now')])
  expect(redeemed.url().startsWith(other)).toBe(true)
  await shows(page, 'accepted')
  Object.assign(server.parts.config, { origin })
  delete values.REDEEM_ORIGIN
  expect((await fetch(`${pathOf()}/anonymous`)).headers.get('content-security-policy')).not.toContain('localhost')
  await context.close()
}, 60_000)

test('no part of a slip gets into a URL, a history entry, a field that is restored or the profile on the disk', async () => {
  const profile = testFolder()
  const context = await openProfile(profile)
  const [page] = context.pages()
  if (!page) throw new Error('the browser has no page')
  page.setDefaultTimeout(20_000)
  const left: Record<string, string[]> = { urls: [], history: [], restored: [] }
  context.on('request', (request) => left['urls']?.push(request.url()))
  const look = async () => {
    left['urls']?.push(page.url())
    left['history']?.push(await page.evaluate(() => JSON.stringify([history.state, location.href, document.referrer])))
  }
  /** The visible text, and the values that the browser fills in by itself. */
  const lookAround = async () => {
    await look()
    await page.reload()
    await look()
    await lookAtFields()
  }
  const lookAtFields = async () => {
    const fields = page.locator('input, textarea')
    left['restored']?.push(...(await fields.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))))
  }
  await page.goto(`${pathOf()}/anonymous`)
  await enter(page, await askForCode(server, page, newAddress()))
  await shows(page, 'sign')
  const key = await keyShown(page)
  await act(page, 'sign-now')
  await shows(page, 'accepted')
  await look()
  await page.goBack()
  await page.goForward()
  await nextBatch(server, letter)
  await lookAround()

  const types = (field: string) => page.fill(field, key)
  await page.goto(`${pathOf()}/anonymous/mine`)
  await types('#f-signing_key')
  await lookAround()
  await types('#f-signing_key')
  await page.goto(pathOf())
  await page.goBack()
  await lookAtFields()
  await types('#f-signing_key')
  await page.click('[data-form=find] [type=submit]')
  await page.getByRole('heading', { name: sentence('anonymity-mine-counted-heading') }).waitFor()
  expect(await page.inputValue('#f-signing_key')).toBe('')
  await lookAround()
  await page.goto(`${pathOf()}/statements/new`)
  await types('#f-signing_key')
  await page.fill('#f-text', 'We were never asked.')
  await page.click(`text=${sentence('statements-new-send')}`)
  await page.getByText(sentence('statements-state-waits')).first().waitFor()
  await lookAround()
  // Browsers write session storage to the disk after a while, and when they close.
  await page.evaluate(() => sessionStorage.setItem('planted', 'to be found'))
  await context.close()

  const { publicKey } = credentialKeys(seedOf(key), letter.id, 'mailbox')
  const id = credentialId(credentialMessage({ letterId: letter.id, verification: 'mailbox', publicKey }))
  const row = await server.parts.db.selectFrom('credential').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const bytes = [id, publicKey, row.signatures[0]!, statementKeys(seedOf(key), letter.id).publicKey]
  const slip = [
    ...[key.split(' ').slice(0, 3), key.split(' ').slice(-3)].flatMap((words) => [words.join(' '), words.join('\n')]),
    ...bytes.flatMap((each) => [each.toString('base64url').slice(0, 12), each.toString('hex').slice(0, 16)]),
  ]
  const inPage = Object.fromEntries(
    Object.entries(left).map(([where, texts]) => [
      where,
      texts.filter((text) => slip.some((part) => text.includes(part))),
    ]),
  )
  const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const filesWith = (parts: readonly string[], more: readonly Buffer[] = []) => {
    const needles = [...parts.flatMap((part) => [Buffer.from(part), Buffer.from(part, 'utf16le')]), ...more]
    const paths = files.map(({ parentPath, name }) => join(parentPath, name))
    return paths.filter((path) => needles.some((needle) => readFileSync(path).includes(needle)))
  }
  expect(filesWith(['to be found'])).toHaveLength(1)
  const onDisk = filesWith(slip, bytes).map((path) => path.slice(profile.length))
  expect({ ...inPage, onDisk }).toEqual({ urls: [], history: [], restored: [], onDisk: [] })
}, 90_000)

test('from a name to no name and back', async () => {
  const address = newAddress()
  const { signingKey } = await signAs(server, letter, { address, name: 'Ólafur Þórðarson' })
  await nextBatch(server, letter)
  const before = await count()
  expect(await namesOf(server, letter)).toContain('Ólafur Þórðarson')
  const { context, page } = await open()
  await page.goto(`${pathOf()}/mine`)
  await page.fill('#f-signing_key', signingKey)
  await page.click('button.main-act')
  await page.getByRole('link', { name: sentence('my-signature-anonymous-link') }).click()
  await looksRight(page, 'anonymous-phone-light-from-named')
  await page.fill('#f-named_key', signingKey)
  await loseOneAnswer(page, '**/issue')
  await enter(page, await askForCode(server, page, address))
  await shows(page, 'sign')
  const newKey = await keyShown(page)
  expect(newKey).not.toBe(signingKey)
  expect(await namesOf(server, letter)).toEqual([])
  await loseOneAnswer(page, '**/redemptions')
  await act(page, 'sign-now')
  await shows(page, 'accepted')
  await nextBatch(server, letter)
  expect(await count()).toBe(before)

  await page.goto(`${pathOf()}/anonymous/mine`)
  await page.fill('#f-signing_key', newKey)
  await page.click('[data-form=find] [type=submit]')
  await shows(page, 'found')
  await page.locator('label[for=f-visibility-public]').click()
  await page.fill('#f-name', 'Ólafur Þórðarson')
  await page.locator('[data-form=name] [type=submit]').click()
  await page.getByRole('heading', { name: 'Your name is on its way' }).waitFor()
  await nextBatch(server, letter)
  expect(await namesOf(server, letter)).toContain('Ólafur Þórðarson')
  expect(await count()).toBe(before)
  await context.close()
}, 60_000)

test('without JavaScript it is not offered, and the page says why and what to choose instead', async () => {
  const { context, page } = await open({ javaScriptEnabled: false })
  await page.goto(`${pathOf()}/sign`)
  expect(await page.locator('input[value=anonymous]').isVisible()).toBe(false)
  expect(await page.locator('noscript .notice').innerText()).toContain(sentence('signing-no-script-withheld'))
  await fitsTheScreen(page)
  await pictured(page, 'anonymous-phone-light-choice-no-script')
  for (const path of ['anonymous', 'credential', 'anonymous/mine']) {
    await page.goto(`${pathOf()}/${path}`)
    expect(await page.locator('noscript .notice').isVisible()).toBe(true)
    expect(await page.locator('[data-anonymous]').isVisible()).toBe(false)
    await fitsTheScreen(page)
  }
  const withName = await openLetter(server, { visibilities: ['withheld', 'public'] })
  await page.goto(`${server.url}/letters/${keyOf(withName)}/sign`)
  expect(await page.locator('noscript').count()).toBe(0)
  expect((await page.goto(`${server.url}/letters/${keyOf(withName)}/anonymous`))!.status()).toBe(404)
  await context.close()
}, 60_000)

test('where a script cannot begin the page says so, and what to do instead', async () => {
  const { context, page } = await open()
  const notice = page.locator('[data-not-begun]')
  const paths = ['anonymous', 'credential', 'anonymous/mine', 'vouching', 'statements/new']
  for (const path of paths) {
    await page.goto(`${pathOf()}/${path}`, { waitUntil: 'load' })
    expect(await notice.isVisible(), path).toBe(false)
  }
  // Replaces the scripts by one that fails to parse, as in an old browser.
  await page.route(/\/assets\/(anonymous|vouching|statement)\.[^/]*js$/, (route) =>
    route.fulfill({ body: 'const factor = 1n ** ;', contentType: 'text/javascript' }),
  )
  for (const path of paths) {
    await page.goto(`${pathOf()}/${path}`, { waitUntil: 'load' })
    expect(await notice.innerText(), path).toMatch(/browser is too old: it takes Chrome or Edge \d+, .*newer one\. \w+/)
    await fitsTheScreen(page)
    if (path === 'anonymous') {
      expect(await notice.innerText()).toContain(sentence('anonymity-instead-withheld'))
      await looksRight(page, 'anonymous-phone-light-not-begun')
    }
  }
  await context.close()
}, 60_000)

test('RFC 9474’s own example comes out in this browser too', async () => {
  const { context, page } = await open()
  await withClient(page)
  await page.goto('about:blank')
  const vector = JSON.parse(readFileSync(new URL('../crypto/rfc9474.json', import.meta.url), 'utf8')) as Vector
  const made = await page.evaluate(({ p, q, msg, msg_prefix, salt, inv, blind_sig }) => {
    const [hex, number] = [client.fromHex, (text: string) => BigInt(`0x${text}`)]
    const modulus = client.fromHex((number(p) * number(q)).toString(16))
    const key = client.publicKey(modulus, hex('010001'), 4096)
    const factor = client.invert(number(inv), key.n) ?? 0n
    const blinded = client.blind(key, client.prepared(hex(msg_prefix), hex(msg)), hex(salt), factor)
    const signature = client.finalize(key, blinded, hex(blind_sig))
    return { blinded: client.inHex(blinded.message), signature: signature && client.inHex(signature) }
  }, vector)
  expect(made).toEqual({ blinded: vector.blinded_msg, signature: vector.sig })
  await context.close()
}, 60_000)

test('all of it weighs less than 40 kB, and only the pages that need it load it', async () => {
  const loads = async (path: string) =>
    [...(await (await fetch(`${pathOf()}${path}`)).text()).matchAll(/"(\/assets\/anonymous[^"]+)"/g)].map(
      ([, url]) => url!,
    )
  const own = await loads('/anonymous')
  expect(own).toHaveLength(2)
  const weights = await Promise.all(
    [...own.map((url) => `${server.url}${url}`), `${pathOf()}/anonymous`].map(async (url) => {
      const bytes = Buffer.from(await (await fetch(url)).arrayBuffer())
      return brotliCompressSync(bytes).length
    }),
  )
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThan(40_000)
  for (const path of ['', '/sign', '/mine', '/remove']) expect(await loads(path)).toEqual([])
})
