import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { testServer } from '../support/app.ts'
import { cookieOf, draftOf, newSession, organizer, type Organizer } from '../support/stories.ts'
import { deskInLight, looksRight, phoneInDark, testBrowser } from '../support/test-browser.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const browser = await testBrowser()
// Browsers have passkeys on localhost without TLS, but not on an IP address.
const origin = server.url.replace('127.0.0.1', 'localhost')
Object.assign(server.parts.config, { origin })
const account = '/organizers/account/passkeys'

/** Chromium's own authenticator, as a phone with a fingerprint. */
async function authenticator(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    credentials: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    /** Whether the person's finger is the right one. */
    verifies: (isUserVerified: boolean) =>
      session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  }
}

async function signIn(page: Page, who: Organizer): Promise<void> {
  const [name, value] = (await cookieOf(server, who)).split('=') as [string, string]
  await page.context().addCookies([{ name, value, url: origin }])
}

const opened = async () => (await browser.newContext()).newPage()
const press = (page: Page, id: Parameters<typeof sentence>[0]) =>
  page.getByRole('button', { name: sentence(id) }).click()

test('a passkey is made, signs in, proves its person, and is removed', { timeout: 90_000 }, async () => {
  const robin = await organizer(server, 'Robin Ashe')
  const letter = await draftOf(server, robin)
  const page = await opened()
  const device = await authenticator(page)
  await signIn(page, robin)

  await page.goto(`${origin}${account}`)
  for (const screen of [phoneInDark, deskInLight]) {
    await screen(page)
    await looksRight(page, `passkeys-none-${screen.name}`)
  }
  await page.getByLabel(sentence('passkeys-label-label')).fill('My phone')
  await press(page, 'passkeys-add')
  await page.waitForURL(`**${account}?done=added`)
  expect(await page.locator('tbody th').textContent()).toBe('My phone')
  const [made] = await device.credentials()
  expect(made).toMatchObject({ isResidentCredential: true, rpId: 'localhost', userName: 'Account' })
  expect(made!.userDisplayName).toBe('Account')

  // The device makes no second one for the account.
  await press(page, 'passkeys-add')
  const status = page.locator('[data-passkey-status]')
  await expect.poll(() => status.textContent()).toBe(sentence('passkeys-script-known'))
  for (const screen of [phoneInDark, deskInLight]) {
    await screen(page)
    await looksRight(page, `passkeys-${screen.name}`)
  }

  await page.context().clearCookies()
  await page.goto(`${origin}/organizers/sign-in?next=/organizers/account`)
  for (const screen of [phoneInDark, deskInLight]) {
    await screen(page)
    await looksRight(page, `passkeys-sign-in-${screen.name}`)
  }
  await device.verifies(false)
  await press(page, 'passkeys-sign-in')
  await expect.poll(() => status.textContent()).toBe(sentence('passkeys-script-stopped'))
  await device.verifies(true)
  await press(page, 'passkeys-sign-in')
  await page.waitForURL('**/organizers/account')
  expect(await page.locator('th', { hasText: 'My phone' }).textContent()).toContain(
    sentence('organizers-sessions-this'),
  )

  robin.session = await newSession(server, robin, false)
  await signIn(page, robin)
  await page.goto(`${origin}/organizers/account/proof?next=/dashboard/letters/${letter}/people`)
  for (const screen of [phoneInDark, deskInLight]) {
    await screen(page)
    await looksRight(page, `passkeys-proof-${screen.name}`)
  }
  await press(page, 'passkeys-prove')
  await page.waitForURL(`**/dashboard/letters/${letter}/people`)
  await page.waitForLoadState('networkidle')

  // The browser aborts it if the page before is still being shown.
  await vi.waitFor(() => page.goto(`${origin}${account}`), 10_000)
  await page.getByRole('button', { name: 'Remove My phone' }).click()
  await page.waitForURL(`**${account}?done=removed`)
  await page.context().clearCookies()
  await page.goto(`${origin}/organizers/sign-in`)
  await press(page, 'passkeys-sign-in')
  await page.getByText(sentence('refusal-passkey-not-right')).first().waitFor()
  expect(await device.credentials()).toHaveLength(1)
  await page.context().close()
})

test('without JavaScript, the pages offer codes alone', async () => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await page.goto(`${origin}/organizers/sign-in`)
  expect(await page.getByRole('button', { name: sentence('passkeys-sign-in') }).isVisible()).toBe(false)
  expect(await page.getByLabel(sentence('organizers-address-label')).isVisible()).toBe(true)
  const robin = await organizer(server)
  await signIn(page, robin)
  await page.goto(`${origin}${account}`)
  expect(await page.getByText(sentence('passkeys-cannot')).isVisible()).toBe(true)
  expect(await page.getByRole('button', { name: sentence('passkeys-add') }).isVisible()).toBe(false)
  await page.context().close()
})
