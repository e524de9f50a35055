import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { isThere, lockFolder, privateFolder } from '../data-folder.ts'
import { postgresBinaries } from './binaries.ts'
import { stopOrphanedPostgres } from './stop-orphaned-postgres.ts'
import { settingArguments } from './settings.ts'
import { confinement, giveTo, type Confinement } from './user.ts'
import { reasonOf, StartProblem } from '../start-problem.ts'
import { say } from '../../messages/message.ts'

export interface EmbeddedOptions {
  dataDir: string
  /** Settings of postgresql.conf that override ours, such as `fsync: 'off'` in tests. */
  settings?: Readonly<Record<string, string>>
  /** Called if PostgreSQL has died and cannot be started again. Default: the process ends. */
  onGivenUp?: (problem: unknown) => void
}

export interface Embedded {
  url: string
  /** Process id of the postmaster, for tests that kill it. */
  pid: () => number | undefined
  stop: () => Promise<void>
}

interface Place {
  binaries: string
  user: Confinement
  /** PGDATA */
  cluster: string
  sockets: string
  log: string
}

const databaseName = 'roundrobin'

/**
 * Starts the PostgreSQL from npm. It listens on a Unix socket in a private folder and never on the network.
 * It ends with this process, even after a crash. If it ends first, it is started again.
 * @throws StartProblem
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  privateFolder(options.dataDir)
  const folder = realpathSync(options.dataDir)
  const lock = lockFolder(folder)
  try {
    const place = prepare(folder)
    const server = await supervise(place, options)
    await ensureDatabase(place).catch(async (error: unknown) => {
      await server.stop()
      throw error
    })
    return {
      url: urlOf(place, databaseName),
      pid: server.pid,
      stop: async () => {
        await server.stop()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

function prepare(folder: string): Place {
  const place: Place = {
    binaries: postgresBinaries(),
    user: confinement(),
    cluster: join(folder, 'postgres'),
    sockets: socketFolder(folder),
    log: join(folder, 'postgres.log'),
  }
  if (!isThere(place.cluster)) initialise(place)
  giveTo(place.user, place.cluster)
  refuseOtherMajor(place.cluster)
  giveTo(place.user, place.sockets)
  return place
}

/** URL of the embedded database in a folder. Does not check whether a server runs there. */
export function embeddedUrl(dataDir: string): string {
  return urlOf({ sockets: socketPath(realpathSync(dataDir)) }, databaseName)
}

/** The path of a socket may have at most 107 bytes, including `.s.PGSQL.5432`. */
function socketPath(folder: string): string {
  const inside = join(folder, 'socket')
  const short = join(tmpdir(), `roundrobin-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`)
  return Buffer.byteLength(inside) <= 90 ? inside : short
}

function socketFolder(folder: string): string {
  const path = socketPath(folder)
  // An existing folder is left over, because this process holds the lock. In /tmp it may belong to another user; then removal
  // fails.
  try {
    rmSync(path, { recursive: true, force: true })
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    throw new StartProblem(say('embedded-no-socket-folder', { path, reason: reasonOf(error) }), { cause: error })
  }
  return path
}

/** Creates the cluster under another name, so that an interrupted start leaves no folder that looks complete. */
function initialise(place: Place): void {
  const unfinished = `${place.cluster}.new`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  giveTo(place.user, unfinished)
  const [command, ...args] = commandLine(place, 'initdb', [
    ...['--pgdata', unfinished, '--username', databaseName, '--auth', 'trust', '--encoding', 'UTF8'],
    ...['--locale-provider', 'builtin', '--locale', 'C.UTF-8', '--no-instructions'],
  ])
  const { status, stderr, error } = spawnSync(command, args, { env: environment, encoding: 'utf8' })
  if (status !== 0) throw new StartProblem(say('embedded-not-set-up', { reason: error?.message ?? stderr.trim() }))
  renameSync(unfinished, place.cluster)
}

function refuseOtherMajor(cluster: string): void {
  const major = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (major !== '18') throw new StartProblem(say('embedded-other-version', { path: cluster, version: major }))
}

async function supervise(place: Place, { settings, onGivenUp = rethrow }: EmbeddedOptions) {
  let stopping = false
  let child = await launch(place, settings)
  let restarting: Promise<void> | undefined
  const restart = async () => {
    child = await launch(place, settings)
    watch()
  }
  const watch = () =>
    child.once('exit', () => {
      if (stopping) return
      restarting = restart()
      restarting.catch(onGivenUp)
    })
  watch()
  return {
    pid: () => child.pid,
    stop: async () => {
      stopping = true
      await restarting?.catch(() => undefined)
      await shutDown(child)
    },
  }
}

/**
 * Starts PostgreSQL, and tries a second time if its recovery fails.
 * If it dies while it truncates an unlogged table, it leaves the table's new file without an init fork.
 * Recovery recreates the init fork from the write-ahead log, then fails at the existing file (“could not create file: File
 * exists”).
 * At the second start the init fork exists, so PostgreSQL removes that file first.
 */
async function launch(place: Place, settings: EmbeddedOptions['settings']): Promise<ChildProcess> {
  try {
    return await launchOnce(place, settings)
  } catch (error) {
    const log = existsSync(place.log) ? readFileSync(place.log, 'utf8') : ''
    if (!log.includes('startup process failure')) throw error
    return launchOnce(place, settings)
  }
}

async function launchOnce(place: Place, settings: EmbeddedOptions['settings']): Promise<ChildProcess> {
  await stopOrphanedPostgres(place.cluster)
  const [command, ...args] = commandLine(place, 'postgres', [
    ...['-D', place.cluster, '-k', place.sockets],
    ...settingArguments(settings),
  ])
  const log = openSync(place.log, 'w', 0o600)
  // A process group of its own. Otherwise Ctrl+C in a terminal would stop the database before the running requests finish.
  const child = spawn(command, args, { env: environment, detached: true, stdio: ['ignore', 'ignore', log] })
  child.on('error', () => undefined)
  closeSync(log)
  await ready(place, child)
  return child
}

async function ready(place: Place, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
      throw new StartProblem(say('embedded-not-started', { output: lastWords(place.log) }))
    if (await answers(place)) return
    await delay(20)
  }
}

async function answers(place: Place): Promise<boolean> {
  const client = new pg.Client(urlOf(place, 'postgres'))
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function ensureDatabase(place: Place): Promise<void> {
  const client = new pg.Client(urlOf(place, 'postgres'))
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
    if (rowCount === 0) await client.query(`create database ${databaseName}`)
  } finally {
    await client.end()
  }
}

/**
 * SIGINT requests a fast shutdown, which rolls back transactions. After 20 seconds, SIGQUIT ends PostgreSQL at once; the next start
 * recovers.
 */
async function shutDown(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGINT')
  const impatience = setTimeout(() => child.kill('SIGQUIT'), 20_000)
  await gone
  clearTimeout(impatience)
}

function commandLine(place: Place, program: string, args: string[]): [string, ...string[]] {
  return [...place.user.prefix, join(place.binaries, 'bin', program), ...args] as [string, ...string[]]
}

/**
 * Passes none of our environment. PG… variables would change PostgreSQL's behaviour, and secrets would be visible in its /proc
 * entry.
 */
const environment = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

function urlOf(place: Pick<Place, 'sockets'>, database: string): string {
  return `postgres://${databaseName}@localhost/${database}?host=${encodeURIComponent(place.sockets)}`
}

function lastWords(log: string): string {
  return readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' ')
}

function rethrow(problem: unknown): never {
  throw problem
}
