import { expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { api, cookieOf, organizer, organizerPost, type Organizer } from '../support/stories.ts'
import { Typist } from '../support/typist.ts'

const server = await testServer()
const ada = await organizer(server, 'Ada Fenwick')

async function started(text = ''): Promise<string> {
  const { location } = await organizerPost(server, ada, '/dashboard/letters', { title: 'Close the night dock' })
  const id = /letters\/([^/]+)\/text/.exec(location ?? '')?.[1] ?? ''
  if (text !== '') await api(server, ada, 'PATCH', `/dashboard/letters/${id}/draft`, { version: 1, text })
  return id
}

async function typist(id: string, who: Organizer = ada): Promise<Typist> {
  const headers = { cookie: await cookieOf(server, who), origin: server.parts.config.origin }
  return new Typist(server.url, id, headers).start()
}

const draft = async (id: string) =>
  (await api(server, ada, 'GET', `/dashboard/letters/${id}/draft`)).json as { text: string; version: number }

test('what one types reaches the other and the draft', async () => {
  const id = await started('We load the lorries.\n\nAt night.')
  const [one, other] = [await typist(id), await typist(id)]
  one.type(' It is dark.')
  other.type(' It is cold.', { paragraph: 1 })
  const text = 'We load the lorries. It is dark.\n\nAt night. It is cold.'
  await one.until(() => one.text === text && other.text === text && one.stored && other.stored)
  expect((await draft(id)).text).toBe(text)
})
