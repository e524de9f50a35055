import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import {
  api,
  draftOf,
  join,
  nextBatch,
  northwind,
  openLetter,
  organizer,
  organizerPage,
  organizerPost,
  signAs,
  verifiedCount,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const ada = await organizer(server, 'Ada Fenwick')

const tenant = { name: 'Northwind', domains: ['*.onmicrosoft.com'] }
const refusal = sentence('mailbox-domain-tenant', { domain: 'onmicrosoft.com' })

test('form and API refuse a domain that strangers can get, beside the field, and the form keeps what was typed', async () => {
  const id = await draftOf(server, ada)
  const path = `/dashboard/letters/${id}/text/employers`
  const { html } = await organizerPage(server, ada, path)
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  const refused = await organizerPost(server, ada, path, {
    version: hidden('version'),
    base: hidden('base'),
    'employer-name-0': 'Northwind',
    'employer-domains-0': 'northwind.example\nnorthwind.onmicrosoft.com',
  })
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('href="#f-employer-domains-0"')
  expect(refused.html).toContain(refusal)
  expect(refused.html).toContain('northwind.example\nnorthwind.onmicrosoft.com')
  const answer = await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 1, employers: [tenant] })
  expect(answer.status).toBe(422)
  expect(answer.json.errors).toEqual([{ field: 'employer-domains-0', message: refusal }])
})

test('a draft that is older than the rule is not opened', async () => {
  const id = await draftOf(server, ada, { ...northwind, employers: [tenant] })
  const draft = await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)
  expect(draft.json.missing).toEqual([{ part: 'employers', sentence: refusal }])
  const opening = { to: 'open', version: draft.json.version }
  const { status, json } = await api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, opening)
  expect([status, json.code]).toEqual([409, 'letter-not-ready'])
  expect(json.detail).toContain(refusal)
})

test('an open letter keeps its domains, can be corrected, and its organizers are warned', async () => {
  const letter = await openLetter(server, { draft: { employers: [tenant] } })
  await join(server, ada, letter.id, 'owner')
  await signAs(server, letter, { address: 'ann@northwind.onmicrosoft.com' })
  await nextBatch(server, letter)
  expect(await verifiedCount(server, letter)).toBe(1)
  const page = await organizerPage(server, ada, `/dashboard/letters/${letter.id}`)
  expect(page.html).toContain(sentence('dashboard-open-domains-title'))
  expect(page.html).toContain('*.onmicrosoft.com')
  const draft = `/dashboard/letters/${letter.id}/draft`
  const { json } = await api(server, ada, 'GET', draft)
  const saved = await api(server, ada, 'PATCH', draft, { version: json.version, text: `${northwind.text} More.` })
  const correction = { kind: 'correction', version: saved.json.version }
  const revised = await api(server, ada, 'POST', `/dashboard/letters/${letter.id}/revisions`, correction)
  expect(revised.json).toMatchObject({ outcome: 'published' })
  const safe = await openLetter(server)
  await join(server, ada, safe.id, 'owner')
  expect((await organizerPage(server, ada, `/dashboard/letters/${safe.id}`)).html).not.toContain(
    sentence('dashboard-open-domains-title'),
  )
})
