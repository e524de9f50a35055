import { expect, test, vi } from 'vitest'
import { codeIn, startMailServer } from '../support/mail.ts'
import {
  endServer,
  letterIn,
  missing,
  ownPlace,
  postmasterOf,
  relaxed,
  signingTraffic,
  startServer,
  trySigning,
} from '../support/process.ts'

test(
  'PostgreSQL killed under load comes back, and the server has lived on and lost nothing',
  { timeout: 120_000 },
  async () => {
    const inbox = await startMailServer()
    const place = { ...ownPlace(), SMTP_URL: inbox.url, LIMITS: 'off' }
    const server = await startServer(relaxed, place)
    const letter = await letterIn(place)
    const traffic = signingTraffic(server.url, letter, inbox)
    const base = `${server.url}/api/v1/letters/${letter.slug}/signings`
    const asked = await fetch(base, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ visibility: 'withheld', address: 'early@northwind.example' }),
    })
    const { challenge } = (await asked.json()) as { challenge: string }
    const { text } = await inbox.waitFor(({ to }) => to === 'early@northwind.example', 20_000)
    for (const _kill of [1, 2]) {
      const before = traffic.acknowledged.length
      await vi.waitFor(() => expect(traffic.acknowledged.length).toBeGreaterThan(before + 5), 40_000)
      process.kill(postmasterOf(place), 'SIGKILL')
    }
    await traffic.stop()
    await vi.waitFor(async () => expect((await fetch(`${server.url}/healthz`)).status).toBe(200), 40_000)
    // The crash deleted the code that was mailed before.
    const confirmed = await fetch(`${base}/${challenge}/confirmation`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: codeIn(text) }),
    })
    expect([confirmed.status, await confirmed.json()]).toEqual([409, expect.objectContaining({ code: 'code-lost' })])
    expect(await missing(place, letter, traffic.acknowledged)).toEqual([])
    await vi.waitFor(async () => expect(await trySigning(server.url, letter, inbox)).toBeDefined(), 40_000)
    expect((await fetch(`${server.url}/letters/${letter.slug}`)).status).toBe(200)
    expect(server.child.exitCode).toBeNull()
    expect(server.output()).not.toMatch(/northwind|Worker \d/)
    expect(await endServer(server, 'SIGTERM')).toBe(0)
  },
)
