import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { newSigningKey } from '../../server/crypto/signing-key.ts'
import type { LetterRow } from '../../server/common/letter-queries.ts'
import type { Catcher } from '../../server/mail/catcher.ts'
import { credentialOf, holderOf, pathOf, withdrawalOf, type Answer, type Holder } from '../support/anonymous.ts'
import type { TestServer } from '../support/app.ts'
import { codeIn, startMailServer } from '../support/mail.ts'
import { endServer, ownPlace, postmasterOf, startServer, withDatabase, type Environment } from '../support/process.ts'
import { openLetter, post } from '../support/stories.ts'

/** Where in the protocol somebody is when everything stops. Each does what a browser does: keeps trying what it can make again. */
const steps = ['asking', 'issuing', 'issued', 'redeeming', 'waiting', 'withdrawing'] as const
type Step = (typeof steps)[number]

/** A mark every two seconds. */
const rehearsal = { LIMITS: 'off', UNIT_MINUTE_SECONDS: '0.033' }

test('wherever somebody is when the server or PostgreSQL is killed, they end up counted once', async () => {
  const inbox = await startMailServer()
  const place = { ...ownPlace(), ...rehearsal, SMTP_URL: inbox.url }
  let running = await startServer('tests/support/run-server.ts', place)
  const letter = await letterWithAnonymous(place)
  const at = () => ({ url: running.url, inbox }) as unknown as TestServer
  let before = 0
  for (const victim of ['PostgreSQL', 'the server'] as const) {
    const people = steps.map((step) => new Person(step, `${step}${before}@northwind.example`))
    await Promise.all(people.map((person) => person.upTo(at(), letter)))
    const under = Promise.allSettled(people.map((person) => person.act(at(), letter)))
    await sleep(8)
    if (victim === 'PostgreSQL') process.kill(postmasterOf(place), 'SIGKILL')
    else {
      await endServer(running, 'SIGKILL')
      running = await startServer('tests/support/run-server.ts', place)
      // What a server that dies alone has accepted need not be sent again.
      const waiting = people.find(({ step }) => step === 'waiting')?.holder
      expect(await standsIn(place, waiting?.credentialId ?? Buffer.alloc(0))).toBe(true)
    }
    await under
    await Promise.all(people.map((person) => person.finish(at(), letter)))
    expect(people.filter(({ same }) => !same).map(({ step }) => step)).toEqual([])

    before += steps.length
    const counted = before - before / steps.length
    await untilCount(at(), letter, counted)
    expect(await rowsIn(place)).toEqual({ claims: before, pending: 0, counted })
  }
  expect(running.output()).not.toMatch(/northwind/)
  await endServer(running, 'SIGTERM')
}, 120_000)

/** Who withdrew before being counted leaves a mark among the pending until the next batch; it is not counted here. */
function rowsIn(place: Environment) {
  return withDatabase(place, async (db) => ({
    claims: (await db.selectFrom('claim').select('tag').execute()).length,
    pending: (await db.selectFrom('pending').select('id').where('withdrawal', 'is', null).execute()).length,
    counted: (await db.selectFrom('signature').select('id').where('counted', '=', true).execute()).length,
  }))
}

class Person {
  readonly step: Step
  readonly address: string
  readonly signingKey = newSigningKey()
  holder: Holder | undefined
  /** Whether every answer to the same request has been the same. */
  same = true
  #issued: string | undefined
  #asked: { challenge: string; code: string } | undefined

  constructor(step: Step, address: string) {
    this.step = step
    this.address = address
  }

  /** Everything before its step. */
  async upTo(server: TestServer, letter: LetterRow): Promise<void> {
    if (this.step === 'asking') return
    await this.ask(server, letter)
    if (this.step === 'issuing') return
    await this.obtain(server, letter)
    if (this.step === 'waiting' || this.step === 'withdrawing') await this.redeem(server, letter)
  }

  /** Its step, while everything stops. */
  async act(server: TestServer, letter: LetterRow): Promise<unknown> {
    if (this.step === 'asking') return post(server, pathOf(letter, 'credentials/challenges'), { address: this.address })
    if (this.step === 'issuing') return this.obtain(server, letter)
    if (this.step === 'redeeming') return this.redeem(server, letter)
    if (this.step === 'withdrawing') return this.withdraw(server, letter)
    return undefined
  }

