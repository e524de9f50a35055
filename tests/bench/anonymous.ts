import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Core } from '../../server/core.ts'
import { closeFullBatch } from '../../server/signatures/batch/close-batch.ts'
import { getRequest, openConnections, type Connection } from './client.ts'
import { bareRate, issueRequests, redeemRequests, withIssuer, type Issuer } from './credentials.ts'
import { insertCrowd } from './crowd.ts'
import { alternate, median, rateRow, timesRow, type BenchRow } from './row.ts'
import type { Stage } from './stage.ts'

const clients = 16
const issues = 480
const rounds = 5
/** Requests before the measurement. A server that has just started is still compiling its code on the same two cores. */
const warming = 1920

/** Blind signatures over HTTP, including code and claim. The reference is one thread that only does the private operation. */
export async function issueRow(stage: Stage): Promise<BenchRow> {
  const { app, core } = await stage.beside()
  const { letter, issuer } = await withIssuer(core, await stage.letter('issued'))
  const connections = await openConnections(app.url, clients)
  const through = async (count: number) => shareOut(connections, await issueRequests(core, letter, issuer, count), 200)
  try {
    const cold = await through(issues / 2)
    await through(warming)
    bareRate(issuer, 50)
    const measured = await alternate(
      rounds,
      () => through(issues),
      async () => bareRate(issuer, issues),
    )
    const note = `${clients} clients, fsync on; the first ${issues / 2} of a server that has just started: ${cold.toFixed(0)}/s`
    return rateRow('issue', 'issues/s', measured, note)
  } finally {
    for (const connection of connections) connection.close()
  }
}

/** Many people redeem within the same moments, as when a letter is in the news. Requests of one second share one rewrite. */
export async function redeemRow(stage: Stage): Promise<BenchRow> {
  const { app, core } = await stage.beside()
  const { letter, issuer } = await withIssuer(core, await stage.letter('redeemed'))
  const connections = await openConnections(app.url, 200)
  try {
    const rates: number[] = []
    for (let round = 0; round < 3; round++)
      rates.push(await shareOut(connections, await redeemRequests(core, letter, issuer, 600), 202))
    return {
      name: 'redeem',
      ours: median(rates),
      reference: null,
      unit: 'redemptions/s',
      ratio: null,
      note: `${connections.length} at once`,
    }
  } finally {
    for (const connection of connections) connection.close()
  }
}

/** A batch of 5,000 anonymous signatures on a letter with 100,000 signatures. The reference is a letter without any. */
export async function mixRow(stage: Stage): Promise<BenchRow> {
  const { core } = await stage.beside()
  const letters = [await stage.letter('mixed-many'), await stage.letter('mixed-none')]
  const [many, none] = letters
  if (!many || !none) throw new Error('no letters')
  await insertCrowd(core, many, 100_000)
  await sql`insert into claim select ${many.id}, sha256(n::text::bytea), sha256(n::text::bytea)
    from generate_series(1, 100000) as n`.execute(core.db)
  const measured = await alternate(
    3,
    (round) => mixed(core, many, round),
    (round) => mixed(core, none, round),
  )
  return {
    name: 'mix/100000',
    ours: median(measured.ours),
    reference: median(measured.reference),
    unit: 's',
    ratio: median(measured.ours) / median(measured.reference),
    note: 'batches of 5,000; the reference is a letter without signatures',
  }
}

/** The letter's page while credentials are issued at half the maximum rate. The reference is the page alone. */
export async function pageWhileIssuingRow(stage: Stage): Promise<BenchRow> {
  const { app, core } = await stage.beside()
  const { letter, issuer } = await withIssuer(core, await stage.letter('issued'))
  const issuing = await openConnections(app.url, clients)
  const [reader] = await openConnections(app.url, 1)
  if (!reader) throw new Error('no connection')
  const page = getRequest(`/letters/${letter.slug}`)
  try {
    const possible = await shareOut(issuing, await issueRequests(core, letter, issuer, issues), 200)
    const busy: number[] = []
    const idle: number[] = []
    await timesOf(reader, page, 500)
    for (let round = 0; round < 3; round++) {
      idle.push(...(await timesOf(reader, page, 1500)))
      busy.push(...(await whileIssuing(core, letter, issuer, { issuing, reader, page, perSecond: possible / 2 })))
    }
    const p99 = (times: number[]) => (times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? NaN).toFixed(2)
    const note = `p99 ${p99(busy)} against ${p99(idle)} ms, ${(possible / 2).toFixed(0)} issues/s`
    return timesRow('page-while-issuing', busy, idle, note)
  } finally {
    for (const connection of [...issuing, reader]) connection.close()
  }
}

interface Load {
  issuing: readonly Connection[]
  reader: Connection
  page: Buffer
  perSecond: number
}

async function whileIssuing(core: Core, letter: AddressedLetter, issuer: Issuer, load: Load): Promise<number[]> {
  const { issuing, reader, page, perSecond } = load
  const requests = await issueRequests(core, letter, issuer, Math.ceil(perSecond * 1.5))
  const began = performance.now()
  let sent = 0
  const workers = issuing.map(async (connection) => {
    for (let request = requests.pop(); request !== undefined; request = requests.pop()) {
      const due = began + (sent++ * 1000) / perSecond
      await sleep(Math.max(0, due - performance.now()))
      await connection.ask(request)
    }
  })
  const times = await timesOf(reader, page, 1500)
  await Promise.all(workers)
  return times
}

/** Milliseconds for each of a series of requests over one connection. */
export async function timesOf(connection: Connection, request: Buffer, milliseconds: number): Promise<number[]> {
  const until = performance.now() + milliseconds
  const times: number[] = []
  while (performance.now() < until) {
    const began = performance.now()
    await connection.ask(request)
    times.push(performance.now() - began)
  }
  return times
}

async function shareOut(connections: readonly Connection[], requests: string[], status: number): Promise<number> {
  const count = requests.length
  const began = performance.now()
  await Promise.all(
    connections.map(async (connection) => {
      for (let request = requests.pop(); request !== undefined; request = requests.pop()) {
        const answer = await connection.ask(request)
        if (answer.status !== status) throw new Error(`answered ${answer.status}: ${answer.body.toString()}`)
      }
    }),
  )
  return (count * 1000) / (performance.now() - began)
}

/** Seconds that a full batch takes. The credentials are made up, because the batch does not read them. */
async function mixed(core: Core, letter: AddressedLetter, round: number): Promise<number> {
  await sql`insert into pending (id, letter_id, class, public_key, prefix, signatures, revision, commitment, proof)
    select sha256((${letter.id} || n)::bytea), ${letter.id}, 'mailbox', sha256(n::text::bytea), sha256(n::text::bytea),
      array[decode(repeat(md5(n::text), 24), 'hex')], 1, sha256(''), decode(repeat(md5(n::text), 4), 'hex')
    from generate_series(${round * 5000 + 1}::int, ${round * 5000 + 5000}::int) as n order by 1`.execute(core.db)
  const began = performance.now()
  await closeFullBatch(core, letter.id, new Date())
  return (performance.now() - began) / 1000
}
