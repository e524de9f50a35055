import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { openKeys, type Keys } from '../../server/db/keys/keys.ts'
import { openDatabase, type Database, type DatabaseOptions } from '../../server/db/pool.ts'
import { startEmbedded } from '../../server/db/embedded/cluster.ts'
import { migrate } from '../../server/db/migrate.ts'
import { afterFile } from './after-file.ts'
import { databaseUrl, forgetful } from './cluster.ts'

export interface TestDatabase extends Database {
  url: string
}

/** A migrated database for this test file alone, dropped afterwards. Call it at the top of the file or of a `describe`. */
export async function testDatabase(options: DatabaseOptions = {}): Promise<TestDatabase> {
  return openTestDatabase(await createDatabase('template'), options)
}

export function openTestDatabase(url: string, options: DatabaseOptions = {}): TestDatabase {
  const database = openDatabase(url, options)
  afterAll(() => database.close())
  return { ...database, url }
}

/**
 * A PostgreSQL for this test file alone, for `testServer({ over })`. All databases of a cluster share one write-ahead log. In
 * the shared cluster, other tests' batches would discard the log, or their transactions would keep it.
 */
export async function ownDatabase(): Promise<{ databaseUrl: string; keysDir: string }> {
  const { url, stop } = await startEmbedded({ dataDir: join(testFolder(), 'data'), settings: forgetful })
  afterAll(stop)
  await migrate(url)
  return { databaseUrl: url, keysDir: testKeys().dir }
}

/** An empty database. */
export function emptyDatabase(): Promise<string> {
  return createDatabase('template0')
}

async function createDatabase(template: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await onCluster(`create database ${name} template ${template} strategy file_copy`)
  // Registered before the pool's hook, so it runs after it: vitest runs these hooks in reverse order.
  afterAll(() => onCluster(`drop database ${name} with (force)`))
  return databaseUrl(inject('cluster'), name)
}

async function onCluster(sql: string): Promise<void> {
  const client = new pg.Client(inject('cluster'))
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** Keys in a folder of their own, which is deleted after the test file. */
export function testKeys(): { keys: Keys; dir: string } {
  const dir = join(testFolder(), 'keys')
  const keys = openKeys(dir)
  keys.createServer()
  return { keys, dir }
}

export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'roundrobin-test-'))
  // A process that was killed a moment ago may still be writing into the folder.
  afterFile(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))
  return folder
}
