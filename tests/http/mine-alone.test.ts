import { expect, test } from 'vitest'
import { dayOf } from '../../server/letter/days.ts'
import { testServer } from '../support/app.ts'
import {
  api,
  enterCode,
  join,
  nextBatch,
  openLetter,
  organizer,
  organizerPage,
  pageOf,
  post,
  requestCode,
  signAs,
  submit,
  verifiedCount,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const { db } = server.parts
const asks = sentence('work-address-perhaps-shared')
const box = /<input type="checkbox" id="f-mine_alone" name="mine_alone" value="yes"( checked)?/

const said = async (letterId: string) =>
  (await db.selectFrom('mine_alone').select('said').where('letter_id', '=', letterId).execute()).map((row) => row.said)

test('the form asks who reads an address that may be shared, keeps what was typed, and takes the answer', async () => {
  const letter = await openLetter(server)
  const path = `/letters/${letter.slug}`
  const typed = { visibility: 'public', name: 'Anna Press', address: 'Press@Northwind.example' }
  const first = await pageOf(server, `${path}/sign`)
  expect(first.html).not.toMatch(box)
  const asked = await submit(server, `${path}/signings`, typed)
  expect(asked.status).toBe(422)
  expect(asked.html).toContain(asks)
  expect(asked.html).toContain('value="Anna Press"')
  expect(asked.html).toContain('value="Press@Northwind.example"')
  expect(box.exec(asked.html)?.[1]).toBeUndefined()
  const wrongName = await submit(server, `${path}/signings`, { ...typed, name: 'evil.com', mine_alone: 'yes' })
  expect(box.exec(wrongName.html)?.[1]).toBe(' checked')
  expect(wrongName.html).not.toContain(asks)
  expect(await said(letter.id)).toEqual([])

  const before = server.inbox.mails().length
  const code = await submit(server, `${path}/signings`, { ...typed, mine_alone: 'yes' })
  expect(code.html).toContain('name="challenge"')
  expect(code.html).toContain('<input type="hidden" name="mine_alone" value="yes">')
  await server.work()
  expect(server.inbox.mails().length).toBe(before + 1)
  expect(await said(letter.id)).toEqual([1])
})

test('the API asks with a code of its own, counts the answer once for each request, and the address counts once', async () => {
  const letter = await openLetter(server)
  const path = `/api/v1/letters/${letter.slug}/signings`
  const body = { visibility: 'public', name: 'Ben Sales', address: 'sales@northwind.example' }
  const asked = await post(server, path, body)
  expect([asked.status, asked.json['code'], asked.json['detail']]).toEqual([422, 'address-perhaps-shared', asks])
  for (const spelling of ['sales@northwind.example', 'SALES+x@northwind.example']) {
    const { challenge, code } = await requestCode(server, path, { ...body, address: spelling, mine_alone: true })
    const { status, json } = await enterCode(server, letter, challenge, code)
    expect([status, json['code']]).toEqual(spelling.startsWith('SALES') ? [409, 'address-used'] : [200, undefined])
  }
  await nextBatch(server, letter)
  expect(await verifiedCount(server, letter)).toBe(1)
  expect(await said(letter.id)).toEqual([2])
  // Another code and the removal need no answer.
  const removal = await requestCode(server, `/api/v1/letters/${letter.slug}/removals`, { address: body.address })
  expect([removal.status, removal.code !== '']).toEqual([202, true])
  const again = await requestCode(server, `/api/v1/letters/${letter.slug}/removals/${removal.challenge}/codes`, {})
  expect(again.code).toMatch(/^\d/)
})

test('no answer makes a machine’s or a department’s address one person’s', async () => {
  const letter = await openLetter(server)
  for (const local of ['hr', 'all-staff', 'payments-team', 'no-reply']) {
    const typed = { visibility: 'public', name: 'Ann Lee', address: `${local}@northwind.example`, mine_alone: 'yes' }
    const { status, html } = await submit(server, `/letters/${letter.slug}/signings`, typed)
    expect(status).toBe(422)
    expect(html).toContain(sentence('work-address-shared'))
    expect(html).not.toMatch(box)
  }
  expect(await said(letter.id)).toEqual([])
})

test('an anonymous signature asks in the same way', async () => {
  const letter = await openLetter(server, { visibilities: ['anonymous', 'withheld'] })
  const path = `/api/v1/letters/${letter.slug}/credentials/challenges`
  const asked = await post(server, path, { address: 'press@northwind.example' })
  expect([asked.status, asked.json['code']]).toEqual([422, 'address-perhaps-shared'])
  expect((await post(server, path, { address: 'press@northwind.example', mine_alone: true })).status).toBe(202)
  expect(await said(letter.id)).toEqual([1])
  expect((await pageOf(server, `/letters/${letter.slug}/anonymous`)).html).toMatch(box)
})

test('an organizer signs in with mail@ at once, and says that info@ is read by nobody else', async () => {
  const ask = (typed: Record<string, string>) => submit(server, '/organizers/sign-in', typed)
  expect((await ask({ address: 'mail@janedoe.example' })).html).toContain('name="challenge"')
  const asked = await ask({ address: 'info@janedoe.example' })
  expect(asked.status).toBe(422)
  expect(asked.html).toContain(sentence('mailbox-address-unclear'))
  expect(asked.html).toContain('value="info@janedoe.example"')
  expect(asked.html).toMatch(box)
  const code = await ask({ address: 'info@janedoe.example', mine_alone: 'yes' })
  expect(code.html).toContain('name="challenge"')
  // The page sends the answer again with “Send another code”.
  expect(code.html).toContain('<input type="hidden" name="mine_alone" value="yes">')
  const codes = (body: object) => api(server, null, 'POST', '/organizers/codes', body)
  expect((await codes({ address: 'info@janedoe.example' })).json.code).toBe('address-perhaps-shared')
  expect((await codes({ address: 'info@janedoe.example', mine_alone: true })).status).toBe(202)
  expect((await codes({ address: 'noreply@janedoe.example', mine_alone: true })).json.code).toBe('address-not-usable')
})

test('organizers see how often, in steps of a batch and without today, and never who', async () => {
  await server.work()
  const letter = await openLetter(server, { batchSize: 2 })
  const ada = await organizer(server, 'Ada Fenwick')
  await join(server, ada, letter.id, 'owner')
  for (const address of ['ann@northwind.example', 'ben@northwind.example']) await signAs(server, letter, { address })
  await nextBatch(server, letter)
  const yesterday = dayOf(new Date(server.now().getTime() - 86_400_000))
  const shown = async () => {
    const { html } = await organizerPage(server, ada, `/dashboard/letters/${letter.id}`)
    const { json } = await api(server, ada, 'GET', `/dashboard/letters/${letter.id}/summary`)
    const words = sentence('dashboard-mine-alone', { least: json.said_mine_alone })
    return { least: json.said_mine_alone as number, shown: html.includes(words) }
  }
  await db
    .insertInto('mine_alone')
    .values({ letter_id: letter.id, day: dayOf(server.now()), said: 9 })
    .execute()
  expect(await shown()).toEqual({ least: 0, shown: false })
  await db.insertInto('mine_alone').values({ letter_id: letter.id, day: yesterday, said: 3 }).execute()
  expect(await shown()).toEqual({ least: 2, shown: true })
})
