import { describe, expect, test } from 'vitest'
import { newQuietKey, storedQuietKey } from '../../server/letter/quiet-link.ts'
import { sealQuietLinks } from '../../server/letter/seal-quiet-links.ts'
import { testServer } from '../support/app.ts'
import { api, join, letterNow, openLetter, organizer, pageOf } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const limited = await testServer({ settings: { LIMITS: 'on' } })
const quiet = await openLetter(server, { state: 'quiet' })

async function send(words: string) {
  const answer = await fetch(`${server.url}/quiet-link`, {
    method: 'POST',
    body: new URLSearchParams({ words }),
    redirect: 'manual',
  })
  return {
    status: answer.status,
    to: answer.headers.get('location') ?? '',
    cookie: answer.headers.get('set-cookie') ?? '',
  }
}

describe('the words of a quiet link', () => {
  test('open the letter from a form, however they are typed', async () => {
    const words = quiet.key.replaceAll('-', ' ').toUpperCase()
    expect(await send(words)).toMatchObject({ status: 303, to: `/letters/${quiet.key}` })
    const { html } = await pageOf(server, '/')
    expect(html).toContain('href="/quiet-link"')
  })

  test('that are wrong come back with what was typed', async () => {
    const { to, cookie } = await send('abacus dropdown yoyo zoom vizor')
    const page = await fetch(server.url + to, { headers: { cookie: cookie.split(';')[0]! } })
    const html = await page.text()
    expect(page.status).toBe(422)
    expect(html).toContain(sentence('quiet-link-unknown-word', { word: 'vizor' }))
    expect(html).toContain('value="abacus dropdown yoyo zoom vizor"')
  })

  test('work in the address with capitals, accents and gaps, on every page of the letter', async () => {
    const typed = quiet.key.replaceAll('-', ' ').replace('a', 'Á').toUpperCase()
    for (const rest of ['', '/sign', '/signatures?search=x']) {
      const answer = await fetch(`${server.url}/letters/${encodeURIComponent(typed)}${rest}`, { redirect: 'manual' })
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `/letters/${quiet.key}${rest}`])
      expect((await pageOf(server, `/letters/${quiet.key}${rest}`)).status).toBe(200)
    }
  })
})

describe('a quiet link in the old form', () => {
  const old = 'Quiet_Link-of-the-0ld-form-AbCdE'

  test('is sealed at the next start, and still works', async () => {
    const letter = await openLetter(server, { state: 'quiet' })
    const { db } = server.parts
    const before = { quiet_token: old, quiet_hash: null, quiet_sealed: null }
    await db.updateTable('letter').set(before).where('id', '=', letter.id).execute()
    await sealQuietLinks(server.parts)
    await sealQuietLinks(server.parts)
    expect(await letterNow(server, letter.id)).toMatchObject({ quiet_token: null, key: old })
    expect((await pageOf(server, `/letters/${old}`)).status).toBe(200)
    expect((await pageOf(server, `/letters/${old.toLowerCase()}`)).status).toBe(404)
  })
})

test('a link that was replaced before it was sealed does not come back', async () => {
  const letter = await openLetter(server, { state: 'quiet' })
  const mara = await organizer(server)
  await join(server, mara, letter.id, 'owner')
  const old = 'Another_Link-of-the-0ld-form-AbC'
  const before = { quiet_token: old, quiet_hash: null, quiet_sealed: null }
  await server.parts.db.updateTable('letter').set(before).where('id', '=', letter.id).execute()
  const replaced = await api(server, mara, 'POST', `/dashboard/letters/${letter.id}/quiet-link`)
  await sealQuietLinks(server.parts)
  expect((await pageOf(server, `/letters/${old}`)).status).toBe(404)
  expect((await pageOf(server, (replaced.json as { path: string }).path)).status).toBe(200)
})

describe('a thief of the database', () => {
  test('finds no quiet link in it', async () => {
    const { rows } = await server.pool.query<{ row: string }>('select letter::text as row from letter')
    for (const { row } of rows) {
      expect(row).not.toContain(quiet.key)
      expect(row).not.toContain(Buffer.from(quiet.key).toString('hex'))
    }
  })
})

describe('guesses', () => {
  const from = (path: string) => fetch(limited.url + path, { redirect: 'manual' })

  test('of a replaced link and of one that never existed get the same answer', async () => {
    const letter = await openLetter(server, { state: 'quiet' })
    const replaced = storedQuietKey(server.parts, letter.id, newQuietKey())
    await server.parts.db.updateTable('letter').set(replaced).where('id', '=', letter.id).execute()
    const answers = []
    for (const key of [letter.key, newQuietKey()]) {
      const answer = await fetch(`${server.url}/letters/${key}`)
      const headers = [...answer.headers].filter(([name]) => name !== 'date')
      answers.push({ status: answer.status, headers, html: (await answer.text()).replaceAll(key, 'KEY') })
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]!.status).toBe(404)
  })

  test('are slowed, and the right link still opens', async () => {
    const letter = await openLetter(limited, { state: 'quiet' })
    const open = await openLetter(limited)
    for (let guess = 0; guess < 20; guess++) expect((await from(`/letters/${newQuietKey()}`)).status).toBe(404)
    // The next ones wait. More than twenty at once are refused, before they are looked up.
    const answers = await Promise.all(Array.from({ length: 25 }, () => from(`/letters/${newQuietKey()}`)))
    const statuses = answers.map(({ status }) => status).toSorted()
    expect(statuses).toEqual([...Array<number>(20).fill(404), ...Array<number>(5).fill(429)])
    expect((await from(`/letters/${letter.key}`)).status).toBe(200)
    // Other letters are not slowed at all.
    expect((await from(`/letters/${open.key}`)).status).toBe(200)
  })
})
