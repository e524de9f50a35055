import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { fitsTheScreen, htmlIsValid } from '../support/browser.ts'
import { crowd } from '../support/crowds.ts'
import { keyOf, openLetter, pageOf } from '../support/stories.ts'
import { deskInLight, looksRight, phoneInDark, testBrowser } from '../support/test-browser.ts'

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

  test('with 10,000 signatures', async () => {
    const letter = await letterWith(10_000)
    await looksRightAt(`/letters/${keyOf(letter)}`, '10000')
    expect((await pageOf(server, `/letters/${keyOf(letter)}`)).html).toContain('10,000')
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
    expect(head).not.toMatch(/og:|canonical|description|face recognition/)
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

  test('weighs less than 60 kB with everything that it loads', async () => {
    const letter = await letterWith(450)
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
    expect(total).toBeLessThan(60_000)
    expect([...loaded.keys()].filter((url) => url.startsWith('http') && !url.startsWith(server.url))).toEqual([])
    await page.context().close()
  }, 60_000)

  test('is the same without JavaScript, and sets no cookie', async () => {
    const letter = await letterWith(45)
    const answer = await fetch(`${server.url}/letters/${keyOf(letter)}`)
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(await answer.text()).not.toContain('<script')
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
