import { expect, test } from 'vitest'
import { checkAudit } from '../../server/audit/check/check-audit.ts'
import { nodeSignatures } from '../../server/audit/check/node-signatures.ts'
import type { TogetherState } from '../../server/audit/check/result.ts'
import { AuditLog, type NamedSignature } from '../support/audit-log.ts'
import { checkedInPython, hasPython } from '../support/check-count.ts'
import { randomNumbers } from '../support/random.ts'

/** Honest logs of letters whose names wait, with everything in an order that chance decides. */

const signatures = nodeSignatures()

/** What an honest server does, as server/together/ does it. */
class Letter {
  readonly log: AuditLog
  readonly #random: () => number
  state: TogetherState = 'waiting'
  needed: number
  /** The first text that counts. */
  substance = 1
  /** People whose withdrawal waits for its batch. */
  leaving: NamedSignature[] = []
  removed = 0

  constructor(seed: number) {
    this.log = new AuditLog(seed, [])
    this.#random = randomNumbers(seed)
    this.needed = 2 + this.below(4)
    this.log.changePolicy({ namesWaitFor: this.needed })
  }

  below(limit: number): number {
    return Math.floor(this.#random() * limit)
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)]
  }

  /** Those whose names are or were fixed, without those who are leaving. */
  get held(): NamedSignature[] {
    return this.log.together.filter((each) => each.cell.revision >= this.substance && !this.leaving.includes(each))
  }

  step(): void {
    const acts = [
      () => this.join(),
      () => this.join(),
      () => this.join(),
      () => this.log.addNamed(this.pick(['public', 'hidden'] as const)!),
      () => this.decideToLeave(),
      () => this.leave(),
      () => this.remove(),
      () => this.reinstate(),
      () => this.agree(),
      () => this.below(6) === 0 && this.revise(),
      () => this.move(),
      () => this.move(),
    ]
    this.pick(acts)!()
    this.log.pushNames()
  }

  join(): void {
    this.log.addNamed(this.state === 'waiting' || this.state === 'lapsed' ? 'together' : 'public')
  }

  decideToLeave(): void {
    const one = this.pick(this.held)
    if (one && one.revealed === undefined) this.leaving.push(one)
  }

  leave(): void {
    const one = this.pick([...this.leaving, ...this.log.together])
    if (!one) return
    this.leaving = this.leaving.filter((each) => each !== one)
    if (this.below(2) === 0) this.log.withdrawNamed(one, 'mailbox')
    else this.log.changeNamed(one, { group: 'hidden' }, { known: this.below(2) === 0 })
  }

  remove(): void {
    const one = this.pick(this.held)
    if (!one || this.below(2) === 0) return
    this.log.invalidate(one)
    this.removed++
  }

  reinstate(): void {
    if (this.removed === 0) return
    this.removed--
    this.log.addNamed(this.state === 'waiting' ? 'together' : 'hidden', 'reinstated')
  }

  /** Somebody agrees to the newest text. While names are fixed, this waits. */
  agree(): void {
    const one = this.pick(this.log.together.filter((each) => !this.leaving.includes(each)))
    if (one && this.state !== 'reached')
      this.log.changeNamed(one, { revision: this.log.revisions.length }, { known: this.below(2) === 0 })
  }

  /** A new text. If it counts anew, fixed names are freed. */
  revise(): void {
    this.log.revise()
    if (this.below(2) === 0 || this.state === 'revealed') return
    this.substance = this.log.revisions.length
    if (this.state === 'reached') this.goBack()
  }

  goBack(): void {
    this.log.push({ kind: 'back' })
    this.state = 'waiting'
  }

  move(): void {
    const { held } = this
    if (this.state === 'waiting') {
      if (held.length < this.needed) {
        this.wait()
        return
      }
      this.log.fixNames(this.leaving, this.substance)
      this.state = 'reached'
    } else if (this.state === 'reached') {
      if (held.length < this.needed) {
        this.goBack()
        return
      }
      if (this.below(3) > 0) return
      this.log.reveal(held)
      this.state = 'revealed'
    }
  }

  wait(): void {
    const chance = this.below(30)
    if (chance === 0) {
      this.log.push({ kind: 'lapse' })
      this.state = 'lapsed'
    } else if (chance < 5) this.log.changePolicy({ namesWaitFor: ++this.needed })
  }
}

const letters = Array.from({ length: 60 }, (_, seed) => {
  const letter = new Letter(seed + 1)
  for (let step = 0; step < 60; step++) letter.step()
  return letter
})

test('no honest log has an error, in whatever order people join, leave and agree', async () => {
  const found = await Promise.all(letters.map(({ log }) => checkAudit(log.json(), { signatures })))
  expect(found.flatMap(({ errors }, seed) => errors.map((error) => ({ seed: seed + 1, ...error })))).toEqual([])
  expect(found.map(({ together }) => together.state)).toEqual(letters.map(({ state }) => state))
  // All ends occur, also a reveal while somebody was leaving.
  expect(new Set(letters.map(({ state }) => state))).toEqual(new Set(['waiting', 'reached', 'revealed', 'lapsed']))
  expect(letters.filter(({ state, leaving }) => state === 'revealed' && leaving.length > 0).length).toBeGreaterThan(2)
  const rounds = new Set(letters.map(({ log }) => log.rounds))
  expect(Math.max(...rounds)).toBeGreaterThan(1)
})

test.skipIf(!hasPython)('the second verifier finds none either', () => {
  const files = letters.map(({ log }) => ({ json: log.json() }))
  const found = checkedInPython(files) as { ok: boolean; together: unknown }[]
  expect(found.map(({ ok }) => ok)).toEqual(letters.map(() => true))
})
