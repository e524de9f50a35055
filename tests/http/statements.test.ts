import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { readFileSync } from 'node:fs'
import { join as inFolder } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { credentialKeys } from '../../server/crypto/credential-secrets.ts'
import { earlierStatement, firstSending } from '../../server/crypto/public-statement.ts'
import { newSigningKey } from '../../server/crypto/signing-key.ts'
import { backup } from '../../server/db/backup/backup.ts'
import { migrate } from '../../server/db/migrate.ts'
import { closeWhere } from '../../server/letters/lifecycle/close-letter.ts'
import { purgeNow } from '../../server/letters/lifecycle/purge-letter.ts'
import { convertStatements } from '../../server/statements/convert-statements.ts'
import { statementsToRead } from '../../server/statements/public-statements.ts'
import { sealStatement } from '../../server/statements/secrets.ts'
import {
  changeAs,
  pathOf,
  seedOf,
  signAnonymously,
  signedByStatement,
  statementOf,
  withdrawalOf,
  type Holder,
} from '../support/anonymous.ts'
import { testServer } from '../support/app.ts'
import { testFolder } from '../support/database.ts'
import { byCommonBytes, earlierId } from '../support/linking-statements.ts'
import {
  api,
  organizerPage,
  organizerPost,
  join,
  keyOf,
  nextBatch,
  openLetter,
  organizer,
  pageOf,
  post,
  signAs,
} from '../support/stories.ts'
import { sentence } from '../support/words.ts'

const server = await testServer()
const { db } = server.parts
const ada = await organizer(server)
let letter: AddressedLetter
let people = 0
const newAddress = () => `writer${String(++people)}@northwind.example`

beforeAll(async () => {
  letter = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'public'] })
  await join(server, ada, letter.id, 'owner')
})

const send = (holder: Holder, text: string) =>
  post(server, pathOf(letter, 'statements'), statementOf(letter, holder, text))
const askedBy = (holder: Holder) => signedByStatement(letter, holder, 'ask')
const stateOf = async (holder: Holder) =>
  (await post(server, pathOf(letter, 'statements/mine'), askedBy(holder))).json['state']
const withdrawBy = (proof: object) => post(server, pathOf(letter, 'statements/withdrawal'), proof)
const withdraw = (holder: Holder) => withdrawBy(signedByStatement(letter, holder, 'withdraw'))
const toRead = async () =>
  (await api(server, ada, 'GET', `/dashboard/letters/${letter.id}/statements`)).json.statements as {
    id: string
    text: string
  }[]
const published = async () =>
  ((await api(server, null, 'GET', `/letters/${keyOf(letter)}/statements`)).json.statements as { text: string }[]).map(
    ({ text }) => text,
  )
const decide = (id: string, verdict: string) =>
  api(server, ada, 'POST', `/dashboard/letters/${letter.id}/statements/${id}/decision`, { verdict })

async function writer(): Promise<Holder> {
  const holder = await signAnonymously(server, letter, newAddress())
  await nextBatch(server, letter)
  return holder
}

/** Gives the next batch something to carry out. */
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
  const dashboard = await organizerPage(server, ada, `/dashboard/letters/${letter.id}/statements`)
  expect(dashboard.html).toContain('&lt;b&gt;I was not asked.')
  await organizerPost(server, ada, `/dashboard/letters/${letter.id}/statements/${waiting!.id}/decision`, {
    verdict: 'publish',
  })
  expect(await published()).toEqual([text])
  expect(await stateOf(holder)).toBe('public')
  const { html } = await pageOf(server, `/letters/${keyOf(letter)}`)
  expect(html).toContain(sentence('letter-statements-heading'))
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
  const stranger = { signingKey: newSigningKey() }
  const sent = statementOf(letter, early, text)
  const sends = async (body: object) => (await post(server, pathOf(letter, 'statements'), body)).json['code']
  const own = statementOf(letter, { ...early, ...stranger }, text)
  expect(await sends({ ...own, signature: sent.signature })).toBe('proof-not-valid')
  expect(await sends(own)).toBe('proof-not-valid')
  expect(await sends({ ...sent, key: own.key })).toBe('proof-not-valid')
  expect(await sends({ ...statementOf(letter, early, 'Something else.'), text })).toBe('proof-not-valid')
  const { signature, ...alone } = sent
  expect(signature.verifier).toBe(early.verifier)
  expect(await sends(alone)).toBe('signature-wanted')
  const question = signedByStatement(letter, early, 'withdraw')
  expect((await post(server, pathOf(letter, 'statements/mine'), question)).json['code']).toBe('proof-not-valid')
  // The answer to a key without a statement is `none`, whoever owns the key.
  expect((await post(server, pathOf(letter, 'statements/mine'), askedBy({ ...early, ...stranger }))).json).toEqual({
    state: 'none',
  })
  for (const [wrong, words] of [
    ['', sentence('statements-text-empty-refusal')],
    ['x'.repeat(4001), sentence('statements-text-too-long-refusal', { most: 4000 })],
    ['a\u0000b', 'cannot be seen'],
  ] as const)
    expect((await send(early, wrong)).json['detail']).toContain(words)
  await changeAs(server, letter, withdrawalOf(letter, early))
  expect((await send(early, text)).json['code']).toBe('not-counted')
  expect((await withdraw(early)).status).toBe(200)
})

