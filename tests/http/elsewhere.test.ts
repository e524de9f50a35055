import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { testServer } from '../support/app.ts'
import { pageWith } from '../support/answers.ts'
import { signedLetter, type Campaign } from '../support/deliveries.ts'
import { startedStage } from '../support/stages.ts'
import {
  api,
  join,
  keyOf,
  nextBatch,
  openLetter,
  organizer,
  organizerPage,
  signAs,
  withConsent,
} from '../support/stories.ts'

/** Tests the pages for search engines, feed readers and other sites. They must not be able to tell a quiet letter from none. */

const server = await testServer()
const { origin } = server.parts.config

const outside = ['feed', 'embed', 'card.png', 'press']
const names = ['Ann Lee', 'Bea Ngo', 'Cem Öz']

async function get(path: string) {
  const answer = await fetch(server.url + path, { headers: { 'accept-encoding': 'identity' } })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

async function letterWithNames(options: Parameters<typeof openLetter>[1] = {}): Promise<AddressedLetter> {
  const letter = await openLetter(server, options)
  for (const [index, name] of names.entries())
    await signAs(server, letter, { name, address: `p${String(index)}-${letter.id.slice(0, 8)}@northwind.example` })
  await nextBatch(server, letter)
  return letter
}

async function becomes(letter: AddressedLetter, change: object): Promise<void> {
  await server.parts.db.updateTable('letter').set(change).where('id', '=', letter.id).execute()
  await sql`select pg_notify('letter', ${letter.id})`.execute(server.parts.db)
  server.parts.pageCache.drop(letter.id)
}

const aboutIn = (html: string) => /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1]

