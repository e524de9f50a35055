import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { api, northwind, organizer } from '../support/stories.ts'

const server = await testServer()
const ada = await organizer(server, 'Ada Fenwick')

async function drafted(visibilities: string[]): Promise<{ id: string; version: number }> {
  const { json } = await api(server, ada, 'POST', '/dashboard/letters', { title: northwind.title })
  const id = json.id as string
  const draft = { version: 1, ...northwind, visibilities, batch_size: 1, first_threshold: 0 }
  const saved = await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, draft)
  return { id, version: saved.json.version as number }
}

async function credentials(id: string): Promise<{ status: number; issuers: { id: string }[] | undefined }> {
  const { slug } = await server.parts.db
    .selectFrom('letter')
    .select('slug')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const answer = await fetch(`${server.url}/api/v1/letters/${slug}/credentials`)
  return { status: answer.status, issuers: ((await answer.json()) as { issuers?: { id: string }[] }).issuers }
}

test('an organizer opens a letter with anonymous signatures, and other requests are answered while the server makes its keys', async () => {
  const { id, version } = await drafted(['anonymous', 'public'])
  const ended = { yet: () => false }
  const opening = api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, { to: 'open', version })
  void opening.finally(() => (ended.yet = () => true))
  let answered = 0
  while (!ended.yet()) {
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    answered++
  }
  expect((await opening).json.outcome).toBe('opened')
  expect(answered).toBeGreaterThan(3)
  const { status, issuers } = await credentials(id)
  expect(status).toBe(200)
  expect(issuers?.length).toBeGreaterThan(0)
}, 60_000)

test('each letter has its own keys, and gets them only when it offers anonymous signatures', async () => {
  const { id, version } = await drafted(['public'])
  await api(server, ada, 'POST', `/dashboard/letters/${id}/opening`, { to: 'open', version })
  expect(await credentials(id)).toEqual({ status: 409, issuers: undefined })
  const { json } = await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)
  const saved = await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, {
    version: json.version as number,
    visibilities: ['anonymous', 'public'],
  })
  expect(saved.status).toBe(200)
  const { issuers } = await credentials(id)
  expect(issuers?.length).toBeGreaterThan(0)
  const all = await server.parts.db.selectFrom('issuer').select('public_key').execute()
  expect(new Set(all.map(({ public_key }) => public_key.toString('hex'))).size).toBe(all.length)
}, 60_000)
