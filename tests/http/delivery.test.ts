import { sql } from 'kysely'
import { prepareCopy } from '../../server/delivery/sending/prepare-copy.ts'
import { startedStage } from '../support/stages.ts'
import { enqueue } from '../../server/jobs/queue.ts'
import { describe, expect, test } from 'vitest'
import { at } from '../support/mail.ts'
import { serverWithFaultyMail } from '../support/faulty-mail.ts'
import {
  afterNotice,
  announced,
  confirmed,
  executives,
  newestStage,
  planned,
  signedLetter,
  stagesOf,
  statesOf,
  three,
  type Campaign,
} from '../support/deliveries.ts'
import { textOf } from '../support/pdf-text.ts'
import { sentence, sentenceOnPage } from '../support/words.ts'
import {
  api,
  organizerPage,
  organizerPost,
  join,
  organizer,
  pageOf,
  secondRevision,
  signAs,
  namesOf,
  verifiedCount,
  nextBatch,
} from '../support/stories.ts'
import { agrees } from '../support/organizers.ts'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { english } from '../../server/messages/languages.ts'

const server = await serverWithFaultyMail()

const deliveries = () => server.inbox.mails().filter(({ subject }) => subject.startsWith('Open letter'))

function keyFor({ letter }: Campaign): string {
  return `/letters/${letter.slug}`
}

async function withdraw(campaign: Campaign, signingKey: string) {
  const answer = await api(server, null, 'POST', `/letters/${campaign.letter.slug}/mine/withdrawal`, {
    signing_key: signingKey,
  })
  expect(answer.status).toBeLessThan(300)
}

