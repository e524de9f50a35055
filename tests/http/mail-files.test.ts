import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { signatureStates } from '../../server/mail/mail-file/mail-file.ts'
import { csrfToken } from '../../server/http/sessions.ts'
import { stopMailFiles } from '../../server/mail/mail-file/read-mail-file.ts'
import { answeredWithPdf, answerPdf, pageWith } from '../support/answers.ts'
import { pageTokenHash } from '../../server/delivery/secrets.ts'
import { testServer } from '../support/app.ts'
import { deliveredCopies } from '../support/delivered-copies.ts'
import { confirmed, signedLetter, three, tokensOf, type Campaign } from '../support/deliveries.ts'
import { everyRow } from '../support/every-row.ts'
import { altered, mailFile, mailKey, namesOfTests, replies } from '../support/mail-files.ts'
import { followForm } from '../support/organizers.ts'
import {
  api,
  cookieOf,
  join,
  organizer,
  organizerPage,
  organizerPost,
  pageOf,
  signedIn,
  type Organizer,
} from '../support/stories.ts'
import { said, sentence } from '../support/words.ts'

const names = namesOfTests()
const board = mailKey('board.example')
const elsewhere = mailKey('elsewhere.example')
names.add(board, elsewhere)
const settings = { BOUNCE_ADDRESS: 'bounces@letters.example' }
const server = await testServer({ resolveTexts: names.resolve, settings })
beforeEach(() => {
  server.inbox.clear()
  names.asked.length = 0
})
afterAll(() => stopMailFiles())

const delivered = () => deliveredCopies(server)

const words = 'Thank you for your letter.\n\nWe will meet you on Monday.'
const day = '2026-03-03'
const sent = { text: words, date: new Date(`${day}T10:00:00Z`) }

/** Chooses a file on the page, as a browser sends it. */
async function choose(who: Organizer, base: string, file: Buffer | null) {
  const cookie = await cookieOf(server, who)
  const form = new FormData()
  form.append('_csrf', csrfToken(server.parts, (await signedIn(server, who)).sessionId))
  form.append('mail', new Blob(file ? [new Uint8Array(file)] : []), file ? 'reply.eml' : '')
  const answer = await fetch(`${server.url}${base}/mail`, {
    method: 'POST',
    body: form,
    headers: { cookie },
    redirect: 'manual',
  })
  const shown = await followForm(server, answer, cookie)
  return { status: shown.status, html: await shown.text() }
}

const valueOf = (html: string, name: string) => new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(html)?.[1] ?? ''
const chosenIn = (html: string) => /name="recipient" value="([^"]+)" checked/.exec(html)?.[1] ?? ''
const textIn = (html: string) => /<textarea[^>]*name="text"[^>]*>\n([^<]*)<\/textarea>/.exec(html)?.[1] ?? ''

/** Records what a page proposes, with changes. */
async function record(who: Organizer, base: string, html: string, changes: Record<string, string> = {}) {
  return organizerPost(server, who, `${base}/mail/recording`, {
    kept: valueOf(html, 'kept'),
    form_id: valueOf(html, 'form_id'),
    recipient: chosenIn(html),
    answered_on: valueOf(html, 'answered_on'),
    text: textIn(html),
    by: '',
    ...changes,
  })
}

interface Answer {
  id: string
  name: string
  text: string
  way: string
  answered_on: string
  stage: number | null
  mail: { signature: string; domain: string | null; checked_on: string; edited: boolean } | null
  pdf: object | null
}

async function answersOf({ owner, letter }: Campaign): Promise<Answer[]> {
  return (await api(server, owner, 'GET', `/dashboard/letters/${letter.id}/answers`)).json.answers as Answer[]
}

const today = () => server.now().toISOString().slice(0, 10)

