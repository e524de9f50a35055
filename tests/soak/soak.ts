import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { startCatcher, type Catcher } from '../../server/mail/catcher.ts'
import { Refusal } from '../../server/refusal.ts'
import { invalidate } from '../../server/signatures/moderation/invalidate.ts'
import { reinstate } from '../../server/signatures/moderation/reinstate.ts'
import { openBenchLetter } from '../bench/letter.ts'
import { coreBeside, end, startApp, type AppProcess } from '../bench/server.ts'
import { newPerson, type Person } from './person.ts'
import { planOf, type Step } from './plan.ts'
import { broken, waitingInVain, wrongCells } from './recount.ts'

export interface Soaked {
  steps: Record<string, number>
  /** Signings, changes and moderations that the server acknowledged. */
  acknowledged: number
  /** Answers that a kill lost. */
  lost: number
  counted: number
  problems: string[]
}

const workers = 8
/** Batches of three or more, at most one every half second. */
const settings = { WORKER: 'on', UNIT_MINUTE_SECONDS: '0.5' }
const letterSettings = { batchMinutes: 1, batchSize: 3, firstThreshold: 5 }

/**
 * Uses one letter at random and kills processes. Then checks that everything acknowledged exists and every count equals its
 * recount.
 */
export async function soak(seed: number, size: number, say: (line: string) => void = () => undefined): Promise<Soaked> {
  const inbox = await startCatcher()
  const app = await startApp({ ...settings, SMTP_URL: inbox.url })
  // With the same settings, so that the first batch comes after half a second instead of a minute.
  const beside = coreBeside(app, settings)
  try {
    const letter = await openBenchLetter(beside.core, 'soaked', letterSettings)
    const { id } = await beside.core.db
      .insertInto('organizer')
      .values({ address_tag: randomBytes(32), address_sealed: randomBytes(64), name: 'Rosa', created_on: '2026-01-01' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const run = new Soak(app, beside.core, letter, id, inbox)
    await run.play(planOf(seed, size), say)
    return await run.result()
  } finally {
    await beside.database.close()
    await inbox.close()
    await app.stop()
  }
}

type Outcome = 'done' | 'refused' | 'lost'

class Soak {
  readonly #people: Person[] = []
  readonly #steps: Record<string, number> = {}
  readonly #problems: string[] = []
  #acknowledged = 0
  #lost = 0
  #killing: Promise<void> | undefined

  readonly #app: AppProcess
  readonly #core: ReturnType<typeof coreBeside>['core']
  readonly #letter: AddressedLetter
  readonly #organizer: string
  readonly #inbox: Catcher

  constructor(
    app: AppProcess,
    core: ReturnType<typeof coreBeside>['core'],
    letter: AddressedLetter,
    organizer: string,
    inbox: Catcher,
  ) {
    this.#app = app
    this.#core = core
    this.#letter = letter
    this.#organizer = organizer
    this.#inbox = inbox
  }

  async play(plan: readonly Step[], say: (line: string) => void): Promise<void> {
    const steps = plan.entries()
    await Promise.all(
      Array.from({ length: workers }, async () => {
        for (const [index, step] of steps) {
          await this.#carryOut(step)
          if ((index + 1) % 500 === 0) say(`${index + 1} of ${plan.length}`)
        }
      }),
    )
  }

  async result(): Promise<Soaked> {
    await this.#killing
    await this.#settled()
    const { db } = this.#core
    this.#problems.push(...(await wrongCells(db, this.#letter.id)))
    this.#problems.push(...(await broken(db, this.#letter.id, this.#people)))
    const counted = await this.#shownCount()
    const { rows } = {
      rows: await db
        .selectFrom('signature')
        .select('id')
        .where('letter_id', '=', this.#letter.id)
        .where('counted', '=', true)
        .execute(),
    }
    if (rows.length !== counted) this.#problems.push(`the page shows ${counted}, and ${rows.length} count`)
    const left = await waitingInVain(db, this.#letter.id, letterSettings.batchSize)
    if (left > 0) this.#problems.push(`${left} still wait although no batch is under way`)
    return { steps: this.#steps, acknowledged: this.#acknowledged, lost: this.#lost, counted, problems: this.#problems }
  }

  async #carryOut(step: Step): Promise<void> {
    this.#steps[step.act] = (this.#steps[step.act] ?? 0) + 1
    if (step.act === 'kill') return this.#kill(step.what)
    await this.#killing
    if (step.act === 'sign') return this.#sign(newPerson(this.#letter.id, step.visibility))
    if (step.act === 'recount') return this.#recount()
    const person = this.#people[Math.floor(step.who * this.#people.length)]
    if (person?.signed !== true || person.withdrawn !== false) return
    if (step.act === 'withdraw') return this.#withdraw(person)
    if (step.act === 'lessen') return this.#lessen(person, step.to)
    return this.#moderate(person, step.act)
  }

  /** Asks and confirms until the server acknowledges it, like a person whose page did not answer. */
  async #sign(person: Person): Promise<void> {
    this.#people.push(person)
    for (let attempt = 0; attempt < 5 && person.signed !== true; attempt++) {
      await this.#killing
      const asked = new Date()
      const signing = await this.#post('/signings', {
        visibility: person.visibility,
        name: 'Ana Lindqvist',
        address: person.address,
        verifier: person.verifier.toString('base64url'),
      })
      if (signing?.status !== 202) continue
      const code = await this.#code(person.address, asked)
      if (code === undefined) continue
      const unsure = person.signed === 'unsure'
      person.signed = 'unsure'
      const confirmed = await this.#post(`/signings/${String(signing.json['challenge'])}/confirmation`, { code })
      const alreadyHis = confirmed?.json['code'] === 'address-used' && unsure
      if (confirmed?.status === 200 || alreadyHis) {
        person.signed = true
        this.#acknowledged++
      } else if (confirmed && confirmed.status < 500 && !unsure) person.signed = false
    }
  }

  async #withdraw(person: Person): Promise<void> {
    person.withdrawn = 'unsure'
    const outcome = await this.#mine('withdrawal', { signing_key: person.signingKey })
    if (outcome !== 'lost') person.withdrawn = outcome === 'done'
  }

  async #lessen(person: Person, to: string): Promise<void> {
    const before = person.visibility
    if (before === 'unsure') return
    person.visibility = 'unsure'
    const outcome = await this.#mine('visibility', { signing_key: person.signingKey, to })
    if (outcome === 'done') person.visibility = to === 'nameless' ? 'withheld' : to
    if (outcome === 'refused') person.visibility = before
  }

  async #mine(what: string, body: object): Promise<Outcome> {
    const answer = await this.#post(`/mine/${what}`, body)
    if (answer === undefined || answer.status >= 500) return 'lost'
    if (answer.status !== 204) return 'refused'
    this.#acknowledged++
    return 'done'
  }

  /** Calls the verb instead of the dashboard, as another process on the same database. */
  async #moderate(person: Person, act: 'invalidate' | 'reinstate'): Promise<void> {
    const before = person.invalid
    if (before === 'unsure') return
    person.invalid = 'unsure'
    const who = { letterId: this.#letter.id, organizerId: this.#organizer }
    try {
      const row = await this.#core.db
        .selectFrom('signature')
        .select('id')
        .where('letter_id', '=', this.#letter.id)
        .where('verifier', '=', person.verifier)
        .executeTakeFirst()
      const signatureId = row?.id.toString('base64url')
      if (signatureId !== undefined && act === 'invalidate')
        await invalidate(this.#core, { ...who, meant: { signatureId }, reason: 'other' }, new Date())
      if (signatureId !== undefined && act === 'reinstate')
        await reinstate(this.#core, { ...who, signatureId }, new Date())
      person.invalid = signatureId === undefined ? before : act === 'invalidate'
      this.#acknowledged++
    } catch (error) {
      if (error instanceof Refusal) person.invalid = before
      else this.#lost++
    }
  }

  async #recount(): Promise<void> {
    const wrong = await wrongCells(this.#core.db, this.#letter.id).catch(() => [])
    this.#problems.push(...wrong.map((cell) => `amid the run, ${cell}`))
  }

  async #kill(what: 'server' | 'database' | 'both'): Promise<void> {
    await this.#killing
    this.#killing = this.#killNow(what)
    await this.#killing
  }

  async #killNow(what: 'server' | 'database' | 'both'): Promise<void> {
    if (what !== 'server') process.kill(this.#app.postmaster, 'SIGKILL')
    if (what !== 'database') {
      await end(this.#app.child, 'SIGKILL')
      const again = await startApp({ ...settings, SMTP_URL: this.#inbox.url }, this.#app.folder)
      Object.assign(this.#app, again)
      return
    }
    await this.#untilCounted()
    const killed = this.#app.postmaster
    // An answer may have been in transit when the database died. The database is back when it has another process id.
    while (!(this.#app.postmaster > 0) || this.#app.postmaster === killed) {
      this.#app.postmaster = await this.#app.newPostmaster()
      await delay(50)
    }
  }

  /** Waits until the server shows the letter again. */
  async #untilCounted(): Promise<void> {
    for (let tries = 0; tries < 300; tries++) {
      const answer = await fetch(`${this.#app.url}/api/v1/letters/${this.#letter.slug}`).catch(() => undefined)
      if (answer?.status === 200) return
      await delay(50)
    }
    throw new Error('the server did not find its database again')
  }

  async #post(path: string, body: object): Promise<{ status: number; json: Record<string, unknown> } | undefined> {
    try {
      const answer = await fetch(`${this.#app.url}/api/v1/letters/${this.#letter.slug}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(15_000),
      })
      const text = await answer.text()
      return { status: answer.status, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }
    } catch {
      this.#lost++
      return undefined
    }
  }

  async #code(address: string, since: Date): Promise<string | undefined> {
    const mail = await this.#inbox.waitFor(({ to, at }) => to === address && at >= since, 5_000).catch(() => undefined)
    return mail && /\b\d{5} \d{5}\b/.exec(mail.text)?.[0]
  }

  /** Waits until a batch has taken the waiting signatures, if enough wait. */
  async #settled(): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      if ((await waitingInVain(this.#core.db, this.#letter.id, letterSettings.batchSize)) === 0) break
      await delay(200)
    }
    await this.#untilCounted()
  }

  async #shownCount(): Promise<number> {
    const answer = await fetch(`${this.#app.url}/api/v1/letters/${this.#letter.slug}`)
    const { tally } = (await answer.json()) as { tally: { classes: { count: number }[] } }
    return tally.classes.reduce((sum, { count }) => sum + count, 0)
  }
}
