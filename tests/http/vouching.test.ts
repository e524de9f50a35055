import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { createHook } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { newSigningKey } from '../../server/crypto/signing-key.ts'
import { readCode, writeCode } from '../../server/crypto/one-time-code.ts'
import { lockLetter } from '../../server/letter/queries.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { settleClaims } from '../../server/signatures/batch/queries.ts'
import { credentialOf, holderOf, pathOf, redeemAs, rowsOf } from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import { keyOf, letterAsJson, nextBatch, openLetter, pageOf, post, signAs, submit } from '../support/stories.ts'
import * as vouching from '../support/vouching.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const { db } = server.parts
/** Making a letter's keys takes a second or two, so most tests share one letter. */
const shared = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'public'] })
let people = 0
const newAddress = () => `voucher${String(++people)}@northwind.example`

const askToVouch = (letter: AddressedLetter, address: string) => vouching.askToVouch(server, letter, address)
const blindedCodes = (letter: AddressedLetter, count: number) => vouching.blindedCodes(server, letter, count)

/** Goes from an address that has signed to finished codes. */
async function draw(letter: AddressedLetter, count = 3): Promise<string[]> {
  const address = newAddress()
  await signAs(server, letter, { address, visibility: 'withheld' })
  return vouching.drawCodes(server, letter, address, count)
}

const spend = (letter: AddressedLetter, vouch: string, more: object = {}) =>
  post(server, pathOf(letter, 'vouched/signings'), { vouch, visibility: 'public', name: 'Ann Lee', ...more })

test('a signatory draws codes once: a repeated request gets the same answer, and a request for more codes is refused', async () => {
  const letter = shared
  const address = newAddress()
  await signAs(server, letter, { address })
  const asked = await askToVouch(letter, address)
  const codes = await blindedCodes(letter, 3)
  const first = await vouching.drawWith(server, letter, asked, codes)
  expect(first.status).toBe(200)
  expect(await vouching.drawWith(server, letter, asked, codes)).toEqual(first)
  const more = await vouching.drawWith(server, letter, asked, await blindedCodes(letter, 1))
  expect(more).toMatchObject({ status: 409, json: { code: 'nothing-to-draw' } })
  const vouches = (first.json['signatures'] as string[]).map((answer, index) => codes[index]!.written(answer))
  expect(new Set(vouches).size).toBe(3)

  // A code is answered ten times. Another code returns the same answer.
  for (let answered = 3; answered < 10; answered++)
    expect(await vouching.drawWith(server, letter, asked, codes)).toEqual(first)
  for (let time = 0; time < 3; time++)
    expect(await vouching.drawWith(server, letter, asked, codes)).toMatchObject({
      status: 429,
      json: { code: 'code-answered' },
    })
  expect(await vouching.drawWith(server, letter, await askToVouch(letter, address), codes)).toEqual(first)

  // Invalid requests: four codes at once, none at all, and values that are no number below the modulus.
  const wrong = [
    await blindedCodes(letter, 4),
    [],
    [{ blinded: 'AAAA' }],
    [{ blinded: Buffer.alloc(384).toString('base64url') }],
  ]
  const again = await askToVouch(letter, address)
  for (const each of wrong)
    expect((await vouching.drawWith(server, letter, again, each)).json['code']).toBe('blinded-malformed')
})

test('four people ask for codes at once, and the server makes the letter’s keys once', async () => {
  const letter = await openLetter(server, { visibilities: ['anonymous', 'withheld'] })
  await db.deleteFrom('issuer').where('letter_id', '=', letter.id).where('class', '=', 'vouched').execute()
  let made = 0
  const watch = createHook({ init: (_id, type) => void (made += Number(type === 'KEYPAIRGENREQUEST')) }).enable()
  const asked = await Promise.all(Array.from({ length: 4 }, () => askToVouch(letter, newAddress())))
  watch.disable()
  expect(asked.map(({ status }) => status)).toEqual([202, 202, 202, 202])
  // The key that signs codes, and the issuer for people who use a code.
  expect(made).toBe(2)
})

