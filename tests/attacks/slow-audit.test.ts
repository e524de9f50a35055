import { expect, test } from 'vitest'
import { appendLeaves } from '../../server/audit/append-leaves.ts'
import { publishCheckpoint } from '../../server/audit/append-batch.ts'
import { bucketBits } from '../../server/audit/buckets.ts'
import { makeAuditFile } from '../../server/audit/pages/make-audit-file.ts'
import { logOf } from '../../server/audit/queries.ts'
import { withdraw } from '../../server/signatures/my-signature/withdraw.ts'
import { testServer } from '../support/app.ts'
import { keyOf, letterNow, nextBatch, openLetter, signAs } from '../support/stories.ts'
import { createHash } from 'node:crypto'

/** The attacker asks for much of a log and reads it slowly. The aim: to fill the memory, and to get names that are hidden meanwhile. */

const server = await testServer()
const { db } = server.parts

async function signedLetter() {
  const letter = await openLetter(server, { firstThreshold: 1 })
  const { signingKey } = await signAs(server, letter, { name: 'Ann Lee', address: 'ann@northwind.example' })
  await signAs(server, letter, { name: 'Bea Ngo', address: 'bea@northwind.example' })
  await nextBatch(server, letter)
  return { letter: await letterNow(server, letter.id), signingKey }
}

type Letter = Awaited<ReturnType<typeof signedLetter>>['letter']

/** Reads the file up to the names, lets something happen, and reads the rest. */
async function restAfter(letter: Letter, act: () => Promise<unknown>): Promise<string> {
  const file = (await makeAuditFile(server.parts, letter))[Symbol.asyncIterator]()
  for (let part = ''; !part.includes('"names"'); part = (await file.next()).value as string);
  await act()
  let rest = ''
  for (let next = await file.next(); !next.done; next = await file.next()) rest += next.value
  return rest
}

test('a file that is read slowly holds no name that is taken back before it is read', async () => {
  const { letter, signingKey } = await signedLetter()
  const names = (text: string) => ['Ann Lee', 'Bea Ngo'].filter((name) => text.includes(name))
  expect(names(await restAfter(letter, () => Promise.resolve()))).toEqual(['Ann Lee', 'Bea Ngo'])
  expect(names(await restAfter(letter, () => withdraw(server.parts, letter, signingKey, server.now())))).toEqual([
    'Bea Ngo',
  ])
  const hide = () => db.updateTable('letter').set({ names_hidden: true }).where('id', '=', letter.id).execute()
  expect(names(await restAfter(letter, hide))).toEqual([])
})

test('a file breaks off when a batch changes the names before they are read, so that no file contradicts its checkpoint', async () => {
  const { letter, signingKey } = await signedLetter()
  await withdraw(server.parts, letter, signingKey, server.now())
  await expect(restAfter(letter, () => nextBatch(server, letter))).rejects.toMatchObject({ code: 'count-changes' })
})

test('a thousand ids share a part, however many leaves repeat them', async () => {
  const { letter } = await signedLetter()
  const ids = Array.from({ length: 1300 }, (_, at) => createHash('sha256').update(String(at)).digest())
  const leaf = (leafId: Buffer, kind: string) => {
    const hex = leafId.toString('hex')
    return {
      leafId,
      leaf: ['roundrobin leaf v1', kind, hex, '1', 'hidden', 'mailbox', '-', hex, ''].join('\n'),
      proof: null,
    }
  }
  await db.transaction().execute(async (trx) => {
    const log = (await logOf(trx, letter.id))!
    const added = await appendLeaves(
      trx,
      log,
      ids.map((id) => leaf(id, 'add')),
    )
    const changed = await appendLeaves(
      trx,
      added,
      ids.map((id) => leaf(id, 'change')),
    )
    await publishCheckpoint(server.parts, trx, changed, server.now())
  })
  const path = `${server.url}/letters/${keyOf(letter)}/log/leaves`
  // Two parts would have some 650 ids each.
  expect((await fetch(`${path}/1/0`)).status).toBe(404)
  const whole = (await (await fetch(`${path}/0/0`)).json()) as { leaves: string[] }
  expect(new Set(whole.leaves.map((text) => text.split('\n')[2])).size).toBe(1302)
})

test('the parts of a large log are not kept in the page cache, and each is small', async () => {
  const { letter } = await signedLetter()
  const path = `${server.url}/letters/${keyOf(letter)}/log/leaves`
  expect((await fetch(`${path}/0/0`)).headers.has('etag')).toBe(true)
  const leaves = Array.from({ length: 20_000 }, (_, at) => {
    const leafId = createHash('sha256').update(String(at)).digest()
    const hex = leafId.toString('hex')
    return { leafId, leaf: `roundrobin leaf v1\nadd\n${hex}\n1\nhidden\nmailbox\n-\n${hex}\n`, proof: null }
  })
  await db.transaction().execute(async (trx) => {
    const log = await appendLeaves(trx, (await logOf(trx, letter.id))!, leaves)
    await publishCheckpoint(server.parts, trx, log, server.now())
  })
  const bits = bucketBits(leaves.length)
  // A page from before the newest batch may ask with one bit less. More bits would tell more, and fewer would cost the server more.
  const statusOf = async (asked: number) => (await fetch(`${path}/${asked}/0`)).status
  expect(await Promise.all([bits + 1, bits - 1, bits - 2].map(statusOf))).toEqual([404, 200, 404])
  for (const part of [0, 2 ** bits - 1]) {
    const answer = await fetch(`${path}/${bits}/${part}`)
    expect([answer.status, answer.headers.has('etag'), answer.headers.get('cache-control')]).toEqual([
      200,
      false,
      'no-cache',
    ])
    expect(((await answer.json()) as { leaves: string[] }).leaves.length).toBeGreaterThan(1000)
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(0)
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(300_000)
  }
}, 60_000)
