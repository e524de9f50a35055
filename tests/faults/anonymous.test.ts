import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { newSigningKey } from '../../server/crypto/signing-key.ts'
import { embeddedUrl } from '../../server/db/embedded/cluster.ts'
import { startCatcher, type Catcher } from '../../server/mail/catcher.ts'
import { credentialOf, holderOf, pathOf, withdrawalOf, type Answer, type Holder } from '../support/anonymous.ts'
import type { TestServer } from '../support/app.ts'
import { codeIn } from '../support/mail.ts'
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
import { openLetter, post } from '../support/stories.ts'

/**
 * The protocol step at which each person is when everything stops. Each person acts like a browser: it repeats every request
 * that it can build again.
 */
const steps = ['asking', 'issuing', 'issued', 'redeeming', 'waiting', 'withdrawing'] as const
type Step = (typeof steps)[number]

/** A batch time every second. */
const rehearsal = { LIMITS: 'off', UNIT_MINUTE_SECONDS: '0.0166' }
const place: Environment & { DATA_DIR: string } = { ...ownPlace(), ...rehearsal }
let inbox: Catcher
let running: ServerProcess

beforeAll(async () => {
  inbox = await startCatcher()
  place['SMTP_URL'] = inbox.url
  await start()
})

afterAll(async () => {
  await endServer(running, 'SIGTERM')
  await inbox.close()
})

async function start(): Promise<void> {
  running = await startServer(relaxed, place)
}

const at = () => ({ url: running.url, inbox }) as unknown as TestServer

type Victim = 'PostgreSQL' | 'the server'

/** The server itself restarts PostgreSQL. */
async function kill(victim: Victim): Promise<void> {
  if (victim === 'PostgreSQL') process.kill(postmasterOf(place), 'SIGKILL')
  else await endServer(running, 'SIGKILL')
}

test('wherever somebody is when the server or PostgreSQL is killed, they end up counted once', async () => {
  const letter = await letterWithAnonymous(1)
  let before = 0
  for (const victim of ['PostgreSQL', 'the server'] as const) {
    const people = steps.map((step) => new Person(step, `${step}${before}@northwind.example`))
    await Promise.all(people.map((person) => person.upTo(at(), letter)))
    const under = Promise.allSettled(people.map((person) => person.act(at(), letter)))
    await sleep(8)
    await kill(victim)
    if (victim === 'the server') {
      await start()
      // If only the server dies, accepted redemptions need not be sent again.
      const waiting = people.find(({ step }) => step === 'waiting')?.holder
      expect(await standsIn(waiting?.credentialId ?? Buffer.alloc(0))).toBe(true)
    }
    await under
    await Promise.all(people.map((person) => person.finish(at(), letter)))
    expect(people.filter(({ same }) => !same).map(({ step }) => step)).toEqual([])

    before += steps.length
    const counted = before - before / steps.length
    await untilCount(letter, counted)
    expect(await rowsIn(letter)).toEqual({ claims: before, pending: 0, counted })
  }
  expect(running.output()).not.toMatch(/northwind/)
}, 120_000)

/** When the kill happens, and how many redeemed credentials are in the database afterwards, before any request is repeated. */
const moments = [
  ['the server', 'in the middle of', 6],
  ['the server', 'right after', 6],
  // A crash empties unlogged tables. The people's pages send their credentials again.
  ['PostgreSQL', 'in the middle of', 0],
  ['PostgreSQL', 'right after', 6],
] as const

