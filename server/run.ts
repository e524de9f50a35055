import { buildApp, type Extra } from './app.ts'
import type { Config } from './config.ts'
import { privateFolder } from './db/data-folder.ts'
import { startEmbedded } from './db/embedded.ts'
import { checkInstallation } from './db/installation.ts'
import { openKeys } from './db/keys.ts'
import { listen } from './db/listen.ts'
import { migrate } from './db/migrate.ts'
import { openDatabase } from './db/pool.ts'
import { StartProblem } from './db/start-problem.ts'
import type { App, Parts } from './http/app-types.ts'
import { HotPages } from './http/hot.ts'
import { Limits } from './http/limits.ts'
import { startWorker } from './jobs/worker.ts'
import { openTransport, type Transport } from './mail/transport.ts'
import { mailConfig } from './mail/settings.ts'
import { allTasks, crontab } from './tasks.ts'

export interface Running {
  app: App
  parts: Parts
  url: string
  stop(): Promise<void>
}

/** Database → app → workers → listen. What was started is stopped again, in reverse, also where a later step fails. */
export async function run(config: Config, extras: readonly Extra[] = []): Promise<Running> {
  const started: (() => Promise<void> | void)[] = []
  const stop = async () => {
    for (const each of started.splice(0).reverse()) await each()
  }
  try {
    const { app, parts } = await start(config, extras, (undo) => started.push(undo))
    const url = await listenOn(app, config)
    started.push(() => app.close())
    return { app, parts, url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function start(config: Config, extras: readonly Extra[], undo: (stop: () => Promise<void> | void) => void) {
  const { values } = config
  privateFolder(values.KEYS_DIR)
  const urls = await databaseUrls(config, undo)
  await migrate(urls.direct)
  const database = openDatabase(urls.pooled)
  undo(() => database.close())
  const keys = openKeys(values.KEYS_DIR)
  await checkInstallation(database.db, keys)

  const settings = mailConfig(config)
  const mail: Transport | null = settings && openTransport(settings)
  undo(() => mail?.close())
  const hot = new HotPages(config.secure)
  const clock = () => new Date()
  const parts: Parts = { db: database.db, keys, config, mail, hot, limits: new Limits(config.limits), clock }
  const told = await listen(
    urls.direct,
    'letter',
    (letter) => hot.drop(letter),
    (hears) => hot.live(hears),
  )
  undo(() => told.close())

  const app = await buildApp(parts, extras)
  if (values.WORKER === 'on') {
    const report = (sentence: string) => app.log.error(sentence)
    const worker = await startWorker({ url: urls.direct, tasks: allTasks(parts, mail, clock), crontab, report })
    undo(() => worker.stop())
  }
  return { app, parts }
}

async function databaseUrls({ values }: Config, undo: (stop: () => Promise<void> | void) => void) {
  if (values.DATABASE_URL !== undefined)
    return { pooled: values.DATABASE_URL, direct: values.DATABASE_DIRECT_URL ?? values.DATABASE_URL }
  const embedded = await startEmbedded({ dataDir: values.DATA_DIR })
  undo(() => embedded.stop())
  return { pooled: embedded.url, direct: embedded.url }
}

async function listenOn(app: App, { values }: Config): Promise<string> {
  try {
    return await app.listen({ host: values.HOST, port: values.PORT })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new StartProblem(
      `Port ${String(values.PORT)} on ${values.HOST} is in use by another program. Stop that one, or set PORT to another number.`,
    )
  }
}
