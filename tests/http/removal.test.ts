import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { describe, expect, test } from 'vitest'
import { openNameClaim } from '../../server/signatures/secrets.ts'
import { withdrawDue } from '../../server/signatures/my-signature/withdraw-due.ts'
import { testServer } from '../support/app.ts'
import { codeIn } from '../support/mail.ts'
import {
  keyOf,
  namesOf,
  nextBatch,
  openLetter,
  pageOf,
  setClosed,
  post,
  signAs,
  submit,
  verifiedCount,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()

async function proveMailbox(letter: AddressedLetter, address: string): Promise<string> {
  const path = `/letters/${keyOf(letter)}/removals`
  const before = server.inbox.mails().length
  const asked = await submit(server, path, { address })
  const challenge = /name="challenge" value="([^"]+)"/.exec(asked.html)?.[1] ?? ''
  await server.work()
  const mail = server.inbox.mails()[before]
  expect(mail?.subject).toBe('Your code')
  return (await submit(server, `${path}/confirmation`, { challenge, code: codeIn(mail?.text ?? '') })).html
}
async function daysLater(days: number): Promise<void> {
  server.at(new Date(server.now().getTime() + days * 86_400_000))
  await withdrawDue(server.parts, server.now())
}

describe('proving the mailbox again', () => {
  test('hides a public name at once, and withdraws it seven days later', async () => {
    const letter = await openLetter(server)
    await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee' })
    await nextBatch(server, letter)
    expect((await pageOf(server, `/letters/${keyOf(letter)}`)).html).toContain('Ann Lee')
    expect(await proveMailbox(letter, 'Ann@Northwind.example')).toContain('that name is hidden now')
    expect((await pageOf(server, `/letters/${keyOf(letter)}`)).html).not.toContain('Ann Lee')
    await daysLater(6)
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(1)
    await daysLater(1)
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(0)
  })

  test('is undone by the signing key, before and after the batch', async () => {
    for (const early of [true, false]) {
      const letter = await openLetter(server)
      const { signingKey } = await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee' })
      if (!early) await nextBatch(server, letter)
      await proveMailbox(letter, 'ann@northwind.example')
      if (early) await nextBatch(server, letter)
      expect(await namesOf(server, letter)).toEqual([])
      const mine = `/letters/${keyOf(letter)}/mine`
      expect((await submit(server, mine, { signing_key: signingKey })).html).toContain(
        sentence('my-signature-removal-keep'),
      )
      await submit(server, `${mine}/objection`, { signing_key: signingKey })
      expect(await namesOf(server, letter)).toEqual(['Ann Lee'])
      await daysLater(8)
      await nextBatch(server, letter)
      expect(await verifiedCount(server, letter)).toBe(1)
    }
  })

  test('an objection does not bring back what an organizer hid', async () => {
    const letter = await openLetter(server)
    const { signingKey } = await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee' })
    await nextBatch(server, letter)
    await server.parts.db
      .updateTable('signature')
      .set({ name: null, name_salt: null, name_hidden: true })
      .where('letter_id', '=', letter.id)
      .execute()
    await proveMailbox(letter, 'ann@northwind.example')
    await submit(server, `/letters/${keyOf(letter)}/mine/objection`, { signing_key: signingKey })
    expect(await namesOf(server, letter)).toEqual([])
  })

  test('finds only public names, and gives everybody the same answer', async () => {
    const letter = await openLetter(server)
    await signAs(server, letter, { address: 'ann@northwind.example', visibility: 'withheld' })
    await signAs(server, letter, { address: 'bea@northwind.example', visibility: 'public' })
    await nextBatch(server, letter)
    const pages = []
    for (const address of ['ann@northwind.example', 'bea@northwind.example', 'nils@northwind.example'])
      pages.push(await proveMailbox(letter, address))
    expect(new Set(pages).size).toBe(1)
    const untouched = await server.parts.db
      .selectFrom('signature')
      .select('name_hidden')
      .where('letter_id', '=', letter.id)
      .where('visibility', '=', 'withheld')
      .executeTakeFirstOrThrow()
    expect(untouched.name_hidden).toBe(false)
  })

  test('a code for signing does not remove a name, and a code for removal does not sign', async () => {
    const letter = await openLetter(server)
    const path = `/letters/${keyOf(letter)}`
    const before = server.inbox.mails().length
    const asked = await submit(server, `${path}/removals`, { address: 'ann@northwind.example' })
    const challenge = /name="challenge" value="([^"]+)"/.exec(asked.html)?.[1] ?? ''
    await server.work()
    const code = codeIn(server.inbox.mails()[before]!.text)
    expect((await submit(server, `${path}/signings/confirmation`, { challenge, code })).status).toBe(422)
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(0)
  })

  test('ends when the letter closes, and the page says so', async () => {
    const letter = await openLetter(server)
    const path = `/letters/${keyOf(letter)}`
    const asked = await submit(server, `${path}/removals`, { address: 'ann@northwind.example' })
    const challenge = /name="challenge" value="([^"]+)"/.exec(asked.html)?.[1] ?? ''
    await server.work()
    const mailed = server.inbox.mails().length
    await setClosed(server, letter)
    // Between the closing and the destruction of the key, and after it.
    for (const destroy of [false, true]) {
      if (destroy) server.parts.keys.destroy(letter.id, 'claims')
      const again = await submit(server, `${path}/removals/codes`, { challenge, address: 'ann@northwind.example' })
      expect(again.status).toBe(410)
      expect(again.html).toContain(sentence('my-signature-remove-mailbox-gone'))
      expect((await post(server, `/api/v1${path}/removals/${challenge}/codes`, {})).json['code']).toBe(
        'mailbox-way-gone',
      )
    }
    await server.work()
    expect(server.inbox.mails().length).toBe(mailed)
    expect((await pageOf(server, `${path}/remove`)).html).toContain(sentence('my-signature-remove-mailbox-gone'))
    expect((await submit(server, `${path}/removals`, { address: 'ann@northwind.example' })).status).toBe(410)
    const refused = await post(server, `/api/v1${path}/removals`, { address: 'ann@northwind.example' })
    expect(refused.json['code']).toBe('mailbox-way-gone')
  })
})

describe('my name, not my signature', () => {
  test('is stored sealed for the dashboard, also after closing, and reveals nothing about who has signed', async () => {
    const letter = await openLetter(server)
    await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee' })
    await nextBatch(server, letter)
    await setClosed(server, letter)
    const path = `/letters/${keyOf(letter)}/name-claims`
    const pages = []
    for (const name of ['Ann Lee', 'Nobody Here'])
      pages.push((await submit(server, path, { name, message: 'I never signed.' })).html)
    expect(new Set(pages).size).toBe(1)
    const claims = await server.parts.db
      .selectFrom('name_claim')
      .selectAll()
      .where('letter_id', '=', letter.id)
      .execute()
    expect(claims.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['not-mine waiting', 'not-mine waiting'])
    expect(claims.every(({ message_sealed }) => !message_sealed!.includes('never signed'))).toBe(true)
    const opened = claims.map(({ message_sealed }) => openNameClaim(server.parts, letter.id, message_sealed!).name)
    expect(opened.toSorted()).toEqual(['Ann Lee', 'Nobody Here'])
    expect((await submit(server, path, { name: ' ', message: '' })).status).toBe(422)
  })
})
