import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { answerPdf, pageWith } from '../support/answers.ts'
import { testServer } from '../support/app.ts'
import { signedLetter, three, tokensOf, type Campaign } from '../support/deliveries.ts'
import { codeIn } from '../support/mail.ts'
import { startedStage } from '../support/stages.ts'
import { sentence, sentenceOnPage } from '../support/words.ts'
import {
  api,
  bearer,
  cookieOf,
  followForm,
  organizerPage,
  organizerPost,
  join,
  organizer,
  pageOf,
  post,
  submit,
} from '../support/stories.ts'
import { withConsent } from '../support/organizers.ts'

const server = await testServer()
beforeEach(() => server.inbox.clear())

const pdf = answerPdf

async function delivered(): Promise<{ campaign: Campaign; token: string }> {
  const campaign = await signedLetter(server, three)
  await startedStage(server, campaign, { to: ['Ada Hartley'] })
  await server.work()
  server.inbox.clear()
  return { campaign, token: (await tokensOf(server, campaign.letter.id))['Ada Hartley']! }
}

/** Sends the form as a browser does, with or without a file. */
async function sendForm(path: string, fields: Record<string, string>, file: Buffer | null, cookie = '') {
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  form.append(
    'pdf',
    new Blob(file ? [new Uint8Array(file)] : [], { type: 'application/pdf' }),
    file ? 'answer.pdf' : '',
  )
  const answer = await fetch(`${server.url}${path}`, {
    method: 'POST',
    body: form,
    headers: { cookie },
    redirect: 'manual',
  })
  const shown = await followForm(server, answer, cookie)
  return { status: shown.status, html: await shown.text() }
}

const hiddenIn = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

async function mailedCode(): Promise<string> {
  await server.work()
  const mail = server.inbox.mails().findLast(({ subject }) => subject === 'Your code')!
  expect(mail.to).toBe('ada.hartley@board.example')
  return codeIn(mail.text)
}

/**
 * An assistant answers on the page, with a PDF.
 * @returns the answer's id
 */
async function answered(campaign: Campaign, token: string, text = 'See what is attached.'): Promise<string> {
  const typed = { text, by: 'Kim Day, office of the chief executive' }
  const asked = await sendForm(`/r/${token}/answers/codes`, typed, pdf)
  expect(asked.html).toContain(sentence('responses-pdf-goes'))
  const done = await submit(server, `/r/${token}/answers`, {
    ...typed,
    challenge: hiddenIn(asked.html, 'challenge'),
    pdf: hiddenIn(asked.html, 'pdf'),
    code: await mailedCode(),
  })
  expect(done.html).toContain(sentence('responses-sent-title'))
  const { json } = await api(server, campaign.owner, 'GET', `/dashboard/letters/${campaign.letter.id}/answers`)
  return (json.answers as { id: string; text: string }[]).find((each) => each.text === text)!.id
}

