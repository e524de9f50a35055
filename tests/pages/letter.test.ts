import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { fitsTheScreen, htmlIsValid } from '../support/browser.ts'
import { crowd } from '../support/crowds.ts'
import { keyOf, openLetter, pageOf } from '../support/stories.ts'
import { deskInLight, looksRight, phoneInDark, testBrowser } from '../support/test-browser.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const browser = await testBrowser()
const tab = await browser.newPage()

const prose = `Dear Ms Hartley,

We write as people who *build* these systems.[^1] We were told that they would be used "with care"; we were not asked -- and we have read what happened since.

> Nobody who works on this was asked whether it should be done.

## What we know

- In 2018 the system was sold to three police forces.
- It errs, and it errs more often for some than for others.[^2]

We ask to be heard before the next contract is signed, and not after it.

[^1]: A report of 2018, [in full](https://example.org/report).
[^2]: Figures from the company's own tests.`

const zh = {
  language: 'zh-Hans',
  title: '致首席执行官的公开信：停止出售人脸识别',
  text: '我们是建造这些系统的人。[^1]\n\n我们要求在签订下一份合同之前听取我们的意见。\n\n[^1]: 2018年的一份报告。',
  demands: ['停止向警方出售人脸识别。', '让员工监督他们所建造的东西。'],
}
const arabic = {
  language: 'ar',
  title: 'رسالة مفتوحة: أوقفوا بيع التعرف على الوجوه',
  text: 'نحن الذين نبني هذه الأنظمة.[^1]\n\nنطلب أن يُسمع صوتنا قبل توقيع العقد التالي.\n\n[^1]: تقرير من عام ٢٠١٨.',
  demands: ['أوقفوا بيع التعرف على الوجوه للشرطة.'],
}

async function looksRightAt(path: string, name: string): Promise<void> {
  const { status, html } = await pageOf(server, path)
  expect(status).toBe(200)
  await htmlIsValid(html)
  await tab.goto(`${server.url}${path}`)
  for (const [look, setLook] of [
    ['360-dark', phoneInDark],
    ['1280-light', deskInLight],
  ] as const) {
    await setLook(tab)
    await looksRight(tab, `letter-${name}-${look}`)
  }
}

async function fitsAt(path: string): Promise<void> {
  await tab.goto(`${server.url}${path}`)
  for (const setLook of [phoneInDark, deskInLight]) {
    await setLook(tab)
    await fitsTheScreen(tab)
  }
}

async function letterWith(count: number, draft = {}, more: object = {}): Promise<AddressedLetter> {
  const letter = await openLetter(server, { draft: { text: prose, ...draft }, firstThreshold: 10, ...more })
  await server.parts.db.updateTable('letter').set({ collecting: true, goal: 500 }).where('id', '=', letter.id).execute()
  if (count > 0) await crowd(server, letter, count)
  return letter
}

async function set(letter: AddressedLetter, change: Parameters<typeof changed>[1]): Promise<void> {
  await changed(letter, change)
  await sql`select pg_notify('letter', ${letter.id})`.execute(server.parts.db)
}
async function changed(
  letter: AddressedLetter,
  change: { paused?: boolean; state?: 'closed' | 'purged'; closed_at?: Date },
) {
  await server.parts.db.updateTable('letter').set(change).where('id', '=', letter.id).execute()
}

