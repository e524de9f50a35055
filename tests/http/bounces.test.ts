import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { execFile, type ExecFileException } from 'node:child_process'
import { beforeEach, describe, expect, test } from 'vitest'
import { bounceAddress } from '../../server/mail/bounce-address.ts'
import { sealReturned } from '../../server/delivery/secrets.ts'
import { ownWords } from '../../server/updates/rules.ts'
import { purgeRows } from '../../server/letters/lifecycle/purge-queries.ts'
import { ownBounces } from '../support/bounces.ts'
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
import { readReturnedMail, returnedMail, type Report } from '../support/returned.ts'
import { api, join, organizer, organizerPage, organizerPost, openLetter, pageOf } from '../support/stories.ts'
import { onTheList, subscribe } from '../support/updates.ts'
import { sentence } from '../support/words.ts'

const secret = 'a-secret-of-24-signs-or-more'
const mailbox = { BOUNCE_ADDRESS: 'bounces@roundrobin.example' }
const server = await testServer({ settings: { ...mailbox, BOUNCE_SECRET: secret } })
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

/** A mail of the fixtures, as if it came back to this address. */
function asFixture(name: string, to: string): string {
  const mail = readFileSync(new URL(`${name}.eml`, ownBounces), 'utf8')
  return mail.replaceAll('bounces+0000000000000000000000000000000000000000z@letters.example', to)
}

function reply(to: string, text = 'No. And ask my lawyer <script>alert(1)</script>.'): string {
  return [
    'From: Ada Hartley <ada.hartley@board.example>',
    `To: ${to}`,
    'Subject: Re: Open letter',
    'In-Reply-To: <1@roundrobin.example>',
    '',
    text,
  ].join('\r\n')
}

async function deliveryPage({ letter, owner }: Campaign): Promise<string> {
  return (await organizerPage(server, owner, `/dashboard/letters/${letter.id}/delivery`)).html
}

interface PublicLetter {
  delivery: { silence: { days: number } | null; events: { kind: string }[] }
}

async function publicLetter({ letter }: Campaign): Promise<PublicLetter> {
  return (await api(server, null, 'GET', `/letters/${letter.slug}`)).json as PublicLetter
}

interface Answers {
  recipients: { name: string; silence: unknown }[]
  returned: { id: string; kind: string; name: string | null; text: string | null }[]
  older: boolean
}

async function answersOf({ letter, owner }: Campaign): Promise<Answers> {
  return (await api(server, owner, 'GET', `/dashboard/letters/${letter.id}/answers`)).json as Answers
}

function removal({ letter, owner }: Campaign, mail: string, arrived: boolean) {
  return api(server, owner, 'POST', `/dashboard/letters/${letter.id}/returned/${mail}/removal`, { arrived })
}

/** Sends the copy again, and waits until the mail server has it. */
async function repeat(campaign: Campaign): Promise<void> {
  const { id } = (await newestStage(server, campaign)).deliveries[0]!
  const path = `/dashboard/letters/${campaign.letter.id}/deliveries/${id}/repetition`
  expect((await api(server, campaign.owner, 'POST', path)).status).toBe(200)
  await server.work()
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
    ).toMatch(/it reported that the mail is late: <bdi>4\.4\.1 451 4\.4\.1 Connection timed out/)
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
    for (const to of [forged, 'bounces@roundrobin.example', `x${from}`, from.replace('roundrobin', 'elsewhere')]) {
      expect((await handIn(returnedMail({ to }))).json).toEqual({ outcome: 'foreign' })
      expect((await handIn(reply(to))).json).toEqual({ outcome: 'foreign' })
    }
    for (const mail of ['', '\0\0\0']) expect((await handIn(mail)).json).toEqual({ outcome: 'foreign' })
    expect((await handIn(returnedMail({ to: from, action: 'delivered' }))).json).toEqual({ outcome: 'no-report' })
    expect(await stateOf(campaign)).toBe('accepted')
    expect((await answersOf(campaign)).returned).toEqual([])
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

