import { setTimeout as delay } from 'node:timers/promises'
import { stopSigning } from './anonymity/blind-signing/pool.ts'
import { buildApp, type Extra } from './app.ts'
import type { Config } from './config.ts'
import type { Core } from './core.ts'
import { privateFolder } from './db/data-folder.ts'
import { startEmbedded } from './db/embedded/cluster.ts'
import { sealQuietLinks } from './letter/seal-quiet-links.ts'
import { checkInstallation, checkKeysOfLetters } from './db/keys/installation.ts'
import { openKeys } from './db/keys/keys.ts'
import type { LetterKind } from './db/keys/letter-keys.ts'
import { connectionNames, limits } from './db/connection.ts'
import { proveDirect, type Urls } from './db/prove-direct.ts'
import { migrate } from './db/migrate.ts'
import { openDatabase } from './db/pool.ts'
import { refuseKeysBesideData, refuseLogsBesideData } from './db/keys/refuse-folders.ts'
import { shareKeys } from './db/keys/shared-keys.ts'
import { StartProblem } from './db/start-problem.ts'
import { stopPdf } from './delivery/pdf/render-pdf.ts'
import { stopPhotos } from './delivery/hand-delivery/clean-photo.ts'
import type { App, Parts } from './http/app-types.ts'
import { hearChanges } from './http/hear-changes.ts'
import { Health, type Folder } from './http/health.ts'
import { PageCache } from './http/page-cache.ts'
import { Limits } from './http/limits.ts'
import { startWorker } from './jobs/worker.ts'
import { stopCards } from './letters/press/draw-card.ts'
import { settleLetters } from './letters/lifecycle/settle-letters.ts'
import { settleLive } from './letters/live/settle-live.ts'
import { mailConfigs } from './mail/settings.ts'
import { lookUpTexts } from './mail/mail-file/look-up-texts.ts'
import { stopMailFiles, type ResolveTexts } from './mail/mail-file/read-mail-file.ts'
import type { Transport } from './mail/transport.ts'
import { openTransports } from './mail/transports.ts'
import { formatSentence } from './messages/format-sentence.ts'
import { say, type Message } from './messages/message.ts'
import { wordsWithoutRequest } from './messages/words-without-request.ts'
import { convertStatements } from './statements/convert-statements.ts'
import { allTasks, codeTasks, crontab } from './tasks.ts'

export interface Running {
  app: App
  parts: Parts
  url: string
  /**
   * Accepts no more requests, finishes requests and jobs that have started, and closes everything.
   * @param drain whether /readyz first reports `stopping` for DRAIN_SECONDS while requests are still served
   */
  stop(drain?: boolean): Promise<void>
}

type Undo = (stop: () => Promise<void> | void) => void

const clock = () => new Date()

/**
 * Starts database, application, workers and the listening socket, in this order. If a step fails, stops the earlier ones in
 * reverse.
 * @param closedWhileAway keys that the operator declares as destroyed while the database was away
 * @param resolveTexts in place of the domain name system
 */
export async function run(
  config: Config,
  extras: readonly Extra[] = [],
  closedWhileAway: readonly LetterKind[] = [],
  resolveTexts: ResolveTexts = lookUpTexts,
): Promise<Running> {
  const started: Parameters<Undo>[0][] = []
  const stop = async () => {
    for (const each of started.splice(0).reverse()) await each()
  }
  try {
    const running = await start(config, { extras, closedWhileAway, resolveTexts }, (each) => started.push(each))
    const drainAndStop = async (drain = false) => {
      running.parts.health.stop()
      if (drain) await delay(config.values.DRAIN_SECONDS * 1000)
      await stop()
    }
    return { ...running, stop: drainAndStop }
  } catch (error) {
    await stop()
    throw error
  }
}

interface Asked {
  extras: readonly Extra[]
  closedWhileAway: readonly LetterKind[]
  resolveTexts: ResolveTexts
}

async function start(config: Config, asked: Asked, undo: Undo): Promise<Omit<Running, 'stop'>> {
  const { extras, closedWhileAway, resolveTexts } = asked
  const urls = await databaseUrls(config, undo)
  if (config.values.DATABASE_URL !== undefined) await proveDirect(urls)
  const core = await openCore(config, urls, closedWhileAway, undo)
  await convertStatements(core)
  await settleLetters(core, clock())
  await settleLive(core, clock())
  const mail = openMail(config, undo)
  const parts: Parts = {
    ...core,
    mail,
    pageCache: new PageCache(config.secure),
    limits: new Limits(config.limits),
    health: new Health(core.keys, foldersOf(config)),
    clock,
    resolveTexts,
    databaseUrl: urls.direct,
  }
  const hearing = await hearChanges(urls.direct, parts)
  undo(() => hearing.close())
  undo(stopPdf)
  undo(stopCards)
  undo(stopPhotos)
  undo(stopMailFiles)
  undo(stopSigning)
  // Before the jobs, whose mails need the standing values of messages. It ends before them, because its requests enqueue jobs.
  const app = await buildApp(parts, extras)
  if (config.values.WORKER === 'on') await work(parts, urls, undo)
  undo(() => app.close())
  return { app, parts, url: await listenOn(app, config) }
}