describe("the letter's page", () => {
  test.each([10, 450])(
    'with %d signatures',
    async (count) => {
      const letter = await letterWith(count)
      await looksRightAt(`/letters/${keyOf(letter)}`, String(count))
      await looksRightAt(`/letters/${keyOf(letter)}/signatures`, `names-${String(count)}`)
    },
    60_000,
  )

  test('with 100,000 signatures', async () => {
    const letter = await letterWith(100_000)
    await looksRightAt(`/letters/${keyOf(letter)}`, '100000')
    expect((await pageOf(server, `/letters/${keyOf(letter)}`)).html).toContain('100,000')
  }, 60_000)

  test.each([40, 300])(
    'with %d names that would spoil the list, and a table of eight columns',
    async (count) => {
      const cells = (cell: string) => `|${Array(8).fill(cell).join('|')}|`
      const table = [cells('Compensation'), cells('--'), cells('Betriebsverfassungsgesetz')].join('\n')
      const letter = await letterWith(count, { text: `${table}\n\n${'W'.repeat(300)}` })
      // From before such names were refused.
      const names = [`क${'\u0903'.repeat(190)}`, `A${'\u20dd'.repeat(190)}`, 'W'.repeat(190), '﷽'.repeat(60)]
      for (const [index, name] of names.entries()) {
        await sql`update signature set name = ${name} where letter_id = ${letter.id} and name is not null`.execute(
          server.parts.db,
        )
        await sql`select pg_notify('letter', ${letter.id})`.execute(server.parts.db)
        for (const path of [`/letters/${keyOf(letter)}`, `/letters/${keyOf(letter)}/signatures`]) {
          // Cached pages are renewed a moment after a change.
          await expect.poll(async () => (await pageOf(server, path)).html).toContain(name.slice(0, 30))
          // Another name changes only the width, and neither the elements of the page nor their colours.
          await (index === 0 ? looksRightAt(path, 'spoiled') : fitsAt(path))
        }
      }
    },
    120_000,
  )

  test('while it collects: neither count nor names', async () => {
    const letter = await letterWith(0)
    await looksRightAt(`/letters/${keyOf(letter)}`, 'collecting')
    await looksRightAt(`/letters/${keyOf(letter)}/signatures`, 'names-collecting')
  }, 60_000)

  test('quiet: betrays nothing to a tab, a preview or a search engine', async () => {
    const letter = await letterWith(20, {}, { state: 'quiet' })
    const path = `/letters/${keyOf(letter)}`
    await looksRightAt(path, 'quiet')
    const answer = await fetch(`${server.url}${path}`)
    const head = (await answer.text()).split('</head>')[0]!
    expect(head).toContain('<title>A letter</title>')
    expect(head).toContain('noindex')
    expect(head).not.toMatch(/og:|canonical|description|ld\+json|alternate|face recognition/)
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect((await pageOf(server, `/letters/${letter.slug}`)).status).toBe(404)
    expect((await pageOf(server, `${path}/card.png`)).status).toBe(404)
  }, 60_000)

  test('paused, closed and purged', async () => {
    const letter = await letterWith(60)
    const path = `/letters/${keyOf(letter)}`
    await set(letter, { paused: true })
    await looksRightAt(path, 'paused')
    await set(letter, { paused: false, state: 'closed', closed_at: server.now() })
    await looksRightAt(path, 'closed')
    expect((await pageOf(server, `${path}/sign`)).status).toBe(410)
    await server.parts.db
      .updateTable('signature')
      .set({ name: null, name_sealed: null, verifier: null })
      .where('letter_id', '=', letter.id)
      .execute()
    await set(letter, { state: 'purged' })
    await looksRightAt(path, 'purged')
    await looksRightAt(`${path}/signatures`, 'names-purged')
    const { html } = await pageOf(server, path)
    expect(html).toContain('have been erased')
    expect(html).toContain('60')
    expect(html).not.toContain('Okafor')
  }, 60_000)

  test.each([
    ['zh', zh],
    ['rtl', arabic],
  ] as const)(
    'in another language: %s',
    async (name, draft) => {
      const letter = await letterWith(45, draft)
      await looksRightAt(`/letters/${keyOf(letter)}`, name)
      const { html } = await pageOf(server, `/letters/${keyOf(letter)}`)
      expect(html).toContain(
        `<article class="letter" lang="${draft.language}" dir="${name === 'rtl' ? 'rtl' : 'ltr'}">`,
      )
    },
    60_000,
  )

  test('shows title, addressees, count, state and the link to sign on the first screen of a phone', async () => {
    const recipients = ['Ada Hartley', 'Þórunn Ægisdóttir', '李小龍'].map((name, index) => ({
      ...{ name, office: 'Member of the board', address: `board${String(index)}@board.example` },
    }))
    const title = 'Microsoft and GitHub workers support every colleague who is worked to exhaustion'
    const letter = await letterWith(450, { title, recipients })
    const page = await browser.newPage({ viewport: { width: 390, height: 780 } })
    await page.goto(`${server.url}/letters/${keyOf(letter)}`)
    const bottomOf = async (selector: string) => {
      const box = await page.locator(selector).first().boundingBox()
      return box!.y + box!.height
    }
    for (const selector of ['.letter h1', '.addressees summary', '.bar-count', '.bar-state', '.stand-bar .sign'])
      expect([selector, (await bottomOf(selector)) < 780]).toEqual([selector, true])
    expect(await page.locator('.bar-count').textContent()).toMatch(/^\d+ verified work addresses/)
    const line = await page.locator('.addressees summary').boundingBox()
    expect(line!.height).toBeLessThan(50)
    expect(await page.locator('.addressees li').first().isVisible()).toBe(false)
    await page.locator('.addressees summary').click()
    expect(await page.locator('.addressees li').allTextContents()).toContain('李小龍, Member of the board')
    await page.close()
  }, 60_000)

  test('keeps count and the link to sign in sight while people read, and covers nothing that has the focus', async () => {
    const letter = await letterWith(45, { text: `${prose}\n\n${'We ask you to answer. '.repeat(400)}` })
    const page = await browser.newPage({ viewport: { width: 390, height: 780 }, javaScriptEnabled: true })
    await page.goto(`${server.url}/letters/${keyOf(letter)}`)
    await page.evaluate(() => {
      scrollTo(0, 2500)
    })
    expect((await page.locator('.stand-bar .sign').boundingBox())!.y).toBeLessThan(60)
    const links = page.locator('.letter a, .letter summary')
    const covered: string[] = []
    for (let index = (await links.count()) - 1; index >= 0; index--) {
      await page.keyboard.press('Shift+Tab')
      const hidden = await links.nth(index).evaluate((link) => {
        ;(link as HTMLElement).focus()
        const { left, top, width, height } = link.getBoundingClientRect()
        const on = document.elementFromPoint(left + width / 2, top + height / 2)
        return on === link || link.contains(on) ? null : link.textContent
      })
      if (hidden !== null) covered.push(hidden)
    }
    expect(covered).toEqual([])
    await page.goto(`${server.url}/letters/${keyOf(letter)}#fn2`)
    const note = (await page.locator('#fn2').boundingBox())!
    const bar = (await page.locator('.stand-bar').boundingBox())!
    expect(note.y).toBeGreaterThan(bar.y + bar.height)
    // On a low screen it would cover too much.
    await page.setViewportSize({ width: 640, height: 360 })
    await page.evaluate(() => {
      scrollTo(0, 1500)
    })
    expect((await page.locator('.stand-bar').boundingBox())!.y).toBeLessThan(0)
    await page.close()
  }, 60_000)

  test('prints the letter, its demands and sources, the count and the day, and nothing else', async () => {
    const letter = await letterWith(45)
    const page = await browser.newPage()
    await page.goto(`${server.url}/letters/${keyOf(letter)}`)
    await page.emulateMedia({ media: 'print' })
    const shown = await page.evaluate(() => document.body.innerText)
    for (const words of ['To Ada Hartley', 'Dear Ms Hartley', 'What we demand', 'A report of 2018', 'Published on 2'])
      expect([words, shown.includes(words)]).toEqual([words, true])
    expect(shown).toMatch(/\d+\s+verified work addresses/)
    expect(shown).toMatch(/As of \d+ \w+ 20\d\d/)
    for (const words of [
      'Sign',
      sentence('letter-names-heading'),
      sentence('letter-about-heading'),
      'Okafor',
      sentence('http-page-how-it-works'),
      'Print',
    ])
      expect([words, shown.includes(words)]).toEqual([words, false])
    expect(await page.locator('.circle').isVisible()).toBe(false)
    await page.close()
  }, 60_000)

  test('weighs less than 90 kB with everything that it loads, and less than 30 kB without fonts', async () => {
    const letter = await letterWith(450, { text: `${prose}\n\nWe **ask** you, ***all*** of you.` })
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${server.url}/letters/${keyOf(letter)}`)
    const loaded = new Map<string, number>()
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    const urls = new Map<string, string>()
    session.on('Network.responseReceived', ({ requestId, response }) => urls.set(requestId, response.url))
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
      loaded.set(urls.get(requestId) ?? requestId, encodedDataLength),
    )
    await session.send('Network.setCacheDisabled', { cacheDisabled: true })
    await page.reload({ waitUntil: 'networkidle' })
    const total = [...loaded.values()].reduce((sum, bytes) => sum + bytes, 0)
    const list = [...loaded].map(([url, bytes]) => `${url.replace(server.url, '')} ${String(bytes)}`).join('\n')
    process.stdout.write(`weight of the letter's page: ${String(total)} bytes\n${list}\n`)
    expect(loaded.size).toBeGreaterThan(2)
    // Bold and italic come from files of their own, and the browser makes nothing up.
    const faces = () =>
      [...document.fonts].filter(({ status }) => status === 'loaded').map(({ weight, style }) => `${weight} ${style}`)
    expect(await page.evaluate(faces)).toEqual(expect.arrayContaining(['700 normal', '400 italic', '700 italic']))
    const bold = page.locator('.letter-body strong').first()
    expect(await bold.evaluate((each) => getComputedStyle(each).fontSynthesisWeight)).toBe('none')
    const fonts = [...loaded].reduce((sum, [url, bytes]) => sum + (url.endsWith('.woff2') ? bytes : 0), 0)
    expect(fonts).toBeGreaterThan(50_000)
    expect(total).toBeLessThan(90_000)
    expect(total - fonts).toBeLessThan(30_000)
    expect([...loaded.keys()].filter((url) => url.startsWith('http') && !url.startsWith(server.url))).toEqual([])
    await page.context().close()
  }, 60_000)

  test('is the same without JavaScript, and sets no cookie', async () => {
    const letter = await letterWith(45)
    const answer = await fetch(`${server.url}/letters/${keyOf(letter)}`)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect((await answer.text()).match(/<script(?! type="application\/ld\+json")/g)).toBeNull()
  })
})

