import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { healSymlinks, postgresBinaries } from '../../server/db/embedded/binaries.ts'
import { processesIn } from '../../server/db/embedded/stop-orphaned-postgres.ts'
import { startEmbedded } from '../../server/db/embedded/cluster.ts'
import { bundled } from '../support/bundled.ts'
import { testFolder } from '../support/database.ts'

interface Holder {
  process: ChildProcess
  url: string
  postmaster: number
  problem?: string
}

const holder = 'tests/support/hold-database.ts'
const started: ChildProcess[] = []

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

async function hold(dataDir: string, prefix: string[] = []): Promise<Holder> {
  const args = [...prefix, process.execPath, bundled(holder), dataDir]
  const child = spawn('env', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string, ...string[]]
  return { process: child, ...(JSON.parse(line) as Omit<Holder, 'process'>) }
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return rows
  } finally {
    await client.end()
  }
}

const written = 'create table written (id int); insert into written values (1)'
const read = 'select id from written'

describe('the embedded database', () => {
  it('keeps what was committed when the application is killed, and starts again at once', async () => {
    const dataDir = join(testFolder(), 'data')
    const first = await hold(dataDir)
    await query(first.url, written)
    first.process.kill('SIGKILL')
    const second = await hold(dataDir)
    expect(second.problem).toBeUndefined()
    expect(await query(second.url, read)).toEqual([{ id: 1 }])
  })

  it('keeps what was committed when both are killed together', async () => {
    const dataDir = join(testFolder(), 'data')
    const first = await hold(dataDir)
    await query(first.url, written)
    first.process.kill('SIGKILL')
    process.kill(first.postmaster, 'SIGKILL')
    const second = await hold(dataDir)
    expect(second.problem).toBeUndefined()
    expect(await query(second.url, read)).toEqual([{ id: 1 }])
  })

  it('dies with the application', async () => {
    const dataDir = join(testFolder(), 'data')
    const { process: application, postmaster } = await hold(dataDir)
    const cluster = join(dataDir, 'postgres')
    expect(processesIn(cluster)).toContain(postmaster)
    application.kill('SIGKILL')
    await vi.waitFor(() => expect(processesIn(cluster)).toEqual([]), 10_000)
  })

  it('comes back by itself when it is killed alone', async () => {
    const { url, pid, stop } = await startEmbedded({ dataDir: join(testFolder(), 'data') })
    await query(url, written)
    const before = pid() ?? 0
    process.kill(before, 'SIGKILL')
    await vi.waitFor(() => expect(pid()).not.toBe(before), 10_000)
    await vi.waitFor(async () => expect(await query(url, read)).toEqual([{ id: 1 }]), 10_000)
    await stop()
  })

  it('names the process that already uses the folder', async () => {
    const dataDir = join(testFolder(), 'data')
    const first = await hold(dataDir)
    await expect(startEmbedded({ dataDir })).rejects.toThrow(`is in use by process ${String(first.process.pid)}.`)
    first.process.kill('SIGTERM')
    await once(first.process, 'exit')
    const { stop } = await startEmbedded({ dataDir })
    await stop()
  })

  it('starts although a left-over file names a process that lives and is another', async () => {
    const dataDir = join(testFolder(), 'data')
    await (await startEmbedded({ dataDir })).stop()
    const stale = join(dataDir, 'postgres', 'postmaster.pid')
    writeFileSync(stale, `${String(process.pid)}\n${join(dataDir, 'postgres')}\n1\n5432\n\n\n`)
    await (await startEmbedded({ dataDir })).stop()
  })

  it('sets itself up again when the first start was interrupted', async () => {
    const dataDir = join(testFolder(), 'data')
    mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true })
    chmodSync(dataDir, 0o700)
    const { url, stop } = await startEmbedded({ dataDir })
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
    await stop()
  })

  it('says what to do if neither the data folder nor the temporary folder can hold the socket', async () => {
    const dataDir = join(testFolder(), 'a'.repeat(100), 'data')
    vi.stubEnv('TMPDIR', '/dev/null')
    try {
      await expect(startEmbedded({ dataDir })).rejects.toThrow(
        /^The folder \/dev\/null\/roundrobin-\w+ for the socket of PostgreSQL cannot be created: ENOTDIR.* Set TMPDIR /,
      )
    } finally {
      vi.unstubAllEnvs()
    }
    await (await startEmbedded({ dataDir })).stop()
  })

  it.each(['demo', 'dev'])('npm run %s says what to do if no temporary file can be written', (name) => {
    const { status, stderr } = spawnSync('npm', ['run', '--silent', name], {
      env: { ...process.env, TMPDIR: '/dev/null' },
      encoding: 'utf8',
      timeout: 30_000,
    })
    expect(status).toBe(1)
    expect(stderr).toBe(
      'The folder for temporary files, /dev/null, cannot be written (ENOTDIR). Set TMPDIR to a folder that this user may write to.\n',
    )
  })

  it('works where the path is too long for a socket', async () => {
    const dataDir = join(testFolder(), 'long'.repeat(40))
    const { url, stop } = await startEmbedded({ dataDir })
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
    await stop()
  })

  it.runIf(process.getuid?.() === 0)('works for an ordinary user', async () => {
    const home = testFolder()
    chownSync(home, 65534, 65534)
    const ordinary = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups', '--']
    const { url, problem } = await hold(join(home, 'data'), ordinary)
    expect(problem).toBeUndefined()
    expect(statSync(join(home, 'data', 'postgres')).uid).toBe(65534)
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  it.runIf(process.getuid?.() === 0)(
    'works for root where user namespaces are forbidden, on the same files',
    async () => {
      const dataDir = join(testFolder(), 'data')
      await (await startEmbedded({ dataDir })).stop()
      // Programs that come first on the path: an `unshare` that fails, as under a container's seccomp filter.
      const programs = testFolder()
      writeFileSync(join(programs, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
      const { url, problem } = await hold(dataDir, [`PATH=${programs}:${process.env['PATH'] ?? ''}`])
      expect(problem).toBeUndefined()
      expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
    },
  )

  it('listens on no port, and logs neither statements nor values', async () => {
    const dataDir = join(testFolder(), 'data')
    const { url, stop } = await startEmbedded({ dataDir })
    await query(url, 'create table person (name text unique)')
    await query(url, "insert into person values ('Ada Lovelace')")
    await expect(query(url, "insert into person values ('Ada Lovelace')")).rejects.toThrow(/duplicate/)
    await expect(query(url, "select 'Ada Lovelace'::int")).rejects.toThrow(/invalid input/)
    expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
    await stop()
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toMatch(/Lovelace|insert|person/)
  })

  it('refuses a folder that others can read', async () => {
    const dataDir = testFolder()
    chmodSync(dataDir, 0o755)
    await expect(startEmbedded({ dataDir })).rejects.toThrow(`chmod 700 ${dataDir}`)
  })

  it('makes the links that an install without scripts leaves out', () => {
    const root = testFolder()
    cpSync(dirname(postgresBinaries()), root, { recursive: true, verbatimSymlinks: true })
    const links = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')) as { target: string }[]
    for (const { target } of links) rmSync(join(root, target), { force: true })
    healSymlinks(root)
    healSymlinks(root)
    expect(links.length).toBeGreaterThan(0)
    for (const { target } of links) {
      expect(lstatSync(join(root, target)).isSymbolicLink()).toBe(true)
      expect(existsSync(join(root, target))).toBe(true)
    }
  })
})
