import { execFile, type ExecFileException } from 'node:child_process'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { bounceAddress } from '../../server/mail/bounce-address.ts'
import { stopPdf } from '../../server/delivery/pdf/render-pdf.ts'
import { readReturned } from '../../server/mail/returned.ts'
import { bundled } from '../support/bundled.ts'
import { testServer } from '../support/app.ts'
import {
  confirmed,
  newestStage,
  signedLetter,
  stagesOf,
  statesOf,
  three,
  type Campaign,
} from '../support/deliveries.ts'
import { returnedMail, type Report } from '../support/returned.ts'
import { api, organizerPage, openLetter, pageOf } from '../support/stories.ts'
import { onTheList, subscribe } from '../support/updates.ts'
import { sentence } from '../support/words.ts'

const secret = 'a-secret-of-24-signs-or-more'
const mailbox = { BOUNCE_ADDRESS: 'bounces@roundrobin.example' }
const server = await testServer({ settings: { ...mailbox, BOUNCE_SECRET: secret } })
afterAll(stopPdf)
beforeEach(() => server.inbox.clear())

async function handIn(mail: string, authorization: string | null = `Bearer ${secret}`) {
  const answer = await fetch(`${server.url}/api/v1/bounces`, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822', ...(authorization !== null && { authorization }) },
    body: mail,
  })
  return { status: answer.status, json: (await answer.json()) as { outcome?: string; code?: string } }
}

/**
 * Delivers to one person.
 * @returns also the envelope sender of the delivery
 */
async function delivered(): Promise<{ campaign: Campaign; from: string }> {
  const campaign = await signedLetter(server, three)
  await confirmed(server, campaign, { to: ['Ada Hartley'], disclosure: 'count' })
  await server.work()
  const mail = server.inbox.mails().find(({ subject }) => subject.startsWith('Open letter'))!
  expect(mail.from).toMatch(/^bounces\+[0-9a-z]{41}@roundrobin\.example$/)
  expect(mail.sender.address).toBe('letters@roundrobin.example')
  return { campaign, from: mail.from }
}

const stateOf = async (campaign: Campaign) => (await statesOf(server, campaign))['Ada Hartley']