describe('a report in another shape', () => {
  const shapes: [string, (from: string) => string][] = [
    [
      'within a multipart/mixed of a gateway',
      (to) => returnedMail({ to }).replace('multipart/report;', 'multipart/mixed;'),
    ],
    [
      'with a comment beside the action',
      (to) => returnedMail({ to }).replace('Action: failed', 'Action: failed (gone)'),
    ],
    [
      'of RFC 6533',
      (to) =>
        returnedMail({ to }).replaceAll('delivery-status', 'global-delivery-status').replaceAll('rfc822;', 'utf-8;'),
    ],
    ['as text alone', (to) => asFixture('qmail-unknown', to)],
    ['with failed recipients in a header', (to) => asFixture('exim-unknown', to)],
    ['of Domino', (to) => asFixture('domino-unknown', to)],
    [
      'to the address in From, with ours only in the original',
      (to) =>
        returnedMail({ to: 'letters@roundrobin.example' }).replace(
          'From: Round Robin',
          `Return-Path: <${to}>\r\nFrom: Round Robin`,
        ),
    ],
  ]

  test.for(shapes)('%s makes the copy refused, and no silence is counted', async ([, mail]) => {
    const { campaign, from } = await delivered()
    expect((await handIn(mail(from))).json).toEqual({ outcome: 'noted' })
    expect(await stateOf(campaign)).toBe('refused')
    expect((await publicLetter(campaign)).delivery.silence).toBeNull()
  })

  test('that does not say that the address is gone does not stop later stages', async () => {
    const { campaign, from } = await delivered()
    const full = '552 5.2.2 Quota exceeded'
    expect((await handIn(returnedMail({ to: from, status: '5.2.2', said: full }))).json).toEqual({ outcome: 'noted' })
    expect(await stateOf(campaign)).toBe('refused')
    expect((await publicLetter(campaign)).delivery.silence).toBeNull()
    const { recipients } = (await stagesOf(server, campaign)) as { recipients: { name: string; reachable?: string }[] }
    expect(recipients.find(({ name }) => name === 'Ada Hartley')?.reachable).toBe('yes')
    const html = await deliveryPage(campaign)
    expect(html).toContain(sentence('delivery-plan-came-back', { reason: 'mailbox-full' }))
    expect(html).not.toContain(sentence('delivery-plan-bounced-gone'))
  })
})

describe('two reports on one day', () => {
  test('the newer one is shown', async () => {
    const { campaign, from } = await delivered()
    await handIn(returnedMail({ to: from, said: '550 5.1.1 First answer' }))
    for (const said of ['451 4.4.1 Late once', '451 4.4.1 Late twice', '451 4.4.1 Late again'])
      await handIn(returnedMail({ to: from, action: 'delayed', status: '4.4.1', said }))
    for (const said of ['550 5.1.1 Second answer', '550 5.1.1 Third answer'])
      await handIn(returnedMail({ to: from, said }))
    const [copy] = (await newestStage(server, campaign)).deliveries
    expect(copy).toMatchObject({ state: 'refused', came_back: { said: '550 5.1.1 Third answer' } })
  })

  test('of two delays, the newer one is shown', async () => {
    for (const order of [
      ['451 4.4.1 One', '451 4.4.1 Two'],
      ['451 4.4.1 Two', '451 4.4.1 One'],
    ]) {
      server.inbox.clear()
      const { campaign, from } = await delivered()
      for (const said of order) await handIn(returnedMail({ to: from, action: 'delayed', status: '4.4.1', said }))
      const [copy] = (await newestStage(server, campaign)).deliveries
      expect(copy).toMatchObject({ state: 'accepted', came_back: { said: order[1] } })
    }
  })

  test('a copy that was sent again and accepted wins over an old failure', async () => {
    const { campaign, from } = await delivered()
    const late: Report = { to: from, action: 'delayed', status: '4.4.1', said: '451 4.4.1 Late' }
    await handIn(returnedMail(late))
    await handIn(returnedMail({ to: from }))
    await repeat(campaign)
    expect((await newestStage(server, campaign)).deliveries[0]).toMatchObject({ state: 'accepted', came_back: null })
    expect(await deliveryPage(campaign)).not.toMatch(/came back|mail is late/)
    const { delivery } = await publicLetter(campaign)
    expect(delivery).toMatchObject({ silence: { days: 0 } })
    const kinds = delivery.events.map(({ kind }) => kind)
    expect(kinds.indexOf('accepted')).toBeGreaterThan(kinds.indexOf('returned'))
    expect((await handIn(returnedMail(late))).json).toEqual({ outcome: 'known' })
  })
})