test('sent again before its batch it is the newer one, by its own key alone; withdrawn then, it is gone', async () => {
  const [one, two, three] = [await writer(), await writer(), await writer()]
  await send(one, 'First thought.')
  const { signature, ...newer } = statementOf(letter, one, 'Second thought.')
  expect(signature.verifier).toBe(one.verifier)
  expect((await post(server, pathOf(letter, 'statements'), newer)).status).toBe(202)
  await send(two, 'Regretted.')
  await withdraw(two)
  // Several statements arrive at once, each with another key of the same author. One is kept.
  const byOtherKeys = Array.from({ length: 4 }, (_, index) => {
    const other = { signingKey: newSigningKey() }
    const { key, proof } = signedByStatement(letter, other, 'publish', `Number ${String(index)}.`)
    const text = `Number ${String(index)}.`
    const sending = firstSending(letter.id, three.credentialId, Buffer.from(key, 'base64url'), text)
    const keys = credentialKeys(seedOf(three.signingKey), letter.id, 'mailbox')
    const by = { verifier: three.verifier, proof: keys.sign(Buffer.from(sending)).toString('base64url') }
    return post(server, pathOf(letter, 'statements'), { key, proof, text, signature: by })
  })
  expect((await Promise.all(byOtherKeys)).map(({ status }) => status)).toEqual([202, 202, 202, 202])
  await somethingElse()
  const read = (await toRead()).map(({ text }) => text)
  expect(read.filter((text) => !text.startsWith('Number'))).toEqual(['Second thought.'])
  expect(read).toHaveLength(2)
  expect((await send(three, 'Under my first key.')).json['code']).toBe('statement-there')
})

/** The tables as they were before migration 0030, with one author's statement in each state. */
async function beforeTheUpgrade(old: AddressedLetter, authors: Record<string, Holder>): Promise<void> {
  await sql`drop function put_waiting_statement, take_waiting_statements`.execute(db)
  await sql`drop table statement, waiting_statement`.execute(db)
  await sql.raw(readFileSync(new URL('../../migrations/0023_statements.sql', import.meta.url), 'utf8')).execute(db)
  await sql`delete from migration where name like '0030%'`.execute(db)
  for (const [state, { credentialId, verifier }] of Object.entries(authors)) {
    const id = earlierId(credentialId)
    const sealed = sealStatement(server.parts, old.id, id, `${state} before.`)
    const columns = sql`${id}::bytea, ${old.id}::uuid, 'mailbox', ${Buffer.from(verifier, 'base64url')}::bytea`
    if (state === 'batch') await sql`insert into waiting_statement values (${columns}, ${sealed})`.execute(db)
    else
      await sql`insert into statement values (${columns}, ${state},
        ${state === 'waiting' ? sealed : null}, ${state === 'public' ? 'public before.' : null})`.execute(db)
  }
}

