import { chmodSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { testServer } from '../support/app.ts'
import { keyOf, openLetter, post, submit } from '../support/stories.ts'

const server = await testServer()
const letter = await openLetter(server)
const serverKey = join(server.keysDir, 'server.key')
const away = join(server.keysDir, 'server.key.away')

const sign = () =>
  submit(server, `/letters/${keyOf(letter)}/signings`, {
    visibility: 'public',
    name: 'Ann Lee',
    address: 'ann@northwind.example',
  })

async function health(path = '/healthz'): Promise<string> {
  const answer = await fetch(`${server.url}${path}`)
  return `${String(answer.status)} ${(await answer.text()).trim()}`
}

describe('while the server runs and other users can read', () => {
  afterEach(() => {
    chmodSync(server.keysDir, 0o700)
    chmodSync(join(server.keysDir, 'letters'), 0o700)
    chmodSync(serverKey, 0o600)
  })

  test('its key, each request that needs it gets a sentence, and nothing changes', async () => {
    chmodSync(serverKey, 0o640)
    const page = await sign()
    expect(page.status).toBe(503)
    expect(page.html).toContain('keys are readable by other users')
    expect(page.html).not.toContain(server.keysDir)
    const typed = { visibility: 'public', name: 'Ann Lee', address: 'ann@northwind.example' }
    const { status, json } = await post(server, `/api/v1/letters/${keyOf(letter)}/signings`, typed)
    expect(status).toBe(503)
    expect(json).toMatchObject({ code: 'keys-unavailable', detail: expect.stringContaining('readable by other users') })
    expect((await server.pool.query('select from mailed_code')).rowCount).toBe(0)
    chmodSync(serverKey, 0o600)
    expect((await sign()).status).toBeLessThan(400)
  })

  test.each([
    ['the folder', '.', 0o755],
    ['the folder of the letters', 'letters', 0o750],
    ["the server's key", 'server.key', 0o604],
  ])('%s, the health checks report the keys', async (_what, path, mode) => {
    chmodSync(join(server.keysDir, path), mode)
    expect(await health()).toBe('503 not ok: keys')
    expect(await health('/readyz')).toMatch(/^503 not ok: keys\b/)
    expect(await health('/livez')).toBe('200 ok')
  })
})

test('while the key is away, requests get a sentence and the health checks report it', async () => {
  renameSync(serverKey, away)
  const page = await sign()
  expect([page.status, await health()]).toEqual([503, '503 not ok: keys'])
  expect(page.html).toContain('cannot read its keys')
  renameSync(away, serverKey)
  expect(await health()).toBe('200 ok')
})
