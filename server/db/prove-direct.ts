import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { closeClient, connectClient, connectionNames } from './connection.ts'
import { reasonOf, StartProblem } from './start-problem.ts'
import { say } from '../messages/message.ts'

export interface Urls {
  pooled: string
  /** Leads directly to the database, for LISTEN and session locks. */
  direct: string
}

/**
 * Proves that the direct URL leads to the database itself, and to the same database as the pooled URL.
 * A transaction-pooling proxy accepts LISTEN and session locks without an error, but loses both.
 * Then withdrawn names would stay on cached pages, and live workers would count as dead.
 * @param patience milliseconds to wait for a notification or a statement
 * @throws StartProblem
 */
export async function proveDirect({ pooled, direct }: Urls, patience = 3000): Promise<void> {
  const inTime: InTime = (answer) => within(patience, answer)
  const opened: pg.Client[] = []
  const open = async (url: string, setting: string) => {
    const client = await connected(url, setting)
    opened.push(client)
    return client
  }
  const separate = pooled !== direct
  const setting = separate ? 'DATABASE_DIRECT_URL' : 'DATABASE_URL'
  try {
    const first = await open(direct, setting)
    const second = await open(direct, setting)
    const teller = await open(pooled, 'DATABASE_URL')
    const proved =
      (await keepsItsSession(first, second, inTime)) &&
      (await hears(first, teller, inTime)) &&
      (await locksForItself(first, second, inTime))
    if (!proved) throw new StartProblem(separate ? say('database-not-direct') : say('database-behind-pooler'))
  } finally {
    await Promise.all(opened.map(closeClient))
  }
}

async function connected(url: string, setting: string): Promise<pg.Client> {
  try {
    return await connectClient(url, connectionNames.start)
  } catch (error) {
    throw new StartProblem(say('database-not-answering', { reason: reasonOf(error), setting }), { cause: error })
  }
}

/**
 * Checks that two transactions of one client run in one session while another client has a transaction open. Takes no lock that
 * could remain.
 */
async function keepsItsSession(first: pg.Client, second: pg.Client, inTime: InTime): Promise<boolean> {
  const sessionOf = async (client: pg.Client) => {
    const answer = await inTime(client.query<{ pid: number }>('select pg_backend_pid() as pid'))
    return answer?.rows[0]?.pid
  }
  const before = await sessionOf(first)
  await inTime(second.query('begin'))
  const between = await sessionOf(second)
  const after = await sessionOf(first)
  await inTime(second.query('rollback'))
  return before !== undefined && before === after && between !== undefined && between !== before
}

async function hears(listener: pg.Client, teller: pg.Client, inTime: InTime): Promise<boolean> {
  const channel = `roundrobin-${randomBytes(8).toString('hex')}`
  const heard = new Promise<true>((resolve) => listener.once('notification', () => resolve(true)))
  await inTime(listener.query(`listen ${pg.escapeIdentifier(channel)}`))
  await inTime(teller.query('select pg_notify($1, $2)', [channel, '']))
  const arrived = await inTime(heard)
  await inTime(listener.query('unlisten *'))
  return arrived === true
}

/** Checks that a session lock excludes the other client. The key is random, so that nobody waits for the lock if it remains. */
async function locksForItself(first: pg.Client, second: pg.Client, inTime: InTime): Promise<boolean> {
  const key = randomBytes(6).readIntBE(0, 6)
  await inTime(first.query('select pg_advisory_lock($1)', [key]))
  const tried = await inTime(second.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [key]))
  const given = await inTime(first.query<{ held: boolean }>('select pg_advisory_unlock($1) as held', [key]))
  return tried?.rows[0]?.free === false && given?.rows[0]?.held === true
}

type InTime = <T>(answer: Promise<T>) => Promise<T | undefined>

/** Returns undefined if the answer fails or takes too long. A pooler may have no connection left for the second client. */
async function within<T>(patience: number, answer: Promise<T>): Promise<T | undefined> {
  const given = new AbortController()
  const late = delay(patience, undefined, { signal: given.signal }).catch(() => undefined)
  try {
    return await Promise.race([answer, late])
  } catch {
    return undefined
  } finally {
    answer.catch(() => undefined)
    given.abort()
  }
}
