import { beforeEach, describe, expect, test } from 'vitest'
import { recordHandDelivery } from '../../server/delivery/hand-delivery/record-hand-delivery.ts'
import { shownCode } from '../../server/delivery/check-code.ts'
import { newCode, openCheckCode } from '../../server/delivery/secrets.ts'
import { purgeRows } from '../../server/letters/lifecycle/purge-queries.ts'
import { testServer } from '../support/app.ts'
import { confirmed, newestStage, signedLetter, stagesOf, three } from '../support/deliveries.ts'
import { textOf } from '../support/pdf-text.ts'
import { startedStage } from '../support/stages.ts'
import { api, cookieOf, nextBatch, organizerPost, pageOf, signAs } from '../support/stories.ts'

const server = await testServer()
const limited = await testServer({ settings: { LIMITS: 'on' } })
beforeEach(() => server.inbox.clear())

const inWords = (day: Date) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(day)
const codePattern = /\b[A-Z]{4}-[A-Z]{4}-[A-Z]{4}\b/
const copies = () => server.inbox.mails().filter(({ subject }) => subject.startsWith('Open letter'))
const codeIn = (text: string) => codePattern.exec(text)![0]

describe('a copy', () => {
  test('has a code of its own, which finds what that copy showed', async () => {
    const campaign = await signedLetter(server, three)
    const { letter, owner } = campaign
    await server.parts.db
      .updateTable('letter')
      .set({ press_contact: 'press@measured.example', second_place: 'Northwind Union, +44 20 7946 0991' })
      .where('id', '=', letter.id)
      .execute()
    await startedStage(server, campaign, { disclosure: 'names', to: ['Ada Hartley', '李小龍'] })
    await server.work()
    const [first, second] = copies()
    const codes = [codeIn(first!.text), codeIn(second!.text)]
    expect(codes[0]).not.toBe(codes[1])
    // The mail says it in both forms, without a link: a link in a mail proves nothing.
    const address = server.parts.config.host
    expect(first!.html.includes(codes[0]!)).toBe(true)
    expect(first!.text.includes(`${address}/check`)).toBe(true)
    expect(first!.text.includes('Northwind Union, +44 20 7946 0991')).toBe(true)
    expect(first!.html.includes(`href="${server.url}/check`)).toBe(false)

    const { deliveries } = await newestStage(server, campaign)
    const ada = deliveries.find(({ name }) => name === 'Ada Hartley')!
    const adasMail = copies().find(({ to }) => to === 'ada.hartley@board.example')!
    const found = await pageOf(server, `/check?code=${codeIn(adasMail.text).toLowerCase().replaceAll('-', '+')}`)
    expect(found.status).toBe(200)
    for (const shown of [
      'Ada Hartley',
      ada.content_hash,
      '3 verified work addresses',
      'press@measured.example',
      '2 names',
    ])
      expect([shown, found.html.includes(shown)]).toEqual([shown, true])
    for (const name of ['Ólafur', 'Bea Ngo', owner.address, owner.name])
      expect([name, found.html.includes(name)]).toEqual([name, false])

    // It is frozen: the page says what the copy said.
    await signAs(server, letter, { address: 'late@northwind.example' })
    await nextBatch(server, letter)
    const later = await api(server, null, 'GET', `/check/${codeIn(adasMail.text)}`)
    expect(later.json).toMatchObject({
      recipient: { name: 'Ada Hartley' },
      tally: { classes: [{ class: 'mailbox', count: 3 }] },
      content_hash: ada.content_hash,
    })
  })

  test('shows its code in its own PDF, and nobody else’s', async () => {
    const campaign = await signedLetter(server, three)
    await startedStage(server, campaign, { disclosure: 'names', to: ['Ada Hartley', '李小龍'] })
    await server.work()
    const mails = copies()
    const texts = await Promise.all(mails.map(({ attachments }) => textOf(attachments[0]!.content)))
    const codes = mails.map(({ text }) => codeIn(text))
    expect(texts.map((text) => codes.map((code) => text.includes(code)))).toEqual([
      [true, false],
      [false, true],
    ])
  })

  test('that is printed can be checked before it is recorded as handed over', async () => {
    const campaign = await signedLetter(server, three)
    const { letter, owner } = campaign
    const stage = await startedStage(server, campaign, { kind: 'by-hand', to: ['Ada Hartley'] })
    const { recipients } = await stagesOf(server, campaign)
    const ada = recipients.find(({ name }) => name === 'Ada Hartley')!
    const [row] = await server.parts.db
      .selectFrom('recipient_page as p')
      .innerJoin('delivery as d', 'd.id', 'p.delivery_id')
      .select(['d.id', 'p.check_sealed'])
      .where('d.stage_id', '=', stage)
      .execute()
    const code = openCheckCode(server.parts, row!.id, row!.check_sealed!)
    expect((await pageOf(server, `/check?code=${code}`)).status).toBe(404)
    const print = `${server.url}/dashboard/letters/${letter.id}/delivery/${stage}/prints/${ada.id}/letter.pdf`
    expect((await fetch(print, { headers: { cookie: await cookieOf(server, owner) } })).status).toBe(200)
    const printed = await pageOf(server, `/check?code=${code}`)
    expect(printed.html.includes('Printed to be handed over')).toBe(true)
  })

  test('asks for an answer by a day, everywhere the same', async () => {
    const campaign = await signedLetter(server, three)
    const { letter, owner } = campaign
    const { recipients } = await stagesOf(server, campaign)
    const chosen = { recipients: [recipients.find(({ name }) => name === 'Ada Hartley')!.id], disclosure: 'count' }
    const base = `/dashboard/letters/${letter.id}`
    const refused = await organizerPost(server, owner, `${base}/delivery`, {
      kind: 'mail',
      ...chosen,
      note: '',
      answer_days: '7',
      answer_by: '2030-01-01',
    })
    expect(refused.status).toBe(422)
    expect(refused.html.includes('value="2030-01-01"')).toBe(true)
    await confirmed(server, campaign, { to: ['Ada Hartley'], disclosure: 'count', answerDays: 7 })
    const words = inWords(new Date(server.now().getTime() + 7 * 86_400_000))
    await server.work()
    const mail = copies()[0]!
    // In the first sentences, before the letter.
    const asks = mail.text.indexOf(`an answer by ${words}`)
    expect(asks).toBeGreaterThan(0)
    expect(asks).toBeLessThan(mail.text.indexOf('* * *'))
    const found = await api(server, null, 'GET', `/check/${codeIn(mail.text)}`)
    expect(inWords(new Date(found.json.answer_by as string))).toBe(words)
    expect((await pageOf(server, `/letters/${letter.slug}`)).html.includes(words)).toBe(true)
    server.at(new Date(server.now().getTime() + 10 * 86_400_000))
    const { json } = await api(server, null, 'GET', `/letters/${letter.slug}`)
    expect(json.delivery.silence).toMatchObject({ days: 10, days_overdue: 3 })
  })
})

