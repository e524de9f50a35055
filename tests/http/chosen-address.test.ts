import { expect, test } from 'vitest'
import { openLetter as open } from '../../server/letters/lifecycle/open-letter.ts'
import { faultInSlug } from '../../server/letter/slug.ts'
import { quietWords } from '../../server/letter/quiet-words.ts'
import { addOwner } from '../../server/letters/queries.ts'
import { routesOf } from '../e2e/routes.ts'
import { testServer } from '../support/app.ts'
import {
  agrees,
  api,
  northwind,
  organizer,
  organizerPage,
  organizerPost,
  pageOf,
  type Organizer,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const { result: server, routes } = await routesOf(() => testServer())
const ada = await organizer(server, 'Ada Fenwick')
const bea = await organizer(server, 'Bea Ngo')

const whole = { ...northwind, facets: undefined, slug: undefined }

async function drafted(who: Organizer, slug: string): Promise<string> {
  const started = await api(server, who, 'POST', '/dashboard/letters', { title: northwind.title })
  const id = String(started.json.id)
  const saved = await choose(who, id, slug)
  expect(saved.status).toBe(200)
  return id
}

async function choose(who: Organizer, id: string, slug: string) {
  const { version } = (await api(server, who, 'GET', `/dashboard/letters/${id}/draft`)).json as { version: number }
  return api(server, who, 'PATCH', `/dashboard/letters/${id}/draft`, { version, ...whole, slug })
}

async function opened(who: Organizer, id: string, to: 'quiet' | 'open') {
  const { version } = (await api(server, who, 'GET', `/dashboard/letters/${id}/draft`)).json as { version: number }
  return api(server, who, 'POST', `/dashboard/letters/${id}/opening`, { to, version })
}

const pathOf = async (who: Organizer, id: string) =>
  String((await api(server, who, 'GET', `/dashboard/letters/${id}/draft`)).json.path)

test('a public letter has the address that its organizers typed, as letters, digits and hyphens', async () => {
  const id = await drafted(ada, ' https://letters.example/letters/Über die Nachtschicht! ')
  const { json } = await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)
  expect(json.slug).toBe('uber-die-nachtschicht')
  expect((await pageOf(server, '/letters/uber-die-nachtschicht')).status).toBe(404)
  expect((await opened(ada, id, 'open')).status).toBe(200)
  expect(await pathOf(ada, id)).toBe('/letters/uber-die-nachtschicht')
  expect((await pageOf(server, '/letters/uber-die-nachtschicht')).status).toBe(200)
  // Its address stays from then on.
  const { html } = await organizerPage(server, ada, `/dashboard/letters/${id}/text/details`)
  expect(html).not.toContain('name="slug"')
  expect((await choose(ada, id, 'another-one')).status).toBe(422)
})

test('without a choice, the address is made of the title', async () => {
  const id = await drafted(ada, '')
  await opened(ada, id, 'open')
  expect(await pathOf(ada, id)).toBe('/letters/stop-selling-face-recognition')
})

test('words of the site, of quiet links, and too few letters are refused, and what was typed stays', async () => {
  const id = await drafted(ada, '')
  for (const [slug, message] of [
    ['Press', sentence('drafting-slug-own-word', { slug: 'press' })],
    ['ab', sentence('drafting-slug-short')],
    ['!!!', sentence('drafting-slug-short')],
    [
      quietWords.slice(7, 12).join('-'),
      sentence('drafting-slug-quiet-words', { slug: quietWords.slice(7, 12).join('-') }),
    ],
  ] as const) {
    const path = `/dashboard/letters/${id}/text/details`
    const { html } = await organizerPage(server, ada, path)
    const version = /name="version" value="([^"]*)"/.exec(html)?.[1] ?? ''
    const again = await organizerPost(server, ada, path, { version, slug, goal: '', press_contact: '', language: 'en' })
    expect(again.status).toBe(422)
    expect(again.html).toContain(message)
    expect(again.html).toContain(`value="${slug}"`)
  }
})

test('no path of the site can be an address', () => {
  const words = routes.flatMap(({ url }) => {
    const [first = '', second = '', third = ''] = url
      .replace(/^\/api\/v1/, '')
      .split('/')
      .slice(1)
    return first === 'letters' ? [first, second, third] : [first]
  })
  const names = words.filter((word) => /^[a-z]/.test(word)).map((word) => word.replace(/\..*/, ''))
  expect(names).toContain('sign')
  expect([...new Set(names)].filter((name) => name.length > 2 && faultInSlug(name) !== 'own-word')).toEqual([])
})

test('“taken” tells of published letters alone, never of drafts and quiet letters', async () => {
  const draft = await drafted(ada, 'warehouse-heat')
  expect((await choose(bea, await drafted(bea, ''), 'warehouse-heat')).status).toBe(200)
  await opened(ada, draft, 'quiet')
  const other = await drafted(bea, 'warehouse-heat')
  await opened(ada, draft, 'open')
  const { status, json } = await choose(bea, await drafted(bea, ''), 'warehouse-heat')
  expect(status).toBe(422)
  const message = sentence('refusal-address-taken', { slug: 'warehouse-heat', free: 'warehouse-heat-2' })
  expect(json.errors).toEqual([{ field: 'slug', message }])
  // The second one to open gets a proposal, and opens nothing.
  const late = await opened(bea, other, 'open')
  expect(late.status).toBe(409)
  expect(late.json.detail).toBe(message)
  expect((await api(server, bea, 'GET', `/dashboard/letters/${other}/draft`)).json.state).toBe('draft')
})

test('of two letters that open at the same moment, one gets the address', async () => {
  const ids = await Promise.all([drafted(ada, 'same-moment'), drafted(bea, 'same-moment')])
  const answers = await Promise.all([opened(ada, ids[0], 'open'), opened(bea, ids[1], 'open')])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('a second owner agrees to the address too', async () => {
  const id = await drafted(ada, 'agreed-address')
  await addOwner(server.parts.db, id, bea.id)
  const ask = async (who: Organizer) => {
    const { version } = (await api(server, who, 'GET', `/dashboard/letters/${id}/draft`)).json as { version: number }
    return (await open(server.parts, { id: who.id }, id, { to: 'open', version, canMail: true }, server.now())).outcome
  }
  expect(await ask(ada)).toBe('waits')
  await choose(bea, id, 'another-address')
  // The proposal was about the other address, so nobody can agree to it any more.
  expect((await agrees(server, bea, id)).status).toBe(409)
  expect(await ask(bea)).toBe('waits')
  expect((await agrees(server, ada, id)).status).toBe(200)
  expect(await pathOf(ada, id)).toBe('/letters/another-address')
})
