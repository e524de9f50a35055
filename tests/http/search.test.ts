import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { sql, type KyselyPlugin } from 'kysely'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, test, vi } from 'vitest'
import { findLetter } from '../../server/letter/find-letter.ts'
import { listNames, type NamesFacts } from '../../server/letters/page/show-letter.ts'
import type { NamesJson } from '../../server/letters/page/schemas.ts'
import { namesPageData } from '../../server/letters/page/names-view.ts'
import { openDatabase } from '../../server/db/pool.ts'
import { testServer, type TestServer } from '../support/app.ts'
import { keyOf, nextBatch, openLetter, pageOf, signAs, submit } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

let server: TestServer
let letter: AddressedLetter
let withdrawing: string

const people = ['Ann Lee', 'Bea Ngo', 'Cem Öz', 'Dana Roy', 'Eva Ruiz', 'Finn Lee', 'Gil Paz']

beforeAll(async () => {
  server = await testServer()
  letter = await openLetter(server, { visibilities: ['withheld', 'recipients', 'public'] })
  for (const [at, name] of people.entries()) await signAs(server, letter, { address: `p${at}@northwind.example`, name })
  for (const visibility of ['withheld', 'recipients'] as const)
    await signAs(server, letter, { address: `${visibility}@northwind.example`, name: 'Hidden Lee', visibility })
  const gone = await signAs(server, letter, { address: 'gone@northwind.example', name: 'Gone Lee' })
  withdrawing = gone.signingKey
  await nextBatch(server, letter)
  letter = await findLetter(server.parts, keyOf(letter))
})

function queryOf(path: string): Record<string, string> {
  return Object.fromEntries(new URL(path, server.url).searchParams)
}

/** Every page of a search, in order, beginning with the first. */
async function pagesOf(search: string, names: number) {
  return pagesFrom({ search }, names)
}

async function pagesFrom(query: Record<string, string>, names: number) {
  const pages: Awaited<ReturnType<typeof listNames>>['names'][] = []
  for (;;) {
    const page = (await listNames(server.parts, letter, query, { names, milliseconds: 5000 })).names
    pages.push(page)
    if (page.next === null) return pages
    query = queryOf(page.next)
  }
}

async function allFrom(next: string | null, names: number) {
  if (next === null) return []
  return (await pagesFrom(queryOf(next), names)).flatMap((page) => page.names)
}

test('a search looks through a part of the list for each page, and its pages together find every match once', async () => {
  for (const part of [1, 2, 3, 8, 100]) {
    const pages = await pagesOf('lee', part)
    expect(pages.length, String(part)).toBe(Math.floor(8 / part) + 1)
    const found = pages.flatMap(({ names }) => names.map(({ name }) => name))
    expect(found.toSorted()).toEqual(['Ann Lee', 'Finn Lee', 'Gone Lee'])
  }
})

test('the way back from the last part finds every match once, and from each part of it the next one begins', async () => {
  for (const part of [1, 2, 3, 7]) {
    const bounds = { names: part, milliseconds: 5000 }
    const last = (await pagesOf('lee', part)).at(-1)
    const found = [...(last?.names ?? [])]
    let previous = last?.previous ?? null
    while (previous !== null) {
      const { names } = await listNames(server.parts, letter, queryOf(previous), bounds)
      found.unshift(...names.names)
      // Forward again, no match that stands behind this page is left out.
      const behind = await allFrom(names.next, part)
      expect([...names.names, ...behind].length, String(part)).toBe(found.length)
      previous = names.previous
    }
    expect(found.map(({ name }) => name).toSorted(), String(part)).toEqual(['Ann Lee', 'Finn Lee', 'Gone Lee'])
  }
})

test('no match is left out if a name of the part disappears while it is searched', async () => {
  const rows = await server.parts.db
    .selectFrom('signature')
    .select(['id', 'name'])
    .where('letter_id', '=', letter.id)
    .where('name', 'is not', null)
    .orderBy('id')
    .execute()
  const [first, , , searched] = rows
  if (!first || !searched) throw new Error('too few names')
  const hide = (counted: boolean) =>
    server.parts.db.updateTable('signature').set({ counted }).where('id', '=', first.id).execute()
  let searches: unknown
  const between: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      if (JSON.stringify(node).includes('strpos')) searches = queryId
      return node
    },
    transformResult: async ({ result, queryId }) => {
      if (queryId === searches) await hide(false)
      return result
    },
  }
  const db = server.parts.db.withPlugin(between)
  const search = searched.name ?? ''
  const { names } = await listNames({ db }, letter, { search }, { names: 3, milliseconds: 5000 })
  const next = await listNames(server.parts, letter, queryOf(names.next ?? ''), { names: 3, milliseconds: 5000 })
  await hide(true)
  expect(searches).toBeDefined()
  expect([...names.names, ...next.names.names]).toEqual([{ name: search }])
})

test('a part without a match says that the search can go on', async () => {
  const first = await listNames(server.parts, letter, { search: 'nobody' }, { names: 3, milliseconds: 5000 })
  expect([first.names.names, first.names.next === null]).toEqual([[], false])
  const links = (facts: NamesFacts) => (namesPageData(facts).searchedWords as { values: object } | undefined)?.values
  expect(links(first)).toEqual({ links: 'next' })
  // Eight names in parts of three.
  const at = async (path: string | null) =>
    listNames(server.parts, letter, queryOf(path ?? ''), { names: 3, milliseconds: 5000 })
  const second = await at(first.names.next)
  expect(links(second)).toEqual({ links: 'both' })
  const third = await at(second.names.next)
  expect(links(third)).toEqual({ links: 'previous' })
  expect((await pageOf(server, third.names.previous ?? '')).status).toBe(200)
  const back = await at(third.names.previous)
  expect(links(back)).toEqual({ links: 'both' })
  const { html } = await pageOf(server, `/letters/${keyOf(letter)}/signatures?search=nobody`)
  expect(html).toContain(sentence('letter-names-no-match'))
})