describe('a code', () => {
  test('that never was and one that has ended get the same answer', async () => {
    const campaign = await signedLetter(server, three)
    await startedStage(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    const code = codeIn(copies()[0]!.text)
    expect((await fetch(`${server.url}/check?code=${code}`)).status).toBe(200)
    await server.parts.db.transaction().execute((trx) => purgeRows(trx, campaign.letter.id))
    const answers = []
    for (const each of [code, shownCode(newCode())]) {
      const answer = await fetch(`${server.url}/check?code=${each}`)
      const headers = [...answer.headers].filter(([name]) => name !== 'date')
      answers.push({ status: answer.status, headers, html: (await answer.text()).replaceAll(each, 'CODE') })
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]!.status).toBe(404)
    expect(answers[0]!.html.includes('No copy has these letters')).toBe(true)
    const json = await fetch(`${server.url}/api/v1/check/${code}`)
    expect(json.status).toBe(404)
  })

  test('still finds a copy that a mail server reports as undelivered, because its reader has it', async () => {
    const campaign = await signedLetter(server, three)
    const stage = await startedStage(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    const code = codeIn(copies()[0]!.text)
    for (const state of ['refused', 'unsure', 'queued'] as const) {
      await server.parts.db.updateTable('delivery').set({ state }).where('stage_id', '=', stage).execute()
      expect([state, (await fetch(`${server.url}/check?code=${code}`)).status]).toEqual([state, 200])
    }
  })

  test('of a copy that was sent again shows the hashes of both versions', async () => {
    const campaign = await signedLetter(server, three)
    const { letter, owner } = campaign
    await startedStage(server, campaign, { disclosure: 'names', to: ['Ada Hartley'] })
    await server.work()
    const code = codeIn(copies()[0]!.text)
    const first = (await api(server, null, 'GET', `/check/${code}`)).json
    const { id } = (await newestStage(server, campaign)).deliveries[0]!
    await server.parts.db.updateTable('delivery').set({ state: 'unsure' }).where('id', '=', id).execute()
    await hideNames(letter.id)
    await api(server, owner, 'POST', `/dashboard/letters/${letter.id}/deliveries/${id}/repetition`)
    await server.work()
    const second = (await api(server, null, 'GET', `/check/${code}`)).json
    expect(second['content_hash']).not.toBe(first['content_hash'])
    expect(second['earlier_hashes']).toEqual([first['content_hash']])
    const { html } = await pageOf(server, `/check?code=${code}`)
    expect(html.includes(first['content_hash'] as string)).toBe(true)
  })

  test('of a paper says what stands on that paper, also if another copy was printed later', async () => {
    const campaign = await signedLetter(server, three)
    const { letter, owner } = campaign
    const to = ['Ada Hartley', '李小龍']
    const stage = await startedStage(server, campaign, { kind: 'by-hand', disclosure: 'names', to })
    const { recipients } = await stagesOf(server, campaign)
    const cookie = await cookieOf(server, owner)
    const base = `/dashboard/letters/${letter.id}/delivery/${stage}`
    const print = async (name: string) => {
      const { id } = recipients.find((each) => each.name === name)!
      const pdf = await fetch(`${server.url}${base}/prints/${id}/letter.pdf`, { headers: { cookie } })
      return codeIn(await textOf(Buffer.from(await pdf.arrayBuffer())))
    }
    const code = await print('Ada Hartley')
    const before = (await api(server, null, 'GET', `/check/${code}`)).json
    await hideNames(letter.id)
    await print('李小龍')
    const day = server.now().toISOString().slice(0, 10)
    await recordHandDelivery(server.parts, owner.id, letter.id, stage, { on: day, photo: null }, server.now())
    const after = (await api(server, null, 'GET', `/check/${code}`)).json
    expect([after['names'], after['content_hash']]).toEqual([before['names'], before['content_hash']])
  })

  test('that cannot be one says what a code looks like, and keeps what was typed', async () => {
    for (const typed of ['48210 93765', 'AAAA-BBBB-CCCC', '<b>"x"', 'B'.repeat(150)]) {
      const answer = await pageOf(server, `/check?code=${encodeURIComponent(typed)}`)
      expect(answer.status).toBe(422)
      expect(answer.html.includes('It has 12 letters')).toBe(true)
    }
    const kept = await pageOf(server, '/check?code=48210+93765')
    expect(kept.html.includes('value="48210 93765"')).toBe(true)
    expect((await pageOf(server, '/check')).status).toBe(200)
  })

  test('that is guessed at speed waits, and a right one still gets its answer', async () => {
    const campaign = await signedLetter(limited, three)
    await startedStage(limited, campaign, { to: ['Ada Hartley'] })
    await limited.work()
    const code = codeIn(limited.inbox.mails().find(({ subject }) => subject.startsWith('Open letter'))!.text)
    const guess = () => fetch(`${limited.url}/check?code=${newCode()}`)
    for (let at = 0; at < 20; at++) expect((await guess()).status).toBe(404)
    // The next ones wait. More than twenty at once are refused, before they are looked up.
    const statuses = (await Promise.all(Array.from({ length: 25 }, guess))).map(({ status }) => status).toSorted()
    expect(statuses).toEqual([...Array<number>(20).fill(404), ...Array<number>(5).fill(429)])
    expect((await fetch(`${limited.url}/check?code=${code}`)).status).toBe(200)
    // Guesses of codes slow nobody who opens a letter.
    expect((await fetch(`${limited.url}/letters/${campaign.letter.slug}`)).status).toBe(200)
  })
})

test('a copy of the database has neither codes nor anything that could be guessed to find them', async () => {
  const campaign = await signedLetter(server, three)
  await startedStage(server, campaign, { to: ['Ada Hartley'] })
  await server.work()
  const code = codeIn(copies()[0]!.text).replaceAll('-', '')
  const rows = await server.parts.db.selectFrom('recipient_page').selectAll().execute()
  const { createHash } = await import('node:crypto')
  const plain = [Buffer.from(code), createHash('sha256').update(code).digest()]
  for (const { check_hash, check_sealed } of rows)
    for (const bytes of plain)
      for (const stored of [check_hash, check_sealed]) expect(stored?.includes(bytes) ?? false).toBe(false)
})

/** As if its signatory had withdrawn the name that only recipients see. */
async function hideNames(letterId: string): Promise<void> {
  await server.parts.db
    .updateTable('signature')
    .set({ name_hidden: true })
    .where('letter_id', '=', letterId)
    .where('visibility', '=', 'recipients')
    .execute()
}

test('a purge forgets whom to ask', async () => {
  const campaign = await signedLetter(server, three)
  const { db } = server.parts
  const { id } = campaign.letter
  const shown = { press_contact: 'press@measured.example', second_place: 'Kim Union, +44 20 7946 0991' }
  await db.updateTable('letter').set(shown).where('id', '=', id).execute()
  await confirmed(server, campaign, { to: ['Ada Hartley'], disclosure: 'count' })
  await server.work()
  await db.transaction().execute((trx) => purgeRows(trx, id))
  const kept = JSON.stringify([
    await db.selectFrom('letter').selectAll().where('id', '=', id).execute(),
    await db.selectFrom('stage').selectAll().where('letter_id', '=', id).execute(),
    await db
      .selectFrom('snapshot as n')
      .innerJoin('stage as s', 's.id', 'n.stage_id')
      .selectAll('n')
      .where('s.letter_id', '=', id)
      .execute(),
  ])
  for (const each of Object.values(shown)) expect([each, kept.includes(each)]).toEqual([each, false])
})
