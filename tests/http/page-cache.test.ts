import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { sql } from 'kysely'
import { request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { heardFor, heartbeatEvery } from '../../server/db/listen.ts'
import { notifyLetter } from '../../server/db/notify.ts'
import type { LetterJson } from '../../server/letters/page/schemas.ts'
import { openDatabase } from '../../server/db/pool.ts'
import { PageCache } from '../../server/http/page-cache.ts'
import { english, languages, pseudoLanguages, type Language } from '../../server/messages/languages.ts'
import { testServer } from '../support/app.ts'
import { afterFirstStatement, statementsOf } from '../support/statements.ts'
import { keyOf, nextBatch, openLetter, signAs, submit } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** Requests over a socket without decoding, because cached pages are answered before the framework sees a request. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(`${server.url}${path}`, { method, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      )
    })
    asked.on('error', reject).end()
  })
}

/** The number of database statements that a request causes. */
async function statements(act: () => Promise<unknown>): Promise<number> {
  return (await statementsOf(server.pool, act)).length
}

async function letterOf(name: string): Promise<{ letter: AddressedLetter; path: string; signingKey: string }> {
  const letter = await openLetter(server)
  const { signingKey } = await signAs(server, letter, { address: 'ann@northwind.example', name })
  await nextBatch(server, letter)
  await wait(50)
  return { letter, path: `/letters/${keyOf(letter)}`, signingKey }
}