describe('the dashboard’s pages for a delivery', () => {
  test('lead from the choice through preview and notice to three inboxes', async () => {
    const campaign = await signedLetter(server, three)
    const { letter, owner } = campaign
    const base = `/dashboard/letters/${letter.id}/delivery`
    const empty = await organizerPage(server, owner, base)
    expect(empty.html).toContain(sentence('plan-none'))
    expect((await organizerPage(server, owner, `${base}/new`)).html).toContain(sentence('plan-recipients-legend'))

    const nobody = await organizerPost(server, owner, base, { kind: 'mail', disclosure: 'names', note: '' })
    expect(nobody.status).toBe(422)
    expect(nobody.html).toContain(sentence('refusal-nobody-chosen'))

    const { recipients } = await stagesOf(server, campaign)
    const kept = await organizerPost(server, owner, base, {
      kind: 'mail',
      recipients: recipients.map(({ id }) => id),
      disclosure: 'names',
      note: 'With *respect*, {{ Count in words }} <b>and</b> #eval("x") ${1 + 1}.',
    })
    expect(kept.location).toBe(base)
    const draft = await organizerPage(server, owner, base)
    const stage = (await newestStage(server, campaign)).id
    const copy = await organizerPage(server, owner, `${base}/${stage}/copies/${recipients[0]!.id}`)
    expect(copy.html).toContain('Open letter: Stop selling face recognition')
    expect(copy.html).toContain('<bdi>Bea Ngo</bdi>')
    expect(copy.html).not.toContain('Cem Öz')
    const asMail = await organizerPage(server, owner, `${base}/${stage}/copies/${recipients[0]!.id}/mail.html`)
    expect(asMail.html).toContain('<em>respect</em>, 3 verified work addresses &lt;b&gt;and&lt;/b&gt;')

    const version = /name="version" value="(\d+)"/.exec(draft.html)?.[1] ?? ''
    await organizerPost(server, owner, `${base}/${stage}/announcement`, { version })
    const told = await pageOf(server, keyFor(campaign))
    expect(told.html).toContain('until then anybody can withdraw')
    expect(told.html).toContain('the names of people who chose that the recipients see them')

    const early = await organizerPost(server, owner, `${base}/${stage}/confirmation`)
    expect(early.status).toBe(409)
    expect(early.html).toContain(sentence('refusal-notice-runs'))
    afterNotice(server)
    expect((await organizerPage(server, owner, base)).html).toContain(sentence('plan-send', { count: 3 }))
    await organizerPost(server, owner, `${base}/${stage}/confirmation`)
    await server.work()

    expect(
      deliveries()
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(executives.map(({ address }) => address).toSorted())
    expect(await statesOf(server, campaign)).toEqual({
      'Ada Hartley': 'accepted',
      'Þórunn Ægisdóttir': 'accepted',
      李小龍: 'accepted',
    })
    const shown = await pageOf(server, keyFor(campaign))
    expect(shown.html).toContain('accepted by the company’s mail server')
    expect(shown.html).toContain('<bdi>李小龍</bdi>')
    expect((await organizerPage(server, owner, base)).html).toContain('Sent. 3 of 3 accepted.')
  })

  test('refuse a delivery below the first threshold', async () => {
    const campaign = await signedLetter(server, three, { firstThreshold: 10 })
    const page = await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/delivery`)
    expect(page.html).toContain(sentence('plan-collecting', { least: 10 }))
    const stage = await planned(server, campaign)
    const { status, json } = await api(
      server,
      campaign.owner,
      'POST',
      `/dashboard/letters/${campaign.letter.id}/stages/${stage}/announcement`,
      { version: 1 },
    )
    expect([status, json.code]).toEqual([409, 'still-collecting'])
  })

  test('are for owners: others see the state, but no previews', async () => {
    const campaign = await signedLetter(server, three)
    const stage = await announced(server, campaign)
    const editor = await organizer(server, 'An Editor')
    await join(server, editor, campaign.letter.id, 'editor')
    const base = `/dashboard/letters/${campaign.letter.id}/delivery`
    const page = await organizerPage(server, editor, base)
    expect(page.html).toContain('Announced.')
    expect(page.html).not.toContain('board.example')
    const { recipients } = await stagesOf(server, campaign)
    expect((await organizerPage(server, editor, `${base}/${stage}/copies/${recipients[0]!.id}`)).status).toBe(403)
    expect((await organizerPost(server, editor, `${base}/${stage}/confirmation`)).status).toBe(403)
    const stranger = await organizer(server, 'A Stranger')
    expect((await organizerPage(server, stranger, base)).status).toBe(404)
  })

  test('need a second owner for exactly the same delivery, if there are two', async () => {
    const campaign = await signedLetter(server, three)
    const second = await organizer(server, 'Second Owner')
    await join(server, second, campaign.letter.id, 'owner')
    const stage = await announced(server, campaign)
    afterNotice(server)
    const base = `/dashboard/letters/${campaign.letter.id}/delivery`
    const asked = await organizerPost(server, campaign.owner, `${base}/${stage}/confirmation`)
    expect((await organizerPage(server, campaign.owner, asked.location ?? '')).html).toContain(
      catalogueOf(english).format('approvals-yours', { kind: 'start-stage', stage: 1 }),
    )
    await server.work()
    expect(deliveries()).toEqual([])
    await organizerPost(server, second, `${base}/${stage}/confirmation`)
    await server.work()
    expect(deliveries()).toEqual([])
    await agrees(server, second, campaign.letter.id)
    await server.work()
    expect(deliveries()).toHaveLength(3)
  })
})

describe('what a recipient gets', () => {
  test('is readable as text, has the list as a PDF, and tracks nobody', async () => {
    const campaign = await signedLetter(server, three)
    await server.parts.db
      .updateTable('letter')
      .set({ press_contact: 'Robin, press@workers.example.' })
      .where('id', '=', campaign.letter.id)
      .execute()
    await confirmed(server, campaign, { to: ['李小龍'], note: 'Dear Mr Li,\n\nplease read this.' })
    await server.work()
    const [mail] = deliveries()
    expect(mail?.text).toContain('Dear Mr Li,')
    expect(mail?.text).toContain('To 李小龍, 董事長')
    expect(mail?.text).toContain('1. Stop selling face recognition to the police.')
    expect(mail?.text).toContain('signed with 3 verified work addresses')
    expect(mail?.text).toContain('2 names and 1 name withheld')
    expect(mail?.text).toMatch(/http:\/\/localhost:3000\/r\/[A-Za-z0-9_-]{22}\n/)
    expect(mail?.replyTo).toBe('press@workers.example')
    expect(mail?.html).not.toMatch(/<img|src=/)
    const links = [...mail!.html.matchAll(/href="([^#"][^"]*)"/g)].map(([, link]) => link)
    expect(links).toEqual([expect.stringMatching(/^http:\/\/localhost:3000\/r\/[A-Za-z0-9_-]{22}$/)])
    expect(mail?.attachments.map(({ filename }) => filename)).toEqual(['Stop selling face recognition.pdf'])
    const pdf = await textOf(mail!.attachments[0]!.content)
    expect(pdf).toContain('Bea Ngo')
    expect(pdf).not.toContain('Cem Öz')
  })

  test('is the same in PDF, mail, page and JSON, as the visibilities say', async () => {
    const campaign = await signedLetter(server, three)
    await signAs(server, campaign.letter, { name: 'Dee Late', address: 'dee@northwind.example' })
    await confirmed(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    const [mail] = deliveries()
    // The delivery forced a batch, so waiting signatures are in it, both on the page and in the copy.
    expect(await verifiedCount(server, campaign.letter)).toBe(4)
    expect(mail?.text).toContain('signed with 4 verified work addresses')
    const pdf = await textOf(mail!.attachments[0]!.content)
    expect(pdf).toContain('4 verified work addresses')
    for (const name of ['Ólafur Þórðarson', 'Dee Late', 'Bea Ngo']) expect(pdf).toContain(name)
    expect((await namesOf(server, campaign.letter)).toSorted()).toEqual(['Dee Late', 'Ólafur Þórðarson'])
    const page = await pageOf(server, keyFor(campaign))
    expect(page.html).toContain('<span class="number">4</span>')
    expect(page.html).not.toContain('Bea Ngo')
    expect((await newestStage(server, campaign)).deliveries[0]!.names).toBe(3)
  })

  test('counts hidden names like every batch, and never a single one', async () => {
    const [first, ...rest] = ['ana', 'ben', 'cem', 'dee'].map((local) => ({ address: `${local}@northwind.example` }))
    const campaign = await signedLetter(server, [first!, rest[0]!], { batchSize: 2 })
    const { letter } = campaign
    for (const person of rest.slice(1)) await signAs(server, letter, person)
    await signAs(server, letter, { address: 'eve@northwind.example', visibility: 'withheld' })
    await confirmed(server, campaign, { disclosure: 'count', to: ['Ada Hartley'] })
    expect(await verifiedCount(server, letter)).toBe(4)
    await signAs(server, letter, { address: 'fay@northwind.example', visibility: 'withheld' })
    await confirmed(server, campaign, { disclosure: 'count', to: ['Ada Hartley'] })
    expect(await verifiedCount(server, letter)).toBe(6)
  })

  test('is only the count if that was chosen, without notice', async () => {
    const campaign = await signedLetter(server, three)
    const stage = await announced(server, campaign, { disclosure: 'count', to: ['Ada Hartley'] })
    await api(server, campaign.owner, 'POST', `/dashboard/letters/${campaign.letter.id}/stages/${stage}/confirmation`)
    await server.work()
    const [mail] = deliveries()
    expect(mail?.text).toContain('This copy shows the count alone.')
    const pdf = await textOf(mail!.attachments[0]!.content)
    for (const name of ['Ólafur', 'Bea Ngo', 'Cem']) expect(mail!.text + mail!.html + pdf).not.toContain(name)
    expect((await pageOf(server, keyFor(campaign))).html).toContain('They are shown the count, and no names.')
  })

  test('has no earlier names if the recipient was added later', async () => {
    const campaign = await signedLetter(server, three)
    await secondRevision(server, campaign.letter, 'correction')
    await server.parts.db
      .updateTable('recipient')
      .set({ since_revision: 2 })
      .where('letter_id', '=', campaign.letter.id)
      .where('name', '=', 'Ada Hartley')
      .execute()
    await confirmed(server, campaign, { to: ['Ada Hartley', '李小龍'] })
    await server.work()
    const pdfTo = async (address: string) =>
      textOf(deliveries().find(({ to }) => to === address)!.attachments[0]!.content)
    const [added, before] = [await pdfTo('ada.hartley@board.example'), await pdfTo('li@board.example')]
    expect(before).toContain('Bea Ngo')
    expect(added).not.toContain('Bea Ngo')
    expect(added).toContain('Ólafur')
    const { deliveries: rows } = await newestStage(server, campaign)
    expect(new Set(rows.map(({ content_hash }) => content_hash)).size).toBe(2)
  })

  test('cannot be given another header by typed text', async () => {
    const evil = { name: 'Eve\r\nBcc: victim@evil.example', office: 'x\nX-Evil: yes', address: 'eve@board.example' }
    const campaign = await signedLetter(server, three, {
      draft: { title: 'Hello\r\nBcc: victim@evil.example', recipients: [evil] },
    })
    await confirmed(server, campaign, { note: 'Hi\r\nBcc: victim@evil.example\r\n.\r\nMAIL FROM:<x@evil.example>' })
    await server.work()
    expect(deliveries().map(({ to }) => to)).toEqual(['eve@board.example'])
    const names = deliveries()[0]!.headers.map(({ name }) => name)
    expect(names).not.toContain('bcc')
    expect(names).not.toContain('x-evil')
  })
})

describe('a withdrawal before a copy is sent', () => {
  test('is missing in every later copy, and makes a new version', async () => {
    const campaign = await signedLetter(server, three.slice(0, 1))
    const bea = await signAs(server, campaign.letter, three[1]!)
    await nextBatch(server, campaign.letter)
    // The second recipient's server defers the mail. Between the two tries Bea withdraws.
    server.mailBehaves((moment, address) =>
      moment === 'rcpt' && address !== 'ada.hartley@board.example' && address.includes('@board')
        ? { answer: 451 }
        : undefined,
    )
    await confirmed(server, campaign, { to: ['Ada Hartley', '李小龍'] })
    await server.work()
    expect(await statesOf(server, campaign)).toEqual({ 'Ada Hartley': 'accepted', 李小龍: 'queued' })
    await withdraw(campaign, bea.signingKey)
    server.mailBehaves()
    server.at(new Date(server.now().getTime() + 120_000))
    await tryAgain()
    expect(await statesOf(server, campaign)).toEqual({ 'Ada Hartley': 'accepted', 李小龍: 'accepted' })
    const pdfTo = async (address: string) =>
      textOf(deliveries().find(({ to }) => to === address)!.attachments[0]!.content)
    expect(await pdfTo('ada.hartley@board.example')).toContain('Bea Ngo')
    expect(await pdfTo('li@board.example')).not.toContain('Bea Ngo')
    const versions = (await newestStage(server, campaign)).deliveries.map(({ version }) => version)
    expect(versions).toEqual([1, 2])
    const { rows } = await stale(campaign)
    expect(rows).toEqual([
      { version: 1, stale: true },
      { version: 2, stale: false },
    ])
  })
})

describe('a mail server', () => {
  test('that defers a copy is tried again with growing pauses, and gets the copy once', async () => {
    const campaign = await signedLetter(server, three)
    server.mailBehaves(at('dot', { answer: 451, text: 'Try ada.hartley@board.example later' }))
    await confirmed(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    const delivery = (await newestStage(server, campaign)).deliveries[0]!
    expect(delivery).toMatchObject({ state: 'queued', tries: 1 })
    expect(delivery.last_answer).not.toContain('ada.hartley')
    expect(new Date(delivery.next_try_at).getTime() - server.now().getTime()).toBe(60_000)
    await tryAgain()
    expect((await newestStage(server, campaign)).deliveries[0]!.tries).toBe(1)
    server.at(new Date(server.now().getTime() + 61_000))
    await tryAgain()
    expect((await newestStage(server, campaign)).deliveries[0]!.tries).toBe(2)
    server.mailBehaves()
    server.at(new Date(server.now().getTime() + 400_000))
    await tryAgain()
    expect(await statesOf(server, campaign)).toEqual({ 'Ada Hartley': 'accepted' })
    expect(deliveries()).toHaveLength(1)
  })

  test('that defers a copy for two days counts as refusing it', async () => {
    const campaign = await signedLetter(server, three)
    server.mailBehaves((moment, address) =>
      moment === 'rcpt' && address.includes('@board') ? { answer: 451 } : undefined,
    )
    await confirmed(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    for (let tries = 0; tries < 20; tries++) {
      server.at(new Date(server.now().getTime() + 4 * 3_600_000))
      await tryAgain()
    }
    const delivery = (await newestStage(server, campaign)).deliveries[0]!
    expect(delivery.state).toBe('refused')
    expect(delivery.last_answer).toContain('Tried for 48 hours')
  })

  test('that refuses permanently stops later deliveries to that address, and the dashboard says so', async () => {
    const campaign = await signedLetter(server, three)
    server.mailBehaves((moment, address) =>
      moment === 'rcpt' && address.startsWith('li@') ? { answer: 550, text: 'No such user' } : undefined,
    )
    await confirmed(server, campaign)
    await server.work()
    expect(await statesOf(server, campaign)).toMatchObject({ 'Ada Hartley': 'accepted', 李小龍: 'refused' })
    const page = await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/delivery`)
    expect(page.html).toContain('550')
    const form = await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/delivery/new`)
    expect(form.html).toContain('The mail server refused this address.')
    await expect(announced(server, campaign)).rejects.toThrow(sentence('plan-recipient-refused', { name: '李小龍' }))
    expect((await pageOf(server, keyFor(campaign))).html).toContain('not accepted by the company’s mail server')
  })

  test('that loses its answer leaves the copy unsure; only an organizer sends it again, under the same Message-ID', async () => {
    const campaign = await signedLetter(server, three)
    server.mailBehaves(at('dot', 'lose-answer'))
    await confirmed(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    expect(await statesOf(server, campaign)).toEqual({ 'Ada Hartley': 'unsure' })
    server.mailBehaves()
    server.at(new Date(server.now().getTime() + 86_400_000))
    await tryAgain()
    expect(deliveries()).toHaveLength(1)
    const delivery = (await newestStage(server, campaign)).deliveries[0]!
    const again = `/dashboard/letters/${campaign.letter.id}/deliveries/${delivery.id}/repetition`
    expect((await organizerPost(server, campaign.owner, again)).status).toBe(303)
    await server.work()
    const ids = deliveries().map(({ headers }) => headers.find(({ name }) => name === 'message-id')?.value)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
    expect(await statesOf(server, campaign)).toEqual({ 'Ada Hartley': 'accepted' })
    expect((await organizerPost(server, campaign.owner, again)).status).toBe(409)
  })
})

describe('cancelling', () => {
  test('before it starts sends nothing, and the page says so', async () => {
    const campaign = await signedLetter(server, three)
    const stage = await announced(server, campaign)
    const base = `/dashboard/letters/${campaign.letter.id}/stages/${stage}`
    await api(server, campaign.owner, 'POST', `${base}/cancellation`)
    afterNotice(server)
    expect((await api(server, campaign.owner, 'POST', `${base}/confirmation`)).json.code).toBe('confirmed-already')
    await server.work()
    expect(deliveries()).toEqual([])
    expect((await pageOf(server, keyFor(campaign))).html).toContain('Cancelled. Nothing was sent to')
  })

  test('midway lists exactly who got a copy', async () => {
    const campaign = await signedLetter(server, three)
    server.mailBehaves((moment, address) =>
      moment === 'rcpt' && address.startsWith('li@') ? { answer: 451 } : undefined,
    )
    const stage = await confirmed(server, campaign)
    await server.work()
    await api(server, campaign.owner, 'POST', `/dashboard/letters/${campaign.letter.id}/stages/${stage}/cancellation`)
    server.mailBehaves()
    server.at(new Date(server.now().getTime() + 86_400_000))
    await tryAgain()
    expect(await statesOf(server, campaign)).toMatchObject({ 李小龍: 'cancelled', 'Ada Hartley': 'accepted' })
    const page = await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/delivery`)
    expect(page.html).toContain(
      sentenceOnPage('plan-got', {
        people: [
          { name: 'Ada Hartley', office: '' },
          { name: 'Þórunn Ægisdóttir', office: '' },
        ],
      }),
    )
    expect(deliveries()).toHaveLength(2)
  })

  test('is final: one owner alone cannot send a cancelled copy again', async () => {
    const campaign = await signedLetter(server, three)
    server.mailBehaves(at('dot', 'lose-answer'))
    const stage = await confirmed(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    server.mailBehaves()
    await server.parts.db
      .updateTable('stage')
      .set({ state: 'sending', finished_at: null })
      .where('id', '=', stage)
      .execute()
    await api(server, campaign.owner, 'POST', `/dashboard/letters/${campaign.letter.id}/stages/${stage}/cancellation`)
    const { id } = (await newestStage(server, campaign)).deliveries[0]!
    const path = `/dashboard/letters/${campaign.letter.id}/deliveries/${id}/repetition`
    const again = await api(server, campaign.owner, 'POST', path)
    expect([again.status, again.json.code]).toEqual([409, 'delivery-over'])
    await server.work()
    expect(deliveries()).toHaveLength(1)
    const page = await organizerPage(server, campaign.owner, `/dashboard/letters/${campaign.letter.id}/delivery`)
    expect(page.html).not.toContain(path)
  })
})