test('the server fails to store one of the two keys, and the next person who asks causes it to make both', async () => {
  const letter = await openLetter(server, { visibilities: ['anonymous', 'withheld'] })
  await db.deleteFrom('issuer').where('letter_id', '=', letter.id).where('class', '=', 'vouched').execute()
  // Fails late. If both keys were made in parallel, the other one would exist by then, and the next request would find nothing
  // missing.
  await sql`
    create function refuse() returns trigger language plpgsql as $$ begin
      for moment in 1..20 loop
        exit when exists (select from code_key where letter_id = new.letter_id);
        perform pg_sleep(0.1);
      end loop;
      raise exception 'away';
    end $$`.execute(db)
  await sql`create trigger refuse before insert on issuer for each row execute function refuse()`.execute(db)
  expect((await askToVouch(letter, newAddress())).status).toBe(500)
  await sql`drop function refuse cascade`.execute(db)
  expect((await askToVouch(letter, newAddress())).status).toBe(202)
  const kept = await db.selectFrom('issuer').select('class').where('letter_id', '=', letter.id).execute()
  expect(kept.map((issuer) => issuer.class).toSorted()).toEqual(['mailbox', 'reviewed', 'vouched'])
})

test('claims move to their buckets while a signatory draws codes, and the signatory still gets them', async () => {
  const address = newAddress()
  await signAs(server, shared, { address })
  const asked = await askToVouch(shared, address)
  const codes = await blindedCodes(shared, 1)
  const drawing = await server.parts.db.transaction().execute(async (trx) => {
    await lockLetter(trx, shared.id)
    await settleClaims(trx)
    const drawn = vouching.drawWith(server, shared, asked, codes)
    await vi.waitFor(async () => {
      const { rows } =
        await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
          server.parts.db,
        )
      expect(rows.length).toBe(1)
    }, 10_000)
    return { drawn }
  })
  expect((await drawing.drawn).status).toBe(200)
})

test('a person who has not signed gets the same answer and mail, but no codes', async () => {
  const letter = shared
  await draw(letter)
  const claims = await rowsOf(server, letter, 'claim')
  const asked = await askToVouch(letter, newAddress())
  expect(asked).toMatchObject({ status: 202, code: expect.stringMatching(/^\d{5} ?\d{5}$/) as string })
  const drawn = await vouching.drawWith(server, letter, asked, await blindedCodes(letter, 3))
  expect(drawn).toMatchObject({ status: 409, json: { code: 'nothing-to-draw' } })
  expect(await rowsOf(server, letter, 'claim')).toBe(claims)
  const foreign = await post(server, pathOf(letter, `signings/${asked.challenge}/confirmation`), { code: asked.code })
  expect(foreign.json['code']).toBe('code-not-right')
})

test('six people send the same code at once, and it makes one named signature, which is counted as vouched', async () => {
  const letter = await openLetter(server)
  const [vouch = '', second = ''] = await draw(letter)
  const all = await Promise.all(
    Array.from({ length: 6 }, (_, index) => spend(letter, vouch, { name: `Ann Lee ${'ABCDEF'[index]!}` })),
  )
  expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409])
  expect(all.find(({ status }) => status === 409)?.json['code']).toBe('vouch-used')
  await spend(letter, ` link: https://x.example/letters/a/vouched#${second.slice(0, 100)}\n${second.slice(100)} `, {
    name: 'Bea Ngo',
  })
  await nextBatch(server, letter)
  const { tally } = await letterAsJson(server, letter)
  expect(tally.classes).toMatchObject([
    { class: 'mailbox', count: 1 },
    { class: 'vouched', count: 2 },
  ])
  const { html } = await pageOf(server, `/letters/${keyOf(letter)}`)
  expect(html).toContain('vouched for by verified workers')
  // Nothing in the database connects a code with the claim that drew it, or with a signature.
  const spent = await db
    .selectFrom('signature')
    .select(['claim_tag', 'employer_id', 'name'])
    .where('class', '=', 'vouched')
    .execute()
  expect(spent).toHaveLength(2)
  for (const row of spent) expect(row).toMatchObject({ claim_tag: null, employer_id: null })
})

test('a code makes one credential of the class “vouched” or one named signature, never both', async () => {
  const letter = shared
  const before = await vouchedCount(letter)
  const [vouch = '', other = ''] = await draw(letter)
  const signingKey = newSigningKey()
  const credential = await credentialOf(server, letter, signingKey, 'vouched')
  const blinded = credential.blinded.map(({ issuer, message }) => ({ issuer, message: message.toString('base64url') }))
  const issued = await post(server, pathOf(letter, 'vouched/credentials'), { vouch, blinded })
  expect(issued.status).toBe(200)
  for (let answered = 1; answered < 10; answered++)
    expect(await post(server, pathOf(letter, 'vouched/credentials'), { vouch, blinded })).toEqual(issued)
  const often = await post(server, pathOf(letter, 'vouched/credentials'), { vouch, blinded })
  expect(often).toMatchObject({ status: 429, json: { code: 'vouch-answered' } })
  const now = server.now()
  server.at(new Date(now.getTime() + 3_600_000))
  expect(await post(server, pathOf(letter, 'vouched/credentials'), { vouch, blinded })).toEqual(issued)
  server.at(now)
  expect((await spend(letter, vouch)).json['code']).toBe('vouch-used')
  await spend(letter, other)
  expect((await post(server, pathOf(letter, 'vouched/credentials'), { vouch: other, blinded })).json['code']).toBe(
    'address-used',
  )

  const holder = await holderOf(server, letter, signingKey, credential, issued)
  expect((await redeemAs(server, letter, holder.redemption)).status).toBe(202)
  await nextBatch(server, letter)
  expect(await vouchedCount(letter)).toBe(before + 2)
})