describe('a reply to the return address', () => {
  test('reaches the organizers once, marked, sealed, and until they remove it or the letter is purged', async () => {
    const { campaign, from } = await delivered()
    server.inbox.clear()
    expect((await handIn(reply(from))).json).toEqual({ outcome: 'reply' })
    expect((await handIn(reply(from))).json).toEqual({ outcome: 'known' })
    expect(await stateOf(campaign)).toBe('accepted')
    await server.work()
    expect(server.inbox.mails().map(({ to, text }) => [to, text.includes('Something came back')])).toEqual([
      [campaign.owner.address, true],
    ])
    expect(await deliveryPage(campaign)).toContain('An answer came by mail on')
    const { returned, recipients } = await answersOf(campaign)
    expect(returned).toMatchObject([
      { kind: 'reply', name: 'Ada Hartley', text: expect.stringContaining('ask my lawyer') },
    ])
    expect(recipients.find(({ name }) => name === 'Ada Hartley')?.silence).not.toBeNull()
    const rows = await server.parts.db
      .selectFrom('returned_mail')
      .selectAll()
      .where('letter_id', '=', campaign.letter.id)
      .execute()
    expect(JSON.stringify(rows) + rows[0]!.text_sealed!.toString()).not.toMatch(/lawyer|ada\.hartley/)

    const page = await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/answers`)
    expect(page.html).toContain('ask my lawyer &lt;script&gt;')
    expect(page.html).toContain('Nobody has checked who wrote them')
    await removal(campaign, returned[0]!.id, false)
    expect((await answersOf(campaign)).returned).toEqual([])
    expect((await handIn(reply(from))).json).toEqual({ outcome: 'known' })
    expect((await answersOf(campaign)).returned).toEqual([])

    await handIn(reply(from, 'A second answer.'))
    await purgeRows(server.parts.db, campaign.letter.id)
    const left = await server.parts.db
      .selectFrom('returned_mail')
      .selectAll()
      .where('letter_id', '=', campaign.letter.id)
      .execute()
    expect(left).toEqual([])
  })

  test('of a mail program is marked as automatic, and the days count on', async () => {
    const { campaign, from } = await delivered()
    expect((await handIn(asFixture('auto-reply-exchange', from))).json).toEqual({ outcome: 'auto-reply' })
    expect(await stateOf(campaign)).toBe('accepted')
    expect((await publicLetter(campaign)).delivery.silence).toMatchObject({ days: 0 })
    expect(await deliveryPage(campaign)).toContain('An automatic reply came on')
    expect((await answersOf(campaign)).returned).toMatchObject([
      { kind: 'auto-reply', text: expect.stringContaining('carl.dunn@board.example') },
    ])
  })

  test('is read by owners and moderators alone', async () => {
    const { campaign, from } = await delivered()
    await handIn(reply(from))
    for (const [role, reads] of [
      ['viewer', false],
      ['editor', false],
      ['moderator', true],
    ] as const) {
      const person = await organizer(server)
      await join(server, person, campaign.letter.id, role)
      const { returned } = await answersOf({ ...campaign, owner: person })
      expect(returned[0]!.text !== null).toBe(reads)
      const { html } = await organizerPage(server, person, `/dashboard/letters/${campaign.letter.id}/answers`)
      expect(html.includes('ask my lawyer')).toBe(reads)
      if (!reads) expect((await removal({ ...campaign, owner: person }, returned[0]!.id, false)).status).toBe(403)
    }
  })

  test('cannot fill the database or the mailboxes of organizers', async () => {
    const { campaign, from } = await delivered()
    const outcomes: (string | undefined)[] = []
    for (let mail = 0; mail < 22; mail++) outcomes.push((await handIn(reply(from, `Reply ${mail}`))).json.outcome)
    expect(outcomes.slice(-3)).toEqual(['reply', 'too-many', 'too-many'])
    expect((await answersOf(campaign)).returned).toHaveLength(20)
    server.inbox.clear()
    await server.work()
    expect(server.inbox.mails()).toHaveLength(1)
  })
})

function garbled(to: string, text = 'Qwer asdf.'): string {
  return ['Return-Path: <>', 'From: MAILER-DAEMON@mx.board.example', `To: ${to}`, 'Subject: zxcv', '', text].join(
    '\r\n',
  )
}

describe('something that cannot be read', () => {
  test('makes the copy unsure: organizers are told to read it, and no silence is counted until an owner says that it arrived', async () => {
    const { campaign, from } = await delivered()
    expect((await handIn(garbled(from))).json).toEqual({ outcome: 'unread' })
    expect(await stateOf(campaign)).toBe('unsure')
    expect((await publicLetter(campaign)).delivery.silence).toBeNull()
    const html = await deliveryPage(campaign)
    expect(html).toContain('Something came back on')
    expect(html).toContain(`/dashboard/letters/${campaign.letter.id}/answers#returned`)
    const [mail] = (await answersOf(campaign)).returned
    expect(mail).toMatchObject({ kind: 'unread', text: expect.stringContaining('Qwer asdf.') })

    const moderator = await organizer(server)
    await join(server, moderator, campaign.letter.id, 'moderator')
    expect((await removal({ ...campaign, owner: moderator }, mail!.id, true)).status).toBe(403)
    const path = `/dashboard/letters/${campaign.letter.id}/returned/${mail!.id}/arrival`
    const { status } = await organizerPost(server, campaign.owner, path, {})
    expect(status).toBe(303)
    expect(await stateOf(campaign)).toBe('accepted')
    expect((await publicLetter(campaign)).delivery.silence).toMatchObject({ days: 0 })
    expect((await answersOf(campaign)).returned).toEqual([])
  })

  test('a copy that is sent again counts from then on', async () => {
    const { campaign, from } = await delivered()
    await handIn(garbled(from))
    await repeat(campaign)
    expect(await stateOf(campaign)).toBe('accepted')
    expect((await publicLetter(campaign)).delivery.silence).toMatchObject({ days: 0 })
    expect((await handIn(garbled(from))).json).toEqual({ outcome: 'known' })
    expect(await stateOf(campaign)).toBe('accepted')
  })
})

