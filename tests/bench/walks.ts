import type { Page } from 'playwright-core'
import { startCatcher, type Catcher } from '../../server/mail/catcher.ts'
import { openBrowser } from '../support/browser.ts'
import { readingOf } from '../support/reading-age.ts'
import { drawCode, walkAnonymous, walkNamed, walkVouched, type Walk } from '../support/signing-walk.ts'
import { withIssuer } from './credentials.ts'
import { openBenchLetter } from './letter.ts'
import type { BenchRow } from './row.ts'
import { coreBeside, startApp } from './server.ts'

const throttled = 4
const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true }

/**
 * Somebody signs on a slow phone, in three ways. Each way has rows for its screens after the letter, its taps, the words that the
 * person sees, the seconds for which the person waits for this software, and the reading age of each screen.
 */
export async function walkRows(): Promise<BenchRow[]> {
  const inbox = await startCatcher()
  const app = await startApp({ WORKER: 'on', SMTP_URL: inbox.url })
  const { core, database } = coreBeside(app)
  const browser = await openBrowser()
  try {
    const { letter } = await withIssuer(core, await openBenchLetter(core, 'walked'))
    await core.db.updateTable('letter').set({ vouches_each: 3 }).where('id', '=', letter.id).execute()
    const mailbox = new Mailbox(inbox)
    const walked = { url: `${app.url}/letters/${letter.slug}`, codeFor: (address: string) => mailbox.codeFor(address) }
    const onPhone = async <Result>(act: (page: Page) => Promise<Result>) => {
      const page = await browser.newPage(phone)
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: throttled })
      const result = await act(page)
      await page.context().close()
      return result
    }
    const walk = async (way: string, act: (page: Page) => Promise<Walk>) => {
      mailbox.waited = 0
      const made = await onPhone(act)
      return rowsOf(way, made, mailbox.waited)
    }
    const named = await walk('named', (page) => walkNamed(page, walked, 'ann@lantern.example'))
    const anonymous = await walk('anonymous', (page) => walkAnonymous(page, walked, 'bea@lantern.example'))
    const code = await onPhone((page) => drawCode(page, walked, 'ann@lantern.example'))
    const vouched = await walk('vouched', (page) => walkVouched(page, walked, code))
    return [...named, ...anonymous, ...vouched]
  } finally {
    await browser.close()
    await database.close()
    await app.stop()
    await inbox.close()
  }
}

class Mailbox {
  readonly #inbox: Catcher
  readonly #read = new Set<string>()
  /** Milliseconds that passed until codes arrived. */
  waited = 0

  constructor(inbox: Catcher) {
    this.#inbox = inbox
  }

  async codeFor(address: string): Promise<string> {
    const began = performance.now()
    const mail = await this.#inbox.waitFor(({ id, to }) => to === address && !this.#read.has(id), 30_000)
    this.#read.add(mail.id)
    this.waited += performance.now() - began
    return /\d{5} \d{5}/.exec(mail.text)?.[0] ?? ''
  }
}

function rowsOf(way: string, { screens, taps }: Walk, waited: number): BenchRow[] {
  const row = (name: string, ours: number, unit: string, note?: string, part = ''): BenchRow => ({
    name: `${name}/${way}${part}`,
    ours,
    reference: null,
    unit,
    ratio: null,
    ...(note !== undefined && { note }),
  })
  const words = screens.map((screen) => screen.words)
  const took = screens.reduce((sum, { milliseconds }) => sum + milliseconds, waited)
  return [
    row('walk-pages', screens.length, '', screens.map(({ name }) => name).join(', ')),
    row('walk-taps', taps, ''),
    row('walk-words', sum(words), 'words', words.join(' + ')),
    row('walk-seconds', took / 1000, 's', `processor throttled ${String(throttled)} times; without reading and typing`),
    ...screens.map(({ name, text }) => {
      const { age, sentences, hardest } = readingOf(text)
      const hard = hardest && `hardest: ${hardest.age.toFixed(1)}, “${hardest.sentence}”`
      return row('reading', age, 'years', `${String(sentences)} sentences; ${hard ?? ''}`, `/${name}`)
    }),
  ]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0)
}
