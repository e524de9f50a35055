import { accessSync, chmodSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../server/db/embedded/cluster.ts'
import { migrate } from '../../server/db/migrate.ts'
import { makeBundle } from './bundled.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's PostgreSQL. Its database `template` is migrated, and cloned for each test file. */
    cluster: string
  }
}

/** Settings of a PostgreSQL whose files need not survive a crash. */
export const forgetful = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '32MB',
  max_connections: '500',
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = ownTemporaryFolder()
  // Only tests with a PostgreSQL of their own read the write-ahead log, so this one need not be long.
  const settings = { ...forgetful, max_wal_size: '128MB' }
  const { url, stop } = await startEmbedded({ dataDir: join(folder, 'cluster'), settings })
  await makeTemplate(url)
  project.provide('cluster', url)
  project.provide('bundle', await makeBundle())
  return async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const memory = '/dev/shm'
const gigabyte = 2 ** 30

/**
 * Makes the folder for all temporary files of this run, in memory if the machine has enough. A run makes and deletes tens of
 * thousands of files, and servers in processes of their own write each of theirs through to the disk.
 */
function ownTemporaryFolder(): string {
  const parent = hasMemoryForFiles() ? memory : tmpdir()
  forgetKilledRuns(parent)
  const folder = mkdtempSync(join(parent, `roundrobin-tests-${String(process.pid)}-`))
  // Like the system's folder, it is open to a test's other users.
  chmodSync(folder, 0o1777)
  // The workers inherit it.
  process.env['TMPDIR'] = folder
  return folder
}

function hasMemoryForFiles(): boolean {
  try {
    const { bavail, bsize } = statfsSync(memory)
    accessSync(memory, constants.W_OK)
    return bavail * bsize > 3 * gigabyte && process.availableMemory() > 8 * gigabyte
  } catch {
    return false
  }
}

function forgetKilledRuns(parent: string): void {
  for (const name of readdirSync(parent)) {
    const run = /^roundrobin-tests-(\d+)-/.exec(name)?.[1]
    if (run !== undefined && !isRunning(Number(run))) rmSync(join(parent, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function makeTemplate(url: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  await client.query('create database template')
  await client.end()
  await migrate(databaseUrl(url, 'template'))
}

export function databaseUrl(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
