import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { credentialKeys } from '../../server/crypto/credential-secrets.ts'
import { publicStatement } from '../../server/crypto/public-statement.ts'
import { newSigningKey } from '../../server/crypto/signing-key.ts'
import type { LetterRow } from '../../server/common/letter-queries.ts'
import { closeWhere } from '../../server/letters/close-letter.ts'
import { purgeNow } from '../../server/letters/purge-letter.ts'
import { changeAs, pathOf, seedOf, signAnonymously, withdrawalOf, type Holder } from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import {
  api,
  deskPage,
  deskPost,
  join,
  keyOf,
  nextBatch,
  openLetter,
  organizer,
  pageOf,
  post,
  signAs,
} from '../support/stories.ts'

const server = await testServer()
const { db } = server.parts
const ada = await organizer(server)
let letter: LetterRow
let people = 0
const newAddress = () => `writer${String(++people)}@northwind.example`

beforeAll(async () => {
  letter = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'public'] })
  await join(server, ada, letter.id, 'owner')
})

type Purpose = Parameters<typeof publicStatement>[0]

function signed(holder: Holder, purpose: Purpose, text = '', signingKey = holder.signingKey) {
  const keys = credentialKeys(seedOf(signingKey), letter.id, 'mailbox')
  const proof = keys.sign(Buffer.from(publicStatement(purpose, letter.id, holder.credentialId, text)))
  return { verifier: holder.verifier, proof: proof.toString('base64url') }
}

const send = (holder: Holder, text: string) =>
  post(server, pathOf(letter, 'statements'), { ...signed(holder, 'publish', text), text })
const stateOf = async (holder: Holder) =>
  (await post(server, pathOf(letter, 'statements/mine'), signed(holder, 'ask'))).json['state']
const withdraw = (holder: Holder) => post(server, pathOf(letter, 'statements/withdrawal'), signed(holder, 'withdraw'))
const toRead = async () =>
  (await api(server, ada, 'GET', `/desk/letters/${letter.id}/statements`)).json.statements as {
    id: string
    text: string
  }[]
const published = async () =>
  ((await api(server, null, 'GET', `/letters/${keyOf(letter)}/statements`)).json.statements as { text: string }[]).map(
    ({ text }) => text,
  )
const decide = (id: string, verdict: string) =>
  api(server, ada, 'POST', `/desk/letters/${letter.id}/statements/${id}/decision`, { verdict })

async function writer(): Promise<Holder> {
  const holder = await signAnonymously(server, letter, newAddress())
  await nextBatch(server, letter)
  return holder
}

/** Something that a batch carries out. */
async function somethingElse(): Promise<void> {
  await signAs(server, letter, { address: newAddress() })
  await nextBatch(server, letter)
}

test('a statement waits sealed for a batch, then for a moderator, and then stands with the letter', async () => {
  const holder = await writer()
  const text = 'I built a part of this. <b>I was not asked.</b>\n\nNobody was.'
  expect(await send(holder, text)).toMatchObject({ status: 202, json: { state: 'batch' } })
  expect(await toRead()).toEqual([])
  const { rows } = await sql<{ dump: string }>`
    select encode(text_sealed, 'escape') as dump from waiting_statement`.execute(db)
  expect(rows).toHaveLength(1)
  expect(rows[0]!.dump).not.toContain('not asked')
  await nextBatch(server, letter)
  expect(await toRead()).toEqual([])
  expect(await stateOf(holder)).toBe('batch')

  await somethingElse()
  const [waiting] = await toRead()
  expect(waiting).toEqual({ id: waiting!.id, text, badge: 'Verified at Northwind' })
  expect(await stateOf(holder)).toBe('waiting')
  expect(await published()).toEqual([])
  const desk = await deskPage(server, ada, `/desk/letters/${letter.id}/statements`)
  expect(desk.html).toContain('&lt;b&gt;I was not asked.')
  await deskPost(server, ada, `/desk/letters/${letter.id}/statements/${waiting!.id}/decision`, { verdict: 'publish' })
  expect(await published()).toEqual([text])
  expect(await stateOf(holder)).toBe('public')
  const { html } = await pageOf(server, `/letters/${keyOf(letter)}`)
  expect(html).toContain('In their own words')
  expect(html).toContain('Verified at Northwind')
  expect(html).toMatch(/<p dir="auto">Nobody was\.<\/p>/)

  expect((await send(holder, 'Another one.')).json['code']).toBe('statement-there')
  expect((await withdraw(holder)).status).toBe(200)
  expect(await published()).toEqual([])
  expect(await stateOf(holder)).toBe('none')
})

test('one that is declined is erased, and its author learns it', async () => {
  const holder = await writer()
  await send(holder, 'Names somebody else.')
  await somethingElse()
  const [waiting] = await toRead()
  expect((await decide(waiting!.id, 'maybe')).status).toBe(422)
  expect((await decide(waiting!.id, 'decline')).status).toBe(200)
  expect((await decide(waiting!.id, 'publish')).status).toBe(404)
  expect(await stateOf(holder)).toBe('declined')
  const { rows } = await sql<{ text: null; text_sealed: null }>`
    select text, text_sealed from statement where state = 'declined'`.execute(db)
  expect(rows).toEqual([{ text: null, text_sealed: null }])
})

test('only the key of a counted signature makes, sees and withdraws one', async () => {
  const early = await signAnonymously(server, letter, newAddress())
  expect((await send(early, 'Too early.')).json['code']).toBe('not-counted')
  await nextBatch(server, letter)
  const text = 'Mine.'
  const stranger = newSigningKey()
  const forged = { ...signed(early, 'publish', text, stranger), text }
  expect((await post(server, pathOf(letter, 'statements'), forged)).json['code']).toBe('proof-not-valid')
  const other = { ...signed(early, 'publish', 'Something else.'), text }
  expect((await post(server, pathOf(letter, 'statements'), other)).json['code']).toBe('proof-not-valid')
  const question = signed(early, 'withdraw')
  expect((await post(server, pathOf(letter, 'statements/mine'), question)).json['code']).toBe('proof-not-valid')
  for (const [wrong, sentence] of [
    ['', /Write something/],
    ['x'.repeat(4001), /4,000/],
    ['a\u0000b', /cannot be seen/],
  ] as const)
    expect((await send(early, wrong)).json['detail']).toMatch(sentence)
  await changeAs(server, letter, withdrawalOf(letter, early))
  expect((await send(early, text)).json['code']).toBe('not-counted')
  expect((await withdraw(early)).status).toBe(200)
})

test('sent again before its batch it is the newer one; withdrawn then, it is gone', async () => {
  const [one, two] = [await writer(), await writer()]
  await send(one, 'First thought.')
  await send(one, 'Second thought.')
  await send(two, 'Regretted.')
  await withdraw(two)
  await somethingElse()
  expect((await toRead()).map(({ text }) => text)).toEqual(['Second thought.'])
})

test('closing brings in what waits, and a purge takes everything', async () => {
  const holder = await writer()
  await send(holder, 'Last words.')
  await closeWhere(server.parts, letter.id, server.now(), () => true)
  expect((await toRead()).map(({ text }) => text)).toContain('Last words.')
  server.at(new Date(server.now().getTime() + 3 * 86_400_000))
  await nextBatch(server, letter)
  expect((await send(holder, 'Too late.')).status).toBe(410)
  await purgeNow(server.parts, letter.id, server.now())
  const left = await sql<{ n: number }>`select (select count(*) from statement)::int
    + (select count(*) from waiting_statement)::int as n`.execute(db)
  expect(left.rows[0]?.n).toBe(0)
  expect(await published()).toEqual([])
})