describe('a cached page', () => {
  test('is served without the database, with the same content as the first answer', async () => {
    const { path } = await letterOf('Ann Lee')
    const first = await ask(path)
    expect(await statements(() => ask(path))).toBe(0)
    const kept = await ask(path)
    expect(kept.body.equals(first.body)).toBe(true)
    for (const name of ['etag', 'cache-control', 'vary', 'content-type', 'content-security-policy', 'referrer-policy'])
      expect(kept.headers[name]).toEqual(first.headers[name])
    expect(kept.headers['cache-control']).toBe('no-cache')
  })

  test('is the same for every query and spelling of its address, and so is its card', async () => {
    const { path } = await letterOf('Ann Lee')
    for (const [kept, spelled] of [
      [path, path.replace('letters/l', 'letters/%6c')],
      [`${path}/card.png`, `${path}/%63ard.png`],
    ] as const) {
      const first = await ask(kept)
      expect(first.status).toBe(200)
      for (let query = 0; query < 5; query++) {
        expect(await statements(() => ask(`${kept}?${String(query)}`))).toBe(0)
        expect((await ask(`${kept}?${String(query)}=x`)).body.equals(first.body)).toBe(true)
      }
      // At most one statement looks the letter up. Nothing is drawn or rendered again.
      for (const address of [spelled, `${spelled}?x`, `${kept}/`]) {
        expect(await statements(() => ask(address))).toBeLessThanOrEqual(1)
        expect((await ask(address)).body.equals(first.body)).toBe(true)
      }
    }
    const picture = await ask(`${path}/card.png`, { 'accept-encoding': 'br' })
    expect([picture.headers['content-type'], picture.headers['content-encoding']]).toEqual(['image/png', undefined])
  })

  test('is compressed as requested, and answered with 304 for a matching validator', async () => {
    const { path } = await letterOf('Ann Lee')
    const plain = (await ask(path)).body
    const brotli = await ask(path, { 'accept-encoding': 'gzip, br' })
    expect(brotli.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(brotli.body).equals(plain)).toBe(true)
    const gzip = await ask(path, { 'accept-encoding': 'br;q=0, gzip' })
    expect(gzip.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(gzip.body).equals(plain)).toBe(true)
    expect((await ask(path, { 'accept-encoding': 'identity' })).headers['content-encoding']).toBeUndefined()

    const etag = String(brotli.headers['etag'])
    for (const asked of [etag, etag.replace('W/', ''), `"other", ${etag}`]) {
      const unchanged = await ask(path, { 'if-none-match': asked })
      expect(unchanged.status).toBe(304)
      expect(unchanged.body.length).toBe(0)
    }
    expect((await ask(path, { 'if-none-match': '"other"' })).status).toBe(200)
    const head = await ask(path, {}, 'HEAD')
    expect(head.status).toBe(200)
    expect(head.body.length).toBe(0)
    expect(head.headers['content-length']).toBe(String(plain.length))
  })

  test('loses a withdrawn name at the next request, and changes its validator', async () => {
    const { path, signingKey } = await letterOf('Ann Lee')
    await ask(path)
    const before = await ask(path)
    expect(before.body.toString()).toContain('Ann Lee')
    await submit(server, `${path}/mine/withdrawal`, { signing_key: signingKey })
    const after = await ask(path, { 'if-none-match': String(before.headers['etag']) })
    expect(after.status).toBe(200)
    expect(after.body.toString()).not.toContain('Ann Lee')
  })

  test('is dropped when another process changes the letter', async () => {
    const { letter, path } = await letterOf('Ann Lee')
    await ask(path)
    await server.parts.db.updateTable('letter').set({ paused: true }).where('id', '=', letter.id).execute()
    expect((await ask(path)).body.toString()).not.toContain(sentence('letter-paused-title'))
    await sql`select pg_notify('letter', ${letter.id})`.execute(server.parts.db)
    await wait(50)
    expect((await ask(path)).body.toString()).toContain(sentence('letter-paused-title'))
  })

  test('is not stored if the letter changed right after its row was read', async () => {
    const { letter, path } = await letterOf('Ann Lee')
    const other = openDatabase(server.databaseUrl, { max: 1 })
    const { pageCache } = server.parts
    const dropped = new Promise<void>((resolve) => {
      const drop = pageCache.drop.bind(pageCache)
      pageCache.drop = (subject) => {
        drop(subject)
        resolve()
      }
    })
    const change = async () => {
      await other.db.updateTable('letter').set({ paused: true }).where('id', '=', letter.id).execute()
      await notifyLetter(other.db, letter.id)
      await dropped
    }
    pageCache.dropAll()
    const slow = await afterFirstStatement(server.pool, change, () => ask(path))
    expect(slow.body.toString()).not.toContain(sentence('letter-paused-title'))
    expect((await ask(path)).body.toString()).toContain(sentence('letter-paused-title'))
    await other.close()
  })

  test('is not served after its day, not stored for a search, and not stored by others for a quiet letter', async () => {
    const { path } = await letterOf('Ann Lee')
    await ask(path)
    expect(await statements(() => ask(path))).toBe(0)
    const now = server.now()
    server.at(new Date(now.getTime() + 86_400_000))
    expect(await statements(() => ask(path))).toBeGreaterThan(0)
    server.at(now)
    await ask(`${path}/signatures?search=Ann`)
    expect(await statements(() => ask(`${path}/signatures?search=Ann`))).toBeGreaterThan(0)
    const quiet = await openLetter(server, { state: 'quiet' })
    for (let time = 0; time < 2; time++)
      expect((await ask(`/letters/${keyOf(quiet)}`)).headers['cache-control']).toBe('private, no-store')
  })

  test('nothing is cached while changes cannot be heard', async () => {
    const { path } = await letterOf('Ann Lee')
    await ask(path)
    server.parts.pageCache.deaf()
    expect(await statements(() => ask(path))).toBeGreaterThan(0)
    expect(await statements(() => ask(path))).toBeGreaterThan(0)
    server.parts.pageCache.heardUpTo(performance.now())
    await ask(path)
    expect(await statements(() => ask(path))).toBe(0)
  })
})

