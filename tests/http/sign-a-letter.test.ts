import { describe, expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { codeIn } from '../support/mail.ts'
import {
  askForCode,
  enterCode,
  keyOf,
  letterAsJson,
  namesOf,
  nextBatch,
  openLetter,
  pageOf,
  signAs,
  submit,
  verifiedCount,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()

describe('signing a letter on its pages', () => {
  test('a worker chooses, types the name and the mailed code, and is counted with the next batch', async () => {
    const letter = await openLetter(server)
    const path = `/letters/${letter.slug}`
    const choice = await pageOf(server, `${path}/sign`)
    expect(choice.html).toContain(sentence('signing-visibility-legend'))
    expect(choice.html).not.toContain(' checked')
    expect(choice.html).toContain(sentence('signing-address-label'))

    const before = server.inbox.mails().length
    const asked = await submit(server, `${path}/signings`, {
      visibility: 'public',
      name: 'Ólafur Þórðarson',
      address: 'olafur@northwind.example',
    })
    const challenge = /name="challenge" value="([^"]+)"/.exec(asked.html)?.[1] ?? ''
    expect(asked.html).toMatch(/<ol class="slip"[^>]*>(<li>[a-z]+<\/li>\s*){12}<\/ol>/)
    await server.work()
    const mail = server.inbox.mails()[before]
    expect(mail?.subject).toBe('Your code')
    expect(mail?.raw.toString()).not.toMatch(/face recognition|Ólafur|letters\//)

    const done = await submit(server, `${path}/signings/confirmation`, { challenge, code: codeIn(mail?.text ?? '') })
    expect(done.html).toContain('2 March 2026, 10:00 UTC</time>')
    expect(await namesOf(server, letter)).toEqual([])

    await nextBatch(server, letter)
    const shown = await pageOf(server, path)
    expect(shown.html).toContain('Ólafur Þórðarson')
    expect(shown.html).toContain('verified work address')
  })

  test('a worker with a mistyped domain reads the suggested one, keeps the typed text, and gets no mail', async () => {
    const letter = await openLetter(server)
    const before = server.inbox.mails().length
    const again = await submit(server, `/letters/${letter.slug}/signings`, {
      visibility: 'public',
      name: 'Ann Lee',
      address: 'ann@northwnd.example',
    })
    expect(again.status).toBe(422)
    const meant = { meant: 'northwind.example', typed: 'northwnd.example' }
    expect(again.html).toContain(sentence('work-address-mistyped', meant))
    expect(again.html).toContain('value="Ann Lee"')
    await server.work()
    expect(server.inbox.mails().length).toBe(before)
  })
})

test('a browser whose script fails sends the form: the server asks for no code, and leads to the page for no name', async () => {
  const letter = await openLetter(server, { visibilities: ['anonymous', 'public'] })
  const path = `/letters/${letter.slug}`
  const typed = { visibility: 'anonymous', name: 'Ann Lee', address: 'ann@northwind.example' }
  const challenges = () => server.parts.db.selectFrom('challenge').select('id').execute()
  const before = { challenges: await challenges(), mails: server.inbox.mails().length }
  const answer = await fetch(`${server.url}${path}/signings`, {
    method: 'POST',
    body: new URLSearchParams(typed),
    redirect: 'manual',
  })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}/anonymous`])
  expect(answer.headers.getSetCookie()).toEqual([])
  await server.work()
  expect({ challenges: await challenges(), mails: server.inbox.mails().length }).toEqual(before)
})

describe('counting once', () => {
  test('a worker enters the right code twice, gets the same answer twice, and counts once', async () => {
    const letter = await openLetter(server)
    const { challenge, code } = await signAs(server, letter, { address: 'ann@northwind.example' })
    expect((await enterCode(server, letter, challenge, code)).status).toBe(200)
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(1)
  })

  test('a worker who signs again with another spelling of the address is refused after the code, and counts once', async () => {
    const letter = await openLetter(server)
    await signAs(server, letter, { address: 'ann@northwind.example' })
    const { challenge, code } = await askForCode(server, letter, {
      address: 'Ann+letters@NORTHWIND.example',
      visibility: 'withheld',
    })
    const refused = await enterCode(server, letter, challenge, code)
    expect(refused.status).toBe(409)
    expect(refused.json['code']).toBe('address-used')
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(1)
  })

  test('twenty confirmations of one address arrive at once and count once', async () => {
    const letter = await openLetter(server)
    const asked = []
    for (let i = 0; i < 5; i++) asked.push(await askForCode(server, letter, { address: 'race@northwind.example' }))
    const answers = await Promise.all(
      [...asked, ...asked, ...asked, ...asked].map(({ challenge, code }) => enterCode(server, letter, challenge, code)),
    )
    // One challenge wins and gets the same answer each time. The other challenges are too late.
    expect(answers.filter(({ status }) => status === 200).length).toBe(4)
    expect(answers.filter(({ json }) => json['code'] === 'address-used').length).toBe(16)
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(1)
  })
})

describe('codes', () => {
  test('the server refuses wrong codes and another address’s code, and after three of them the right code too', async () => {
    const letter = await openLetter(server)
    const other = await askForCode(server, letter, { address: 'bea@northwind.example' })
    const { challenge, code } = await askForCode(server, letter, { address: 'ann@northwind.example' })
    const answers = []
    for (const wrong of [other.code, '00000 00000', '11111 11111'])
      answers.push(await enterCode(server, letter, challenge, wrong))
    expect(new Set(answers.map(({ json }) => json['detail'])).size).toBe(1)
    expect((await enterCode(server, letter, challenge, code)).json['code']).toBe('code-not-right')
  })

  test('a worker who enters an expired code gets the same answer as for a wrong code', async () => {
    const letter = await openLetter(server)
    const { challenge, code } = await askForCode(server, letter, { address: 'ann@northwind.example' })
    const wrong = await enterCode(server, letter, challenge, '00000 00000')
    const before = server.now()
    server.at(new Date(before.getTime() + 15 * 60_000 + 1))
    const late = await enterCode(server, letter, challenge, code)
    server.at(before)
    expect(late.json).toEqual(wrong.json)
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(0)
  })

  test('a worker asks for a second code, and the first one still works', async () => {
    const letter = await openLetter(server)
    const first = await askForCode(server, letter, { address: 'ann@northwind.example' })
    const second = await askForCode(server, letter, { address: 'ann@northwind.example' })
    expect((await enterCode(server, letter, second.challenge, first.code)).status).toBe(200)
  })
})

describe('batches', () => {
  test('a letter without a first threshold says that count and names appear with the next batch', async () => {
    const letter = await openLetter(server, { batchSize: 1, firstThreshold: 0 })
    const waits = sentence('letter-standing-collecting-next')
    expect((await pageOf(server, `/letters/${keyOf(letter)}`)).html).toContain(waits)
    await signAs(server, letter, { address: 'ann@northwind.example' })
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(1)
  })

  test('readers see neither count nor names until k signatures wait together', async () => {
    const letter = await openLetter(server, { batchSize: 3, firstThreshold: 3 })
    await signAs(server, letter, { address: 'a@northwind.example', name: 'Ann Lee' })
    await signAs(server, letter, { address: 'b@northwind.example', name: 'Bea Ngo' })
    await nextBatch(server, letter)
    expect((await letterAsJson(server, letter)).tally).toMatchObject({ collecting: true, classes: [], as_of: null })
    await signAs(server, letter, { address: 'c@northwind.example', name: 'Cem Öz' })
    await nextBatch(server, letter)
    expect((await namesOf(server, letter)).toSorted()).toEqual(['Ann Lee', 'Bea Ngo', 'Cem Öz'])
    expect(await verifiedCount(server, letter)).toBe(3)
  })
})
