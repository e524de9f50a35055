import { expect, test } from 'vitest'
import { contentOf } from '../../server/letter/rules.ts'
import { diffRevisions } from '../../server/letters/revisions/diff.ts'
import { countRefusedMail } from '../../server/mailbox/mailed-code-queries.ts'
import { testServer } from '../support/app.ts'
import { crowd, times } from '../support/crowd.ts'
import {
  api,
  askForCode,
  join,
  nextBatch,
  northwind,
  openLetter,
  organizer,
  organizerPage,
  pageOf,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const ada = await organizer(server, 'Ada Fenwick')
const bücher = { name: 'Bücher', domains: ['xn--bcher-kva.example', '*.xn--bcher-kva.example'] }

test('an internationalized domain is shown in its own script to readers, signatories and organizers', async () => {
  const letter = await openLetter(server, { draft: { employers: [bücher] } })
  await join(server, ada, letter.id, 'owner')
  const page = await pageOf(server, `/letters/${letter.slug}`)
  expect(page.html).toContain('<bdi dir="ltr">bücher.example</bdi>')
  expect(page.html).toContain('<bdi dir="ltr">*.bücher.example</bdi>')
  expect(page.html).not.toContain('xn--')
  expect((await api(server, null, 'GET', `/letters/${letter.slug}`)).json.employers).toEqual([bücher])

  const form = await organizerPage(server, ada, `/dashboard/letters/${letter.id}/text/employers`)
  expect(form.html).toContain('bücher.example\n*.bücher.example')

  const day = server.now().toISOString().slice(0, 10)
  for (let count = 0; count < 5; count++)
    await countRefusedMail(server.parts.db, letter.id, 'xn--bcher-kva.example', day)
  await crowd(server, letter, times(12, {}))
  await nextBatch(server, letter)
  const dashboard = await organizerPage(server, ada, `/dashboard/letters/${letter.id}`)
  expect(dashboard.html).toContain(sentence('dashboard-no-codes', { domain: 'bücher.example' }))
  expect(dashboard.html).not.toContain('xn--')
})

test('a look-alike of a domain stays in ASCII, so that readers see that it is another one', async () => {
  const letter = await openLetter(server, {
    draft: { employers: [{ name: 'Northwind', domains: ['xn--northwnd-yhh.example'] }] },
  })
  const { html } = await pageOf(server, `/letters/${letter.slug}`)
  expect(html).toContain('xn--northwnd-yhh.example')
  expect(html).not.toContain('northwіnd.example')
})

test('changes of a text show domains in their own script', () => {
  const content = contentOf(northwind)
  const { employers } = diffRevisions(content, { ...content, employers: [bücher] })
  expect(employers.map(({ text }) => text)).toContain('Bücher (bücher.example, *.bücher.example)')
})

test('refusals name a domain in its own script', async () => {
  const letter = await openLetter(server, { draft: { employers: [bücher] } })
  const asked = await api(server, null, 'POST', `/letters/${letter.slug}/subscriptions`, {
    address: 'ann@post.bücher.example',
  })
  expect(asked.json.detail).toBe(sentence('updates-address-at-employer', { domain: 'post.bücher.example' }))
  const organizing = await api(server, null, 'POST', '/organizers/codes', { address: 'ann@xn--bcher-kva.example' })
  expect(organizing.json.detail).toBe(sentence('organizers-address-at-employer', { domain: 'bücher.example' }))
  const signing = await askForCode(server, letter, { address: 'ann@bücher.example' })
  expect(signing.challenge).not.toBe('')
})
