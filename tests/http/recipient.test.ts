import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import { lockLetter } from '../../server/letter/queries.ts'
import { purgeRows } from '../../server/letters/lifecycle/purge-queries.ts'
import { reviseLetter } from '../../server/letters/lifecycle/revise-letter.ts'
import { saveDraft } from '../../server/letters/drafting/save-draft.ts'
import { testServer } from '../support/app.ts'
import { confirmed, newestStage, signedLetter, three, tokensOf, type Campaign } from '../support/deliveries.ts'
import { codeIn } from '../support/mail.ts'
import { api, organizerPage, organizerPost, nextBatch, pageOf, post, signAs, submit } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
beforeEach(() => server.inbox.clear())

async function delivered(): Promise<{ campaign: Campaign; token: string }> {
  const campaign = await signedLetter(server, three)
  await confirmed(server, campaign, { to: ['Ada Hartley'] })
  await server.work()
  const [mail] = server.inbox.mails().filter(({ subject }) => subject.startsWith('Open letter'))
  const token = /\/r\/([A-Za-z0-9_-]{22})/.exec(mail!.text)![1]!
  expect(token).toBe((await tokensOf(server, campaign.letter.id))['Ada Hartley'])
  server.inbox.clear()
  return { campaign, token }
}

async function codeFor(token: string, text: string): Promise<{ challenge: string; code: string }> {
  server.inbox.clear()
  const asked = await post(server, `/api/v1/recipients/${token}/answers/codes`, { text })
  expect(asked.status).toBe(202)
  await server.work()
  const mail = server.inbox.mails()[0]!
  expect(mail.to).toBe('ada.hartley@board.example')
  return { challenge: asked.json['challenge'] as string, code: codeIn(mail.text) }
}

