import { createHmac, randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Refusal } from '../refusal.ts'

const hour = 3_600_000
/** Where a network's requests come faster than this they are slowed, not refused: colleagues share a gateway. */
const freeSignings = { points: 30, duration: 600 }
const slowedAtOnce = 20
const slowedBy = 3000

/**
 * Limits by network. Addresses are never stored: the key is an HMAC under a key that is made anew every hour and lives only in
 * this process's memory, as do the counts. Where several processes serve one database each has its share of a limit.
 */
export class Limits {
  readonly #on: boolean
  readonly #whole: { limiter: RateLimiterMemory; points: number }[] = []
  readonly #free = this.#limiter(freeSignings)
  /** Half of what a letter has: nobody uses it up from one place. */
  readonly #hard = this.#limiter({ points: 1000, duration: 3600 })
  readonly #signIn = this.#limiter({ points: 30, duration: 600 })
  readonly #letter = this.#limiter({ points: 2000, duration: 3600 })
  readonly #slowed = new Map<string, number>()
  #slowedAtOnce = slowedAtOnce
  #key = randomBytes(32)
  #keyHour = 0

  constructor(on: boolean) {
    this.#on = on
  }

  /** Of what all processes together let through this one lets through its share, because none knows what the others count. */
  share(processes: number): void {
    for (const { limiter, points } of this.#whole) limiter.points = shareOf(points, processes)
    this.#slowedAtOnce = shareOf(slowedAtOnce, processes)
  }

  /** Every limit is made here, so that each is divided. */
  #limiter(limit: { points: number; duration: number }): RateLimiterMemory {
    const limiter = new RateLimiterMemory(limit)
    this.#whole.push({ limiter, points: limit.points })
    return limiter
  }

  /** Before a code is asked for. Waits where the network is busy; refuses only where too many wait already. */
  async beforeCode(ip: string, letterId: string, now: Date): Promise<void> {
    if (!this.#on) return
    const network = this.#network(ip, now)
    await consume(this.#hard, network)
    await this.#slow(network)
    // Last: what one network is refused takes nothing from the others.
    await consume(this.#letter, letterId)
  }

  async #slow(network: string): Promise<void> {
    if (await mayConsume(this.#free, network)) return
    const waiting = this.#slowed.get(network) ?? 0
    if (waiting >= this.#slowedAtOnce) throw tooManyRefusal()
    this.#slowed.set(network, waiting + 1)
    try {
      await wait(slowedBy)
    } finally {
      this.#release(network)
    }
  }

  /** Before an organizer or a recipient asks for a code, and before a signing key is tried. */
  async beforeTry(ip: string, now: Date): Promise<void> {
    if (this.#on) await consume(this.#signIn, this.#network(ip, now))
  }

  #release(network: string): void {
    const left = (this.#slowed.get(network) ?? 1) - 1
    if (left > 0) this.#slowed.set(network, left)
    else this.#slowed.delete(network)
  }

  #network(ip: string, now: Date): string {
    const thisHour = Math.floor(now.getTime() / hour)
    if (thisHour !== this.#keyHour) {
      this.#key = randomBytes(32)
      this.#keyHour = thisHour
    }
    return createHmac('sha256', this.#key).update(networkOf(ip)).digest('base64url')
  }
}

/** Rounded down, so that all together let no more through; one at least, or a network could do nothing. */
function shareOf(points: number, processes: number): number {
  return Math.max(1, Math.floor(points / Math.max(1, processes)))
}

/** /24 of IPv4, /48 of IPv6: what one household or office has. */
export function networkOf(ip: string): string {
  const v4 = /(?:^|:)(\d+\.\d+\.\d+)\.\d+$/.exec(ip)?.[1]
  if (v4 !== undefined) return v4
  const [head = ''] = ip.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  return [...groups, '0', '0', '0'].slice(0, 3).join(':')
}

async function mayConsume(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  try {
    await limiter.consume(key)
    return true
  } catch (error) {
    if (error instanceof RateLimiterRes) return false
    throw error
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  if (!(await mayConsume(limiter, key))) throw tooManyRefusal()
}

function tooManyRefusal(): Refusal {
  return new Refusal(
    'too-many',
    'too-many',
    'Many requests come from your network just now. Wait a minute, then press the button again: what you typed is still here.',
  )
}