describe('the JSON of a letter', () => {
  test('is cached like its page, with a validator, and follows each change of the letter', async () => {
    const { letter, path, signingKey } = await letterOf('Ann Lee')
    const json = `/api/v1${path}`
    const first = await ask(json)
    expect(first.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(first.headers['cache-control']).toBe('no-cache')
    expect(await statements(() => ask(json))).toBe(0)
    const kept = await ask(json, { 'accept-encoding': 'br' })
    expect(brotliDecompressSync(kept.body).equals(first.body)).toBe(true)
    expect(kept.headers['etag']).toBe(first.headers['etag'])
    expect((await ask(json, { 'if-none-match': String(first.headers['etag']) })).status).toBe(304)
    // Another spelling of the address, which the framework answers, gets the same.
    const spelled = json.replace('letters/l', 'letters/%6c')
    expect((await ask(spelled)).body.equals(first.body)).toBe(true)
    expect((await ask(spelled, { 'if-none-match': String(first.headers['etag']) })).status).toBe(304)

    const countOf = ({ body }: Answer) => (JSON.parse(body.toString()) as LetterJson).tally.classes[0]?.count
    expect(countOf(first)).toBe(1)
    await signAs(server, letter, { address: 'bea@northwind.example', name: 'Bea Ngo' })
    await nextBatch(server, letter)
    const two = await ask(json, { 'if-none-match': String(first.headers['etag']) })
    expect([two.status, countOf(two)]).toEqual([200, 2])
    // A withdrawal changes the count with its batch, and nothing before.
    await submit(server, `${path}/mine/withdrawal`, { signing_key: signingKey })
    expect((await ask(json, { 'if-none-match': String(two.headers['etag']) })).status).toBe(304)
  })

  test('says from the day of closing that signing has ended, and is stored by nobody for a quiet letter', async () => {
    const letter = await openLetter(server)
    const json = `/api/v1/letters/${keyOf(letter)}`
    const signing = async () => (JSON.parse((await ask(json)).body.toString()) as LetterJson).signing
    expect(await signing()).toBe('open')
    const now = server.now()
    server.at(letter.closes_at ?? now)
    expect(await signing()).toBe('closed')
    server.at(now)
    const quiet = `/api/v1/letters/${keyOf(await openLetter(server, { state: 'quiet' }))}`
    for (let time = 0; time < 2; time++) expect((await ask(quiet)).headers['cache-control']).toBe('private, no-store')
    expect((await ask('/api/v1/letters/no-such-letter')).headers['content-type']).toContain('application/problem+json')
  })

  test('reads no names, places or statements, and the page for the press neither', async () => {
    const { path } = await letterOf('Ann Lee')
    for (const address of [`/api/v1${path}`, `${path}/press`]) {
      server.parts.pageCache.dropAll()
      const read = await statementsOf(server.pool, () => ask(address))
      expect(read.filter((each) => /from "(signature|statement|employer|issuer)"/.test(each))).toEqual([])
      expect(read.length).toBeLessThanOrEqual(12)
      expect(await statements(() => ask(address))).toBe(0)
    }
  })
})

describe('with several languages', () => {
  const [accented] = pseudoLanguages as [Language]
  const inAccents = { 'accept-language': 'en-XA' }
  const inEnglish = { 'accept-language': 'en-GB,en;q=0.9' }

  test('each reader gets a cached page in their language, and Vary tells other caches', async () => {
    const { letter, path } = await letterOf('Ann Lee')
    expect((await ask(path, inAccents)).headers['vary']).toBe('accept-encoding')
    const spoken = languages as Language[]
    spoken.push(accented)
    try {
      const [first, other] = [await ask(path, inEnglish), await ask(path, inAccents)]
      expect(other.body.toString()).toContain('Šķíþ')
      expect(first.body.toString()).toContain('Skip to')
      expect(other.headers['etag']).not.toBe(first.headers['etag'])
      expect(await statements(() => Promise.all([ask(path, inEnglish), ask(path, inAccents)]))).toBe(0)
      for (const [headers, made] of [
        [inEnglish, first],
        [{}, first],
        [inAccents, other],
      ] as const) {
        const kept = await ask(path, headers)
        expect(kept.body.equals(made.body)).toBe(true)
        expect([kept.headers['vary'], made.headers['vary']]).toEqual(Array(2).fill('accept-encoding, accept-language'))
        expect((await ask(path, { ...headers, 'if-none-match': String(made.headers['etag']) })).status).toBe(304)
      }
      expect((await ask(path, { ...inAccents, 'if-none-match': String(first.headers['etag']) })).status).toBe(200)
      await server.parts.db.updateTable('letter').set({ paused: true }).where('id', '=', letter.id).execute()
      await sql`select pg_notify('letter', ${letter.id})`.execute(server.parts.db)
      await wait(50)
      for (const headers of [inEnglish, inAccents])
        expect(await statements(() => ask(path, headers))).toBeGreaterThan(0)
    } finally {
      spoken.pop()
    }
  })

  test('a page is cached only for the language of its request, also after more headers than are remembered', async () => {
    const pageCache = new PageCache(false, undefined, undefined, [english, accented])
    pageCache.heardUpTo(performance.now())
    const response = { writeHead: () => response, end: () => response }
    const answers = (header: string) =>
      pageCache.answer(
        { method: 'GET', url: '/a', rawHeaders: ['Accept-Language', header] } as never,
        response as never,
      )
    await pageCache.make('/a', accented, () => Promise.resolve({ subject: 'a', type: 'text/html', content: 'x' }))
    expect([answers('en'), answers('en-XA')]).toEqual([false, true])
    for (let each = 0; each < 3000; each++) answers(`x-${String(each)}`)
    expect([answers('en'), answers('en-XA')]).toEqual([false, true])
  })
})

describe('storing pages', () => {
  const page = { subject: 'a', type: 'text/html', content: 'old' }

  /** Returns true if the cache answers the request. */
  function isKept(pageCache: PageCache, url = '/a'): boolean {
    const response = { writeHead: () => response, end: () => response }
    return pageCache.answer({ method: 'GET', url, rawHeaders: [] } as never, response as never)
  }

  test('a header that is sent twice counts as one list', async () => {
    const pageCache = hears(new PageCache(false))
    await pageCache.make('/a', english, () => Promise.resolve(page))
    const sent: unknown[][] = []
    const response = { writeHead: (...head: unknown[]) => (sent.push(head.flat()), response), end: () => response }
    const rawHeaders = ['Accept-Encoding', 'gzip', 'ACCEPT-ENCODING', 'br']
    pageCache.answer({ method: 'GET', url: '/a', rawHeaders } as never, response as never)
    const etag = sent[0]?.at(sent[0].indexOf('etag') + 1) as string
    const asking = ['If-None-Match', '"other"', 'If-None-Match', etag]
    pageCache.answer({ method: 'GET', url: '/a', rawHeaders: asking } as never, response as never)
    expect(sent.map(([status]) => status)).toEqual([200, 304])
    expect(sent[0]).toContain('br')
  })

  function hears(pageCache: PageCache): PageCache {
    pageCache.heardUpTo(performance.now())
    return pageCache
  }

  test('a page that changed while it was read is not stored, and a page of another subject is', async () => {
    for (const change of [
      (pageCache: PageCache) => pageCache.drop('a'),
      (pageCache: PageCache) => pageCache.dropAll(),
    ]) {
      const pageCache = hears(new PageCache(false))
      await pageCache.make('/a', english, () => {
        change(pageCache)
        return Promise.resolve(page)
      })
      expect(isKept(pageCache)).toBe(false)
      await pageCache.make('/a', english, () => {
        pageCache.drop('b')
        return Promise.resolve(page)
      })
      expect(isKept(pageCache)).toBe(true)
    }
  })

  test('a page of several letters is dropped, and not stored, when any of them changes', async () => {
    const several = { ...page, others: ['b', 'c'] }
    const pageCache = hears(new PageCache(false))
    for (const subject of ['a', 'b', 'c']) {
      await pageCache.make('/a', english, () => {
        pageCache.drop(subject)
        return Promise.resolve(several)
      })
      expect([subject, isKept(pageCache)]).toEqual([subject, false])
      await pageCache.make('/a', english, () => Promise.resolve(several))
      expect([subject, isKept(pageCache)]).toEqual([subject, true])
      pageCache.drop(subject)
      expect([subject, isKept(pageCache)]).toEqual([subject, false])
    }
  })

  test('a page whose reading began before a lost connection is not stored after the reconnection', async () => {
    const pageCache = hears(new PageCache(false))
    await pageCache.make('/a', english, () => {
      pageCache.deaf()
      hears(pageCache)
      return Promise.resolve(page)
    })
    expect(isKept(pageCache)).toBe(false)
  })

  test('a cached page is not served after the last heartbeat expired, even if no timer has run', async () => {
    const pageCache = hears(new PageCache(false))
    await pageCache.make('/a', english, () => Promise.resolve(page))
    expect(isKept(pageCache)).toBe(true)
    pageCache.heardUpTo(performance.now() - heardFor - 1)
    expect(isKept(pageCache)).toBe(false)
    // After a late heartbeat, everything sent before it has been heard, so the page is valid again.
    pageCache.heardUpTo(performance.now())
    expect(isKept(pageCache)).toBe(true)
  })

  test('with a heartbeat every two seconds, a hidden name is gone within three seconds in the worst case', () => {
    expect(heartbeatEvery).toBe(2000)
    expect(heardFor).toBeGreaterThan(heartbeatEvery)
    expect(heardFor).toBeLessThan(3000)
  })
})