describe('a public letter', () => {
  test('says to search engines and chats what it is, without names and counts', async () => {
    const title = 'Stop it </script><script>alert(1)</script> & “now”'
    const letter = await letterWithNames({ draft: { title } })
    const link = `${origin}/letters/${letter.slug}`
    const { text } = await get(`/letters/${letter.slug}`)
    const head = text.split('</head>')[0]!
    expect(head.includes(`<meta property="og:url" content="${link}">`)).toBe(true)
    expect(head.includes(`<meta property="og:image" content="${link}/card.png">`)).toBe(true)
    expect(text.match(/<\/script>/g)).toHaveLength(1)
    expect(JSON.parse(aboutIn(text)!)).toMatchObject({
      ...{ '@context': 'https://schema.org', '@type': 'Article', headline: title, url: link },
      ...{ inLanguage: 'en', datePublished: server.now().toISOString().slice(0, 10), image: `${link}/card.png` },
    })
    for (const name of names) expect([name, head.includes(name)]).toEqual([name, false])
  })

  test('stands in the sitemap while it is open or closed, and robots.txt names the sitemap', async () => {
    const letter = await letterWithNames()
    const listed = async () => (await get('/sitemap.xml')).text.includes(`<loc>${origin}/letters/${letter.slug}</loc>`)
    expect((await get('/robots.txt')).text).toContain(`Sitemap: ${origin}/sitemap.xml`)
    expect(await listed()).toBe(true)
    await becomes(letter, { state: 'closed', closed_at: server.now() })
    expect(await listed()).toBe(true)
    await becomes(letter, { state: 'purged' })
    expect(await listed()).toBe(false)
    expect(aboutIn((await get(`/letters/${letter.slug}`)).text)).toBeUndefined()
  })

  test('has a feed of updates, deliveries and answers with days and lasting ids, and without signatories', async () => {
    const campaign: Campaign = await signedLetter(server, [{ name: 'Ann Lee', address: 'feed@northwind.example' }], {
      draft: { recipients: [{ name: 'Ada & Co <x>', office: '', address: 'ada@board.example' }] },
    })
    const path = `/letters/${campaign.letter.slug}`
    const base = `/dashboard/letters/${campaign.letter.id}`
    await startedStage(server, campaign)
    await server.work()
    const { json: draft } = await api(server, campaign.owner, 'PUT', `${base}/updates/draft`, {
      version: 0,
      text: 'We **met** them.',
    })
    await withConsent(server, campaign.letter.id, () =>
      api(server, campaign.owner, 'POST', `${base}/updates/draft/publication`, { version: draft.version }),
    )
    server.at(new Date(server.now().getTime() + 3 * 86_400_000))
    const typed = { recipient: '', way: 'mail', answered_on: server.now().toISOString().slice(0, 10), text: 'No <b>.' }
    const { json: answers } = await api(server, campaign.owner, 'GET', `${base}/answers`)
    const [{ id: recipient }] = answers.recipients as [{ id: string }]
    const { json: answer } = await api(server, campaign.owner, 'POST', `${base}/answers`, { ...typed, recipient })
    await api(server, campaign.owner, 'POST', `${base}/answers/${answer.id as string}/publication`)
    await api(server, campaign.owner, 'POST', `${base}/answers/${answer.id as string}/verdict`, { verdict: 'answers' })
    await pageWith(server, campaign, 'answered.')
    const feed = await get(`${path}/feed`)
    expect(feed.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    expect(feed.text.match(/<entry>/g)!.length).toBeGreaterThanOrEqual(4)
    for (const part of [
      'Ada &amp; Co &lt;x&gt;',
      `<id>urn:uuid:${answer.id as string}</id>`,
      '&lt;p&gt;No &amp;lt;b&amp;gt;.&lt;/p&gt;',
      '&lt;strong&gt;met&lt;/strong&gt;',
      'accepted by the company’s mail server on',
    ])
      expect([part, feed.text.includes(part)]).toEqual([part, true])
    // Days, and nothing that the page does not show. Nothing of the silence, which grows each day.
    expect(feed.text.match(/<updated>(?!\d{4}-\d\d-\d\dT00:00:00Z<)/)).toBeNull()
    expect(feed.text.includes('Ann Lee')).toBe(false)
    expect(feed.text).not.toMatch(/without an answer|no answer received/i)
    const ids = (text: string) => [...text.matchAll(/<entry><id>([^<]+)/g)].map(([, id]) => id!)
    expect(new Set(ids(feed.text)).size).toBe(ids(feed.text).length)
    server.at(new Date(server.now().getTime() + 86_400_000))
    server.parts.pageCache.drop(campaign.letter.id)
    expect(ids((await get(`${path}/feed`)).text)).toEqual(ids(feed.text))
    expect((await get(path)).text.includes(`href="${origin}${path}/feed"`)).toBe(true)
  })

  test('can be framed by other sites as circle and count, and its card can be shown, while nothing else is loosened', async () => {
    const letter = await letterWithNames()
    const path = `/letters/${letter.slug}`
    const page = await get(path)
    // The first answer makes the page, and the second comes from the cache.
    for (const round of [1, 2]) {
      const { headers, text } = await get(`${path}/embed`)
      const policy = headers.get('content-security-policy')!
      expect([round, /frame-ancestors \*/.test(policy)]).toEqual([round, true])
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toMatch(/script-src|connect-src|unsafe/)
      expect(headers.get('x-frame-options')).toBeNull()
      for (const name of [
        'cross-origin-resource-policy',
        'referrer-policy',
        'x-content-type-options',
        'permissions-policy',
      ])
        expect([name, headers.get(name)]).toEqual([name, page.headers.get(name)])
      expect(headers.get('set-cookie')).toBeNull()
      expect(text).toMatch(/<span class="number">3<\/span>/)
      expect(text).not.toMatch(/<script|Ann Lee|Bea Ngo|Cem/)
      const links = [...text.matchAll(/<a [^>]*>/g)].map(([link]) => link)
      expect(links.length).toBeGreaterThan(0)
      for (const link of links)
        expect(link).toBe(`<a href="${origin}${path}" target="_blank" rel="noopener noreferrer">`)
      const card = await get(`${path}/card.png`)
      expect(card.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
      expect(card.headers.get('x-frame-options')).toBe('DENY')
    }
    for (const other of [path, `${path}/feed`, `${path}/press`, `${path}/signatures`]) {
      const { headers } = await get(other)
      expect([other, headers.get('x-frame-options')]).toEqual([other, 'DENY'])
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    }
  })

  test('shows no new signature outside before the batch that counts it', async () => {
    const letter = await letterWithNames()
    const path = `/letters/${letter.slug}`
    const before = await Promise.all(outside.map((part) => get(`${path}/${part}`)))
    await signAs(server, letter, { name: 'Dan Oh', address: `late-${letter.id.slice(0, 8)}@northwind.example` })
    server.parts.pageCache.drop(letter.id)
    const after = await Promise.all(outside.map((part) => get(`${path}/${part}`)))
    expect(after.map(({ text }) => text)).toEqual(before.map(({ text }) => text))
  })

  test('gives its organizers the code of the frame', async () => {
    const ada = await organizer(server)
    const letter = await openLetter(server, { draft: { title: 'We "ask" <you>' } })
    await join(server, ada, letter.id, 'owner')
    const page = await organizerPage(server, ada, `/dashboard/letters/${letter.id}/share`)
    const { json } = await api(server, ada, 'GET', `/dashboard/letters/${letter.id}/share`)
    expect(json.embed).toContain(`<iframe src="${origin}/letters/${letter.slug}/embed"`)
    expect(json.embed).toContain('title="We &quot;ask&quot; &lt;you&gt;"')
    expect(page.html.includes('&lt;iframe src')).toBe(true)
    const quiet = await openLetter(server, { state: 'quiet' })
    await join(server, ada, quiet.id, 'owner')
    expect((await api(server, ada, 'GET', `/dashboard/letters/${quiet.id}/share`)).json.embed).toBeNull()
    expect((await organizerPage(server, ada, `/dashboard/letters/${quiet.id}/share`)).html.includes('iframe')).toBe(
      false,
    )
  })
})

test('a quiet letter is answered like one that does not exist, by its slug and by its link, in every state', async () => {
  const letter = await letterWithNames({ state: 'quiet' })
  const unknown = await Promise.all(outside.map((part) => get(`/letters/there-is-none/${part}`)))
  for (const change of [
    ...[{ paused: false }, { paused: true }, { paused: false, state: 'closed', closed_at: server.now() }],
    { state: 'purged' },
  ]) {
    await becomes(letter, change)
    for (const key of [letter.slug, keyOf(letter)])
      for (const [index, part] of outside.entries()) {
        const { status, text } = await get(`/letters/${key}/${part}`)
        expect([part, status, text]).toEqual([part, 404, unknown[index]!.text])
      }
    const { text } = await get(`/letters/${keyOf(letter)}`)
    expect(text.split('</head>')[0]).not.toMatch(/og:|ld\+json|alternate|canonical/)
    const map = (await get('/sitemap.xml')).text
    expect(map.includes(letter.slug)).toBe(false)
    expect(map.includes(keyOf(letter))).toBe(false)
  }
})
