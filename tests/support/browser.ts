import axe, { type AxeResults } from 'axe-core'
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { HtmlValidate } from 'html-validate'
import { chromium, type Browser, type BrowserContext, type LaunchOptions, type Page } from 'playwright-core'

const root = fileURLToPath(new URL('../..', import.meta.url))
const modules = join(root, 'node_modules')
const screens = join(root, 'tests', '.screens')
const debian = ['/usr/bin/chromium', '/usr/bin/chromium-browser']

export type BrowserSource = 'packaged' | 'system'

/** What the package was built for. */
const runsHere = process.platform === 'linux' && process.arch === 'x64'

/**
 * The browser in the development dependencies, which is the same everywhere and without windows opens a page in a quarter of the time.
 * `system`: the one that the system or Playwright has, where there is one.
 */
export async function openBrowser(source: BrowserSource = runsHere ? 'packaged' : 'system'): Promise<Browser> {
  const installed = source === 'packaged' ? null : installedBrowser()
  const options = { ...(installed ?? (await packagedBrowser())), timeout: 60_000 }
  try {
    return await launch(options)
  } catch (error) {
    // Seen on a machine that was busy: it dies as it starts, before it has a page.
    if (!String(error).includes('SIGSEGV')) throw error
    return launch(options)
  }
}

/** The same browser with a profile in this folder, to be looked through once it is closed. */
export async function openProfile(folder: string): Promise<BrowserContext> {
  const options = (runsHere ? null : installedBrowser()) ?? (await packagedBrowser())
  return chromium.launchPersistentContext(folder, { ...options, timeout: 60_000, chromiumSandbox: false })
}

async function launch(options: LaunchOptions): Promise<Browser> {
  // Chromium refuses to run as root inside its sandbox.
  if (process.getuid?.() === 0) return chromium.launch({ ...options, chromiumSandbox: false })
  try {
    return await chromium.launch({ ...options, chromiumSandbox: true })
  } catch (error) {
    // Nor can it have one where the system keeps user namespaces from ordinary users. It only sees our own pages here.
    if (!String(error).includes('No usable sandbox')) throw error
    return chromium.launch({ ...options, chromiumSandbox: false })
  }
}

function installedBrowser(): LaunchOptions | null {
  const executablePath = [...debian, chromium.executablePath()].find((path) => existsSync(path))
  return executablePath === undefined ? null : { executablePath }
}

async function packagedBrowser(): Promise<LaunchOptions> {
  const folder = await unpacked()
  return {
    executablePath: join(folder, 'chromium'),
    // The package's own arguments are left aside: they switch web security off.
    args: ['--headless=shell', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: {
      ...environment(),
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  }
}

// Unpacked once for all test files and runs, beside what it was unpacked from, so that `npm ci` clears it away.
async function unpacked(): Promise<string> {
  const manifest = readFileSync(join(modules, '@sparticuz', 'chromium', 'package.json'), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const folder = join(modules, '.cache', 'roundrobin-browser', version)
  if (existsSync(folder)) return folder
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 })
  const fresh = mkdtempSync(`${folder}-`)
  await unpackInto(fresh)
  writeFileSync(join(fresh, 'fonts.conf'), fontConfiguration(folder))
  try {
    renameSync(fresh, folder)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    // Another test file was quicker.
    if (!existsSync(folder)) throw error
  }
  return folder
}

// The package unpacks into TMPDIR, and its libraries only where it believes itself in AWS: so in a process of its own.
async function unpackInto(folder: string): Promise<void> {
  const code = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())"
  await promisify(execFile)(process.execPath, ['-e', code], {
    cwd: root,
    env: { ...environment(), TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  })
}

// The package's own file looks for fonts where AWS has them, and a bare system has none elsewhere.
function fontConfiguration(folder: string): string {
  const folders = [
    join(folder, 'fonts'),
    '/usr/share/fonts',
    join(modules, '@expo-google-fonts'),
    join(modules, '@embedpdf'),
  ]
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((path) => `  <dir>${path}</dir>`).join('\n')}
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => !!entry[1]))
}

export async function atPhone(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 })
}

export async function atDesk(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 })
}

export async function inLight(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
}

export async function inDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
}

export async function screenshot(page: Page, name: string): Promise<string> {
  mkdirSync(screens, { recursive: true })
  const path = join(screens, `${name}.png`)
  await page.screenshot({ path, fullPage: true })
  return path
}

/** A picture in tests/.screens for whoever changes a page, with SCREENS=1. It takes longer than all that is looked for on the page. */
export async function pictured(page: Page, name: string): Promise<void> {
  if (process.env['SCREENS'] === '1') await screenshot(page, name)
}

// Throws with every finding, in words. All rules, or just these.
export async function axeFindsNothing(page: Page, rules?: string[]): Promise<void> {
  for (const frame of page.frames()) if (!(await frame.evaluate('"axe" in window'))) await frame.evaluate(axe.source)
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rules ? { runOnly: rules } : {}) })
  const { violations } = await page.evaluate<Pick<AxeResults, 'violations'>>(
    `axe.run(document, ${options}).then(({ violations }) => ({ violations }))`,
  )
  if (violations.length === 0) return
  const findings = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, html, failureSummary }) =>
        `${id}: ${help}\n  at ${target.join(' ')}: ${html}\n  ${failureSummary ?? ''}`,
    ),
  )
  throw new Error(`axe finds ${violations.length} problems at ${page.url()}\n${findings.join('\n')}`)
}

export async function fitsTheScreen(page: Page): Promise<void> {
  const { wide, screen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }))
  if (wide > screen) throw new Error(`${page.url()} is ${wide} px wide on a screen of ${screen} px.`)
}

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // Made by templates: blank ends of lines and the shape of void elements and doctype reach nobody.
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'doctype-style': 'off',
    // Titles carry the letter's own, however long it is.
    'long-title': 'off',
    // Checkboxes of one question share their name, as radio buttons do.
    'form-dup-name': ['error', { shared: ['radio', 'button', 'reset', 'submit', 'checkbox'] }],
    // `role="list"` gives Safari the list back that `list-style: none` takes away.
    'no-redundant-role': 'off',
  },
})

// Throws with every finding and its line.
export async function htmlIsValid(html: string): Promise<void> {
  const { valid, results } = await validator.validateString(html)
  if (valid) return
  const lines = html.split('\n')
  const findings = results.flatMap(({ messages }) =>
    messages.map(
      ({ ruleId, message, line }) => `${ruleId}, line ${line}: ${message}\n  ${lines[line - 1]?.trim() ?? ''}`,
    ),
  )
  throw new Error(`html-validate finds ${findings.length} problems\n${findings.join('\n')}`)
}