describe('an unread mail', () => {
  const answersPage = async ({ letter, owner }: Campaign, more = '') =>
    (await organizerPage(server, owner, `/dashboard/letters/${letter.id}/answers${more}`)).html
  const undecided = sentence('responses-returned-undecided')

  test('that is removed leaves the decision to an owner', async () => {
    const { campaign, from } = await delivered()
    for (const text of ['One.', 'Two.']) await handIn(garbled(from, text))
    const [first, second] = (await answersOf(campaign)).returned
    expect((await removal(campaign, first!.id, false)).status).toBe(200)
    expect(await answersPage(campaign)).not.toContain(undecided)
    expect((await removal(campaign, second!.id, false)).status).toBe(200)
    expect(await stateOf(campaign)).toBe('unsure')
    expect(await deliveryPage(campaign)).toContain('/answers#returned')
    const html = await answersPage(campaign)
    expect(html).toContain(undecided)
    expect(html).not.toContain(sentence('responses-returned-remove'))
    const { returned } = await answersOf(campaign)
    expect(returned).toMatchObject([{ kind: 'unread', text: null }])
    expect((await removal(campaign, returned[0]!.id, false)).status).toBe(404)
    expect((await removal(campaign, returned[0]!.id, true)).status).toBe(200)
    expect(await stateOf(campaign)).toBe('accepted')
    expect(await answersPage(campaign)).not.toContain(undecided)
    expect((await removal(campaign, returned[0]!.id, true)).status).toBe(404)
  })

  test('makes the copy unsure also after too many mails, and is known from then on', async () => {
    const { campaign, from } = await delivered()
    for (let mail = 0; mail < 20; mail++) await handIn(reply(from, `Reply ${mail}`))
    expect((await handIn(garbled(from))).json).toEqual({ outcome: 'too-many' })
    expect(await stateOf(campaign)).toBe('unsure')
    expect((await publicLetter(campaign)).delivery.silence).toBeNull()
    expect((await handIn(garbled(from))).json).toEqual({ outcome: 'known' })
    expect((await handIn(garbled(from, 'Another.'))).json).toEqual({ outcome: 'too-many' })
    const { returned } = await answersOf(campaign)
    expect(returned).toHaveLength(21)
    const mail = returned.find(({ kind }) => kind === 'unread')!
    expect(mail.text).toBeNull()
    expect((await removal(campaign, mail.id, true)).status).toBe(200)
    expect(await stateOf(campaign)).toBe('accepted')
    expect((await handIn(garbled(from))).json).toEqual({ outcome: 'known' })
    expect(await stateOf(campaign)).toBe('accepted')
  })

  test('does not make a copy accepted that is unsure for another reason', async () => {
    const { campaign, from } = await delivered()
    const { id } = (await newestStage(server, campaign)).deliveries[0]!
    await handIn(garbled(from))
    await server.parts.db
      .updateTable('delivery')
      .set({ last_answer: 'The server stopped.' })
      .where('id', '=', id)
      .execute()
    const [mail] = (await answersOf(campaign)).returned
    expect(await answersPage(campaign)).not.toContain(sentence('responses-returned-arrived'))
    expect((await removal(campaign, mail!.id, true)).status).toBe(200)
    expect(await stateOf(campaign)).toBe('unsure')
    expect((await answersOf(campaign)).returned).toEqual([])
  })
})

