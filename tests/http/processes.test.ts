import underPressure from '@fastify/under-pressure'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify from 'fastify'
import { readdirSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { hasRoom } from '../../server/db/has-room.ts'
import { registerErrors } from '../../server/http/errors.ts'
import { healthRoutes } from '../../server/http/health-routes.ts'
import { Health } from '../../server/http/health.ts'
import { Limits } from '../../server/http/limits.ts'
import { testServer, type TestServer } from '../support/app.ts'
import { testFolder } from '../support/database.ts'

const settings = { LIMITS: 'on', TRUST_PROXY: '1' }
const first = await testServer({ settings, heartbeat: 50 })
const folder = testFolder()
/** Another process on the same database, whose disk is full. */
const second = await testServer({
  settings,
  heartbeat: 50,
  over: { databaseUrl: first.databaseUrl, keysDir: first.keysDir },
  folders: [{ path: folder, least: Infinity }],
})

let networks = 0

/** How many requests of a new network these servers allow, when they take turns. */
async function letThrough(...servers: TestServer[]): Promise<number> {
  const network = `192.0.${String(networks++)}.1`
  let count = 0
  for (let request = 0; request < 70; request++) {
    const answer = await fetch(`${servers[request % servers.length]!.url}/api/v1/organizers/codes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': network },
      body: '{"address":"nobody"}',
    })
    if (answer.status !== 429) count++
  }
  return count
}

async function said(server: TestServer, path: string): Promise<string> {
  const answer = await fetch(`${server.url}${path}`)
  return `${String(answer.status)} ${await answer.text()}`.trim()
}

describe('two processes on one database', () => {
  test('enforce one limit for a network together, not twice the limit', async () => {
    // Each process learns of the other within one heartbeat, and again if it missed one under load.
    await expect.poll(() => letThrough(first)).toBe(15)
    await expect.poll(() => letThrough(second)).toBe(15)
    await expect.poll(() => letThrough(first, second)).toBe(30)
  })

  test('share a limit also among seven, and each of a thousand still allows something', async () => {
    const now = new Date('2026-03-02T09:30:00Z')
    const limits = new Limits(true)
    limits.share(7)
    const tries = await Promise.allSettled(Array.from({ length: 40 }, () => limits.beforeTry('192.0.2.1', now)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(4)
    limits.share(1000)
    await expect(limits.beforeTry('198.51.100.1', now)).resolves.toBeUndefined()
    await expect(limits.beforeTry('198.51.100.1', now)).rejects.toMatchObject({ code: 'too-many' })
    // The other processes have ended.
    limits.share(1)
    await expect(limits.beforeTry('198.51.100.1', now)).resolves.toBeUndefined()
  })
})

describe('health', () => {
  const { db, keys } = first.parts

  test('says that all is well, and nothing else', async () => {
    first.at(new Date())
    for (const path of ['/livez', '/readyz', '/healthz']) {
      const answer = await fetch(`${first.url}${path}`)
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, 'ok\n'])
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  test('says that the disk is full', async () => {
    expect(await said(second, '/healthz')).toBe('503 not ok: disk')
    expect(await said(second, '/readyz')).toBe('503 not ok: disk')
    expect(await said(second, '/livez')).toBe('200 ok')
    expect(await new Health(keys, [{ path: `${folder}/not-there`, least: 1 }]).faults(db)).toEqual(['disk'])
  })

  test('tests the disk by writing, and leaves no file', async () => {
    expect(await hasRoom(folder, 1)).toBe(true)
    expect(readdirSync(folder)).toEqual([])
    // Nobody can write to this file system, regardless of its free space.
    expect(await hasRoom('/proc', 0)).toBe(false)
  })

  test('says that no worker has been there for a while, anywhere', async () => {
    const health = new Health(keys, [], 300)
    health.sees(1)
    expect(await health.unready(db)).toEqual([])
    await expect.poll(() => health.unready(db)).toEqual(['queue'])
    health.sees(1)
    expect(await health.unready(db)).toEqual([])
  })

  test('says that a job which is due has waited for a quarter of an hour, and not that mailings wait for each other', async () => {
    const late = "now() - interval '16 minutes'"
    await first.pool.query(`select graphile_worker.add_job('x', queue_name => 'mailings', run_at => ${late})`)
    expect(await said(first, '/readyz')).toBe('200 ok')
    await first.pool.query(`select graphile_worker.add_job('x', job_key => 'x', run_at => ${late})`)
    expect(await said(first, '/readyz')).toBe('503 not ok: queue')
    expect(await said(first, '/healthz')).toBe('200 ok')
    await first.pool.query(`select graphile_worker.remove_job('x')`)
    expect(await said(first, '/readyz')).toBe('200 ok')
  })

  test('says that the process is stopping, while it still serves', async () => {
    first.parts.health.stop()
    expect(await said(first, '/readyz')).toBe('503 not ok: stopping')
    expect(await said(first, '/healthz')).toBe('200 ok')
    expect((await fetch(first.url)).status).toBe(200)
  })

  test('is answered under overload, when other requests are refused', async () => {
    const app = fastify().withTypeProvider<TypeBoxTypeProvider>()
    onTestFinished(() => app.close())
    registerErrors(app)
    await app.register(underPressure, { maxEventLoopDelay: 0.000_001, sampleInterval: 20 })
    healthRoutes(app, { db, health: new Health(keys) })
    app.get('/letters', () => 'a letter')
    app.get('/api/v1/letters', () => 'letters')
    await expect.poll(async () => (await app.inject('/letters')).statusCode).toBe(503)
    const page = await app.inject('/letters')
    expect(page.body).toContain('too much to do')
    expect(Number(page.headers['retry-after'])).toBeGreaterThan(0)
    const json = await app.inject('/api/v1/letters')
    expect([json.statusCode, json.json<{ code: string }>().code]).toEqual([503, 'busy'])
    expect(json.headers['content-type']).toContain('application/problem+json')
    for (const path of ['/livez', '/readyz', '/healthz'])
      expect([path, (await app.inject(path)).statusCode]).toEqual([path, 200])
  })
})
