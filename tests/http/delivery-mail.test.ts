import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { recordHandDelivery } from '../../server/delivery/hand-delivery/record-hand-delivery.ts'
import { mailHtml } from '../../server/text/html-mail.ts'
import type { CaughtMail } from '../../server/mail/catcher.ts'
import { english } from '../../server/messages/languages.ts'
import { inviteToServer } from '../../server/organizers/people/invite.ts'
import { say } from '../../server/refusal.ts'
import { testServer } from '../support/app.ts'
import { announced, confirmed, signedLetter, three } from '../support/deliveries.ts'
import { codeIn } from '../support/mail.ts'
import { api, organizerPost, join, organizer, post } from '../support/stories.ts'
import { subscribe } from '../support/updates.ts'
import { sentence } from '../support/words.ts'

const server = await testServer({ settings: { BOUNCE_ADDRESS: 'bounces@roundrobin.example' } })
beforeEach(() => server.inbox.clear())

const header = (mail: CaughtMail, name: string) => mail.headers.find((each) => each.name === name)?.value

describe('a letter to a recipient', () => {
  test('says first who wrote, how many and what they ask, and after the letter how to answer without a link', async () => {
    const order = (text: string, parts: readonly string[]) =>
      parts.map((part) => [part, text.includes(part), text.indexOf(part)] as const)
    for (const reply of [true, false]) {
      const campaign = await signedLetter(server, three)
      const contact = { press_contact: reply ? 'Robin, press@workers.example' : 'Robin, +49 30 1' }
      await server.parts.db.updateTable('letter').set(contact).where('id', '=', campaign.letter.id).execute()
      server.inbox.clear()
      await confirmed(server, campaign, { to: ['Ada Hartley'], note: 'Dear Ms Hartley', disclosure: 'count' })
      await server.work()
      const { text } = server.inbox.mails().find(({ to }) => to === 'ada.hartley@board.example')!
      const parts = [
        'To Ada Hartley',
        'Workers of Northwind have written this open letter to you. It is signed with 3 verified work addresses, as of',
        'They make 2 demands, and ask for your answer.',
        'Dear Ms Hartley',
        'We build these systems.',
        sentence('copies-answer-heading'),
        sentence(reply ? 'copies-reply' : 'copies-page-alone'),
        '/r/',
        sentence('copies-proof'),
        'This copy: SHA-256',
      ]
      const found = order(text, parts)
      expect(found.filter(([, there]) => !there)).toEqual([])
      expect(found.map(([part]) => part)).toEqual(
        found.toSorted(([, , one], [, , other]) => one - other).map(([part]) => part),
      )
    }
  })

  test('of a later stage is in one thread with the earlier ones, and has its own return address', async () => {
    const campaign = await signedLetter(server, three)
    const copies: CaughtMail[] = []
    for (let stage = 1; stage <= 3; stage++) {
      server.inbox.clear()
      await confirmed(server, campaign, { to: ['Ada Hartley', '李小龍'], disclosure: 'count' })
      await server.work()
      copies.push(server.inbox.mails().find(({ to }) => to === 'ada.hartley@board.example')!)
    }
    const [first, second, third] = copies as [CaughtMail, CaughtMail, CaughtMail]
    const ids = copies.map((mail) => header(mail, 'message-id'))
    expect(new Set(ids).size).toBe(3)
    expect(header(first, 'in-reply-to')).toBeUndefined()
    expect([header(second, 'in-reply-to'), header(second, 'references')]).toEqual([ids[0], ids[0]])
    expect([header(third, 'in-reply-to'), header(third, 'references')]).toEqual([ids[1], `${ids[0]!} ${ids[1]!}`])
    expect(new Set(copies.map(({ subject }) => subject)).size).toBe(1)
    const other = server.inbox.mails().find(({ to }) => to === 'li@board.example')!
    expect(new Set([...copies, other].map(({ from }) => from)).size).toBe(4)
    for (const { sender } of copies) expect(sender.address).toBe('letters@roundrobin.example')
  })

  test('refers to earlier mails in the order of sending, and to no delivery by hand', async () => {
    const campaign = await signedLetter(server, three)
    const to = { to: ['Ada Hartley'], disclosure: 'count' } as const
    const earlier = await announced(server, campaign, to)
    const hand = await confirmed(server, campaign, { ...to, kind: 'by-hand' })
    await recordHandDelivery(
      server.parts,
      campaign.owner.id,
      campaign.letter.id,
      hand,
      { on: server.now().toISOString().slice(0, 10), photo: null },
      server.now(),
    )
    server.inbox.clear()
    await confirmed(server, campaign, to)
    await server.work()
    server.at(new Date(server.now().getTime() + 60_000))
    await api(server, campaign.owner, 'POST', `/dashboard/letters/${campaign.letter.id}/stages/${earlier}/confirmation`)
    await server.work()
    const [first, second] = server.inbox.mails() as [CaughtMail, CaughtMail]
    expect(header(first, 'in-reply-to')).toBeUndefined()
    expect(header(second, 'references')).toBe(header(first, 'message-id'))
  })

  test('is HTML without a style sheet or external content, and uses the reader’s colours', async () => {
    const campaign = await signedLetter(server, three, {
      draft: {
        text: '> Quoted\n\n## Why\n\nWe *build* these <img src=x>.[^1]\n\n- one\n- two\n\n[^1]: [A report](https://report.example/2018).',
        recipients: [{ name: 'A & “B” <C>', office: 'Chief', address: 'ada.hartley@board.example' }],
      },
    })
    await confirmed(server, campaign, { disclosure: 'count' })
    await server.work()
    const { html, text } = server.inbox.mails().find(({ to }) => to === 'ada.hartley@board.example')!
    expect(html).toContain('To A &amp; “B” &lt;C&gt;, Chief')
    expect(text).toContain('To A & “B” <C>, Chief')
    expect(text).toContain(
      '> Quoted\n\nWhy\n\nWe build these <img src=x>.[1]\n\n- one\n- two\n\n1. Stop selling face recognition to the police.\n2. Let workers oversee what they build.\n\n[1] A report <https://report.example/2018>.',
    )
    const body = html.slice(html.indexOf('<body'))
    for (const tag of ['p', 'h1', 'h2', 'blockquote', 'ul', 'li', 'ol', 'hr'])
      for (const start of body.match(new RegExp(`<${tag}[\\s>][^>]*`, 'g')) ?? ['none'])
        expect(start).toContain('style="')
    expect(body).not.toMatch(/(background|[^-]color): ?#/)
    expect(html).toContain('<meta name="color-scheme" content="light dark">')
    expect(html).not.toMatch(/<(img|link|script|iframe|form)|<[^>]* src=|url\(|@import|<font/)
    const links = [...html.matchAll(/href="([^"#]*)"/g)].map(([, href]) => href!)
    expect(new Set(links.map((href) => new URL(href).host))).toEqual(new Set(['report.example', 'localhost:3000']))
  })

  test('typed text cannot end a style or begin an element', () => {
    const html = mailHtml('</title><script>', '<p class="a">&lt;p&gt;</p>', english)
    expect(html).toContain('<p style="margin: 0 0 16px" class="a">&lt;p&gt;</p>')
    expect(html).toContain('&lt;/title&gt;&lt;script&gt;')
  })
})

test('an announcement of names is mailed once to each subscriber, with the time until which anybody can withdraw', async () => {
  const campaign = await signedLetter(server, three)
  const { letter } = campaign
  for (const name of ['pia', 'quin']) await subscribe(server, letter, `${name}@personal.example`)
  server.inbox.clear()
  await announced(server, campaign, { to: ['Ada Hartley'], disclosure: 'names' })
  await server.work()
  const told = server.inbox.mails().filter(({ subject }) => subject.startsWith('Update: '))
  expect(told.map(({ to }) => to).toSorted()).toEqual(['pia@personal.example', 'quin@personal.example'])
  const [{ text, html }] = told as [CaughtMail]
  expect(text).toContain('it goes to Ada Hartley (Chief executive).')
  expect(text).toContain(sentence('next-steps-shows-names'))
  expect(text).toMatch(
    /It does not happen before \d+ March 2026, \d\d:\d\d UTC\. Until then anybody who signed can withdraw/,
  )
  expect(text).toContain(`/letters/${letter.slug}/mine`)
  for (const { name } of three) expect(text + html).not.toContain(name)
})

test('a stage that is cancelled before its announcement is mailed to nobody', async () => {
  const campaign = await signedLetter(server, three)
  await subscribe(server, campaign.letter, 'rita@personal.example')
  server.inbox.clear()
  const stage = await announced(server, campaign, { to: ['Ada Hartley'], disclosure: 'names' })
  const path = `/dashboard/letters/${campaign.letter.id}/stages/${stage}/cancellation`
  expect((await api(server, campaign.owner, 'POST', path)).status).toBe(200)
  await server.work()
  expect(server.inbox.mails()).toEqual([])
})

describe('mail to organizers', () => {
  test('sends an invitation to a personal address, which is deleted once it is sent', async () => {
    const campaign = await signedLetter(server, three)
    server.inbox.clear()
    const base = `/dashboard/letters/${campaign.letter.id}/invitations`
    const refused = await organizerPost(server, campaign.owner, base, {
      role: 'moderator',
      address: 'bo@northwind.example',
    })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain(sentence('organizers-invitation-readable-letter', { domain: 'northwind.example' }))
    expect(refused.html).toContain('value="bo@northwind.example"')
    const shown = await organizerPost(server, campaign.owner, base, {
      role: 'moderator',
      address: 'rae@personal.example',
    })
    expect(shown.html).toContain(sentence('organizers-link-mailed'))
    const link = /\/organizers\/welcome\/[\w-]{43}/.exec(shown.html)![0]
    const kept = async () => server.parts.db.selectFrom('invitation_mail').select('mail_sealed').execute()
    expect((await kept())[0]?.mail_sealed.toString('latin1')).not.toContain('rae@')
    await server.work()
    const [mail, ...more] = server.inbox.mails()
    expect(more).toEqual([])
    expect(mail).toMatchObject({
      to: 'rae@personal.example',
      subject: 'An invitation to organize',
    })
    expect(mail!.text).toContain(link)
    expect(`${mail!.subject}\n${mail!.text}`).not.toMatch(/face recognition|Robin Ashe/)
    expect(await kept()).toEqual([])
    const passed = await api(server, campaign.owner, 'POST', base, { role: 'viewer' })
    expect(passed.json.link).toContain('/organizers/welcome/')
    await server.work()
    expect(server.inbox.mails()).toHaveLength(1)
  })

  test('sends an invitation to the server, with or without an account, unless it was taken back', async () => {
    const { owner } = await signedLetter(server, three)
    const known = await organizer(server)
    server.inbox.clear()
    const path = '/organizers/invitations'
    const refused = await organizerPost(server, owner, path, { address: 'bo@northwind.example' })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain(sentence('organizers-invitation-readable-server', { domain: 'northwind.example' }))
    expect(refused.html).toContain('value="bo@northwind.example"')
    const shown = await organizerPost(server, owner, path, { address: 'rae@personal.example' })
    const again = await api(server, owner, 'POST', path, { address: known.address })
    const link = /\/organizers\/welcome\/[\w-]{43}/
    const same = (html: string) =>
      html.replaceAll(new RegExp(link, 'g'), '').replaceAll(/name="_csrf" value="[^"]+"/g, '')
    const toKnown = await organizerPost(server, owner, path, { address: known.address })
    expect(same(toKnown.html)).toBe(same(shown.html))
    const back = await organizerPost(server, owner, path, { address: 'gone@personal.example' })
    const id = createHash('sha256')
      .update(Buffer.from(link.exec(back.html)![0].slice(-43), 'base64url'))
      .digest('base64url')
    const kept = async () => server.parts.db.selectFrom('invitation_mail').select('mail_sealed').execute()
    expect(await kept()).toHaveLength(4)
    expect([id, (await organizerPost(server, owner, `${path}/${id}/end`)).status]).toEqual([id, 303])
    expect(await kept()).toHaveLength(3)
    await server.work()
    expect(await kept()).toEqual([])
    const mails = server.inbox.mails()
    expect(mails.map(({ to }) => to).toSorted()).toEqual(
      ['rae@personal.example', known.address, known.address].toSorted(),
    )
    for (const { subject, text } of mails) {
      expect(subject).toBe('An invitation to organize')
      expect(text).toContain(sentence('organizers-invitation-mail-server'))
      expect(text).not.toContain('Robin Ashe')
    }
    const sent = mails.map(({ text }) => link.exec(text)![0])
    expect(sent).toContain(link.exec(shown.html)![0])
    expect(sent).toContain(link.exec(again.json.link as string)![0])
  })

  test('is limited for each sender, over all recipients', async () => {
    const ann = await organizer(server)
    const { parts } = server
    const core = { ...parts, config: { ...parts.config, limits: true } }
    const invite = (number: number) =>
      inviteToServer(core, ann.id, { address: `friend${String(number)}@personal.example` }, server.now())
    for (let sent = 0; sent < 20; sent++) await invite(sent)
    await expect(invite(20)).rejects.toMatchObject({
      sentence: say('organizers-invitation-inviter-limit', { most: 20 }),
    })
    await expect(inviteToServer(core, ann.id, {}, server.now())).resolves.toMatchObject({ mailed: false })
    await server.work()
  })

  test('tells readers of answers that one came, but neither its author nor the letter', async () => {
    const campaign = await signedLetter(server, three)
    const [moderator, viewer] = [await organizer(server), await organizer(server)]
    await join(server, moderator, campaign.letter.id, 'moderator')
    await join(server, viewer, campaign.letter.id, 'viewer')
    await confirmed(server, campaign, { to: ['Ada Hartley'], disclosure: 'count' })
    await server.work()
    const token = /\/r\/([\w-]{22})/.exec(
      server.inbox.mails().find(({ to }) => to === 'ada.hartley@board.example')!.text,
    )![1]!
    server.inbox.clear()
    const text = 'Thank you for writing.'
    const asked = await post(server, `/api/v1/recipients/${token}/answers/codes`, { text })
    await server.work()
    const code = codeIn(server.inbox.mails()[0]!.text)
    server.inbox.clear()
    const answer = { challenge: asked.json['challenge'], code, text }
    expect((await post(server, `/api/v1/recipients/${token}/answers`, answer)).status).toBe(201)
    await server.work()
    const mails = server.inbox.mails()
    expect(mails.map(({ to }) => to).toSorted()).toEqual([campaign.owner.address, moderator.address].toSorted())
    for (const { subject, text: words } of mails) {
      expect(subject).toBe('Something new on your dashboard')
      expect(`${subject}\n${words}`).not.toMatch(/Hartley|Thank you|face recognition/)
    }
  })
})