test('mails that organizers remove make room for others', async () => {
  const { campaign, from } = await delivered()
  for (let mail = 0; mail < 20; mail++) await handIn(reply(from, `Reply ${mail}`))
  expect((await handIn(reply(from, 'One more'))).json).toEqual({ outcome: 'too-many' })
  await removal(campaign, (await answersOf(campaign)).returned[0]!.id, false)
  expect((await handIn(reply(from, 'One more'))).json).toEqual({ outcome: 'reply' })
})

test('the answers page shows the newest mails, and links to older ones', async () => {
  const { campaign, from } = await delivered()
  await handIn(reply(from))
  const { db } = server.parts
  const row = await db
    .selectFrom('returned_mail')
    .selectAll()
    .where('letter_id', '=', campaign.letter.id)
    .executeTakeFirstOrThrow()
  const rows = Array.from({ length: 60 }, (_, at) => {
    const id = randomUUID()
    const mail_hash = Buffer.alloc(32, at + 1)
    return { ...row, id, mail_hash, text_sealed: sealReturned(server.parts, id, `Number ${at}`) }
  })
  await db.insertInto('returned_mail').values(rows).execute()
  const path = `/dashboard/letters/${campaign.letter.id}/answers`
  const page = async (number: number) => {
    const { json } = await api(server, campaign.owner, 'GET', `${path}?mails=${number}`)
    const { html } = await organizerPage(server, campaign.owner, `${path}?mails=${number}`)
    const { returned, older } = json as Answers
    expect(html.split('class="mail-text"')).toHaveLength(returned.length + 1)
    const links = (['older', 'newer'] as const).filter((each) =>
      html.includes(`>${sentence(`responses-returned-${each}`)}</a>`),
    )
    return { ids: returned.map(({ id }) => id), older, links }
  }
  const [first, second, third] = [await page(1), await page(2), await page(3)]
  expect([first.ids.length, first.older, first.links]).toEqual([50, true, ['older']])
  expect([second.ids.length, second.older, second.links]).toEqual([11, false, ['newer']])
  expect([third.ids.length, third.older, third.links]).toEqual([0, false, ['newer']])
  expect(new Set([...first.ids, ...second.ids]).size).toBe(61)
  expect((await api(server, campaign.owner, 'GET', `${path}?mails=0`)).status).toBe(400)
})

