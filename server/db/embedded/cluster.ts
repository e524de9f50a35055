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
import { outliveOrphans } from './orphans.ts'
import { settingArguments } from './settings.ts'
import { confinement, giveTo, type Confinement } from './user.ts'
import { StartProblem } from '../start-problem.ts'

export interface EmbeddedOptions {
  dataDir: string
  /** Settings of postgresql.conf on top of ours, such as `fsync: 'off'` in tests. */
  settings?: Readonly<Record<string, string>>
  /** PostgreSQL has died and could not be started again. Without it the process ends. */
  onGivenUp?: (problem: unknown) => void
}

export interface Embedded {
  url: string
  /** The postmaster, for tests of what happens when it is killed. */
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

const DATABASE = 'roundrobin'

/**
 * Starts the PostgreSQL that came with npm: reached over a Unix socket in a folder of ours alone, never over the network. It
 * dies with this process, however that ends, and is started again when it dies first.
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
      url: urlOf(place, DATABASE),
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

/** Where the database of another process that runs in this folder is reached; whether one runs is not asked. */
export function embeddedUrl(dataDir: string): string {
  return urlOf({ sockets: socketPath(realpathSync(dataDir)) }, DATABASE)
}

/** A socket's path has at most 107 bytes, `.s.PGSQL.5432` included. */
function socketPath(folder: string): string {
  const inside = join(folder, 'socket')
  const short = join(tmpdir(), `roundrobin-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`)
  return Buffer.byteLength(inside) <= 90 ? inside : short
}

function socketFolder(folder: string): string {
  const path = socketPath(folder)
  // Whatever is there is left over, since the lock is ours; another user's folder in /tmp cannot be removed, and is refused.
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path, { mode: 0o700 })
  return path
}

/** Made under another name, so that a start that is interrupted leaves nothing that looks whole. */
function initialise(place: Place): void {
  const unfinished = `${place.cluster}.new`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  giveTo(place.user, unfinished)
  const [command, ...args] = commandLine(place, 'initdb', [
    ...['--pgdata', unfinished, '--username', DATABASE, '--auth', 'trust', '--encoding', 'UTF8'],
    ...['--locale-provider', 'builtin', '--locale', 'C.UTF-8', '--no-instructions'],
  ])
  const { status, stderr, error } = spawnSync(command, args, { env: environment, encoding: 'utf8' })
  if (status !== 0)
    throw new StartProblem(`The embedded PostgreSQL could not be set up: ${error?.message ?? stderr.trim()}`)
  renameSync(unfinished, place.cluster)
}

function refuseOtherMajor(cluster: string): void {
  const major = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (major !== '18')
    throw new StartProblem(
      `${cluster} was made by PostgreSQL ${major}, and this version brings 18. Restore a backup into an empty data folder.`,
    )
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
 * Started once more where recovery fails: PostgreSQL that dies while a table without a log is being emptied leaves the new file's stump
 * without its pattern, which the log makes again, and stumbles over it (“could not create file: File exists”). By the next start the
 * pattern is there, and the stump is cleared away first.
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
  await outliveOrphans(place.cluster)
  const [command, ...args] = commandLine(place, 'postgres', [
    ...['-D', place.cluster, '-k', place.sockets],
    ...settingArguments(settings),
  ])
  const log = openSync(place.log, 'w', 0o600)
  // A group of its own: Ctrl+C in a terminal must reach us alone, or the database would go before the requests under way.
  const child = spawn(command, args, { env: environment, detached: true, stdio: ['ignore', 'ignore', log] })
  child.on('error', () => undefined)
  closeSync(log)
  await ready(place, child)
  return child
}

async function ready(place: Place, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
      throw new StartProblem(`The embedded PostgreSQL did not start. It said: ${lastWords(place.log)}`)
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
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

/** Fast: transactions under way are rolled back. Immediate, which the next start recovers from, if that takes too long. */
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

/** Nothing of ours: settings in PG… variables would change what PostgreSQL does, and secrets would stand in its /proc entry. */
const environment = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

function urlOf(place: Pick<Place, 'sockets'>, database: string): string {
  return `postgres://${DATABASE}@localhost/${database}?host=${encodeURIComponent(place.sockets)}`
}

function lastWords(log: string): string {
  return readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' ') || 'nothing.'
}

function rethrow(problem: unknown): never {
  throw problem
}
