import { expect, test } from 'vitest'
import { redeem } from '../../server/anonymity/redeem.ts'
import { letterById } from '../../server/letter/queries.ts'
import { newSigningKey } from '../../server/crypto/signing-key.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { closeBatch } from '../../server/signatures/batch/close-batch.ts'
import {
  askCredential,
  credentialOf,
  obtainCredential,
  pathOf,
  sendBlinded,
  signAnonymously,
} from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import { openLetter, post, verifiedCount } from '../support/stories.ts'

/** The attacker's only aim is to prevent others from signing or being counted. */

const server = await testServer({ settings: { UNIT_MINUTE_SECONDS: '1' } })
const visibilities = ['anonymous', 'public'] as const

test('batches of several letters at the same time do not stop each other', async () => {
  const letters = await Promise.all([1, 2, 3, 4].map(() => openLetter(server, { visibilities: [...visibilities] })))
  for (const letter of letters) await signAnonymously(server, letter, 'ana@northwind.example')
  server.at(new Date(server.now().getTime() + 3_600_000))
  const ended = await Promise.allSettled(letters.map(({ id }) => closeBatch(server.parts, id, server.now())))
  expect(ended.filter(({ status }) => status === 'rejected')).toEqual([])
  expect(await Promise.all(letters.map((letter) => verifiedCount(server, letter)))).toEqual([1, 1, 1, 1])
})

test('who sends one request in both ways at once, again and again, breaks nobody off', async () => {
  const letter = await openLetter(server, { visibilities: [...visibilities] })
  const asked = await askCredential(server, letter, 'ana@northwind.example')
  const { blinded } = await credentialOf(server, letter, newSigningKey())
  expect((await sendBlinded(server, letter, asked, blinded)).status).toBe(200)
  // For a repeated request the server does not check the proof, because the address already has its credential.
  const both = [{}, { from_named: { verifier: 'A'.repeat(43), proof: 'A'.repeat(86) } }]
  const flood = Array.from({ length: 40 }, (_, n) => sendBlinded(server, letter, asked, blinded, both[n % 2]))
  // One correct code is answered ten times. Later requests get a proper refusal.
  expect(new Set((await Promise.all(flood)).map(({ status }) => status))).toEqual(new Set([200, 429]))
})

test('who has no key and no code holds up nobody who signs', async () => {
  const letter = await openLetter(server, { visibilities: [...visibilities] })
  const { verifier } = await signAnonymously(server, letter, 'ana@northwind.example')
  const nobody = { verifier, proof: 'A'.repeat(86) }
  const garbage: [path: string, body: object][] = [
    ['statements', { ...nobody, text: 'Hear us.' }],
    ['statements/withdrawal', nobody],
    ['redemptions/changes', { ...nobody, change: 'withdraw' }],
    [`credentials/challenges/${'A'.repeat(22)}/issue`, { code: '12345 67890', blinded: [] }],
    [`subscriptions/${'A'.repeat(22)}/confirmation`, { code: '12345 67890' }],
  ]
  await server.parts.db.transaction().execute(async (trx) => {
    // Takes the same lock as a person who is signing.
    await trx.selectFrom('letter').select('id').where('id', '=', letter.id).forKeyShare().execute()
    for (const [path, body] of garbage)
      expect((await post(server, pathOf(letter, path), body)).json['code'], path).toMatch(
        /not-valid|not-right|malformed/,
      )
  })
})

test('what comes in the moment of the last batch is counted, or refused', async () => {
  const letter = await openLetter(server, { visibilities: [...visibilities] })
  const late = await obtainCredential(server, letter, 'ana@northwind.example')
  await closeWhere(server.parts, letter.id, server.now(), () => true)
  const closed = await letterById(server.parts.db, letter.id)
  if (!closed?.redeems_until) throw new Error('not closed')
  await closeBatch(server.parts, letter.id, closed.redeems_until)
  const before = new Date(closed.redeems_until.getTime() - 1)
  await expect(redeem(server.parts, closed, late.redemption, before)).rejects.toThrow('refusal-redemption-ended')
})