describe('mail to a subscriber that comes back', () => {
  async function subscribed(...others: string[]) {
    const letter = await openLetter(server)
    for (const address of ['nina@personal.example', ...others]) await subscribe(server, letter, address)
    const ids = await server.parts.db.selectFrom('subscriber').select('id').where('letter_id', '=', letter.id).execute()
    const owner = await organizer(server)
    await join(server, owner, letter.id, 'owner')
    const [to = '', other = ''] = ids.map(({ id }) => bounceAddress(server.parts, 'subscriber', id)!)
    return { letter, owner, to, other }
  }
  const updatesOf = async ({ letter, owner }: Campaign) =>
    (await api(server, owner, 'GET', `/dashboard/letters/${letter.id}/updates`)).json as { returned: string[] }
  const nina = { recipient: 'nina@personal.example' }

  test.for([
    ['5.7.1', '550 5.7.1 Service unavailable; client host blocked using a block list'],
    ['5.2.2', '552 5.2.2 Mailbox full'],
    ['5.7.26', '550 5.7.26 Unauthenticated mail'],
    ['5.3.4', '552 5.3.4 Message too big'],
    ['5.4.7', '554 5.4.7 Delivery expired'],
    ['5.0.0', '550 5.0.0 Rejected'],
    ['5.1.1', '550 5.1.1 You have sent to too many recipients this hour'],
    ['4.2.2', '452 4.2.2 Mailbox full'],
  ] as const)('stays on the list after %s, and the report is counted and shown', async ([status, said]) => {
    const { letter, owner, to } = await subscribed()
    for (const outcome of ['noted', 'known'])
      expect((await handIn(returnedMail({ to, status, said, ...nina }))).json).toEqual({ outcome })
    expect(await onTheList(server, letter)).toBe(1)
    const { returned } = await updatesOf({ letter, owner })
    expect(returned).toEqual([expect.stringMatching(/: fewer than five$/)])
    const { html } = await organizerPage(server, owner, `/dashboard/letters/${letter.id}/updates`)
    expect(html).toContain(returned[0])
    expect(html).not.toContain('nina')
  })

  test.for([
    ['5.1.1', '550 5.1.1 User unknown'],
    ['5.1.10', '550 5.1.10 Recipient not found'],
    ['5.1.2', '550 5.1.2 No such domain'],
    ['5.4.4', 'Host or domain name not found. Name service error for name=personal.example type=A: Host not found'],
  ] as const)('is removed after %s, because the address does not exist', async ([status, said]) => {
    const { letter, owner, to } = await subscribed()
    expect((await handIn(returnedMail({ to, status, said, ...nina }))).json).toEqual({ outcome: 'noted' })
    expect(await onTheList(server, letter)).toBe(0)
    expect((await handIn(returnedMail({ to, status, said, ...nina }))).json).toEqual({ outcome: 'known' })
    expect((await updatesOf({ letter, owner })).returned).toEqual([])
    expect((await pageOf(server, `/letters/${letter.slug}`)).status).toBe(200)
  })

  test('an automatic reply is only counted, because it names who is on the list', async () => {
    const { letter, owner, to } = await subscribed()
    expect((await handIn(asFixture('auto-reply-exchange', to))).json).toEqual({ outcome: 'counted' })
    expect((await handIn(asFixture('complaint', to))).json).toEqual({ outcome: 'counted' })
    expect(await onTheList(server, letter)).toBe(1)
    expect((await answersOf({ letter, owner })).returned).toEqual([])
    expect((await updatesOf({ letter, owner })).returned).toEqual([
      'an automatic reply came: fewer than five',
      'the mail was marked as spam: fewer than five',
    ])
  })

  test('the same words of two people are two replies, and one person cannot use up the room of the others', async () => {
    const { letter, owner, to, other } = await subscribed('mara@personal.example')
    for (const each of [to, other]) {
      const addressed = reply(each, 'Thank you!')
      for (const outcome of ['reply', 'known']) expect((await handIn(addressed)).json).toEqual({ outcome })
    }
    expect((await answersOf({ letter, owner })).returned.map(({ text }) => text)).toEqual(['Thank you!', 'Thank you!'])
    server.parts.config.limits = true
    try {
      const outcomes = []
      for (let at = 0; at < 6; at++) outcomes.push((await handIn(reply(to, `Number ${at}`))).json.outcome)
      expect(outcomes.slice(-2)).toEqual(['too-many', 'too-many'])
      expect((await handIn(reply(other, 'Not this one.'))).json).toEqual({ outcome: 'reply' })
    } finally {
      server.parts.config.limits = false
    }
  })

  test('reports are counted once for each reason, and leave no hash of what they say', async () => {
    const { letter, owner, to } = await subscribed()
    for (let at = 0; at < 5; at++) await handIn(returnedMail({ to, status: '5.2.2', said: `552 Full ${at}`, ...nina }))
    await handIn(returnedMail({ to, status: '5.3.4', said: '552 5.3.4 Message too big', ...nina }))
    const rows = await server.parts.db
      .selectFrom('subscriber_report as r')
      .innerJoin('subscriber as s', 's.id', 'r.subscriber_id')
      .selectAll('r')
      .where('s.letter_id', '=', letter.id)
      .execute()
    expect(rows.map((row) => Object.keys(row))).toEqual([
      ['subscriber_id', 'reason'],
      ['subscriber_id', 'reason'],
    ])
    expect((await updatesOf({ letter, owner })).returned).toHaveLength(2)
  })

  test('a person’s reply reaches the organizers, without the address and the mail that it quotes', async () => {
    const { letter, owner, to } = await subscribed()
    const words = [
      'Thank you! Write to nina@personal.example or see https://x.example/updates/TOKEN for more.',
      '',
      'On 2 March 2026, Round Robin wrote:',
      '> To: nina@personal.example',
    ].join('\r\n')
    const mail = reply(to, words).replaceAll('ada.hartley@board.example', 'nina@personal.example')
    expect((await handIn(mail)).json).toEqual({ outcome: 'reply' })
    expect((await answersOf({ letter, owner })).returned).toMatchObject([
      { kind: 'reply', name: null, text: 'Thank you! Write to … or see … for more.' },
    ])
  })
})

