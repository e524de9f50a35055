import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { firefox, type Browser } from 'playwright-core'
import { expect } from 'vitest'

export type Found = { browser: Browser; path: string; downloads: string } | { browser: null; why: string }

/**
 * Opens a stock Firefox through WebDriver BiDi: the one that FIREFOX names, otherwise one on the PATH. The project does not
 * contain a Firefox. A Firefox on the PATH may be unusable (a stub that installs the real one, or a version that cannot be
 * driven); then the function says why. A Firefox that FIREFOX names must work.
 */
export async function openFirefox(colorScheme: 'light' | 'dark' = 'light'): Promise<Found> {
  const named = process.env['FIREFOX']
  const path = named ?? onPath()
  if (path === undefined)
    return { browser: null, why: 'no Firefox was found: FIREFOX is not set, and none is on the PATH' }
  try {
    const downloads = mkdtempSync(join(tmpdir(), 'roundrobin-firefox-'))
    return { browser: await drivable(path, downloads, colorScheme), path, downloads }
  } catch (error) {
    if (named !== undefined) throw error
    return { browser: null, why: `${path} cannot be driven: ${String(error).split('\n')[0] ?? ''}` }
  }
}

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders
    .flatMap((folder) => [join(folder, 'firefox'), join(folder, 'firefox-esr')])
    .find((path) => existsSync(path))
}

async function drivable(executablePath: string, downloadsPath: string, colorScheme: string): Promise<Browser> {
  const browser = await firefox.launch({
    // Playwright's channel for an unpatched Firefox.
    channel: 'moz-firefox',
    executablePath,
    downloadsPath,
    timeout: 60_000,
    firefoxUserPrefs: {
      // Set at the start, because this version may not know the command that sets it later.
      'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
      // The list of downloads would open over the window and take the keys that the driver presses.
      'browser.download.alwaysOpenPanel': false,
    },
  })
  try {
    withoutMediaFeatures(browser)
    await (await browser.newContext()).close()
    return browser
  } catch (error) {
    await browser.close()
    throw error
  }
}

interface Session {
  send: (method: string, parameters?: unknown) => Promise<unknown>
}

/**
 * Playwright sets the colour scheme of every context and page with a command that Firefox 153 (the version with long-term
 * support) does not know. Without this patch no page would open. Nothing else depends on the command.
 */
function withoutMediaFeatures(browser: Browser): void {
  const { _connection: connection } = browser as unknown as {
    _connection: { toImpl: (object: unknown) => { _browserSession: Session } }
  }
  const session = Object.getPrototypeOf(connection.toImpl(browser)._browserSession) as Session
  const send = session.send
  session.send = async function (method, parameters) {
    if (method === 'emulation.setMediaFeaturesOverride') return {}
    return send.call(this, method, parameters)
  }
}

/** Returns the file that the page saves during `act`. Playwright gets no event for a file that a page creates in this Firefox. */
export async function savedWhile(downloads: string, act: () => Promise<void>): Promise<string> {
  const before = readdirSync(downloads)
  await act()
  const fresh = () => readdirSync(downloads).find((name) => !before.includes(name) && !name.endsWith('.part')) ?? ''
  const text = () => (fresh() === '' ? '' : readFileSync(join(downloads, fresh()), 'utf8'))
  await expect.poll(text, { timeout: 20_000 }).not.toBe('')
  return text()
}