test.each(moments)(
  '%s killed %s the batch that mixes six: each is counted once, and none stands where it came',
  async (victim, moment, left) => {
    const letter = await letterWithAnonymous(6)
    const people = Array.from(
      { length: 6 },
      (_, index) => new Person('waiting', `${letter.slug}.${index}@northwind.example`),
    )
    await Promise.all(people.slice(1).map((person) => person.upTo(at(), letter)))
    const batch = await watchedBatch(letter)
    onTestFinished(batch.letGo)
    const [last] = people
    if (moment === 'in the middle of') await batch.hold()
    // The batch can begin before the last redemption is answered. Then the held batch also holds the answer back.
    const answered = Promise.allSettled([last?.upTo(at(), letter)])
    await (moment === 'in the middle of' ? batch.isHeld() : batch.isOver())
    await kill(victim)
    await answered
    await batch.letGo()
    if (victim === 'the server') await start()
    const { pending, counted } = await retried(() => rowsIn(letter))
    expect(pending + counted).toBe(left)

    await Promise.all(people.map((person) => person.finish(at(), letter)))
    expect(people.filter(({ same }) => !same)).toEqual([])
    await untilCount(letter, 6)
    expect(await rowsIn(letter)).toEqual({ claims: 6, pending: 0, counted: 6 })
    for (const places of await placesOf(letter)) expect(places).toEqual(places.toSorted())
    await expect.poll(() => newClaims(letter), { timeout: 20_000 }).toBe(0)
  },
  60_000,
)

/**
 * A batch that the test can stop halfway: `pending` is empty and the signatures are written, but the days are not counted yet.
 */
async function watchedBatch(letter: AddressedLetter) {
  const client = new pg.Client(embeddedUrl(place.DATA_DIR))
  client.on('error', () => undefined)
  await client.connect()
  await client.query('listen letter')
  const over = new Promise<void>((resolve) => {
    client.on('notification', ({ payload }) => {
      if (payload === letter.id) resolve()
    })
  })
  return {
    hold: () => client.query('begin; lock table tally_day in share mode'),
    // Asks over another connection, because within a transaction PostgreSQL reads its activity statistics only once.
    isHeld: () =>
      withDatabase(place, (db) =>
        retried(async () => {
          const { rows } = await sql`
            select from pg_stat_activity where wait_event_type = 'Lock' and query like '%insert into tally_day%'`.execute(
            db,
          )
          expect(rows).toHaveLength(1)
        }),
      ),
    isOver: () => over,
    letGo: () => client.end().catch(() => undefined),
  }
}

/**
 * Counts all rows at one moment. Leaves out people who withdrew before they were counted: they keep a row in `pending` until the
 * next batch.
 */
function rowsIn({ id }: AddressedLetter) {
  return withDatabase(place, async (db) => {
    const { rows } = await sql<{ claims: number; pending: number; counted: number }>`
      select (select count(*)::int from every_claim() where letter_id = ${id}) as claims,
        (select count(*)::int from pending where letter_id = ${id} and withdrawal is null) as pending,
        (select count(*)::int from signature where letter_id = ${id} and counted) as counted`.execute(db)
    return rows[0]!
  })
}

/** Claims that still stand where they came. */
function newClaims({ id }: AddressedLetter): Promise<number> {
  return withDatabase(
    place,
    async (db) => (await db.selectFrom('claim').select('tag').where('letter_id', '=', id).execute()).length,
  )
}

/** Hashes, in the order of their rows in the files. */
function placesOf({ id }: AddressedLetter): Promise<string[][]> {
  return withDatabase(place, async (db) => {
    const all = ['signature.id', 'credential.id'].map((name) => name.split('.') as [string, string])
    return Promise.all(
      all.map(async ([table, column]) => {
        const { rows } = await sql<{ hash: string }>`
          select encode(${sql.ref(column)}, 'hex') as hash from ${sql.table(table)} where letter_id = ${id} order by ctid`.execute(
          db,
        )
        return rows.map(({ hash }) => hash)
      }),
    )
  })
}

class Person {
  readonly step: Step
  readonly address: string
  readonly signingKey = newSigningKey()
  holder: Holder | undefined
  /** True if every answer to the same request was the same. */
  same = true
  #issued: string | undefined
  #asked: { challenge: string; code: string } | undefined

  constructor(step: Step, address: string) {
    this.step = step
    this.address = address
  }

  /** Does everything before the person's step. */
  async upTo(server: TestServer, letter: AddressedLetter): Promise<void> {
    if (this.step === 'asking') return
    await this.ask(server, letter)
    if (this.step === 'issuing') return
    await this.obtain(server, letter)
    if (this.step === 'waiting' || this.step === 'withdrawing') await this.redeem(server, letter)
  }