test('on paper, each link of the letter and of its footnotes shows its address once', async () => {
  const letter = await openLetter(server, {
    draft: {
      text: 'They [promised](https://example.org/promise) it.[^1] Write to [us](mailto:we@example.org), or see <https://example.org/bare>.\n\n[^1]: A report, [in full](https://example.org/report).',
    },
  })
  const page = await browser.newPage()
  await page.goto(`${server.url}/letters/${keyOf(letter)}`)
  const shown = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('.letter-body a[href]:not([href^="#"])')].map((link) => {
        const { content } = getComputedStyle(link, '::after')
        return `${link.textContent}${content === 'none' || content === 'normal' ? '' : content}`
      }),
    )
  expect(await shown()).toEqual(['promised', 'us', 'https://example.org/bare', 'in full'])
  await page.emulateMedia({ media: 'print' })
  expect(await shown()).toEqual([
    expect.stringMatching(/^promised.*https:\/\/example\.org\/promise/),
    expect.stringMatching(/^us.*we@example\.org/),
    'https://example.org/bare',
    expect.stringMatching(/^in full.*https:\/\/example\.org\/report/),
  ])
  await page.close()
})

test('another site shows circle, count and card, but no page of the server, and the feed is well-formed', async () => {
  const letter = await letterWith(45)
  const path = `${server.url}/letters/${keyOf(letter)}`
  const site = createServer((_request, reply) =>
    reply.setHeader('content-type', 'text/html').end(
      `<!doctype html><title>A site</title>
      <iframe src="${path}/embed" sandbox="allow-popups allow-popups-to-escape-sandbox" width="320" height="480"></iframe>
      <iframe src="${path}"></iframe><img src="${path}/card.png" alt="">`,
    ),
  )
  await once(site.listen(0, '127.0.0.1'), 'listening')
  const page = await browser.newPage()
  await page.goto(`http://localhost:${String((site.address() as AddressInfo).port)}/`)
  const [, embed, refused] = page.frames()
  await embed!.waitForSelector('.count')
  expect(await embed!.locator('.count').innerText()).toMatch(/^\d+ verified work addresses/)
  expect(await embed!.locator('svg text').count()).toBe(0)
  expect(await refused!.locator('h1').count()).toBe(0)
  await expect.poll(() => page.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1200)
  const [opened] = await Promise.all([page.waitForEvent('popup'), embed!.locator('.more a').click()])
  expect(await opened.evaluate(() => [document.referrer, window.opener === null])).toEqual(['', true])
  await opened.close()
  for (const setLook of [phoneInDark, deskInLight]) {
    await setLook(page)
    await page.goto(`${path}/embed`)
    await looksRight(page, 'embed')
  }
  for (const file of [`${path}/feed`, `${server.url}/sitemap.xml`]) {
    const xml = await (await fetch(file)).text()
    const wrong = (text: string) =>
      new DOMParser().parseFromString(text, 'application/xml').querySelector('parsererror')
    expect(await page.evaluate(wrong, xml)).toBeNull()
  }
  await page.close()
  site.close()
}, 60_000)
