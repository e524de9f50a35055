import { expect, test } from 'vitest'
import { idFrom } from '../../server/mailbox/challenge-token.ts'
import { enqueue, type TaskName } from '../../server/jobs/queue.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { deleteSubscriber, insertReport } from '../../server/updates/queries.ts'
import { testServer } from '../support/app.ts'
import { crowd } from '../support/crowd.ts'
import { copyOfDatabase } from '../support/files.ts'
import { askForCode, enterCode, keyOf, namesOf, nextBatch, openLetter, signAs, submit } from '../support/stories.ts'
import { subscribe } from '../support/updates.ts'

const server = await testServer()

async function filesWith(needle: Buffer | string): Promise<string[]> {
  const files = await copyOfDatabase(server.pool)
  return files.filter(({ bytes }) => bytes.includes(needle)).map(({ name }) => name)
}

async function firstOf<T>(all: readonly T[], holds: (each: T) => Promise<boolean>): Promise<T | undefined> {
  for (const each of all) if (await holds(each)) return each
  return undefined
}

/** Runs a task as the crontab does. PostgreSQL's statistics report deleted rows only after a second or two. */
async function carryOut(task: TaskName): Promise<void> {
  await enqueue(server.parts.db, task, {})
  await server.work()
}

test('a public name that was withdrawn is in no file of the database an hour later', async () => {
  const letter = await openLetter(server)
  const { signingKey } = await signAs(server, letter, { name: 'Ondrika Valesmith', address: 'ov@northwind.example' })
  for (const name of ['Ann Lee', 'Bea Ngo'])
    await signAs(server, letter, { name, address: `${name[0]}@northwind.example` })
  await nextBatch(server, letter)
  await server.pool.query('analyze signature')
  expect((await filesWith('Ondrika Valesmith')).length).toBeGreaterThan(0)
  await submit(server, `/letters/${keyOf(letter)}/mine/withdrawal`, { signing_key: signingKey })
  expect((await namesOf(server, letter)).sort()).toEqual(['Ann Lee', 'Bea Ngo'])
  await nextBatch(server, letter)
  await server.work()
  await expect
    .poll(() => carryOut('forget-changes').then(() => filesWith('Ondrika Valesmith')), { timeout: 15_000 })
    .toEqual([])
  expect((await filesWith('Bea Ngo')).length).toBeGreaterThan(0)
}, 60_000)

test('nor is one after the database has vacuumed by itself, which forgets that rows were changed and leaves their bytes', async () => {
  const letter = await openLetter(server)
  const names = Array.from({ length: 60 }, (_, n) => ({ name: `Perdita Quenby ${String(100 + n)}` }))
  const people = await crowd(server, letter, names)
  await nextBatch(server, letter)
  // The rows at the lowest addresses of the page. When PostgreSQL defragments the page, it writes nothing over them, unless a
  // row's next version found room there.
  const { rows } = await server.pool.query<{ id: Buffer; name: string }>(
    `select id, name from signature where ctid < '(1,0)' and letter_id = $1 order by ctid desc limit 10`,
    [letter.id],
  )
  const left = await firstOf(rows, async ({ id, name }) => {
    const { signingKey } = people.find((each) => each.id === id.toString('base64url'))!
    await withdraw(server.parts, letter, signingKey, server.now())
    await nextBatch(server, letter)
    await server.work()
    // Makes each connection report its statistics now, so that none arrive after the vacuum.
    const said = () => server.pool.query('select pg_stat_force_next_flush(), pg_sleep(0.1)')
    await Promise.all(Array.from({ length: 10 }, said))
    await server.pool.query('vacuum signature')
    return (await filesWith(name)).length > 0
  })
  const { name } = left!
  expect(await filesWith(name)).toEqual(['signature'])
  await expect.poll(() => carryOut('forget-changes').then(() => filesWith(name)), { timeout: 15_000 }).toEqual([])
}, 60_000)

test('what was typed is in no file of the database once its code is used, sealed or not', async () => {
  const letter = await openLetter(server)
  const { challenge, code } = await askForCode(server, letter, { address: 'pp@northwind.example' })
  const kept = await server.parts.db
    .selectFrom('challenge')
    .select('payload_sealed')
    .where('id', '=', idFrom(challenge))
    .executeTakeFirstOrThrow()
  const needle = kept.payload_sealed.subarray(0, 200)
  expect((await filesWith(needle)).length).toBeGreaterThan(0)
  await enterCode(server, letter, challenge, code)
  await expect.poll(() => carryOut('sweep-codes').then(() => filesWith(needle)), { timeout: 15_000 }).toEqual([])
}, 60_000)

test('a returned mail that organizers removed is in no file, and no report about somebody who left the list', async () => {
  const letter = await openLetter(server)
  await subscribe(server, letter, 'nina@personal.example')
  const { db } = server.parts
  const text_sealed = Buffer.from('a mail that was sealed')
  const mail_hash = Buffer.alloc(32, 1)
  const mail = { letter_id: letter.id, kind: 'reply' as const, mail_hash, text_sealed, came_on: '2026-03-02' }
  await db.insertInto('returned_mail').values(mail).execute()
  const { id } = await db
    .selectFrom('subscriber')
    .select('id')
    .where('letter_id', '=', letter.id)
    .executeTakeFirstOrThrow()
  await insertReport(db, id, 'reason-of-the-test')
  await server.pool.query('checkpoint')
  for (const needle of [text_sealed, 'reason-of-the-test']) expect(await filesWith(needle)).not.toEqual([])
  await db.updateTable('returned_mail').set({ text_sealed: null }).where('letter_id', '=', letter.id).execute()
  await deleteSubscriber(db, id)
  for (const needle of [text_sealed, 'reason-of-the-test'])
    await expect.poll(() => carryOut('forget-changes').then(() => filesWith(needle)), { timeout: 15_000 }).toEqual([])
}, 60_000)

test('the planner keeps no sample of a name, an address or a tag', async () => {
  const letter = await openLetter(server)
  for (const name of ['Ann Lee', 'Bea Ngo', 'Cem Fox'])
    await signAs(server, letter, { name, address: `${name.slice(0, 3)}@northwind.example` })
  await nextBatch(server, letter)
  await server.pool.query('analyze')
  const { rows } = await server.pool.query<{ kept: string }>(
    `select tablename || '.' || attname as kept from pg_stats
     where schemaname = 'public' and attname in ('name', 'name_sealed', 'tag', 'claim_tag', 'verifier', 'payload_sealed', 'mail_sealed', 'entries')
       and tablename in ('signature', 'waiting_signature', 'claim', 'claim_bucket', 'challenge', 'mailed_code')`,
  )
  expect(rows).toEqual([])
})