describe('a reply as a mail file', () => {
  test('is shown before it is recorded, recorded for the copy that it answers, and published with what its signature says', async () => {
    const { campaign, base, copies } = await delivered()
    const { owner, letter } = campaign
    const file = await mailFile(
      {
        ...sent,
        inReplyTo: `<${copies['Ada Hartley']!}>`,
        attachments: [{ filename: 'answer.pdf', content: answerPdf }],
      },
      board,
    )
    const dashboard = await organizerPage(server, owner, base)
    expect(dashboard.html.includes(`action="${base}/mail" enctype="multipart/form-data"`)).toBe(true)

    const shown = await choose(owner, base, file)
    expect(shown.status).toBe(200)
    expect(textIn(shown.html)).toBe(words)
    expect(valueOf(shown.html, 'answered_on')).toBe(day)
    for (const words of [
      sentence('mail-files-signature', { state: 'signed', domain: 'board.example' }),
      sentence('mail-files-copy', { stage: 1 }),
      'Ada Hartley',
      sentence('mail-files-pdf', { kilobytes: 1 }),
    ])
      expect(shown.html.includes(words), words).toBe(true)
    expect(await answersOf(campaign)).toEqual([])

    expect((await record(owner, base, shown.html)).status).toBe(303)
    const [answer] = await answersOf(campaign)
    expect(answer).toMatchObject({
      name: 'Ada Hartley',
      text: words,
      way: 'mail',
      answered_on: day,
      stage: 1,
      mail: { signature: 'recipient', domain: 'board.example', checked_on: today(), edited: false },
      pdf: { bytes: answerPdf.length },
    })

    const page = `${base}/${answer!.id}/publication`
    const before = await organizerPage(server, owner, page)
    const signature = sentence('timeline-answer-signature', {
      state: 'recipient',
      domain: 'board.example',
      checked: new Date(today()),
    })
    expect(signature).toContain('signed by board.example’s mail server')
    for (const words of [signature, 'We will meet you on Monday.', sentence('responses-publication-trap')])
      expect(before.html.includes(words), words).toBe(true)
    expect((await pageOf(server, `/letters/${letter.slug}`)).html.includes('We will meet you')).toBe(false)
    expect((await organizerPost(server, owner, page)).status).toBe(303)
    const open = await pageWith(server, campaign, signature)
    expect(open.includes('We will meet you on Monday.')).toBe(true)
    const { json } = await api(server, null, 'GET', `/letters/${letter.slug}`)
    expect(json.delivery.answers[0]).toMatchObject({ mail: answer!.mail, text: words, pdf: null, pdf_withheld: true })
    expect((await organizerPage(server, owner, page)).status).toBe(404)
  })

  test('is not shown on the private page as sent from there', async () => {
    const { campaign, base, copies } = await delivered()
    const file = await mailFile({ ...sent, inReplyTo: `<${copies['Ada Hartley']!}>` }, board)
    await record(campaign.owner, base, (await choose(campaign.owner, base, file)).html)
    const token = (await tokensOf(server, campaign.letter.id))['Ada Hartley']!
    const { json } = await api(server, null, 'GET', `/recipients/${token}`)
    expect(json.answered_on).toEqual([])
  })

  test('says so if the organizers changed its text or its day', async () => {
    const { campaign, base, copies } = await delivered()
    const file = await mailFile({ ...sent, inReplyTo: `<${copies['Ada Hartley']!}>` }, board)
    const { html } = await choose(campaign.owner, base, file)
    await record(campaign.owner, base, html, { text: 'We will meet you.' })
    await record(campaign.owner, base, html, { answered_on: '2026-03-02' })
    await record(campaign.owner, base, html, { text: `${words}\r\n`.replaceAll('\n', '\r\n') })
    const answers = await answersOf(campaign)
    expect(answers.map(({ mail }) => mail!.edited).toSorted()).toEqual([false, true, true])
    const edited = answers.find(({ text }) => text === 'We will meet you.')!
    await organizerPost(server, campaign.owner, `${base}/${edited.id}/publication`)
    await pageWith(
      server,
      campaign,
      sentence('timeline-answer-from-file', { edited: 'yes', published: server.now() }).slice(0, 60),
    )
  })

  test('counts as signed by the recipient only at the recipient’s domain, whomever the organizer chooses', async () => {
    const { campaign, base } = await delivered()
    const file = await mailFile({ ...sent, from: 'Ada Hartley <ada@elsewhere.example>' }, elsewhere)
    const { html } = await choose(campaign.owner, base, file)
    expect(html.includes(sentence('mail-files-signature-foreign'))).toBe(true)
    expect(html.includes(sentence('mail-files-no-copy'))).toBe(true)
    const missing = await record(campaign.owner, base, html)
    expect(missing.status).toBe(422)
    expect(missing.html.includes(sentence('responses-recipient-missing'))).toBe(true)
    expect(textIn(missing.html)).toBe(words)
    const recipient = /name="recipient" value="([^"]+)"/.exec(html)![1]!
    expect((await record(campaign.owner, base, missing.html, { recipient })).status).toBe(303)
    expect((await answersOf(campaign))[0]).toMatchObject({
      stage: null,
      mail: { signature: 'signed', domain: 'elsewhere.example' },
    })
  })

  test('of a provider where everybody can have an address is the recipient’s only from the same address', async () => {
    const provider = mailKey('gmail.com')
    names.add(provider)
    const recipients = [{ name: 'Ada Hartley', office: 'Chief executive', address: 'ada.hartley@gmail.com' }]
    const campaign = await signedLetter(server, three, { draft: { recipients } })
    await confirmed(server, campaign)
    await server.work()
    const path = `/dashboard/letters/${campaign.letter.id}/answers/mail`
    const signatureFrom = async (from: string) => {
      const mail = (await mailFile({ ...sent, from }, provider)).toString('base64')
      const { id } = (await api(server, campaign.owner, 'GET', `/dashboard/letters/${campaign.letter.id}/stages`)).json
        .recipients[0] as { id: string }
      const { json } = await api(server, campaign.owner, 'POST', `${path}/recording`, {
        mail,
        recipient: id,
        by: from.slice(0, 3),
      })
      return (await answersOf(campaign)).find((each) => each.id === json.id)!.mail!.signature
    }
    expect(await signatureFrom('adahartley+work@gmail.com')).toBe('recipient')
    expect(await signatureFrom('bob@gmail.com')).toBe('signed')
  })

  test('that is forged, altered or not signed is recorded as what it is', async () => {
    const { campaign, base, copies } = await delivered()
    const inReplyTo = `<${copies['Ada Hartley']!}>`
    const signed = await mailFile({ ...sent, inReplyTo }, board)
    const gone = { ...mailKey('board.example'), selector: 'gone', name: 'gone._domainkey.board.example' }
    names.set('broken._domainkey.board.example', 'broken')
    const files: [string, Buffer][] = [
      ['altered', altered(signed, /on Monday/, 'on Sunday')],
      ['altered', await mailFile({ ...sent, inReplyTo, text: 'A forged answer.' }, mailKey('board.example'))],
      ['unsigned', await mailFile({ ...sent, inReplyTo })],
      ['key-gone', await mailFile({ ...sent, inReplyTo }, gone)],
      ['unreachable', await mailFile({ ...sent, inReplyTo }, { ...board, selector: 'broken' })],
      ['weak', altered(signed, / bh=/, ' l=5; bh=')],
      ['other-domain', await mailFile({ ...sent, inReplyTo }, elsewhere)],
      ['signed', await mailFile({ ...sent, inReplyTo, from: 'a@elsewhere.example' }, elsewhere)],
    ]
    expect(new Set(files.map(([state]) => state))).toEqual(new Set(signatureStates))
    for (const [state, file] of files) {
      const { html } = await choose(campaign.owner, base, file)
      const domain =
        state === 'unsigned' ? '' : ['signed', 'other-domain'].includes(state) ? 'elsewhere.example' : 'board.example'
      expect(html.includes(sentence('mail-files-signature', { state, domain })), state).toBe(true)
      await record(campaign.owner, base, html, { by: `${state} ${randomUUID().slice(0, 8)}` })
    }
    const answers = await answersOf(campaign)
    expect(answers.map(({ mail }) => mail!.signature).toSorted()).toEqual(files.map(([state]) => state).toSorted())
    const states = answers.map(({ mail }) => mail!)
    const sentences = states.map(({ signature, domain, checked_on }) =>
      sentence('timeline-answer-signature', { state: signature, domain: domain ?? '', checked: new Date(checked_on) }),
    )
    expect(new Set(sentences).size).toBe(signatureStates.length)
    const page = await organizerPage(server, campaign.owner, base)
    for (const words of sentences) expect(page.html.includes(words), words).toBe(true)
  })

  test('that cannot be read is refused beside its field, with what to do', async () => {
    const { campaign, base } = await delivered()
    for (const [file, id] of [
      [null, 'mail-files-missing'],
      [answerPdf, 'mail-files-no-mail'],
      [Buffer.from(`From: a@b.example\n\n${'\n'.repeat(50_000)}`), 'mail-files-too-complex'],
    ] as const) {
      const { status, html } = await choose(campaign.owner, base, file)
      expect(status).toBe(422)
      expect(html.includes(sentence(id)), id).toBe(true)
    }
    const large = Buffer.concat([Buffer.from('From: a@b.example\n\n'), Buffer.alloc(10_500_000, 'a')])
    const { status, html } = await choose(campaign.owner, base, large)
    expect(status).toBe(422)
    expect(html.includes(sentence('mail-files-too-large', { megabytes: 10 }))).toBe(true)
  })

  test('is read for those who may record answers, and asks no domain for anybody else', async () => {
    const { campaign, base } = await delivered()
    const file = await mailFile(sent, board)
    const viewer = await organizer(server, 'A Viewer')
    await join(server, viewer, campaign.letter.id, 'viewer')
    const moderator = await organizer(server, 'A Moderator')
    await join(server, moderator, campaign.letter.id, 'moderator')
    expect((await choose(viewer, base, file)).status).toBe(403)
    expect((await choose(await organizer(server, 'Somebody'), base, file)).status).toBe(404)
    expect((await choose(viewer, base, Buffer.from('no mail'))).status).toBe(403)
    expect(names.asked).toEqual([])
    const shown = await choose(moderator, base, file)
    expect(shown.status).toBe(200)
    // What was read opens for the organizer who chose the file alone, and for an hour.
    const ended = sentence('mail-files-ended')
    const stolen = await record(campaign.owner, base, shown.html)
    expect(stolen).toMatchObject({ status: 422 })
    expect(stolen.html.includes(ended)).toBe(true)
    const before = server.now()
    server.at(new Date(before.getTime() + 3_600_000))
    const late = await record(moderator, base, shown.html)
    server.at(before)
    expect(late.html.includes(ended)).toBe(true)
    expect(await answersOf(campaign)).toEqual([])
    const page = await organizerPage(server, moderator, `${base}/${randomUUID()}/publication`)
    expect(page.status).toBe(404)
  })

  test('is recorded once, also by two organizers at the same moment; two different ones are both recorded', async () => {
    const { campaign, base, copies } = await delivered()
    const moderator = await organizer(server, 'A Moderator')
    await join(server, moderator, campaign.letter.id, 'moderator')
    const file = await mailFile({ ...sent, inReplyTo: `<${copies['Ada Hartley']!}>` }, board)
    const another = await mailFile({ ...sent, text: 'No.', inReplyTo: `<${copies['李小龍']!}>` }, board)
    const pages = [
      { who: campaign.owner, html: (await choose(campaign.owner, base, file)).html },
      { who: moderator, html: (await choose(moderator, base, file)).html },
      { who: campaign.owner, html: (await choose(campaign.owner, base, another)).html },
    ]
    const recorded = await Promise.all([...pages, ...pages].map(({ who, html }) => record(who, base, html)))
    expect(recorded.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 303))
    expect((await answersOf(campaign)).map(({ name }) => name).toSorted()).toEqual(['Ada Hartley', '李小龍'].toSorted())
  })

  test('whose signature could not be checked is checked when the file is chosen again, also after publication', async () => {
    const { campaign, base, copies } = await delivered()
    const later = { ...mailKey('board.example', { selector: 'later' }), domain: 'board.example' }
    names.set(later.name, 'broken')
    const file = await mailFile({ ...sent, inReplyTo: `<${copies['Ada Hartley']!}>` }, later)
    const again = async () => {
      await record(campaign.owner, base, (await choose(campaign.owner, base, file)).html)
      return (await answersOf(campaign)).map(({ mail }) => mail!.signature)
    }
    expect(await again()).toEqual(['unreachable'])
    const [answer] = await answersOf(campaign)
    await organizerPost(server, campaign.owner, `${base}/${answer!.id}/publication`)
    names.add(later)
    expect(await again()).toEqual(['recipient'])
    await pageWith(server, campaign, 'signed by board.example’s mail server')
    names.set(later.name, 'gone')
    expect(await again()).toEqual(['recipient'])
  })

  test('can be recorded through the API, after a look that stores nothing', async () => {
    const { campaign, base, copies } = await delivered()
    const { owner } = campaign
    const file = await mailFile({ ...sent, inReplyTo: `<${copies['Ada Hartley']!}>` }, board)
    const mail = file.toString('base64')
    const before = await everyRow(server, ['organizer_session'])
    const read = await api(server, owner, 'POST', `${base}/mail`, { mail })
    expect(read).toMatchObject({
      status: 200,
      json: { text: words, answered_on: day, stage: 1, signature: 'recipient', domain: 'board.example', secrets: [] },
    })
    expect(await everyRow(server, ['organizer_session'])).toEqual(before)
    const done = await api(server, owner, 'POST', `${base}/mail/recording`, { mail })
    expect(done.status).toBe(201)
    expect((await api(server, owner, 'POST', `${base}/mail/recording`, { mail })).json.id).toBe(done.json.id)
    await api(server, owner, 'POST', `${base}/mail/recording`, { mail, text: 'Shorter.' })
    expect((await answersOf(campaign)).map((each) => each.mail!.edited).toSorted()).toEqual([false, true])
    const wrong = await api(server, owner, 'POST', `${base}/mail/recording`, { mail, recipient: randomUUID() })
    expect(wrong.status).toBe(422)
  })
})

