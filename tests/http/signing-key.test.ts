import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { describe, expect, test } from 'vitest'
import { newSigningKey } from '../../server/crypto/signing-key.ts'
import { lockLetter } from '../../server/letter/queries.ts'
import { publish } from '../../server/letters/lifecycle/publish.ts'
import { testServer } from '../support/app.ts'
import {
  keyOf,
  letterAsJson,
  namesOf,
  nextBatch,
  northwind,
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

function mine(letter: AddressedLetter, signingKey: string, act = '', more: Record<string, string> = {}) {
  return submit(server, `/letters/${keyOf(letter)}/mine${act && `/${act}`}`, { signing_key: signingKey, ...more })
}
function mineAsJson(letter: AddressedLetter, signingKey: string, act = '', more: Record<string, string> = {}) {
  return send(`/api/v1/letters/${keyOf(letter)}/mine${act && `/${act}`}`, { signing_key: signingKey, ...more })
}
async function send(path: string, body: object) {
  const answer = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  return { status: answer.status, json: (text ? JSON.parse(text) : {}) as Record<string, unknown> }
}
async function rows(letter: AddressedLetter) {
  return server.parts.db.selectFrom('signature').selectAll().where('letter_id', '=', letter.id).execute()
}

describe('the state of a signature', () => {
  test('is first waiting, then counted, and no address contains the key', async () => {
    const letter = await openLetter(server)
    const { signingKey } = await signAs(server, letter, { address: 'ann@northwind.example' })
    expect((await pageOf(server, `/letters/${keyOf(letter)}/mine`)).html).toContain(sentence('slip-field-label'))
    expect((await mine(letter, signingKey)).html).toContain(sentence('my-signature-waiting-heading'))
    await nextBatch(server, letter)
    const shown = await mine(letter, signingKey.toUpperCase().replaceAll(' ', '\r\n'))
    expect(shown.html).toContain(sentence('my-signature-counted-heading'))
    expect(shown.html).not.toMatch(new RegExp(`(href|action)="[^"]*${signingKey.split(' ').slice(0, 2).join('[^"]*')}`))
    expect((await mineAsJson(letter, signingKey)).json).toMatchObject({
      state: 'counted',
      visibility: 'public',
      may_become: ['recipients', 'withheld', 'nameless'],
    })
  })

  test('a malformed or unknown key shows the form again with a sentence', async () => {
    const letter = await openLetter(server)
    const other = await openLetter(server)
    const { signingKey } = await signAs(server, other, { address: 'ann@northwind.example' })
    expect((await mine(letter, 'ABC')).html).toContain('A slip has 12 words. Words typed here: 1.')
    for (const key of [signingKey, newSigningKey()]) {
      const { status, html } = await mine(letter, key, 'visibility', { to: 'withheld' })
      expect(status).toBe(422)
      expect(html).toContain(sentence('refusal-signing-key-unknown'))
      // The page cannot know if this is the second press of the button.
      expect((await mine(letter, key, 'withdrawal')).html).toContain(sentence('my-signature-withdrawn-already'))
    }
    expect((await mineAsJson(letter, signingKey)).json['code']).toBe('signing-key-unknown')
  })

  test('an invalidated signature gets a polite sentence', async () => {
    const letter = await openLetter(server)
    const { signingKey } = await signAs(server, letter, { address: 'ann@northwind.example' })
    await nextBatch(server, letter)
    await server.parts.db
      .updateTable('signature')
      .set({ name: null, name_salt: null, invalid_reason: 'other' })
      .execute()
    const { status, html } = await mine(letter, signingKey)
    expect(status).toBe(200)
    expect(html).toContain(sentence('my-signature-not-counted-words'))
    expect(html).toContain(sentence('my-signature-withdrawal-button'))
  })
})

describe('withdrawing', () => {
  test('says its effects before the click, removes the name at once and changes the count with its batch', async () => {
    const letter = await openLetter(server, { batchSize: 1 })
    const path = `/letters/${keyOf(letter)}`
    const { signingKey } = await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee' })
    await signAs(server, letter, { address: 'bea@northwind.example', name: 'Bea Ngo' })
    await nextBatch(server, letter)
    expect((await pageOf(server, path)).html).toContain('Ann Lee')
    const before = await mine(letter, signingKey)
    expect(before.html).toContain(sentence('my-signature-withdrawal-final'))
    const places = (await rows(letter)).map(({ id }) => id.toString('hex')).toSorted()

    expect((await mine(letter, signingKey, 'withdrawal')).html).toContain(sentence('my-signature-withdrawn'))
    expect((await pageOf(server, path)).html).not.toContain('Ann Lee')
    expect(await namesOf(server, letter)).toEqual(['Bea Ngo'])
    expect(await verifiedCount(server, letter)).toBe(2)
    expect((await rows(letter)).filter(({ name, name_sealed }) => name !== null || name_sealed !== null).length).toBe(1)

    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(1)
    expect((await rows(letter)).map(({ id }) => id.toString('hex')).toSorted()).toEqual(places)
    expect((await mineAsJson(letter, signingKey)).json['code']).toBe('signing-key-unknown')
    // The address stays used.
    await expect(signAs(server, letter, { address: 'ann@northwind.example' })).rejects.toThrow('address-used')
  })

  test('before the batch leaves no trace', async () => {
    const letter = await openLetter(server)
    const { signingKey } = await signAs(server, letter, { address: 'ann@northwind.example' })
    expect((await mineAsJson(letter, signingKey, 'withdrawal')).status).toBe(204)
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(0)
    expect(await rows(letter)).toEqual([])
  })

  test('works on a closed letter and changes its count', async () => {
    const letter = await openLetter(server)
    const { signingKey } = await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee' })
    await nextBatch(server, letter)
    await setClosed(server, letter)
    await mine(letter, signingKey, 'withdrawal')
    expect(await namesOf(server, letter)).toEqual([])
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(0)
    const { next_batch_at } = await server.parts.db
      .selectFrom('letter')
      .select('next_batch_at')
      .where('id', '=', letter.id)
      .executeTakeFirstOrThrow()
    expect(next_batch_at).toBeNull()
  })
})

describe('becoming less visible', () => {
  test.each(['recipients', 'withheld', 'nameless'])('to %s, never back', async (to) => {
    const letter = await openLetter(server)
    const { signingKey } = await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee' })
    await nextBatch(server, letter)
    expect((await mine(letter, signingKey, 'visibility', { to })).html).toContain(sentence('my-signature-less-visible'))
    expect(await namesOf(server, letter)).toEqual([])
    const [row] = await rows(letter)
    expect(row?.name).toBeNull()
    expect(row?.claim_tag).toBeNull()
    expect(row?.name_sealed === null).toBe(to === 'nameless')
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(1)
    const { tally } = (await letterAsJson(server, letter)) as unknown as { tally: { by_visibility: unknown } }
    expect(tally.by_visibility).toEqual([{ visibility: to === 'nameless' ? 'withheld' : to, count: 1 }])
    for (const more of ['public', 'anonymous', 'together', ''])
      expect((await mineAsJson(letter, signingKey, 'visibility', { to: more })).json['code']).toBe('not-less-visible')
    expect((await mine(letter, signingKey, 'visibility', {})).status).toBe(422)
  })

  test('before its batch', async () => {
    const letter = await openLetter(server)
    const { signingKey } = await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee' })
    await mine(letter, signingKey, 'visibility', { to: 'nameless' })
    await nextBatch(server, letter)
    expect(await namesOf(server, letter)).toEqual([])
    expect((await rows(letter))[0]).toMatchObject({ visibility: 'withheld', name: null, name_sealed: null })
  })
})

describe('a change of substance', () => {
  async function changeSubstance(letter: AddressedLetter): Promise<void> {
    await server.parts.db.transaction().execute(async (trx) => {
      const locked = (await lockLetter(trx, letter.id))!
      const draft = { ...northwind, demands: ['Stop selling face recognition to anybody.'] }
      await publish(server.parts, trx, locked, draft, 'substance', server.now())
    })
  }

  test('carries no signature over, and the signing key agrees to the new text', async () => {
    const letter = await openLetter(server)
    const ann = await signAs(server, letter, { address: 'ann@northwind.example', name: 'Ann Lee' })
    await signAs(server, letter, { address: 'bea@northwind.example', name: 'Bea Ngo' })
    await nextBatch(server, letter)
    const waiting = await signAs(server, letter, { address: 'cem@northwind.example', name: 'Cem Öz' })
    await changeSubstance(letter)
    expect(await verifiedCount(server, letter)).toBe(0)
    expect(await namesOf(server, letter)).toEqual([])

    expect((await mine(letter, ann.signingKey)).html).toContain(sentence('my-signature-changed-sign', { revision: 2 }))
    expect((await mine(letter, ann.signingKey, 'agreement')).html).toContain(sentence('my-signature-agreed'))
    await mine(letter, waiting.signingKey, 'agreement')
    await nextBatch(server, letter)
    expect((await namesOf(server, letter)).toSorted()).toEqual(['Ann Lee', 'Cem Öz'])
    expect(await verifiedCount(server, letter)).toBe(2)
    expect((await mineAsJson(letter, ann.signingKey, 'agreement')).json['code']).toBe('nothing-to-agree-to')
    expect((await pageOf(server, `/letters/${keyOf(letter)}`)).html).toContain('before the letter changed in substance')
  })
})

describe('a repeated request', () => {
  test('of any of these acts changes nothing more', async () => {
    const letter = await openLetter(server)
    const { signingKey } = await signAs(server, letter, { address: 'ann@northwind.example' })
    await nextBatch(server, letter)
    const answers = await Promise.all(Array.from({ length: 8 }, () => mineAsJson(letter, signingKey, 'withdrawal')))
    expect(answers.every(({ status }) => status === 204)).toBe(true)
    await nextBatch(server, letter)
    expect(await verifiedCount(server, letter)).toBe(0)
    expect((await post(server, `/api/v1/letters/${keyOf(letter)}/mine`, {})).status).toBe(400)
  })
})
