import type { AxeResults } from 'axe-core'
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { HtmlValidate, StaticConfigLoader } from 'html-validate'
import { chromium, type Browser, type BrowserContext, type LaunchOptions, type Page } from 'playwright-core'

const root = fileURLToPath(new URL('../..', import.meta.url))
const modules = join(root, 'node_modules')
/** The package's main file is twice as large, and every page has to read it. */
const axe = readFileSync(join(modules, 'axe-core', 'axe.min.js'), 'utf8')
const screens = join(root, 'tests', '.screens')
const debian = ['/usr/bin/chromium', '/usr/bin/chromium-browser']

export type BrowserSource = 'packaged' | 'system'

/** The package contains a binary for this platform only. */
const runsHere = process.platform === 'linux' && process.arch === 'x64'

/**
 * Opens the browser of the development dependencies by default. It is the same on every machine, and opens a page four times as
 * fast because it has no windows. `system` opens the browser of the system or of Playwright, if there is one.
 */
export async function openBrowser(source: BrowserSource = runsHere ? 'packaged' : 'system'): Promise<Browser> {
  const installed = source === 'packaged' ? null : installedBrowser()
  const options = { ...(installed ?? (await packagedBrowser())), timeout: 60_000 }
  try {
    return await launch(options)
  } catch (error) {
    // On a busy machine the browser sometimes crashes at its start, before it has a page.
    if (!String(error).includes('SIGSEGV')) throw error
    return launch(options)
  }
}

/** The same browser, with its profile in this folder. The test reads the folder after the browser has closed. */
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
    // The sandbox also fails on systems that deny user namespaces to ordinary users. The browser opens only our own pages here.
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
    // The package's own arguments are not used, because they switch web security off.
    args: ['--headless=shell', '--disable-gpu', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: {
      ...environment(),
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  }
}

// Unpacks once for all test files and runs, inside `node_modules`, so that `npm ci` deletes the folder.
async function unpacked(): Promise<string> {
  const manifest = readFileSync(join(modules, '@sparticuz', 'chromium', 'package.json'), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const folder = join(modules, '.cache', 'roundrobin-browser', version)
  const isThere = () => existsSync(join(folder, 'chromium'))
  if (isThere()) return folder
  // A browser that still ran while its folder was deleted leaves its cache of fonts there.
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 })
  const fresh = mkdtempSync(`${folder}-`)
  await unpackInto(fresh)
  writeFileSync(join(fresh, 'fonts.conf'), fontConfiguration(folder))
  try {
    renameSync(fresh, folder)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    // Another test file unpacked it first.
    if (!isThere()) throw error
  }
  return folder
}

// Unpacks in a separate process, because the package unpacks into TMPDIR, and unpacks its libraries only if the environment
// looks like AWS.
async function unpackInto(folder: string): Promise<void> {
  const code = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())"
  await promisify(execFile)(process.execPath, ['-e', code], {
    cwd: root,
    env: { ...environment(), TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  })
}

// The package's own file looks for fonts in the folders of AWS, and a bare system has fonts nowhere else.
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

/**
 * With SCREENS=1, saves a screenshot in tests/.screens for a developer who changes a page. It is off by default because it takes
 * longer than all checks of the page.
 */
export async function pictured(page: Page, name: string): Promise<void> {
  if (process.env['SCREENS'] === '1') await screenshot(page, name)
}

/** Fails for a cookie other than that of an answered form, which only the form's own address gets. */
export async function onlyFormCookies(context: BrowserContext): Promise<void> {
  for (const { name, path, httpOnly, sameSite } of await context.cookies())
    if (name !== 'form' || !/\/form\/[\w-]{16}$/.test(path) || !httpOnly || sameSite !== 'Strict')
      throw new Error(`The browser keeps the cookie ${name} for ${path}.`)
}

/** The rules of axe that can find something else on another screen, or in other colours. */
export const dependOnColours = ['color-contrast', 'link-in-text-block']

/**
 * Checks the page with axe: all rules, or only these.
 * @throws with every finding, in words
 */
export async function axeFindsNothing(page: Page, rules?: string[]): Promise<void> {
  for (const frame of page.frames()) if (!(await frame.evaluate('"axe" in window'))) await frame.evaluate(axe)
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

/** Resolves the configuration once. The library's loader does so for each page, which takes as long as looking at the page. */
class KeptConfiguration extends StaticConfigLoader {
  #kept: ReturnType<StaticConfigLoader['getConfigFor']> | undefined
  override getConfigFor(handle: string): ReturnType<StaticConfigLoader['getConfigFor']> {
    return (this.#kept ??= super.getConfigFor(handle))
  }
}

const configuration = new KeptConfiguration({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // Templates make blank line ends and their own form of void elements and doctype. No reader sees these.
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'doctype-style': 'off',
    // A page title contains the letter's own title, whatever its length.
    'long-title': 'off',
    // Checkboxes of one question share their name, as radio buttons do.
    'form-dup-name': ['error', { shared: ['radio', 'button', 'reset', 'submit', 'checkbox'] }],
    // `list-style: none` removes the list role in Safari, and `role="list"` restores it.
    'no-redundant-role': 'off',
  },
})
const validator = new HtmlValidate(configuration)

/** @throws with every finding and its line */
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