/**
 * Returns the URLs of the configured database, or starts the embedded one.
 * @param undo receives the function that stops the embedded database
 * @throws StartProblem
 */
export async function databaseUrls({ values, logsDir }: Config, undo: Undo): Promise<Urls> {
  if (values.DATABASE_URL !== undefined)
    return { pooled: values.DATABASE_URL, direct: values.DATABASE_DIRECT_URL ?? values.DATABASE_URL }
  refuseKeysBesideData(values.DATA_DIR, values.KEYS_DIR)
  refuseLogsBesideData(values.DATA_DIR, logsDir)
  const embedded = await startEmbedded({ dataDir: values.DATA_DIR })
  undo(() => embedded.stop())
  return { pooled: embedded.url, direct: embedded.url }
}

async function openCore(config: Config, urls: Urls, closedWhileAway: readonly LetterKind[], undo: Undo): Promise<Core> {
  privateFolder(config.values.KEYS_DIR)
  privateFolder(config.logsDir)
  await migrate(urls.direct)
  const database = openDatabase(urls.pooled, { max: 16, pooled: urls.pooled !== urls.direct })
  undo(() => database.close())
  const keys = openKeys(config.values.KEYS_DIR)
  await checkInstallation(database.db, keys)
  const shared = await shareKeys(database.db, urls.direct, config.values.KEYS_DIR)
  undo(() => shared.close())
  await shared.prove((sentence) => void process.stderr.write(`${formatSentence(sentence, wordsWithoutRequest())}\n`))
  await checkKeysOfLetters(database.db, keys, closedWhileAway)
  await sealQuietLinks({ db: database.db, keys })
  return { db: database.db, keys, config }
}

function openMail(config: Config, undo: Undo): Transport | null {
  const settings = mailConfigs(config)
  const mail = settings && openTransports(settings)
  undo(() => mail?.close())
  return mail
}

/** Folders that this process writes to. The embedded PostgreSQL needs room for its write-ahead log, which takes up to 128 MB. */
function foldersOf({ values, logsDir }: Config): Folder[] {
  const outside = [
    { path: values.KEYS_DIR, least: 1_000_000 },
    { path: logsDir, least: 20_000_000 },
  ]
  return values.DATABASE_URL === undefined ? [{ path: values.DATA_DIR, least: 200_000_000 }, ...outside] : outside
}

/**
 * Starts the workers of the queue. Jobs have a connection pool of their own, because statements on large letters take long and
 * requests must not wait behind them.
 */
export async function work(parts: Parts, urls: Urls, undo: Undo): Promise<void> {
  const database = openDatabase(urls.direct, {
    max: 8,
    name: connectionNames.jobs,
    statement: limits.longStatement,
  })
  undo(() => database.close())
  // The report contains the task's name and the error's code only: see jobs/task-failure.ts.
  const report = (sentence: string) => void process.stderr.write(`${sentence}\n`)
  const worker = await startWorker({
    url: urls.direct,
    tasks: allTasks({ ...parts, db: database.db }, parts.mail, parts.clock),
    crontab,
    report,
  })
  undo(() => worker.stop())
  // Codes have a worker of their own. Batches that wait for a lock and deliveries that wait for a mail server can occupy the whole
  // worker above.
  const codes = await startWorker({
    url: urls.direct,
    tasks: codeTasks(parts, parts.mail, parts.clock),
    concurrency: 2,
    report,
  })
  undo(() => codes.stop())
}

async function listenOn(app: App, { values: { HOST, PORT } }: Config): Promise<string> {
  try {
    return await app.listen({ host: HOST, port: PORT })
  } catch (error) {
    const sentence = refusals[(error as NodeJS.ErrnoException).code ?? '']?.(HOST, String(PORT))
    throw sentence === undefined ? error : new StartProblem(sentence, { cause: error })
  }
}

const refusals: Record<string, (host: string, port: string) => Message> = {
  EADDRINUSE: (host, port) => say('start-port-in-use', { host, port }),
  EACCES: (_host, port) => say('start-port-forbidden', { port }),
  EADDRNOTAVAIL: (host) => say('start-host-elsewhere', { host }),
  ENOTFOUND: (host) => say('start-host-unknown', { host }),
}
