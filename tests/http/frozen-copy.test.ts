import { createHash } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { enqueue } from '../../server/jobs/queue.ts'
import { testServer } from '../support/app.ts'
import { signedLetter, three, tokensOf } from '../support/deliveries.ts'
import { textOf } from '../support/pdf-text.ts'
import { startedStage } from '../support/stages.ts'
import { api, nextBatch, pageOf, signAs } from '../support/stories.ts'

// Every PDF of a letter is larger than ten kilobytes.
const server = await testServer({ settings: { ATTACHMENT_LIMIT_MB: '0.01' } })
beforeEach(() => server.inbox.clear())

const day = 86_400_000

test('a PDF too large for its mail is fetched from the private page, byte for byte as it was frozen, for two weeks', async () => {
  const campaign = await signedLetter(server, three.slice(0, 1))
  const bea = await signAs(server, campaign.letter, three[1]!)
  await nextBatch(server, campaign.letter)
  await startedStage(server, campaign, { disclosure: 'names', to: ['Ada Hartley'] })
  await server.work()
  const mail = server.inbox.mails().find(({ subject }) => subject.startsWith('Open letter'))!
  expect(mail.attachments).toEqual([])
  expect(mail.text).toContain('too large for a mail')

  const token = (await tokensOf(server, campaign.letter.id))['Ada Hartley']!
  const page = await pageOf(server, `/r/${token}`)
  expect(page.html).toContain(`href="/r/${token}/letter.pdf"`)
  expect(page.html).toContain('It is kept here until 16 March 2026')
  expect(page.html).not.toContain('Bea Ngo')
  const fetched = await fetch(`${server.url}/r/${token}/letter.pdf`)
  expect(fetched.headers.get('content-disposition')).toMatch(/^attachment/)
  expect(fetched.headers.get('cache-control')).toBe('no-store')
  expect(fetched.headers.get('x-robots-tag')).toContain('noindex')
  const first = Buffer.from(await fetched.arrayBuffer())
  expect(await textOf(first)).toContain('Bea Ngo')
  const sha256 = createHash('sha256').update(first).digest('hex')
  expect(page.html).toContain(sha256)

  // The copy is frozen. Neither a withdrawal nor a new name changes it, as in a mail that has arrived.
  await api(server, null, 'POST', `/letters/${campaign.letter.slug}/mine/withdrawal`, { signing_key: bea.signingKey })
  await signAs(server, campaign.letter, { address: 'late@northwind.example', name: 'Dee Late' })
  await nextBatch(server, campaign.letter)
  const again = await fetch(`${server.url}/api/v1/recipients/${token}/letter.pdf`)
  expect(Buffer.from(await again.arrayBuffer()).equals(first)).toBe(true)

  server.at(new Date(server.now().getTime() + 15 * day))
  await enqueue(server.parts.db, 'destroy-snapshots', {})
  await server.work()
  expect((await fetch(`${server.url}/r/${token}/letter.pdf`)).status).toBe(410)
  const over = await pageOf(server, `/r/${token}`)
  expect(over.html).toContain('has been destroyed')
  expect(over.html).not.toContain('/letter.pdf')
  expect(over.html).toContain(sha256)
})

test('a page offers a PDF that was mailed too, and an ended page offers none', async () => {
  const campaign = await signedLetter(server, three)
  await startedStage(server, campaign, { disclosure: 'names', to: ['Ada Hartley'] })
  await server.work()
  const token = (await tokensOf(server, campaign.letter.id))['Ada Hartley']!
  const { db } = server.parts
  for (const bytes of [9_999, 10_001]) {
    await db.updateTable('copy_pdf').set({ bytes }).execute()
    expect((await fetch(`${server.url}/r/${token}/letter.pdf`)).status).toBe(200)
    expect((await pageOf(server, `/r/${token}`)).html.includes(`href="/r/${token}/letter.pdf"`)).toBe(true)
  }
  await db.updateTable('recipient_page').set({ revoked: true }).execute()
  expect((await fetch(`${server.url}/r/${token}/letter.pdf`)).status).toBe(410)
})