describe('a copy that comes back', () => {
  test('is shown to the organizers with what the server said, and nothing more goes to that address', async () => {
    const { campaign, from } = await delivered()
    expect(await stateOf(campaign)).toBe('accepted')
    expect((await handIn(returnedMail({ to: from.toUpperCase() }))).json).toEqual({ outcome: 'noted' })
    expect(await stateOf(campaign)).toBe('refused')
    const { last_answer } = (await newestStage(server, campaign)).deliveries[0]!
    expect(last_answer).toBe('It came back: 5.1.1 550 5.1.1 <…>: Recipient address rejected: User unknown')
    expect(
      (await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/delivery`)).html,
    ).toMatch(/It came back: 5\.1\.1 .* Nothing more goes to this address\./)
    const { recipients } = (await stagesOf(server, campaign)) as { recipients: { name: string; reachable?: string }[] }
    expect(recipients.find(({ name }) => name === 'Ada Hartley')?.reachable).toBe('refused')
    const { json } = await api(server, null, 'GET', `/letters/${campaign.letter.slug}`)
    expect(json.delivery.silence).toBeNull()
  })

  test('is recorded once, also if the copy was sent again in between', async () => {
    const { campaign, from } = await delivered()
    const report = returnedMail({ to: from })
    await handIn(report)
    expect((await handIn(report)).json).toEqual({ outcome: 'known' })
    const { id } = (await newestStage(server, campaign)).deliveries[0]!
    const base = `/dashboard/letters/${campaign.letter.id}/deliveries/${id}`
    expect((await api(server, campaign.owner, 'POST', `${base}/repetition`)).status).toBe(200)
    await server.work()
    expect(await stateOf(campaign)).toBe('accepted')
    expect((await handIn(report)).json).toEqual({ outcome: 'known' })
    expect(await stateOf(campaign)).toBe('accepted')
    const { json } = await api(server, null, 'GET', `/letters/${campaign.letter.slug}`)
    expect(json.delivery).toMatchObject({ recipients: [{ state: 'accepted' }], silence: { days: 0 } })
    expect((await handIn(returnedMail({ to: from, said: '550 5.1.1 Still unknown' }))).json.outcome).toBe('noted')
    expect(await stateOf(campaign)).toBe('refused')
  })

  test('a delayed copy is noted and shown, and stays delivered', async () => {
    const { campaign, from } = await delivered()
    const late: Report = { to: from, action: 'delayed', status: '4.4.1', said: '451 4.4.1 Connection timed out' }
    expect((await handIn(returnedMail({ ...late, header: 'Delivered-To' }))).json.outcome).toBe('noted')
    expect(await stateOf(campaign)).toBe('accepted')
    expect(
      (await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/delivery`)).html,
    ).toMatch(/it reported that the mail is late: 4\.4\.1 451 4\.4\.1 Connection timed out/)
    expect((await newestStage(server, campaign)).deliveries[0]).toMatchObject({
      came_back: { verdict: 'delayed', status: '4.4.1', said: '451 4.4.1 Connection timed out' },
      page_ended: false,
    })
    const rows = await server.parts.db.selectFrom('bounce').selectAll().where('verdict', '=', 'delayed').execute()
    expect(rows).toEqual([
      expect.objectContaining({
        status: '4.4.1',
        said: '451 4.4.1 Connection timed out',
        noted_on: expect.any(String) as string,
      }),
    ])
  })

  test('with a made-up or missing token, a success, or no report at all: nothing changes', async () => {
    const { campaign, from } = await delivered()
    const forged = from.replace(/.@/, (end) => (end === 'a@' ? 'b@' : 'a@'))
    for (const to of [forged, 'bounces@roundrobin.example', `x${from}`, from.replace('roundrobin', 'elsewhere')])
      expect((await handIn(returnedMail({ to }))).json).toEqual({ outcome: 'foreign' })
    for (const mail of [
      returnedMail({ to: from, action: 'delivered' }),
      returnedMail({ to: from }).replace('multipart/report;', 'multipart/mixed;'),
      `From: ada.hartley@board.example\r\nTo: ${from}\r\nSubject: Out of office\r\n\r\nAction: failed\r\n`,
      '',
      '\0\0\0',
    ])
      expect((await handIn(mail)).json).toEqual({ outcome: 'no-report' })
    expect(await stateOf(campaign)).toBe('accepted')
  })

  test('is accepted only with the secret', async () => {
    const { campaign, from } = await delivered()
    for (const given of [null, 'Bearer', 'Bearer wrong', `Bearer ${secret}x`, `Basic ${secret}`])
      expect((await handIn(returnedMail({ to: from }), given)).status).toBe(401)
    expect(await stateOf(campaign)).toBe('accepted')
    const without = { ...server.parts.config.values }
    delete without.BOUNCE_SECRET
    const { values } = server.parts.config
    server.parts.config.values = without
    expect((await handIn(returnedMail({ to: from }))).status).toBe(404)
    server.parts.config.values = values
  })

  test('is accepted by a command', async () => {
    const { campaign, from } = await delivered()
    const environment = { ...mailbox, DATABASE_URL: server.databaseUrl, KEYS_DIR: server.keysDir }
    const run = (mail: string) =>
      new Promise<{ code: ExecFileException['code']; said: string }>((resolve) => {
        const child = execFile(
          process.execPath,
          [bundled('server/commands/bounce.ts')],
          { env: { ...process.env, ...environment } },
          (error, out, err) => resolve({ code: error?.code ?? 0, said: `${out}${err}`.trim() }),
        )
        child.stdin?.end(mail)
      })
    expect(await run(returnedMail({ to: from }))).toEqual({ code: 0, said: sentence('command-bounce-noted') })
    expect(await stateOf(campaign)).toBe('refused')
  })
})

test('a subscriber whose address does not exist is removed, and one whose mailbox is full stays', async () => {
  const letter = await openLetter(server)
  await subscribe(server, letter, 'nina@personal.example')
  const { id } = await server.parts.db
    .selectFrom('subscriber')
    .select('id')
    .where('letter_id', '=', letter.id)
    .executeTakeFirstOrThrow()
  const to = bounceAddress(server.parts, 'subscriber', id)!
  await handIn(returnedMail({ to, status: '4.2.2' }))
  expect(await onTheList(server, letter)).toBe(1)
  await handIn(returnedMail({ to }))
  expect(await onTheList(server, letter)).toBe(0)
  expect((await pageOf(server, `/letters/${letter.slug}`)).status).toBe(200)
})

test.for([
  ['Exchange, without a diagnosis', { said: '' }, { verdict: 'failed', status: '5.1.1', said: '' }],
  [
    'a failure that passes',
    { status: '4.4.7', said: '4.4.7 expired' },
    { verdict: 'failed', status: '4.4.7', said: '4.4.7 expired' },
  ],
  ['a status beside a word', { status: '5.2.2 (full)', said: 'x' }, { verdict: 'failed', status: '5.2.2', said: 'x' }],
] as const)('a report of %s is read', async ([, report, read]) => {
  const to = 'bounces+x@roundrobin.example'
  expect(await readReturned(Buffer.from(returnedMail({ to, ...report })))).toMatchObject({ ...read, to: [to] })
})
