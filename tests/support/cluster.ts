import { mkdtempSync, rmSync } from 'node:fs'
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
  max_connections: '200',
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'roundrobin-tests-'))
  const { url, stop } = await startEmbedded({ dataDir: folder, settings: forgetful })
  await makeTemplate(url)
  project.provide('cluster', url)
  project.provide('bundle', await makeBundle())
  return async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
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
