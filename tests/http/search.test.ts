import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { sql } from 'kysely'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, test, vi } from 'vitest'
import { findLetter } from '../../server/letter/find-letter.ts'
import { listNames } from '../../server/letters/page/show-letter.ts'
import type { NamesJson } from '../../server/letters/page/schemas.ts'
import { namesPageData } from '../../server/letters/page/view.ts'
import { openDatabase } from '../../server/db/pool.ts'
import { testServer, type TestServer } from '../support/app.ts'
import { keyOf, nextBatch, openLetter, pageOf, signAs, submit } from '../support/stories.ts'

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

/** Every page of a search, in order, beginning with the first. */
async function pagesOf(search: string, names: number) {
  const pages: Awaited<ReturnType<typeof listNames>>['names'][] = []
  let query: Record<string, string> = { search }
  for (;;) {
    const page = (await listNames(server.parts, letter, query, { names, milliseconds: 5000 })).names
    pages.push(page)
    if (page.next === null) return pages
    query = Object.fromEntries(new URL(page.next, server.url).searchParams)
  }
}

test('a search looks through a part of the list for each page, and its pages together find every match once', async () => {
  for (const part of [1, 2, 3, 8, 100]) {
    const pages = await pagesOf('lee', part)
    expect(pages.length, String(part)).toBe(Math.floor(8 / part) + 1)
    const found = pages.flatMap(({ names }) => names.map(({ name }) => name))
    expect(found.toSorted()).toEqual(['Ann Lee', 'Finn Lee', 'Gone Lee'])
  }
  // The way back finds the same.
  const [, , last] = await pagesOf('lee', 3)
  const query = Object.fromEntries(new URL(last?.previous ?? '', server.url).searchParams)
  const back = await listNames(server.parts, letter, query, { names: 3, milliseconds: 5000 })
  expect(back.names.next).not.toBeNull()
})

test('a part without a match says that the search can go on', async () => {
  const first = await listNames(server.parts, letter, { search: 'nobody' }, { names: 3, milliseconds: 5000 })
  expect([first.names.names, first.names.next === null]).toEqual([[], false])
  expect(namesPageData(first).searchedWords).toEqual(expect.anything())
  const { html } = await pageOf(server, `/letters/${keyOf(letter)}/signatures?search=nobody`)
  expect(html).toContain('No public name matches.')
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