describe('an answer with a PDF, by an assistant', () => {
  test('is accepted with a code to the recipient, stored sealed, and names its author and recipient', async () => {
    const { campaign, token } = await delivered()
    const id = await answered(campaign, token)
    const { db } = server.parts
    const row = await db.selectFrom('response').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ text: null, answered_by: null })
    expect(row.answered_by_sealed!.includes(Buffer.from('Kim Day'))).toBe(false)
    const file = await db.selectFrom('response_pdf').selectAll().where('response_id', '=', id).executeTakeFirstOrThrow()
    expect(file.sealed.includes(Buffer.from('%PDF'))).toBe(false)
    expect(file.hash.equals(createHash('sha256').update(pdf).digest())).toBe(true)
    expect(await db.selectFrom('recipient_upload').selectAll().execute()).toEqual([])
    const dashboard = await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/answers`)
    expect(dashboard.html).toContain(
      sentenceOnPage('responses-answer-of', {
        who: 'another',
        by: 'Kim Day, office of the chief executive',
        people: [{ name: 'Ada Hartley', office: 'Chief executive' }],
        on: new Date('2026-03-02'),
      }),
    )
    expect(dashboard.html).toContain(sentence('responses-pdf-warning-link'))
    expect((await pageOf(server, `/r/${token}`)).html).toContain(
      sentence('responses-answered', { days: ['2 March 2026'] }),
    )
  })

  test('reaches organizers as it came, behind a warning, as a file to be saved; the others see that it was fetched', async () => {
    const { campaign, token } = await delivered()
    const id = await answered(campaign, token)
    const path = `/dashboard/letters/${campaign.letter.id}/answers/${id}/pdf`
    const warning = await organizerPage(server, campaign.owner, path)
    expect(warning.html).toContain(sentence('responses-pdf-traces-title'))
    const { csrf } = { csrf: /name="_csrf" value="([^"]+)"/.exec(warning.html)![1]! }
    const fetched = await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { cookie: await cookieOf(server, campaign.owner) },
      body: new URLSearchParams({ _csrf: csrf }),
    })
    expect(Buffer.from(await fetched.arrayBuffer()).equals(pdf)).toBe(true)
    expect(fetched.headers.get('content-disposition')).toBe('attachment; filename="answer-2026-03-02.pdf"')
    expect(fetched.headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
    expect(fetched.headers.get('x-content-type-options')).toBe('nosniff')
    expect(fetched.headers.get('cache-control')).toBe('no-store')
    const activity = await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/activity`)
    expect(activity.html).toContain('fetched the PDF of an answer')

    const asked = (warned: boolean) => api(server, campaign.owner, 'POST', path, { warned }).catch(() => null)
    expect((await asked(false))!.json.code).toBe('not-warned')
    const viewer = await organizer(server, 'A Viewer')
    await join(server, viewer, campaign.letter.id, 'viewer')
    expect((await organizerPage(server, viewer, path)).status).toBe(404)
    expect((await organizerPost(server, viewer, path)).status).toBe(403)
    expect(
      (await organizerPage(server, viewer, `/dashboard/letters/${campaign.letter.id}/answers`)).html,
    ).not.toContain('Kim Day')
  })

  test('is published with its text; its PDF only if the owners choose that too, and then as it came', async () => {
    const { campaign, token } = await delivered()
    const id = await answered(campaign, token)
    const base = `/dashboard/letters/${campaign.letter.id}/answers/${id}`
    const open = `/letters/${campaign.letter.slug}/answers/${id}/answer.pdf`
    expect((await organizerPost(server, campaign.owner, `${base}/pdf/publication`)).status).toBe(409)
    await organizerPost(server, campaign.owner, `${base}/publication`)
    await pageWith(server, campaign, 'A PDF came with it, which the organizers have not published.')
    expect((await pageOf(server, open)).status).toBe(404)
    const page = await pageWith(
      server,
      campaign,
      'From <bdi>Kim Day, office of the chief executive</bdi> for <bdi>Ada Hartley',
    )
    expect(page).toContain('with a code from the recipient’s own address')
    expect(page).not.toContain('answer.pdf')

    await organizerPost(server, campaign.owner, `${base}/pdf/publication`)
    await pageWith(server, campaign, open)
    for (const path of [open, `/api/v1${open}`]) {
      const file = await fetch(`${server.url}${path}`)
      expect(Buffer.from(await file.arrayBuffer()).equals(pdf)).toBe(true)
      expect(file.headers.get('content-disposition')).toMatch(/^attachment/)
      expect(file.headers.get('content-security-policy')).toMatch(/^sandbox/)
    }
    const { json } = await api(server, null, 'GET', `/letters/${campaign.letter.slug}`)
    const sha256 = createHash('sha256').update(pdf).digest('hex')
    expect(json.delivery.answers[0]).toMatchObject({ by: 'Kim Day, office of the chief executive', pdf: { sha256 } })
    expect(json.delivery.silence).not.toBeNull()
    const moderator = await organizer(server, 'A Moderator')
    await join(server, moderator, campaign.letter.id, 'moderator')
    expect((await organizerPost(server, moderator, `${base}/pdf/publication`)).status).toBe(403)
  })

  test('may be a PDF alone, and another may follow', async () => {
    const { campaign, token } = await delivered()
    await answered(campaign, token, '')
    await answered(campaign, token, 'One thing more.')
    const { json } = await api(server, campaign.owner, 'GET', `/dashboard/letters/${campaign.letter.id}/answers`)
    const texts = (json.answers as { text: string }[]).map(({ text }) => text)
    expect(texts.toSorted()).toEqual(['', 'One thing more.'])
    const nothing = await sendForm(`/r/${token}/answers/codes`, { text: '', by: '' }, null)
    expect(nothing.status).toBe(422)
    expect(nothing.html).toContain(sentence('responses-text-missing'))
  })
})