describe('a recipient’s private page', () => {
  test('shows text, hash and the last batch’s count, and never a name', async () => {
    const { campaign, token } = await delivered()
    const page = await fetch(`${server.url}/r/${token}`)
    const html = await page.text()
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('x-robots-tag')).toContain('noindex')
    expect(html).toContain('noindex')
    expect(html).toContain('3 verified work addresses')
    expect(html).toContain((await newestStage(server, campaign)).deliveries[0]!.content_hash)
    for (const name of ['Ólafur', 'Bea Ngo', 'Cem Öz']) expect(html).not.toContain(name)
    await signAs(server, campaign.letter, { address: 'late@northwind.example' })
    await nextBatch(server, campaign.letter)
    const { json } = await api(server, null, 'GET', `/recipients/${token}`)
    expect(json.tally.classes).toEqual([{ class: 'mailbox', count: 4, words: 'verified work addresses' }])
    expect(JSON.stringify(json)).not.toMatch(/Ólafur|Bea Ngo|Cem/)
  })

  test('shows the count of the delivered text, without signatures of another text', async () => {
    const campaign = await signedLetter(server, three, { firstThreshold: 3 })
    await confirmed(server, campaign, { to: ['Ada Hartley'], disclosure: 'count' })
    await server.work()
    const token = (await tokensOf(server, campaign.letter.id))['Ada Hartley']!
    const { id } = campaign.letter
    const saved = await saveDraft(
      server.parts,
      campaign.owner,
      id,
      {
        version: 1,
        draft: { demands: ['Only this.'] },
      },
      server.now(),
    )
    const revising = { kind: 'substance', version: saved.letter.draft_version } as const
    await reviseLetter(server.parts, campaign.owner, id, revising, server.now())
    await signAs(server, campaign.letter, { address: 'first@northwind.example' })
    await nextBatch(server, campaign.letter)
    const { json } = await api(server, null, 'GET', `/recipients/${token}`)
    expect(json.revision.number).toBe(1)
    expect(json.tally.classes).toMatchObject([{ class: 'mailbox', count: 3 }])
  })

  test('does not change when it is read, however often a link scanner reads it', async () => {
    const { campaign, token } = await delivered()
    const before = await pageOf(server, `/letters/${campaign.letter.slug}`)
    for (const path of ['', '/receipt', '/answers', '/answers/codes']) await pageOf(server, `/r/${token}${path}`)
    await server.work()
    expect(server.inbox.mails()).toEqual([])
    expect((await pageOf(server, `/letters/${campaign.letter.slug}`)).html).toBe(before.html)
    expect((await api(server, null, 'GET', `/recipients/${token}`)).json.received_on).toBeNull()
  })

  test('confirms receipt by POST, once, and this is not an answer', async () => {
    const { campaign, token } = await delivered()
    for (const _ of [1, 2]) expect((await submit(server, `/r/${token}/receipt`, {})).status).toBe(303)
    expect((await pageOf(server, `/r/${token}`)).html).toContain('Receipt was confirmed')
    const page = await pageOf(server, `/letters/${campaign.letter.slug}`)
    expect(page.html).toContain('Receipt was confirmed on the private page of')
    expect(page.html).toContain('No answer received yet')
    server.at(new Date(server.now().getTime() + 3 * 86_400_000))
    expect((await pageOf(server, `/letters/${campaign.letter.slug}`)).html).toContain('3 days without an answer')
  })

  test('that does not exist is not found; one that was ended says so', async () => {
    const { campaign, token } = await delivered()
    for (const wrong of ['x'.repeat(22), 'short', '../etc', `${token}x`])
      expect((await pageOf(server, `/r/${encodeURIComponent(wrong)}`)).status).toBe(404)
    const { id } = (await newestStage(server, campaign)).deliveries[0]!
    await organizerPost(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/deliveries/${id}/page-end`)
    expect((await pageOf(server, `/r/${token}`)).status).toBe(410)
    expect((await submit(server, `/r/${token}/receipt`, {})).status).toBe(410)
  })

  test('keeps no token in the database', async () => {
    const { token } = await delivered()
    const rows = await server.parts.db.selectFrom('recipient_page').selectAll().execute()
    for (const row of rows)
      for (const bytes of [row.token_hash, row.token_sealed]) expect(bytes.includes(Buffer.from(token))).toBe(false)
  })
})

describe('answering', () => {
  test('needs a code that is mailed to the recipient’s own address, on the page', async () => {
    const { campaign, token } = await delivered()
    const empty = await submit(server, `/r/${token}/answers/codes`, { text: '  ' })
    expect(empty.status).toBe(422)
    const asked = await submit(server, `/r/${token}/answers/codes`, { text: 'We will stop.\n\nAda' })
    expect(asked.html).toContain('We will stop.')
    const challenge = /name="challenge" value="([^"]+)"/.exec(asked.html)![1]!
    await server.work()
    const mail = server.inbox.mails()[0]!
    expect(mail.to).toBe('ada.hartley@board.example')
    expect(mail.subject).toBe('Your code')
    expect(mail.raw.toString()).not.toMatch(/open letter|face recognition|\/r\//i)
    const wrong = await submit(server, `/r/${token}/answers`, { challenge, code: '00000 00000', text: 'We will stop.' })
    expect(wrong.status).toBe(422)
    expect(wrong.html).toContain('We will stop.')
    const done = await submit(server, `/r/${token}/answers`, {
      challenge,
      code: codeIn(mail.text),
      text: 'We will stop.\n\nAda',
    })
    expect(done.html).toContain(sentence('responses-sent-title'))
    const dashboard = await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/answers`)
    expect(dashboard.html).toContain('We will stop.')
    expect((await pageOf(server, `/letters/${campaign.letter.slug}`)).html).not.toContain('We will stop.')
    const kept = await server.parts.db
      .selectFrom('response')
      .selectAll()
      .where('letter_id', '=', campaign.letter.id)
      .executeTakeFirstOrThrow()
    expect(kept.text).toBeNull()
    expect(kept.text_sealed!.includes(Buffer.from('We will stop'))).toBe(false)
  })

  test('is recorded before a purge or not at all', async () => {
    const { campaign, token } = await delivered()
    const { challenge, code } = await codeFor(token, 'We have read it.')
    const { db } = server.parts
    const purge = await db.startTransaction().execute()
    await lockLetter(purge, campaign.letter.id)
    await purge.deleteFrom('response').where('letter_id', '=', campaign.letter.id).execute()
    const sent = post(server, `/api/v1/recipients/${token}/answers`, { challenge, code, text: 'We have read it.' })
    await expect(Promise.race([sent, sleep(300, 'waits')])).resolves.toBe('waits')
    await purgeRows(purge, campaign.letter.id)
    await purge.commit().execute()
    expect((await sent).json['code']).toBe('not-found')
    expect(await db.selectFrom('response').select('id').where('letter_id', '=', campaign.letter.id).execute()).toEqual(
      [],
    )
  })

  test('the same answer sent twice is recorded once, and the same code cannot send another answer', async () => {
    const { campaign, token } = await delivered()
    const { challenge, code } = await codeFor(token, 'Yes.')
    const path = `/api/v1/recipients/${token}/answers`
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(server, path, { challenge, code, text: 'Yes.' })))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect((await post(server, path, { challenge, code, text: 'No.' })).json['code']).toBe('code-spent')
    const { json } = await api(server, campaign.owner, 'GET', `/dashboard/letters/${campaign.letter.id}/answers`)
    expect(json.answers).toEqual([expect.objectContaining({ text: 'Yes.' })])
  })

  test('allows three tries for a code, and a code is valid only on its own page', async () => {
    const one = await delivered()
    const { challenge, code } = await codeFor(one.token, 'Yes.')
    const other = await delivered()
    const foreign = await post(server, `/api/v1/recipients/${other.token}/answers`, {
      challenge,
      code,
      text: 'Forged.',
    })
    expect(foreign.json['code']).toBe('code-not-right')
    const path = `/api/v1/recipients/${one.token}/answers`
    for (const wrong of ['00000 00000', '11111 11111', '22222 22222']) {
      const refused = await post(server, path, { challenge, code: wrong, text: 'Yes.' })
      expect(refused.json['code']).toBe('code-not-right')
    }
    expect((await post(server, path, { challenge, code, text: 'Yes.' })).json['code']).toBe('code-not-right')
  })
})
