import { describe, expect, test } from 'vitest'
import { checkDelegate } from '../../server/delivery/private-page/rules.ts'
import { purgeRows } from '../../server/letters/lifecycle/purge-queries.ts'
import { pageWith } from '../support/answers.ts'
import { newestStage, type Campaign } from '../support/deliveries.ts'
import { serverWithFaultyMail } from '../support/faulty-mail.ts'
import { codeIn } from '../support/mail.ts'
import { actOn, answersOf, codeForAct, delegated, delegatedBy, deliveredToAda, kim } from '../support/private-pages.ts'
import { api, organizerPage, organizerPost, pageOf, post, submit } from '../support/stories.ts'
import { said, sentence, sentenceOnPage } from '../support/words.ts'

const server = await serverWithFaultyMail()

const adas = 'ada.hartley@board.example'

function delegationsOf({ letter }: Campaign) {
  return server.parts.db
    .selectFrom('delegation as g')
    .innerJoin('delivery as d', 'd.id', 'g.delivery_id')
    .innerJoin('stage as s', 's.id', 'd.stage_id')
    .selectAll('g')
    .where('s.letter_id', '=', letter.id)
    .execute()
}

describe('a recipient who lets somebody else answer', () => {
  test('needs a code to the recipient’s own address, and the page keeps what was typed', async () => {
    const { token } = await deliveredToAda(server)
    const wrong = await submit(server, `/r/${token}/delegation/codes`, { name: ' ', address: 'kim at home' })
    expect(wrong.status).toBe(422)
    for (const id of ['responses-delegate-name-missing', 'responses-delegate-address-wrong'] as const)
      expect(wrong.html.includes(sentence(id))).toBe(true)
    expect(wrong.html.includes('value="kim at home"')).toBe(true)

    const asked = await submit(server, `/r/${token}/delegation/codes`, kim)
    expect(asked.html.includes(kim.name) && asked.html.includes(kim.address)).toBe(true)
    const challenge = /name="challenge" value="([^"]+)"/.exec(asked.html)![1]!
    await server.work()
    expect(server.inbox.mails().map(({ to, subject }) => [to, subject])).toEqual([[adas, 'Your code']])
    const code = codeIn(server.inbox.mails()[0]!.text)
    const guessed = await submit(server, `/r/${token}/delegation`, { ...kim, challenge, code: '00000 00000' })
    expect(guessed.status).toBe(422)
    await server.work()
    expect(server.inbox.mails()).toHaveLength(1)

    const done = await submit(server, `/r/${token}/delegation`, { ...kim, challenge, code })
    expect(done.status).toBe(303)
    expect((await pageOf(server, `/r/${token}`)).html.includes('is on its way')).toBe(true)
    await server.work()
    const mail = server.inbox.mails().at(-1)!
    expect([mail.to, server.inbox.mails().length]).toEqual([kim.address, 2])
    expect(mail.text).toContain('asks you to answer it for them: Ada Hartley, Chief executive')
    expect(mail.raw.toString()).not.toMatch(/face recognition|Kim Day|board\.example/i)
    const page = await pageOf(server, `/r/${token}`)
    expect(page.html.includes('Kim Day, chief of staff') && page.html.includes('has gone')).toBe(true)
    expect(page.html.includes(kim.address)).toBe(false)
  })

  test('sees on the own page that an answer was sent, and the other page shows only its own', async () => {
    const { token, link } = await delegated(server)
    await actOn(server, link, 'answers', { text: 'No, says the delegate.' })
    const [own, other] = [await pageOf(server, `/r/${token}`), await pageOf(server, `/r/${link}`)]
    expect(own.html.includes('Somebody answered for you on')).toBe(true)
    expect([own.html.includes('Sent from here'), other.html.includes('Sent from here')]).toEqual([false, true])
    await actOn(server, token, 'answers', { text: 'No, says the recipient.' })
    const days = (await api(server, null, 'GET', `/recipients/${link}`)).json['answered_on'] as string[]
    expect(days).toHaveLength(1)
  })

  test('gives a page that says for whom, and whose answer stands as given for the recipient', async () => {
    const { campaign, token, link } = await delegated(server)
    expect(link).not.toBe(token)
    const page = await pageOf(server, `/r/${link}`)
    expect(page.html.includes('Ada Hartley</bdi>') && page.html.includes('asks you to answer this letter')).toBe(true)
    expect(page.html.includes(`action="/r/${link}/answers/codes"`)).toBe(true)
    for (const hidden of [`/r/${link}/delegation`, `/r/${link}/time`, 'name="by"'])
      expect(page.html.includes(hidden)).toBe(false)
    const { json } = await api(server, null, 'GET', `/recipients/${link}`)
    expect(json).toMatchObject({ for_delegate: true, recipient: { name: 'Ada Hartley' } })

    const asked = await codeForAct(server, link, 'answers', { text: 'We will stop.' })
    expect(asked.to).toBe(kim.address)
    const { challenge, code } = asked
    // Nobody can answer under another name than the one that the recipient gave.
    const forged = { text: 'We will stop.', by: 'Ada Hartley herself', challenge, code }
    expect((await post(server, `/api/v1/recipients/${link}/answers`, forged)).status).toBe(201)
    const [answer, ...others] = await answersOf(server, campaign)
    expect([answer, others]).toEqual([
      expect.objectContaining({ text: 'We will stop.', by: kim.name, way: 'delegate', name: 'Ada Hartley' }),
      [],
    ])
    const base = `/dashboard/letters/${campaign.letter.id}/answers`
    const seen = await organizerPage(server, campaign.owner, base)
    const heading = sentenceOnPage('responses-answer-of', {
      who: 'another',
      by: kim.name,
      people: [{ name: 'Ada Hartley', office: 'Chief executive' }],
      on: server.now(),
    })
    expect(seen.html.includes(heading)).toBe(true)
    expect(seen.html.includes(sentence('responses-way', { way: 'delegate' }))).toBe(true)
    await organizerPost(server, campaign.owner, `${base}/${answer!.id}/publication`)
    await organizerPost(server, campaign.owner, `${base}/${answer!.id}/verdict`, { verdict: 'answers' })
    const html = await pageWith(server, campaign, 'with a code from that person’s own address')
    expect(/Answered by <bdi>Kim Day, chief of staff<\/bdi> for <bdi>Ada Hartley/.test(html)).toBe(true)
  })

  test('can end the link at once, without a code, and it then answers like an unknown one', async () => {
    const { campaign, token, link } = await delegated(server)
    const { challenge, code } = await codeForAct(server, link, 'answers', { text: 'Late.' })
    const page = await pageOf(server, `/r/${token}`)
    expect(page.html.includes(`action="/r/${token}/delegation/end"`)).toBe(true)
    for (const _ of [1, 2]) expect((await submit(server, `/r/${token}/delegation/end`, {})).status).toBe(303)
    const unknown = 'A'.repeat(22)
    const same = (text: string) => text.replaceAll(link, unknown).replaceAll(/nonce-[\w+/=]+/g, '')
    for (const path of ['', '/letter.pdf', '/receipt.pdf', '/answers/code']) {
      const [ended, never] = await Promise.all([link, unknown].map((each) => pageOf(server, `/r/${each}${path}`)))
      expect([ended!.status, same(ended!.html) === same(never!.html)]).toEqual([404, true])
    }
    const sent = (each: string) =>
      post(server, `/api/v1/recipients/${each}/answers`, { text: 'Late.', challenge, code })
    const [ended, never] = [await sent(link), await sent(unknown)]
    expect(ended.status).toBe(404)
    expect(JSON.stringify(ended.json).replaceAll(link, unknown)).toBe(JSON.stringify(never.json))
    expect(await answersOf(server, campaign)).toEqual([])
    expect((await pageOf(server, `/r/${token}`)).html.includes('Kim Day')).toBe(false)
    expect(await delegationsOf(campaign)).toEqual([])
  })

  test('has one delegate at a time: a new one ends the link of the earlier one', async () => {
    const { token, link } = await delegated(server)
    const second = await delegatedBy(server, token, { name: 'Bo Ray', address: 'bo@assistants.example' })
    expect((await pageOf(server, `/r/${link}`)).status).toBe(404)
    expect((await pageOf(server, `/r/${second}`)).status).toBe(200)
    expect((await api(server, null, 'DELETE', `/recipients/${token}/delegation`)).status).toBe(200)
    expect((await pageOf(server, `/r/${second}`)).status).toBe(404)
  })

  test('loses the delegate’s link when the organizers end the page', async () => {
    const { campaign, token, link } = await delegated(server)
    const { id } = (await newestStage(server, campaign)).deliveries[0]!
    await organizerPost(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/deliveries/${id}/page-end`)
    expect([(await pageOf(server, `/r/${token}`)).status, (await pageOf(server, `/r/${link}`)).status]).toEqual([
      410, 404,
    ])
    expect(await delegationsOf(campaign)).toEqual([])
  })

  test('learns that the mail with the link could not be sent', async () => {
    const { token } = await deliveredToAda(server)
    server.mailBehaves((moment, address) =>
      moment === 'rcpt' && address === kim.address ? { answer: 550 } : undefined,
    )
    expect((await actOn(server, token, 'delegation', kim)).status).toBe(201)
    await server.work()
    expect((await pageOf(server, `/r/${token}`)).html.includes('could not be sent')).toBe(true)
    const { json } = await api(server, null, 'GET', `/recipients/${token}`)
    expect(json.delegate).toMatchObject({ name: kim.name, link: 'failed' })
  })
})

describe('the recipient and the delegate', () => {
  test('who answer at the same moment are both heard', async () => {
    const { campaign, token, link } = await delegated(server)
    const recipients = await codeForAct(server, token, 'answers', { text: 'Yes.' })
    const delegates = await codeForAct(server, link, 'answers', { text: 'No.' })
    const sent = await Promise.all(
      [
        { at: token, text: 'Yes.', ...recipients },
        { at: link, text: 'No.', ...delegates },
      ].map(({ at, text, challenge, code }) =>
        post(server, `/api/v1/recipients/${at}/answers`, { text, challenge, code }),
      ),
    )
    expect(sent.map(({ status }) => status)).toEqual([201, 201])
    const kept = (await answersOf(server, campaign)).map(({ text, way, by }) => ({ text, way, by }))
    expect(kept.toSorted((a, b) => a.text.localeCompare(b.text))).toEqual([
      { text: 'No.', way: 'delegate', by: kim.name },
      { text: 'Yes.', way: 'page', by: null },
    ])
  })

  test('get five codes an hour each, whatever they are for, and no link without a code', async () => {
    const { token } = await deliveredToAda(server)
    const until = new Date(server.now().getTime() + 10 * 86_400_000).toISOString().slice(0, 10)
    for (let number = 0; number < 4; number++) {
      await post(server, `/api/v1/recipients/${token}/delegation/codes`, kim)
      await post(server, `/api/v1/recipients/${token}/time/codes`, { until })
      await post(server, `/api/v1/recipients/${token}/answers/codes`, { text: 'Yes.' })
    }
    await server.work()
    expect(server.inbox.mails().map(({ to }) => to)).toEqual(Array.from({ length: 5 }, () => adas))
  })

  test('leave no name and no address in the clear, and nothing after a purge', async () => {
    const { campaign, link } = await delegated(server)
    const { db } = server.parts
    const [row] = await delegationsOf(campaign)
    expect(row!.token_sealed).toBeNull()
    const bytes = Buffer.from(JSON.stringify(row))
    for (const secret of ['Kim', 'kim.day', link]) {
      expect(bytes.includes(secret)).toBe(false)
      for (const sealed of [row!.token_hash, row!.person_sealed]) expect(sealed.includes(secret)).toBe(false)
    }
    await db.transaction().execute((trx) => purgeRows(trx, campaign.letter.id))
    expect(await delegationsOf(campaign)).toEqual([])
    expect((await pageOf(server, `/r/${link}`)).status).toBe(404)
  })
})

test('a delegate has a name and an address that reaches a person', () => {
  expect(checkDelegate({ name: '  Kim   Day ', address: ' Kim@assistants.example ' })).toEqual({
    name: 'Kim Day',
    address: 'Kim@assistants.example',
  })
  expect(checkDelegate({ name: 'Office', address: 'office@board.example' })).not.toHaveProperty('faults')
  const faults = (name: string, address: string) => {
    const checked = checkDelegate({ name, address })
    return 'faults' in checked ? checked.faults.map(({ field, message }) => [field, said(message)]) : []
  }
  const noAddress = ['address', sentence('responses-delegate-address-wrong')]
  for (const address of ['', 'kim', 'a@b.example, c@d.example', 'Kim <kim@a.example>', 'noreply@board.example'])
    expect(faults('Kim Day', address)).toEqual([noAddress])
  expect(faults(' ', '')).toEqual([['name', sentence('responses-delegate-name-missing')], noAddress])
  expect(faults('https://a.example', 'kim@a.example')).toEqual([['name', sentence('responses-by-link')]])
  expect(faults('K'.repeat(201), 'kim@a.example')).toHaveLength(1)
})