describe('an answer that came by mail', () => {
  interface Recorded {
    id: string
    text: string
    pdf: { bytes: number; sha256: string; published_on: string | null } | null
  }

  async function dashboard() {
    const campaign = await signedLetter(server, three)
    const path = `/dashboard/letters/${campaign.letter.id}/answers`
    const { html } = await organizerPage(server, campaign.owner, path)
    const _csrf = hiddenIn(html, '_csrf')
    const [, recipient] = /name="recipient" value="([^"]+)"/.exec(html)!
    const typed = { _csrf, recipient: recipient!, way: 'mail', answered_on: '2026-03-01', text: '', by: 'Kim Day' }
    const cookie = await cookieOf(server, campaign.owner)
    const answers = async () => (await api(server, campaign.owner, 'GET', path)).json.answers as Recorded[]
    return {
      campaign,
      path,
      typed,
      answers,
      send: (fields: object, file: Buffer | null) => sendForm(path, { ...typed, ...fields }, file, cookie),
    }
  }

  test('is recorded with its PDF, or as a PDF alone: sealed, as it was attached, and behind the same warning', async () => {
    const { campaign, path, answers, send } = await dashboard()
    expect((await send({ text: 'See what is attached.' }, pdf)).status).toBe(303)
    expect((await send({}, pdf)).status).toBe(303)
    const recorded = await answers()
    const sha256 = createHash('sha256').update(pdf).digest('hex')
    expect(recorded.map((each) => each.text).toSorted()).toEqual(['', 'See what is attached.'])
    for (const each of recorded) expect(each.pdf).toEqual({ bytes: pdf.length, sha256, published_on: null })
    const { id } = recorded[0]!
    const { sealed } = await server.parts.db
      .selectFrom('response_pdf')
      .select('sealed')
      .where('response_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(sealed.includes(Buffer.from('%PDF'))).toBe(false)
    expect((await organizerPage(server, campaign.owner, path)).html).toContain(sentence('responses-pdf-warning-link'))
    const warning = await organizerPage(server, campaign.owner, `${path}/${id}/pdf`)
    expect(warning.html).toContain(sentence('responses-pdf-traces-title'))
    expect(warning.html).toContain(sentence('responses-pdf-attached'))
    expect((await api(server, campaign.owner, 'POST', `${path}/${id}/pdf`, { warned: false })).json.code).toBe(
      'not-warned',
    )
    const fetched = await fetch(`${server.url}/api/v1${path}/${id}/pdf`, {
      method: 'POST',
      headers: { authorization: await bearer(server, campaign.owner), 'content-type': 'application/json' },
      body: '{"warned": true}',
    })
    expect(Buffer.from(await fetched.arrayBuffer()).equals(pdf)).toBe(true)
    for (const act of ['publication', 'pdf/publication'])
      expect((await api(server, campaign.owner, 'POST', `${path}/${id}/${act}`)).status).toBe(200)
    await pageWith(server, campaign, 'It came by mail, as the organizers recorded it.')
    await pageWith(server, campaign, 'as the organizers attached it')
  })

  test('is refused with what is no PDF, with one that is too large, and without the form’s token; what was typed stays', async () => {
    const { answers, send } = await dashboard()
    const page = await send({ text: 'Word for word.' }, Buffer.from('GIF89a'))
    const large = await send({ text: 'Word for word.' }, Buffer.concat([pdf, Buffer.alloc(5_000_000)]))
    const early = await send({ text: 'Word for word.', answered_on: '2030-01-01' }, pdf)
    expect(page.html).toContain(sentence('responses-pdf-wrong-kind'))
    expect(large.html).toContain(sentence('responses-pdf-too-large', { megabytes: 5 }))
    expect(early.html).toContain(sentence('responses-pdf-choose-again'))
    for (const { status, html } of [page, large, early]) {
      expect(status).toBe(422)
      expect(html).toContain('Word for word.')
      expect(html).toContain('value="Kim Day"')
    }
    expect((await send({ text: 'x', _csrf: '' }, pdf)).status).toBe(403)
    expect(await answers()).toEqual([])
  })

  test('is the same in the API, with the PDF in Base64', async () => {
    const { campaign, path, typed, answers } = await dashboard()
    const { _csrf, ...body } = typed
    const record = (file: Buffer) =>
      api(server, campaign.owner, 'POST', path, { ...body, pdf: file.toString('base64') })
    expect((await record(Buffer.from('GIF89a'))).status).toBe(422)
    expect((await record(pdf)).status).toBe(201)
    expect(await answers()).toMatchObject([{ text: '', pdf: { bytes: pdf.length } }])
  })
})