describe('the words of a reply end where a quoted mail begins', () => {
  const own = 'Thank you! I have two\nquestions.'
  test.for([
    'On 2 March 2026, Round Robin wrote:\n> Quoted',
    'On Mon, Mar 2, 2026 at 10:00 AM Round Robin <letters@roundrobin.example>\nwrote:\n\nQuoted',
    'On Mon, Mar 2, 2026 at 10:00 AM Round Robin\n<letters@roundrobin.example> wrote:\nQuoted',
    'On Mon, Mar 2, 2026 at 10:00 AM\nRound Robin\nwrote:\n\nQuoted',
    'Am Mo., 2. März 2026 um 10:00 Uhr schrieb Round Robin <\nletters@roundrobin.example>:\nQuoted',
    'Am 02.03.26 um 10:00 schrieb Round Robin:\nQuoted',
    'пн, 2 мар. 2026 г. в 10:00, Round Robin <letters@roundrobin.example>:\nQuoted',
    '2026年3月2日(月) 10:00 Round Robin <letters@roundrobin.example>:\nQuoted',
    '  From: Round Robin <letters@roundrobin.example>\nQuoted',
    '*From:* Round Robin\nQuoted',
    '-----Original Message-----\nQuoted',
    '________________________________\nQuoted',
    ' > Quoted',
  ])('%j', (quote) => {
    for (const end of ['\n', '\r\n']) expect(ownWords(`${own}\n\n${quote}`.replaceAll('\n', end))).toBe(own)
  })

  test.for([
    'On Monday we talked.\nThis is what we want:\n- a raise',
    'One question at 10:00:\nWho decides?',
    'I wrote to the board in 2025.',
  ])('%j quotes nothing', (words) => expect(ownWords(words)).toBe(words))

  test.for([':\n', 'On 1 ', 'On 1@\n', '\n\nOn 1', 'a@b', 'https://'])('endless %j is read within bounds', (part) =>
    expect(ownWords(part.repeat(20_000)).length).toBeLessThan(20_001),
  )

  test.for([
    '<p>Yes.<br>And no.</p><blockquote>Quoted</blockquote>',
    '<div>Yes.</div><div>And no.</div><br><div class="gmail_quote"><div>Am 2. März 2026 schrieb X:</div>Quoted</div>',
    '<p>Yes.</p><p>And no.</p><hr><div><b>From:</b> Round Robin<br><b>Sent:</b> Monday</div><p>Quoted</p>',
    '<style>p { color: red }</style><p>Yes.<br>And no.</p><p>&#79;n 2 March 2026, Round Robin wrote&#x3A;</p><p>Quoted</p>',
  ])('in HTML alone: %j', async (html) => {
    const head = [
      'From: a@b.example',
      'To: c@d.example',
      'Subject: Re: x',
      'Content-Type: text/html; charset=utf-8',
      '',
    ]
    const mail = await readReturnedMail(Buffer.from([...head, html].join('\r\n')))
    const words = mail.kind === 'reply' ? ownWords(mail.text) : ''
    expect(words.split(/\s*\n\s*/)).toEqual(['Yes.', 'And no.'])
  })

  test('addresses in numeric entities are removed', async () => {
    const html =
      'Write to nina&#64;personal.example, nina&#x40;personal.example or nina&commat;personal&period;example. &#xffffff;'
    const head = ['From: a@b.example', 'To: c@d.example', 'Subject: Re: x', 'Content-Type: text/html', '']
    const mail = await readReturnedMail(Buffer.from([...head, html].join('\r\n')))
    expect(mail.kind === 'reply' && ownWords(mail.text)).toBe('Write to … … or … \ufffd')
  })
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
  const mail = await readReturnedMail(Buffer.from(returnedMail({ to, ...report })))
  expect(mail).toMatchObject({ kind: 'report', ...read, to: [to] })
})
