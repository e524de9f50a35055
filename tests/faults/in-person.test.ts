import { sql } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { csrfToken } from '../../server/http/sessions.ts'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { createAccount } from '../../server/organizers/accounts/create-account.ts'
import { startSession } from '../../server/organizers/accounts/start-session.ts'
import { newSigningKey, signatoryKeys } from '../../server/crypto/signing-key.ts'
import { pathOf, seedOf } from '../support/anonymous.ts'
import type { TestServer } from '../support/app.ts'
import { startCatcher, type Catcher } from '../../server/mail/catcher.ts'
import {
  endServer,
  ownPlace,
  postmasterOf,
  relaxed,
  startServer,
  withDatabase,
  type Environment,
  type ServerProcess,
} from '../support/process.ts'
import { join, openLetter, post } from '../support/stories.ts'
import { blindedWith } from '../support/vouching.ts'

const place: Environment & { DATA_DIR: string } = { ...ownPlace(), LIMITS: 'off', UNIT_MINUTE_SECONDS: '0.0166' }
let inbox: Catcher
let running: ServerProcess
let letter: AddressedLetter
/** Headers of the organizer's browser. */
let headers: Record<string, string>

beforeAll(async () => {
  inbox = await startCatcher()
  place['SMTP_URL'] = inbox.url
  running = await startServer(relaxed, place)
  const made = await withDatabase(place, async (db, keys) => {
    const parts = { db, keys, config: readConfig({ LIMITS: 'off' }) }
    const server = { parts, now: () => new Date() } as unknown as TestServer
    const opened = await openLetter(server, { visibilities: ['withheld', 'public'] })
    await db.updateTable('letter').set({ checks_each: 100 }).where('id', '=', opened.id).execute()
    const address = 'ada@personal.example'
    const account = await createAccount(parts, { normal: address, mailTo: address, name: 'Ada' }, new Date())
    await join(server, account, opened.id, 'moderator')
    const session = await startSession(parts, account, 'A test', new Date())
    return { opened, session, csrf: csrfToken(parts, session.organizer.sessionId) }
  })
  letter = made.opened
  const page = await fetch(`${running.url}/dashboard/letters/${letter.id}/in-person`, {
    headers: { cookie: `renewal=${made.session.refreshToken}` },
  })
  const cookie = page.headers.getSetCookie().map((each) => each.split(';')[0] ?? '')
  headers = { cookie: cookie.join('; '), 'x-csrf-token': made.csrf, 'content-type': 'application/json' }
})

afterAll(async () => {
  await endServer(running, 'SIGTERM')
  await inbox.close()
})

async function ask<Answer>(act: string, body: object): Promise<Answer> {
  const answer = await fetch(`${running.url}/dashboard/letters/${letter.id}/in-person/${act}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  if (answer.status !== 200) throw new Error(`${String(answer.status)} ${await answer.text()}`)
  return (await answer.json()) as Answer
}

async function retried<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await act()
    } catch (error) {
      if (tries === 200) throw error
      await sleep(100)
    }
  }
}

const rows = () =>
  withDatabase(place, async (db) => {
    const of = { handed: 0, claims: 0, signatures: 0 }
    for (const { count } of await db
      .selectFrom('handed_over')
      .select('count')
      .where('letter_id', '=', letter.id)
      .execute())
      of.handed += count
    const { rows: claims } = await sql`select from every_claim() where letter_id = ${letter.id}`.execute(db)
    of.claims = claims.length
    for (const table of ['waiting_signature', 'signature'] as const)
      of.signatures += (await db.selectFrom(table).select('id').where('letter_id', '=', letter.id).execute()).length
    return of
  })

async function kill(victim: string): Promise<void> {
  if (victim === 'PostgreSQL') process.kill(postmasterOf(place), 'SIGKILL')
  else {
    await endServer(running, 'SIGKILL')
    running = await startServer(relaxed, place)
  }
}

const moments = ['while codes are made', 'between making and using them', 'while one is used'] as const
const victims = ['the server', 'PostgreSQL'] as const

test.each(victims.flatMap((victim) => moments.map((moment) => ({ victim, moment }))))(
  '$victim killed $moment: the codes are counted once, each is good, and each makes one signature',
  { timeout: 90_000 },
  async ({ victim, moment }) => {
    const before = await rows()
    const { n } = await retried(() => ask<{ n: string }>('beginning', {}))
    const made = blindedWith(letter.id, n, 'reviewed', 2)
    const blinded = made.map((each) => each.blinded)
    const hand = () => ask<{ signatures: string[] }>('codes', { blinded })
    const during = async (now: typeof moment, act: () => Promise<unknown>) => {
      if (moment !== now) return
      const under = Promise.allSettled([act()])
      await sleep(8)
      await kill(victim)
      await under
    }
    await during('while codes are made', hand)
    const { signatures } = await retried(hand)
    const codes = signatures.map((signature, index) => made[index]!.written(signature))
    if (moment === 'between making and using them') await kill(victim)
    // People who repeat their request have the same slip, and so the same public key.
    const verifiers = codes.map(() => signatoryKeys(seedOf(newSigningKey()), letter.id).publicKey.toString('base64url'))
    const spend = async (vouch: string, index: number) => {
      const body = { vouch, visibility: 'withheld', name: 'Ann Lee', verifier: verifiers[index] }
      const at = { url: running.url, inbox } as unknown as TestServer
      const { status, json } = await post(at, pathOf(letter, 'vouched/signings'), body)
      if (status !== 200) throw new Error(JSON.stringify(json))
    }
    await during('while one is used', () => spend(codes[0]!, 0))
    for (const [index, code] of codes.entries()) await retried(() => spend(code, index))
    for (const [index, code] of codes.entries()) await spend(code, index)
    const { handed, claims, signatures: counted } = before
    expect(await rows()).toEqual({ handed: handed + 2, claims: claims + 2, signatures: counted + 2 })
    expect(running.output()).not.toMatch(/Ann Lee|C1-/)
  },
)
