import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, test } from 'vitest'
import { deleteDelegation, setRevoked } from '../../server/delivery/private-page/queries.ts'
import { findRecipientPage } from '../../server/delivery/private-page/show-recipient-page.ts'
import { lockLetter } from '../../server/letter/queries.ts'
import { testServer } from '../support/app.ts'
import { answersOf, codeForAct, delegated, kim } from '../support/private-pages.ts'
import { api, pageOf, post } from '../support/stories.ts'

const server = await testServer()
beforeEach(() => server.inbox.clear())

const adas = 'ada.hartley@board.example'

describe('a delegate’s link', () => {
  test('that is forwarded lets others read, and not answer', async () => {
    const { campaign, token, link } = await delegated(server)
    expect((await pageOf(server, `/r/${link}`)).status).toBe(200)
    const text = 'Forged.'
    const own = await codeForAct(server, token, 'answers', { text })
    expect(own.to).toBe(adas)
    const asked = await codeForAct(server, link, 'answers', { text })
    expect(asked.to).toBe(kim.address)
    // Somebody who reads the recipient's mail cannot answer as the delegate, and the delegate cannot answer as the recipient.
    const swapped = [
      { at: link, challenge: own.challenge, code: own.code },
      { at: link, challenge: asked.challenge, code: own.code },
      { at: token, challenge: asked.challenge, code: asked.code },
      { at: token, challenge: own.challenge, code: asked.code },
    ]
    for (const { at, ...typed } of swapped)
      expect((await post(server, `/api/v1/recipients/${at}/answers`, { text, ...typed })).json['code']).toBe(
        'code-not-right',
      )
    expect(await answersOf(server, campaign)).toEqual([])
  })

  test('cannot pass the task on, ask for time, or end itself', async () => {
    const { token, link } = await delegated(server)
    server.inbox.clear()
    const until = new Date(server.now().getTime() + 10 * 86_400_000).toISOString().slice(0, 10)
    const tries = [
      await post(server, `/api/v1/recipients/${link}/delegation/codes`, kim),
      await post(server, `/api/v1/recipients/${link}/time/codes`, { until }),
      await api(server, null, 'DELETE', `/recipients/${link}/delegation`),
    ]
    for (const { status, json } of tries) expect([status, json['code']]).toEqual([403, 'delegate-only-answers'])
    await server.work()
    expect(server.inbox.mails()).toEqual([])
    // A code of the delegate's own, asked for an answer, opens none of these acts.
    const { challenge, code } = await codeForAct(server, link, 'answers', { text: 'Yes.' })
    for (const [act, typed] of [
      ['delegation', kim],
      ['time', { until }],
    ] as const) {
      expect(
        (await post(server, `/api/v1/recipients/${link}/${act}`, { ...typed, challenge, code })).json['code'],
      ).toBe('delegate-only-answers')
      expect(
        (await post(server, `/api/v1/recipients/${token}/${act}`, { ...typed, challenge, code })).json['code'],
      ).toBe('code-not-right')
    }
    expect((await pageOf(server, `/r/${link}`)).status).toBe(200)
  })

  test('is changed by no GET, and a double click mails one link', async () => {
    const { token, link } = await delegated(server)
    for (const path of ['/delegation', '/delegation/end', '/delegation/code', '/delegation/codes'])
      await pageOf(server, `/r/${token}${path}`)
    expect((await pageOf(server, `/r/${link}`)).status).toBe(200)
    const { challenge, code } = await codeForAct(server, token, 'delegation', kim)
    const path = `/api/v1/recipients/${token}/delegation`
    const sent = await Promise.all([1, 2, 3].map(() => post(server, path, { ...kim, challenge, code })))
    expect(sent.map(({ status }) => status)).toEqual([201, 201, 201])
    server.inbox.clear()
    await server.work()
    expect(server.inbox.mails()).toHaveLength(1)
    const other = await post(server, path, { ...kim, address: 'other@assistants.example', challenge, code })
    expect(other.json['code']).toBe('code-spent')
  })

  test.each(['the recipient', 'the organizers'] as const)(
    'that %s end while an answer is on its way sends the answer before, or not at all',
    async (who) => {
      const { campaign, token, link } = await delegated(server)
      const { challenge, code } = await codeForAct(server, link, 'answers', { text: 'Late.' })
      const { db } = server.parts
      const ending = await db.startTransaction().execute()
      await lockLetter(ending, campaign.letter.id)
      const sent = post(server, `/api/v1/recipients/${link}/answers`, { text: 'Late.', challenge, code })
      await expect(Promise.race([sent, sleep(300, 'waits')])).resolves.toBe('waits')
      const page = await findRecipientPage({ db: ending }, token)
      if (who === 'the organizers') await setRevoked(ending, page.id, true)
      else await deleteDelegation(ending, page.id)
      await ending.commit().execute()
      expect((await sent).json['code']).toBe('not-found')
      expect(await answersOf(server, campaign)).toEqual([])
    },
  )
})