  /** Does the person's step while everything stops. */
  async act(server: TestServer, letter: AddressedLetter): Promise<unknown> {
    if (this.step === 'asking') return post(server, pathOf(letter, 'credentials/challenges'), { address: this.address })
    if (this.step === 'issuing') return this.obtain(server, letter)
    if (this.step === 'redeeming') return this.redeem(server, letter)
    if (this.step === 'withdrawing') return this.withdraw(server, letter)
    return undefined
  }

  /** Does what the browser does until the signature is counted or withdrawn. */
  async finish(server: TestServer, letter: AddressedLetter): Promise<void> {
    await retried(() => this.obtain(server, letter))
    if (this.step === 'withdrawing') await retried(() => this.withdraw(server, letter))
    else
      await retried(async () => {
        if ((await this.redeem(server, letter)).json['state'] !== 'counted') throw new Error('not yet')
      })
  }

  async ask(server: TestServer, letter: AddressedLetter): Promise<void> {
    const before = mailsTo(server.inbox, this.address).length
    const { json } = await post(server, pathOf(letter, 'credentials/challenges'), { address: this.address })
    await retried(() => {
      if (mailsTo(server.inbox, this.address).length === before) throw new Error('no mail yet')
      return Promise.resolve()
    })
    const code = codeIn(mailsTo(server.inbox, this.address).at(-1)?.text ?? '')
    this.#asked = { challenge: json['challenge'] as string, code }
  }

  /** Uses the current code, or a new one if it has expired. The blinded message is the same. */
  async obtain(server: TestServer, letter: AddressedLetter): Promise<void> {
    if (!this.#asked) await this.ask(server, letter)
    const credential = await credentialOf(server, letter, this.signingKey)
    const blinded = credential.blinded.map(({ issuer, message }) => ({
      issuer,
      message: message.toString('base64url'),
    }))
    const { challenge = '', code = '' } = this.#asked ?? {}
    const issued = await post(server, pathOf(letter, `credentials/challenges/${challenge}/issue`), { code, blinded })
    if (/^code-(lost|not-right)$/.test(String(issued.json['code']))) this.#asked = undefined
    if (issued.status !== 200) throw new Error(JSON.stringify(issued))
    this.same &&= this.#issued === undefined || this.#issued === JSON.stringify(issued.json)
    this.#issued = JSON.stringify(issued.json)
    this.holder = await holderOf(server, letter, this.signingKey, credential, issued)
  }

  async redeem(server: TestServer, letter: AddressedLetter): Promise<Answer> {
    const answer = await post(server, pathOf(letter, 'redemptions'), this.holder?.redemption)
    if (answer.status !== 202) throw new Error(JSON.stringify(answer))
    return answer
  }

  async withdraw(server: TestServer, letter: AddressedLetter): Promise<void> {
    if (!this.holder) throw new Error('nothing to withdraw')
    const answer = await post(server, pathOf(letter, 'redemptions/changes'), withdrawalOf(letter, this.holder))
    // The crash deleted the credential before it was counted. So it is sent again and then withdrawn.
    if (answer.json['code'] === 'credential-unknown') await this.redeem(server, letter)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer))
  }
}

function mailsTo(inbox: Catcher, address: string) {
  return inbox.mails().filter(({ to }) => to === address)
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

async function untilCount(letter: AddressedLetter, count: number): Promise<void> {
  await retried(async () => {
    const answer = await fetch(`${running.url}/api/v1/letters/${letter.slug}`)
    const { tally } = (await answer.json()) as { tally: { classes: { class: string; count: number }[] } }
    expect(tally.classes).toMatchObject([{ class: 'mailbox', count }])
  })
}

function letterWithAnonymous(batchSize: number): Promise<AddressedLetter> {
  return withDatabase(place, (db, keys) => {
    const parts = { db, keys, config: readConfig(rehearsal) }
    const server = { parts, now: () => new Date() } as unknown as TestServer
    return openLetter(server, { visibilities: ['anonymous'], batchSize })
  })
}

/** Returns true if the credential is in the database, before any request is repeated. */
function standsIn(id: Buffer): Promise<boolean> {
  return withDatabase(place, async (db) => {
    const pending = await db.selectFrom('pending').select('id').where('id', '=', id).execute()
    const credential = await db.selectFrom('credential').select('id').where('id', '=', id).execute()
    return pending.length + credential.length === 1
  })
}