describe('a purge', () => {
  test('takes what was not published, the PDF of a published answer too, and ends the page; what was published stays', async () => {
    const { campaign, token } = await delivered()
    const base = `/dashboard/letters/${campaign.letter.id}/answers`
    const [shown, half, hidden] = [
      await answered(campaign, token, 'Shown with its PDF.'),
      await answered(campaign, token, 'Shown without.'),
      await answered(campaign, token, 'In confidence.'),
    ]
    const { db } = server.parts
    const texts = await db.selectFrom('response').select('id').where('letter_id', '=', campaign.letter.id).execute()
    expect(texts.map(({ id }) => id).toSorted()).toEqual([shown, half, hidden].toSorted())
    for (const path of [`${shown}/publication`, `${shown}/pdf/publication`, `${half}/publication`])
      expect((await api(server, campaign.owner, 'POST', `${base}/${path}`)).status).toBe(200)
    const dashboard = `/dashboard/letters/${campaign.letter.id}`
    for (const act of ['closure', 'purge'])
      await withConsent(server, campaign.letter.id, () => api(server, campaign.owner, 'POST', `${dashboard}/${act}`))
    const kept = await db.selectFrom('response').selectAll().where('letter_id', '=', campaign.letter.id).execute()
    expect(kept.map(({ text }) => text).toSorted()).toEqual(['Shown with its PDF.', 'Shown without.'])
    for (const row of kept) expect([row.text_sealed, row.answered_by_sealed]).toEqual([null, null])
    const files = await db
      .selectFrom('response_pdf')
      .select('response_id')
      .where('response_id', 'in', [shown, half])
      .execute()
    expect(files).toEqual([{ response_id: shown }])
    expect((await pageOf(server, `/r/${token}`)).status).toBe(404)
    const path = `/letters/${campaign.letter.slug}/answers/${shown}/answer.pdf`
    expect(Buffer.from(await (await fetch(`${server.url}${path}`)).arrayBuffer()).equals(pdf)).toBe(true)
  })
})

describe('the form for an answer', () => {
  test('refuses what is no PDF and what is too large, and keeps what was typed', async () => {
    const { token } = await delivered()
    const typed = { text: 'Our answer stands.', by: 'Kim Day' }
    const path = `/r/${token}/answers/codes`
    const page = await sendForm(path, typed, Buffer.from('<script>alert(1)</script>%PDF-1.7'))
    const large = await sendForm(path, typed, Buffer.concat([pdf, Buffer.alloc(5_000_000)]))
    expect(page.html).toContain(sentence('responses-pdf-wrong-kind'))
    expect(large.html).toContain(sentence('responses-pdf-too-large', { megabytes: 5 }))
    for (const { status, html } of [page, large]) {
      expect(status).toBe(422)
      expect(html).toContain('Our answer stands.')
      expect(html).toContain('value="Kim Day"')
    }
    const long = await sendForm(path, { text: 'x'.repeat(20_001), by: '' }, pdf)
    expect(long.html).toContain(sentence('responses-pdf-choose-again'))
    await server.work()
    expect(server.inbox.mails()).toEqual([])
  })

  test('takes its PDF over to another code, never to another page, and forgets it with the code', async () => {
    const { token } = await delivered()
    const other = await delivered()
    const path = `/r/${token}/answers/codes`
    const first = await sendForm(path, { text: 'A', by: '' }, pdf)
    const challenge = hiddenIn(first.html, 'challenge')
    const stolen = await submit(server, `/r/${other.token}/answers/codes`, { text: 'A', by: '', challenge })
    expect(stolen.html).not.toContain(sentence('responses-pdf-goes'))
    const again = await submit(server, path, { text: 'A', by: '', challenge })
    expect(again.html).toContain(sentence('responses-pdf-goes'))
    server.at(new Date(server.now().getTime() + 3_600_001))
    const { enqueue } = await import('../../server/jobs/queue.ts')
    await enqueue(server.parts.db, 'destroy-snapshots', {})
    await server.work()
    expect(await server.parts.db.selectFrom('recipient_upload').selectAll().execute()).toEqual([])
  })

  test('accepts megabytes only from people with a page', async () => {
    const answer = await sendForm(`/r/${'x'.repeat(22)}/answers/codes`, { text: 'A' }, Buffer.alloc(4_000_000))
    expect(answer.status).toBe(404)
  })

  test('is the same in the API, with the PDF in Base64', async () => {
    const { campaign, token } = await delivered()
    const path = `/api/v1/recipients/${token}/answers`
    const asked = await post(server, `${path}/codes`, { text: 'By program.', by: 'Kim', pdf: pdf.toString('base64') })
    expect(asked).toMatchObject({ status: 202, json: { pdf: true } })
    const sent = { challenge: asked.json['challenge'], code: await mailedCode(), text: 'By program.', by: 'Kim' }
    expect((await post(server, path, sent)).status).toBe(201)
    const wrong = await post(server, `${path}/codes`, { text: 'A', pdf: Buffer.from('GIF89a').toString('base64') })
    expect(wrong.status).toBe(422)
    const { json } = await api(server, campaign.owner, 'GET', `/dashboard/letters/${campaign.letter.id}/answers`)
    const { id } = json.answers[0] as { id: string }
    const fetched = await fetch(`${server.url}/api/v1/dashboard/letters/${campaign.letter.id}/answers/${id}/pdf`, {
      method: 'POST',
      headers: { authorization: await bearer(server, campaign.owner), 'content-type': 'application/json' },
      body: '{"warned": true}',
    })
    expect(Buffer.from(await fetched.arrayBuffer()).equals(pdf)).toBe(true)
  })
})
