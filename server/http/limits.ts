import { createHmac, randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Refusal, say } from '../refusal.ts'

const hour = 3_600_000
/** Requests of one network above this rate are delayed, not refused, because colleagues share a gateway. Duration in seconds. */
const freeSignings = { points: 30, duration: 600 }
const slowedAtOnce = 20
const slowedBy = 3000

/** Secrets that strangers could guess. */
type Guessed = 'quiet-link' | 'check-code'

/**
 * Rate limits by network. Stores no address: counters use an HMAC of the network under a random key that changes every hour.
 * Key and counters live only in the memory of this process. If several processes serve one database, each enforces its share of a
 * limit.
 */
export class Limits {
  readonly #on: boolean
  readonly #whole: { limiter: RateLimiterMemory; points: number }[] = []
  readonly #free = this.#limiter(freeSignings)
  /** Half the limit of a letter, so that no single network can use up a letter's limit. */
  readonly #hard = this.#limiter({ points: 1000, duration: 3600 })
  readonly #signIn = this.#limiter({ points: 30, duration: 600 })
  readonly #letter = this.#limiter({ points: 2000, duration: 3600 })
  readonly #guesses = this.#limiter({ points: 20, duration: 600 })
  readonly #slowed = new Map<string, number>()
  #slowedAtOnce = slowedAtOnce
  #key = randomBytes(32)
  #keyHour = 0

  constructor(on: boolean) {
    this.#on = on
  }

  /** Divides every limit by the number of processes, because no process knows the counts of the others. */
  share(processes: number): void {
    for (const { limiter, points } of this.#whole) limiter.points = shareOf(points, processes)
    this.#slowedAtOnce = shareOf(slowedAtOnce, processes)
  }

  /** Creates every limiter, so that `share` finds all of them. */
  #limiter(limit: { points: number; duration: number }): RateLimiterMemory {
    const limiter = new RateLimiterMemory(limit)
    this.#whole.push({ limiter, points: limit.points })
    return limiter
  }

  /**
   * Limits requests for a code. Delays requests of a busy network, and refuses them only if too many are delayed already.
   * @throws Refusal
   */
  async beforeCode(ip: string, letterId: string, now: Date): Promise<void> {
    if (!this.#on) return
    const network = this.#network(ip, now)
    await consume(this.#hard, network)
    if (!(await mayConsume(this.#free, network))) await this.#slow(network)
    // The letter's limit comes last, so that refused requests of one network use up nothing that others need.
    await consume(this.#letter, letterId)
  }

  async #slow(network: string): Promise<void> {
    const waiting = this.#slowed.get(network) ?? 0
    if (waiting >= this.#slowedAtOnce) throw tooManyRefusal()
    this.#slowed.set(network, waiting + 1)
    try {
      await wait(slowedBy)
    } finally {
      this.#release(network)
    }
  }

  /**
   * Limits the tries of a network: codes that organizers or recipients ask for, and signing keys.
   * @throws Refusal
   */
  async beforeTry(ip: string, now: Date): Promise<void> {
    if (this.#on) await consume(this.#signIn, this.#network(ip, now))
  }

  /**
   * Delays a network that has guessed wrong many times, before its next guess is looked up. So each guess takes seconds, and people who
   * have the right link or code still get in, unless too many requests of their own network are delayed already.
   * @throws Refusal
   */
  async beforeGuess(kind: Guessed, ip: string, now: Date): Promise<void> {
    if (!this.#on) return
    const network = this.#network(ip, now)
    const guesses = await this.#guesses.get(`${kind} ${network}`)
    if (guesses !== null && guesses.remainingPoints <= 0) await this.#slow(network)
  }

  /** Counts a link or a code that leads to nothing. */
  async countWrongGuess(kind: Guessed, ip: string, now: Date): Promise<void> {
    if (this.#on) await mayConsume(this.#guesses, `${kind} ${this.#network(ip, now)}`)
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

/** Rounds down, so that all processes together stay within the limit. Returns at least 1, because 0 would refuse everybody. */
function shareOf(points: number, processes: number): number {
  return Math.max(1, Math.floor(points / Math.max(1, processes)))
}

/** Returns the /24 of an IPv4 address or the /48 of an IPv6 address: the typical range of one household or office. */
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
  return new Refusal('too-many', 'too-many', say('refusal-too-many'))
}