async function vouchedCount(letter: AddressedLetter): Promise<number> {
  const { tally } = await letterAsJson(server, letter)
  return tally.classes.find((each) => each.class === 'vouched')?.count ?? 0
}

test('the server refuses a forged or damaged code, a code of another letter, and a code of a closed letter', async () => {
  const letter = await openLetter(server)
  const other = shared
  const [vouch = ''] = await draw(letter)
  await draw(other)
  const bytes = Buffer.from(readCode(vouch)!.base64url, 'base64url')
  bytes[40] = bytes[40]! ^ 1
  const wrong = [
    vouch.slice(0, -1),
    'V1-',
    '',
    writeCode({ verification: 'vouched', base64url: bytes.toString('base64url') }),
    writeCode({ verification: 'vouched', base64url: randomBytes(416).toString('base64url') }),
  ]
  for (const each of wrong) expect((await spend(letter, each)).json['code']).toBe('vouch-not-valid')
  expect((await spend(other, vouch)).json['code']).toBe('vouch-not-valid')
  await closeWhere(server.parts, letter.id, server.now(), () => true)
  expect(await spend(letter, vouch)).toMatchObject({ status: 410, json: { code: 'letter-closed' } })
})

test('a person without JavaScript pastes a code, sees the slip before the code is used, and keeps typed text after an error', async () => {
  const letter = shared
  const [vouch = ''] = await draw(letter)
  const waiting = await rowsOf(server, letter, 'waiting_signature')
  const path = `/letters/${keyOf(letter)}/vouched`
  expect((await pageOf(server, `/letters/${keyOf(letter)}/vouching`)).html).toContain(
    sentence('vouching-draw-no-script-title'),
  )
  const wrong = await submit(server, `${path}/details`, { vouch: 'V1-abc', visibility: 'withheld' })
  expect(wrong.status).toBe(422)
  expect(wrong.html).toContain('V1-abc</textarea>')
  const details = await submit(server, `${path}/details`, { vouch, visibility: 'public' })
  const signing_key = /name="signing_key" value="([^"]+)"/.exec(details.html)![1]!
  const nameless = await submit(server, `${path}/signings`, { vouch, visibility: 'public', signing_key, name: '' })
  expect(nameless.status).toBe(422)
  expect(nameless.html).toContain(sentence('signing-name-missing'))
  const signed = { vouch, visibility: 'public', signing_key, name: 'Cem Kaya' }
  // A double click, or back and forward in the browser.
  for (let again = 0; again < 2; again++)
    expect((await submit(server, `${path}/signings`, signed)).html).toContain(sentence('signing-done-heading'))
  expect(await rowsOf(server, letter, 'waiting_signature')).toBe(waiting + 1)
  const mine = await submit(server, `/letters/${keyOf(letter)}/mine`, { signing_key })
  expect(mine.status).toBe(200)
})

test('organizers who allow 0 codes switch vouching off', async () => {
  const letter = await openLetter(server)
  await db.updateTable('letter').set({ vouches_each: 0 }).where('id', '=', letter.id).execute()
  const asked = await post(server, pathOf(letter, 'vouching/challenges'), { address: newAddress() })
  expect(asked.json['code']).toBe('vouching-not-offered')
  expect((await pageOf(server, `/letters/${keyOf(letter)}/vouched`)).html).toContain(
    sentence('vouching-spend-none-title'),
  )
})

test('the server deletes the address when its codes are drawn', async () => {
  await draw(shared)
  const left = await db
    .selectFrom('challenge')
    .select('payload_sealed')
    .where('letter_id', '=', shared.id)
    .orderBy('created_at', 'desc')
    .where('purpose', '=', 'vouch')
    .execute()
  expect(left.filter(({ payload_sealed }) => payload_sealed.length === 0).length).toBeGreaterThan(0)
})