test('statements from before the upgrade get new ids, and the old proof still withdraws them', async () => {
  const old = await openLetter(server, { visibilities: ['anonymous', 'withheld', 'public'] })
  await join(server, ada, old.id, 'moderator')
  const holders: Holder[] = []
  for (let index = 0; index < 4; index++) holders.push(await signAnonymously(server, old, newAddress()))
  await nextBatch(server, old)
  const states = ['public', 'waiting', 'declined', 'batch']
  const authors = Object.fromEntries(holders.map((holder, index) => [states[index]!, holder]))
  await beforeTheUpgrade(old, authors)
  expect((await byCommonBytes(db)).right).toBe(4)

  await migrate(server.databaseUrl)
  const file = inFolder(testFolder(), 'backup.gz')
  await expect(backup(server.databaseUrl, server.keysDir, file, server.now())).rejects.toThrow(/middle of an upgrade/)
  // A start that dies halfway changes nothing. Two concurrent starts convert once.
  const dies = () => {
    throw new Error('killed')
  }
  const half = { ...server.parts, keys: { ...server.parts.keys, server: dies } }
  await expect(convertStatements(half)).rejects.toThrow('killed')
  await Promise.all([convertStatements(server.parts), convertStatements(server.parts)])
  await convertStatements(server.parts)
  expect((await byCommonBytes(db)).right).toBe(0)
  await backup(server.databaseUrl, server.keysDir, file, server.now())

  const byOldProof = (state: string, purpose: 'ask' | 'withdraw') => {
    const { signingKey, credentialId, verifier } = authors[state]!
    const keys = credentialKeys(seedOf(signingKey), old.id, 'mailbox')
    const proof = keys.sign(Buffer.from(earlierStatement(purpose, old.id, credentialId))).toString('base64url')
    return { verifier, proof }
  }
  const ask = async (state: string) =>
    (await post(server, pathOf(old, 'statements/mine'), byOldProof(state, 'ask'))).json['state']
  expect(await Promise.all(states.map(ask))).toEqual(states)
  expect((await pageOf(server, `/letters/${keyOf(old)}/statements/new`)).html).toContain('data-earlier')
  const moderated = async () =>
    (await statementsToRead(server.parts, { ...old, collecting: false })).map(({ text }) => text)
  expect(await moderated()).toEqual(['waiting before.'])
  expect((await pageOf(server, `/letters/${keyOf(old)}/statements`)).html).toContain('public before.')

  // One statement for each signature, as before. One that still waits for its batch is replaced.
  const sends = (state: string) =>
    post(server, pathOf(old, 'statements'), statementOf(old, authors[state]!, `${state} after.`))
  expect((await sends('waiting')).json['code']).toBe('statement-there')
  expect((await sends('batch')).status).toBe(202)
  expect(await ask('batch')).toBe('none')
  await signAs(server, old, { address: newAddress() })
  await nextBatch(server, old)
  expect((await moderated()).sort()).toEqual(['batch after.', 'waiting before.'])

  const stranger = { ...byOldProof('public', 'withdraw'), proof: byOldProof('waiting', 'withdraw').proof }
  const withdrawal = pathOf(old, 'statements/withdrawal')
  expect((await post(server, withdrawal, stranger)).json['code']).toBe('proof-not-valid')
  expect((await post(server, withdrawal, byOldProof('waiting', 'withdraw'))).status).toBe(200)
  await closeWhere(server.parts, old.id, server.now(), () => true)
  expect((await post(server, withdrawal, byOldProof('public', 'withdraw'))).status).toBe(200)
  expect(await Promise.all(['public', 'waiting', 'declined'].map(ask))).toEqual(['none', 'none', 'declined'])
  expect(await moderated()).toEqual(['batch after.'])
})

test('closing brings in what waits, and a purge takes everything', async () => {
  const holder = await writer()
  await send(holder, 'Last words.')
  await closeWhere(server.parts, letter.id, server.now(), () => true)
  expect((await toRead()).map(({ text }) => text)).toContain('Last words.')
  const tags = await sql<{
    n: number
  }>`select count(tag)::int as n from statement where letter_id = ${letter.id}`.execute(db)
  expect(tags.rows[0]?.n).toBe(0)
  expect(await stateOf(holder)).toBe('waiting')
  server.at(new Date(server.now().getTime() + 3 * 86_400_000))
  await nextBatch(server, letter)
  expect((await send(holder, 'Too late.')).status).toBe(410)
  await purgeNow(server.parts, letter.id, server.now())
  const left = await sql<{ n: number }>`
    select (select count(*) from statement where letter_id = ${letter.id})::int
      + (select count(*) from waiting_statement where letter_id = ${letter.id})::int as n`.execute(db)
  expect(left.rows[0]?.n).toBe(0)
  expect(await published()).toEqual([])
})