describe('the copy with names', () => {
  test('is rendered byte for byte the same, is sealed, and is destroyed two weeks after the last copy', async () => {
    const campaign = await signedLetter(server, three)
    await confirmed(server, campaign, { to: ['Ada Hartley'] })
    await server.work()
    const { db } = server.parts
    const stage = await newestStage(server, campaign)
    const delivery = stage.deliveries[0]!
    const kept = await db
      .selectFrom('copy_pdf')
      .selectAll()
      .where('delivery_id', '=', delivery.id)
      .executeTakeFirstOrThrow()
    expect(kept.sealed!.includes(Buffer.from('%PDF'))).toBe(false)
    await db.deleteFrom('copy_pdf').where('delivery_id', '=', delivery.id).execute()
    await db.updateTable('delivery').set({ state: 'unsure' }).where('id', '=', delivery.id).execute()
    await api(
      server,
      campaign.owner,
      'POST',
      `/dashboard/letters/${campaign.letter.id}/deliveries/${delivery.id}/repetition`,
    )
    await server.work()
    const [first, second] = deliveries().map(({ attachments }) => attachments[0]!.content)
    expect(first!.equals(second!)).toBe(true)

    server.at(new Date(server.now().getTime() + 13 * 86_400_000))
    await run('destroy-snapshots')
    expect(await left(delivery.id)).toBe(1)
    server.at(new Date(server.now().getTime() + 2 * 86_400_000))
    await run('destroy-snapshots')
    expect(await left(delivery.id)).toBe(0)
    const snapshot = await db
      .selectFrom('snapshot')
      .selectAll()
      .where('stage_id', '=', stage.id)
      .executeTakeFirstOrThrow()
    expect(snapshot.list_sealed).toBeNull()
    expect(snapshot.content_hash).toHaveLength(32)
  })
})