describe('an answer that contains a token of ours or an organizer’s address', () => {
  async function recordedByHand({ owner, letter }: Campaign, text: string, by = ''): Promise<string> {
    const path = `/dashboard/letters/${letter.id}`
    const { json } = await api(server, owner, 'GET', `${path}/stages`)
    const recipient = (json.recipients as { id: string }[])[0]!.id
    const typed = { recipient, way: 'other', answered_on: day, text, by }
    return (await api(server, owner, 'POST', `${path}/answers`, typed)).json.id as string
  }

  test('is not published, however it came, and the sentence says what to take out', async () => {
    const { campaign, base } = await delivered()
    const { owner, letter } = campaign
    const token = (await tokensOf(server, letter.id))['Ada Hartley']!
    const colleague = await organizer(server, 'A Colleague')
    await join(server, colleague, letter.id, 'moderator')
    const host = new URL(server.parts.config.values.PUBLIC_URL).host
    const copy = server.inbox.mails().find(({ to }) => to === 'ada.hartley@board.example')!
    const code = /\b[A-Z]{4}-[A-Z]{4}-[A-Z]{4}\b/.exec(copy.text)![0]
    const [local = '', domain = ''] = colleague.address.split('@')
    const delegates = 'Ax'.repeat(11)
    const [page] = await server.parts.db
      .selectFrom('recipient_page')
      .selectAll()
      .where('token_hash', '=', pageTokenHash(token))
      .execute()
    await server.parts.db
      .insertInto('delegation')
      .values({
        ...{ id: randomUUID(), delivery_id: page!.delivery_id, token_hash: pageTokenHash(delegates) },
        ...{ token_sealed: null, person_sealed: Buffer.from('x'), delegated_on: '2026-03-02' },
      })
      .execute()
    for (const text of [
      `It showed ${code}.`,
      `See http://${host}/check?code=${code.toLowerCase()}`,
      `It said ${delegates} to counsel.`,
      `I read http://${host}/r/${token} and agree.`,
      `Quoted:\n> http://${host}/r/${token.slice(0, 9)}\n> ${token.slice(9)}\nNo.`,
      `It said ${token}, whatever that is.`,
      `It was at hxxp://server/r/${token}`,
      `https://${host.toUpperCase()}/updates/${'k'.repeat(43)}`,
      `http://${host}/api/v1/recipients/${token}`,
      `It came from ${copy.from}.`,
      `I wrote to ${colleague.address}.`,
      `I wrote to ${colleague.address.toUpperCase()}, twice.`,
      `I wrote to ${local}+letter@${domain}`,
      `I wrote to ${local} (at) ${domain}`,
      `mailto:${local}%40${domain}`,
    ]) {
      const id = await recordedByHand(campaign, text)
      const refused = await organizerPost(server, owner, `${base}/${id}/publication`)
      expect({ text, status: refused.status }).toEqual({ text, status: 409 })
      const { json } = await api(server, owner, 'POST', `${base}/${id}/publication`)
      expect(json.code).toBe('answer-with-secret')
      const shown = await organizerPage(server, owner, `${base}/${id}/publication`)
      expect(shown.html.includes(sentence('responses-publication-blocked')), text).toBe(true)
      expect(shown.html.includes(`action="${base}/${id}/publication"`)).toBe(false)
    }
    const dashboard = await organizerPage(server, owner, base)
    expect(dashboard.html.includes(sentence('responses-secrets-heading'))).toBe(true)
    expect(
      dashboard.html.includes(said({ id: 'responses-secret', values: { kind: 'organizer', what: colleague.address } })),
    ).toBe(true)
    await vi.waitFor(async () => expect((await pageOf(server, `/letters/${letter.slug}`)).status).toBe(200))
    expect((await api(server, null, 'GET', `/letters/${letter.slug}`)).json.delivery.answers).toEqual([])
    const asName = await recordedByHand(campaign, 'Yes.', token)
    expect((await organizerPost(server, owner, `${base}/${asName}/publication`)).status).toBe(409)
    // A moderator could try out guesses, so only owners are told which addresses are organizers'.
    const secretsSeenBy = async (who: Organizer) =>
      (await organizerPage(server, who, base)).html.includes(`an organizer’s mail address`)
    expect([await secretsSeenBy(owner), await secretsSeenBy(colleague)]).toEqual([true, false])
  })

  test('is published if it only looks similar', async () => {
    const { campaign, base } = await delivered()
    const { owner, letter } = campaign
    const host = new URL(server.parts.config.values.PUBLIC_URL).host
    const text = [
      `I read http://${host}/letters/${letter.slug} and http://${host}/how-it-works.`,
      `Write to ab${owner.address} or press@board.example.`,
      'A number: AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdef, and bounces+short@letters.example.',
    ].join('\n')
    const id = await recordedByHand(campaign, text)
    expect((await organizerPost(server, owner, `${base}/${id}/publication`)).status).toBe(303)
  })

  test('is not published if it came from the recipient’s page, and warned of in a mail file', async () => {
    const { campaign, base, copies } = await delivered()
    const { owner, letter } = campaign
    const token = (await tokensOf(server, letter.id))['Ada Hartley']!
    const host = new URL(server.parts.config.values.PUBLIC_URL).host
    const file = await mailFile(
      { ...sent, text: `Yes, see ${host}/r/${token}`, inReplyTo: `<${copies['Ada Hartley']!}>` },
      board,
    )
    const { html } = await choose(owner, base, file)
    expect(html.includes(sentence('responses-secrets-heading'))).toBe(true)
    await record(owner, base, html)
    const [answer] = await answersOf(campaign)
    expect((await organizerPost(server, owner, `${base}/${answer!.id}/publication`)).status).toBe(409)
    await answeredWithPdf(server, campaign, token)
    const [, clean] = (await answersOf(campaign)).toSorted(
      (a, b) => Number(a.way === 'page') - Number(b.way === 'page'),
    )
    expect((await organizerPost(server, owner, `${base}/${clean!.id}/publication`)).status).toBe(303)
  })

  test('loses them with the quoted mail', async () => {
    const { campaign, base, copies } = await delivered()
    const token = (await tokensOf(server, campaign.letter.id))['Ada Hartley']!
    const host = new URL(server.parts.config.values.PUBLIC_URL).host
    for (const { text = '', html = '' } of Object.values(replies)) {
      const link = (words: string) => words.replaceAll('letters.example/r/AbCdEfGhIjKlMnOpQrStUv', `${host}/r/${token}`)
      const body = text === '' ? { html: link(html) } : { text: link(text) }
      const shown = await choose(
        campaign.owner,
        base,
        await mailFile({ ...body, inReplyTo: `<${copies['Ada Hartley']!}>` }, board),
      )
      expect(textIn(shown.html)).toBe('Words of the answer.')
      expect(shown.html.includes(token)).toBe(false)
      expect(shown.html.includes(sentence('responses-secrets-heading'))).toBe(false)
    }
  })
})