  /** What its page does until it is counted, or taken back. */
  async finish(server: TestServer, letter: LetterRow): Promise<void> {
    await retried(() => this.obtain(server, letter))
    if (this.step === 'withdrawing') await retried(() => this.withdraw(server, letter))
    else
      await retried(async () => {
        if ((await this.redeem(server, letter)).json['state'] !== 'counted') throw new Error('not yet')
      })
  }

  async ask(server: TestServer, letter: LetterRow): Promise<void> {
    const before = mailsTo(server.inbox, this.address).length
    const { json } = await post(server, pathOf(letter, 'credentials/challenges'), { address: this.address })
    await retried(() => {
      if (mailsTo(server.inbox, this.address).length === before) throw new Error('no mail yet')
      return Promise.resolve()
    })
    const code = codeIn(mailsTo(server.inbox, this.address).at(-1)?.text ?? '')
    this.#asked = { challenge: json['challenge'] as string, code }
  }

  /** With the code that it has, or another where that is good no more: the blinded message is the same. */
  async obtain(server: TestServer, letter: LetterRow): Promise<void> {
    if (!this.#asked) await this.ask(server, letter)
    const credential = await credentialOf(server, letter, this.signingKey)
    const blinded = credential.blinded.map(({ issuer, message }) => ({
      issuer,
      message: message.toString('base64url'),
    }))
    const { challenge = '', code = '' } = this.#asked ?? {}
    const issued = await post(server, pathOf(letter, `credentials/challenges/${challenge}/issue`), { code, blinded })
    if (issued.json['code'] === 'code-not-right') this.#asked = undefined
    if (issued.status !== 200) throw new Error(JSON.stringify(issued))
    this.same &&= this.#issued === undefined || this.#issued === JSON.stringify(issued.json)
    this.#issued = JSON.stringify(issued.json)
    this.holder = await holderOf(server, letter, this.signingKey, credential, issued)
  }

  async redeem(server: TestServer, letter: LetterRow): Promise<Answer> {
    const answer = await post(server, pathOf(letter, 'redemptions'), this.holder?.redemption)
    if (answer.status !== 202) throw new Error(JSON.stringify(answer))
    return answer
  }

  async withdraw(server: TestServer, letter: LetterRow): Promise<void> {
    if (!this.holder) throw new Error('nothing to withdraw')
    const answer = await post(server, pathOf(letter, 'redemptions/changes'), withdrawalOf(letter, this.holder))
    // Gone with the database before it was counted: sent again, and taken back.
    if (answer.json['code'] === 'credential-unknown') await this.redeem(server, letter)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer))
  }
}

function mailsTo(inbox: Catcher, address: string) {
  return inbox.mails().filter(({ to }) => to === address)
}

async function retried(act: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await act()
      return
    } catch (error) {
      if (tries === 200) throw error
      await sleep(100)
    }
  }
}

async function untilCount(server: TestServer, letter: LetterRow, count: number): Promise<void> {
  await retried(async () => {
    const answer = await fetch(`${server.url}/api/v1/letters/${letter.slug}`)
    const { tally } = (await answer.json()) as { tally: { classes: { class: string; count: number }[] } }
    expect(tally.classes).toMatchObject([{ class: 'mailbox', count }])
  })
}

function letterWithAnonymous(place: Environment): Promise<LetterRow> {
  return withDatabase(place, (db, keys) => {
    const parts = { db, keys, config: readConfig(rehearsal) }
    return openLetter({ parts, now: () => new Date() } as unknown as TestServer, { visibilities: ['anonymous'] })
  })
}

/** In the database, before anything is sent again. */
function standsIn(place: Environment, id: Buffer): Promise<boolean> {
  return withDatabase(place, async (db) => {
    const pending = await db.selectFrom('pending').select('id').where('id', '=', id).execute()
    const credential = await db.selectFrom('credential').select('id').where('id', '=', id).execute()
    return pending.length + credential.length === 1
  })
}