test('a search for a name that is hidden or withdrawn is answered like one for a name that nobody has', async () => {
  const answer = async (search: string) => {
    const response = await fetch(`${server.url}/api/v1/letters/${keyOf(letter)}/signatures?search=${search}`)
    return { status: response.status, json: (await response.json()) as NamesJson }
  }
  const nobody = await answer('nobody')
  expect(nobody.json.names).toEqual([])
  expect(await answer('hidden')).toEqual(nobody)
  expect((await answer('gone')).json.names).toEqual([{ name: 'Gone Lee' }])
  await submit(server, `/letters/${keyOf(letter)}/mine/withdrawal`, { signing_key: withdrawing })
  expect(await answer('gone')).toEqual(nobody)
  // The size of a part counts only public names, so hidden ones do not shorten it.
  expect((await pagesOf('hidden', 3)).length).toBe(3)
})

test('a search that takes too long is ended, and searches leave connections to other requests', async () => {
  const letters = await Promise.all(Array.from({ length: 6 }, () => openLetter(server)))
  for (const each of letters) {
    await signAs(server, each, { address: 'ann@northwind.example', name: 'Ann Lee' })
    await nextBatch(server, each)
  }
  const searches: Promise<unknown>[] = []
  const other = openDatabase(server.databaseUrl, { max: 2 })
  await other.db.transaction().execute(async (trx) => {
    // Holds up every search, as a very long list would, and nothing else.
    await sql`lock table signature in access exclusive mode`.execute(trx)
    await expect(
      listNames(server.parts, letter, { search: 'ann' }, { names: 10, milliseconds: 50 }),
    ).rejects.toMatchObject({ kind: 'too-many', code: 'search-took-too-long' })
    for (const each of [...letters, ...letters])
      searches.push(fetch(`${server.url}/letters/${keyOf(each)}/signatures?search=ann`))
    const waiting = async () => {
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from pg_locks where not granted and relation = 'signature'::regclass`.execute(
        other.db,
      )
      return rows[0]?.count ?? 0
    }
    await vi.waitUntil(async () => (await waiting()) === 4, { timeout: 20_000 })
    // The JSON of a letter reads no names.
    expect((await fetch(`${server.url}/api/v1/letters/${keyOf(letter)}`)).status).toBe(200)
    await wait(200)
    expect(await waiting()).toBeLessThanOrEqual(4)
  })
  await Promise.all(searches)
  await other.close()
})

test('a search folds accents, apostrophes, width and case, in what is searched and in what is typed', async () => {
  const own = await openLetter(server)
  const written = ['Inês Ibáñez', 'Marco D’Amico', 'Ｙｕｋｉ Sato', 'Søren Łukasz Groß', '李雷', 'Nguyễn Thị Ánh']
  for (const [at, name] of written.entries()) await signAs(server, own, { address: `f${at}@northwind.example`, name })
  await nextBatch(server, own)
  const found = await findLetter(server.parts, keyOf(own))
  for (const [search, name] of [
    ['ibanez', 'Inês Ibáñez'],
    ['IBÁÑEZ', 'Inês Ibáñez'],
    ["d'amico", 'Marco D’Amico'],
    ['d’AMICO', 'Marco D’Amico'],
    ['damico', 'Marco D’Amico'],
    ['yuki', 'Ｙｕｋｉ Sato'],
    ['ＹＵＫＩ', 'Ｙｕｋｉ Sato'],
    ['soren lukasz gross', 'Søren Łukasz Groß'],
    ['GROSS', 'Søren Łukasz Groß'],
    ['李雷', '李雷'],
    ['nguyen thi anh', 'Nguyễn Thị Ánh'],
  ] as const) {
    const { names } = await listNames(server.parts, found, { search })
    expect([search, names.names.map((each) => each.name)]).toEqual([search, [name]])
  }
  expect((await listNames(server.parts, found, { search: 'ibanes' })).names.names).toEqual([])
})

test('the list to print has every public name, the count and the labels, and nothing that only others may see', async () => {
  const path = `/letters/${keyOf(letter)}/signatures/print`
  const { status, html } = await pageOf(server, path)
  expect(status).toBe(200)
  // One of them may have been withdrawn by now.
  for (const name of people) expect([name, html.includes(name)]).toEqual([name, true])
  expect(html.includes('Hidden Lee')).toBe(false)
  expect(html).toMatch(/<span class="number">\d+<\/span> <span class="words">verified work addresses/)
  expect(html.includes('<title>Names under “')).toBe(true)
  const [first] = (await listNames(server.parts, letter, {})).names.names
  const place = await server.parts.db
    .selectFrom('signature')
    .select('id')
    .where('letter_id', '=', letter.id)
    .where('name', '=', first!.name)
    .executeTakeFirstOrThrow()
  const rest = await pageOf(server, `${path}?after=${place.id.toString('base64url')}`)
  expect(rest.html.includes(first!.name)).toBe(false)
  const quiet = await openLetter(server, { state: 'quiet', firstThreshold: 10 })
  await signAs(server, quiet, { address: 'quiet@northwind.example', name: 'Quinn Early' })
  await nextBatch(server, quiet)
  const early = await pageOf(server, `/letters/${keyOf(quiet)}/signatures/print`)
  expect(early.html.includes('<title>A letter</title>')).toBe(true)
  expect(early.html.includes('Quinn Early')).toBe(false)
  expect((await pageOf(server, `/letters/${quiet.slug}/signatures/print`)).status).toBe(404)
})
