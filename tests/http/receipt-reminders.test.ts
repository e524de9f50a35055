import { beforeEach, describe, expect, test } from 'vitest'
import { remindOfReceipts } from '../../server/delivery/receipts/remind-of-receipts.ts'
import { testServer } from '../support/app.ts'
import { newestStage } from '../support/deliveries.ts'
import { actOn, deliveredToAda } from '../support/private-pages.ts'
import { withConsent } from '../support/organizers.ts'
import { api, join, organizer, organizerPage, post } from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
beforeEach(() => server.inbox.clear())

const day = 86_400_000
const pass = (milliseconds: number) => server.at(new Date(server.now().getTime() + milliseconds))

/** Runs the job that looks for copies without a receipt, and everything that it queues. */
async function remind(): Promise<string[]> {
  server.inbox.clear()
  await remindOfReceipts(server.parts, server.now())
  await server.work()
  return server.inbox.mails().map(({ to }) => to)
}

describe('a copy without a receipt', () => {
  test('is told to the owners once, after three days, neutrally, and never to the recipient', async () => {
    const { campaign } = await deliveredToAda(server)
    const { letter, owner } = campaign
    const second = await organizer(server, 'Second Owner')
    await join(server, second, letter.id, 'owner')
    for (const role of ['moderator', 'editor', 'viewer'] as const)
      await join(server, await organizer(server, role), letter.id, role)
    pass(3 * day - 60_000)
    expect(await remind()).toEqual([])
    pass(60_000)
    expect((await remind()).toSorted()).toEqual([owner.address, second.address].toSorted())
    for (const { raw } of server.inbox.mails()) expect(raw.toString()).not.toMatch(/Hartley|face recognition|\/r\//i)
    pass(day)
    expect(await remind()).toEqual([])
    const { html } = await organizerPage(server, owner, `/dashboard/letters/${letter.id}`)
    expect(html.includes(sentence('dashboard-do-unconfirmed', { count: 1 }))).toBe(true)
  })

  test('is told by one mail, if two processes look at the same moment', async () => {
    const { campaign } = await deliveredToAda(server)
    pass(3 * day)
    server.inbox.clear()
    await Promise.all([1, 2, 3].map(() => remindOfReceipts(server.parts, server.now())))
    await server.work()
    expect(server.inbox.mails().map(({ to }) => to)).toEqual([campaign.owner.address])
  })

  test('is not told once the recipient’s page was ended, because nobody can confirm there', async () => {
    const { campaign } = await deliveredToAda(server)
    const { letter, owner } = campaign
    const { deliveries } = await newestStage(server, campaign)
    const ended = `/dashboard/letters/${letter.id}/deliveries/${deliveries[0]!.id}/page-end`
    expect((await api(server, owner, 'POST', ended)).status).toBe(200)
    pass(4 * day)
    expect(await remind()).toEqual([])
  })

  test.each(['receipt', 'answers', 'time', 'delegation'] as const)(
    'is not told if the recipient gave a sign: %s',
    async (act) => {
      const { campaign, token } = await deliveredToAda(server)
      const until = new Date(server.now().getTime() + 10 * day).toISOString().slice(0, 10)
      const typed = {
        answers: { text: 'Yes.' },
        time: { until },
        delegation: { name: 'Kim Day', address: 'kim.day@assistants.example' },
      }
      if (act === 'receipt') await post(server, `/api/v1/recipients/${token}/receipt`, {})
      else expect((await actOn(server, token, act, typed[act])).status).toBe(201)
      await server.work()
      pass(3 * day)
      expect(await remind()).toEqual([])
      const { html } = await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}`)
      expect(html.includes(sentence('dashboard-do-unconfirmed', { count: 1 }))).toBe(false)
    },
  )

  test('is not told after a purge', async () => {
    const { campaign } = await deliveredToAda(server)
    const { db } = server.parts
    const { letter, owner } = campaign
    for (const act of ['closure', 'purge'])
      await withConsent(server, letter.id, () => api(server, owner, 'POST', `/dashboard/letters/${letter.id}/${act}`))
    pass(3 * day)
    await remindOfReceipts(server.parts, server.now())
    const copies = await db
      .selectFrom('delivery as d')
      .innerJoin('stage as s', 's.id', 'd.stage_id')
      .select('d.receipt_reminded')
      .where('s.letter_id', '=', campaign.letter.id)
      .execute()
    expect(copies).toEqual([{ receipt_reminded: false }])
  })
})
