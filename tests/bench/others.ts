import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import type { Core } from '../../server/core.ts'
import type { Catcher } from '../../server/mail/catcher.ts'
import { hideName } from '../../server/signatures/moderation/hide-name.ts'
import { createAccount } from '../../server/organizers/accounts/create-account.ts'
import { codeIn } from '../support/mail.ts'
import { Connection, getRequest, postRequest } from './client.ts'
import type { AppProcess } from './server.ts'

/** Milliseconds that each kind of request took. */
export type Waits = Record<string, number[]>

export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

interface Place {
  core: Core
  app: AppProcess
  inbox: Catcher
}

/** People who sign, read and moderate, one of each kind at a time. */
export class WaitingOthers {
  readonly #place: Place
  readonly #letters: readonly AddressedLetter[]
  readonly #confirmations = new Map<string, string[]>()
  #organizer = ''

  constructor(place: Place, letters: readonly AddressedLetter[]) {
    this.#place = place
    this.#letters = letters
  }

  /** Asks for codes on each letter, so that `during` only has to enter them. */
  async prepare(count: number): Promise<void> {
    const { core, app, inbox } = this.#place
    const address = 'bench@personal.example'
    this.#organizer = (await createAccount(core, { normal: address, mailTo: address, name: 'Bench' }, new Date())).id
    const connection = await Connection.open(app.url)
    for (const letter of this.#letters) {
      const requests: string[] = []
      for (let person = 0; person < count; person++) {
        const path = `/api/v1/letters/${letter.slug}/signings`
        const mailbox = `p${String(person)}.${letter.slug}@lantern.example`
        const asked = await connection.ask(postRequest(path, { visibility: 'withheld', address: mailbox }))
        const { challenge } = JSON.parse(asked.body.toString()) as { challenge: string }
        const mail = await inbox.waitFor(({ to }) => to === mailbox, 60_000)
        requests.push(postRequest(`${path}/${challenge}/confirmation`, { code: codeIn(mail.text) }))
      }
      this.#confirmations.set(letter.slug, requests)
    }
    connection.close()
  }

  /** Repeats each kind of request, with a short pause after each answer, until the promise settles. */
  async during(until: Promise<unknown>): Promise<Waits> {
    const ended = new AbortController()
    const end = () => ended.abort()
    until.then(end, end)
    const [same, other] = this.#letters
    if (!same || !other) throw new Error('no letters')
    const kinds: Record<string, () => Promise<() => Promise<unknown>>> = {
      'signing there': () => this.#confirming(same),
      'signing elsewhere': () => this.#confirming(other),
      'list there': () =>
        this.#reading(() => `/letters/${same.slug}/signatures?after=${randomBytes(16).toString('base64url')}`),
      'json elsewhere': () => this.#reading(() => `/api/v1/letters/${other.slug}`),
      'hiding a name': () => this.#moderating(same),
    }
    const waits = await Promise.all(
      Object.entries(kinds).map(async ([kind, open]) => {
        const act = await open()
        const times: number[] = []
        while (!ended.signal.aborted) {
          const began = performance.now()
          await act()
          times.push(performance.now() - began)
          await sleep(60)
        }
        return [kind, times] as const
      }),
    )
    await until
    return Object.fromEntries(waits)
  }

  /** Enters one prepared code after another. When all are used, enters them again, which is answered in the same way. */
  async #confirming({ slug }: AddressedLetter): Promise<() => Promise<unknown>> {
    const requests = this.#confirmations.get(slug) ?? []
    const connection = await Connection.open(this.#place.app.url)
    return async () => {
      const request = requests.shift() ?? ''
      requests.push(request)
      const { status, body } = await connection.ask(request)
      if (status !== 200) throw new Error(`confirming was answered ${String(status)}: ${body.toString()}`)
    }
  }

  async #reading(path: () => string): Promise<() => Promise<unknown>> {
    const connection = await Connection.open(this.#place.app.url)
    return async () => {
      const { status } = await connection.ask(getRequest(path()))
      if (status !== 200) throw new Error(`reading was answered ${String(status)}`)
    }
  }

  async #moderating(letter: AddressedLetter): Promise<() => Promise<unknown>> {
    const { core } = this.#place
    const rows = await publicIds(core, letter.id)
    let next = 0
    return async () => {
      const id = rows[next++ % rows.length] ?? ''
      await hideName(core, { letterId: letter.id, organizerId: this.#organizer, signatureId: id }, new Date())
    }
  }
}

async function publicIds({ db }: Core, letterId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('signature')
    .select('id')
    .where('letter_id', '=', letterId)
    .where('name', 'is not', null)
    .limit(2000)
    .execute()
  return rows.map(({ id }) => id.toString('base64url'))
}