test('only as many copies are made ahead as can be sent at once, so that a withdrawal makes few of them again', async () => {
  const recipients = Array.from({ length: 12 }, (_, at) => ({
    name: `Executive ${at}`,
    office: '',
    address: `executive${at}@board.example`,
  }))
  const campaign = await signedLetter(server, three, { draft: { recipients } })
  const stage = await startedStage(server, campaign, { disclosure: 'names' })
  const prepared = await prepareCopy(server.parts, stage, server.now())
  expect([prepared!.copies.length, prepared!.abreast]).toEqual([4, 4])
  const { rows } = await sql<{ made: number }>`select count(*)::int as made from copy_pdf f
    join delivery d on d.id = f.delivery_id where d.stage_id = ${stage}`.execute(server.parts.db)
  expect(rows[0]!.made).toBe(4)
  await server.work()
  expect(new Set(deliveries().map(({ to }) => to)).size).toBe(12)
  expect(deliveries()).toHaveLength(12)
})

async function left(deliveryId: string): Promise<number> {
  const rows = await server.parts.db
    .selectFrom('copy_pdf')
    .select('version')
    .where('delivery_id', '=', deliveryId)
    .where('sealed', 'is not', null)
    .execute()
  return rows.length
}

async function stale({ letter }: Campaign) {
  const rows = await server.parts.db
    .selectFrom('snapshot')
    .innerJoin('stage', 'stage.id', 'snapshot.stage_id')
    .select(['snapshot.version', 'snapshot.stale'])
    .where('stage.letter_id', '=', letter.id)
    .orderBy('snapshot.version')
    .execute()
  return { rows }
}

/** Runs the sweep that production runs every minute. */
async function tryAgain(): Promise<void> {
  await run('watch-deliveries')
  await server.work()
}

async function run(task: 'watch-deliveries' | 'destroy-snapshots'): Promise<void> {
  await enqueue(server.parts.db, task, {})
  await server.work()
}
