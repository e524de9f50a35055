import type {
  BucketJson,
  ChangedJson,
  CredentialsJson,
  IssuedJson,
  RedeemedJson,
  RedemptionJson,
} from '../../server/anonymity/schemas.ts'
import type { DrawnJson, VouchingJson } from '../../server/vouching/schemas.ts'
import type { FacetLists } from './facets.ts'

/** The server's refusal: a sentence for the person, and a code for the script. */
export class Refused extends Error {
  readonly code: string
  readonly status: number
  /** The first field that the server refuses, if it names one. */
  readonly field: string | undefined

  constructor(code: string, status: number, sentence: string, field?: string) {
    super(sentence)
    this.code = code
    this.status = status
    this.field = field
  }
}

/** Tells the page that the client waits for a connection, and calls it with null once it has one. */
export type OnWait = (wait: { seconds: number; tryNow: () => void } | null) => void

export interface Server {
  /** `proof`: for the proof of an address. `signature`: must not be linked to that proof. */
  terms(phase: 'proof' | 'signature'): Promise<CredentialsJson>
  askForCode(address: string, mineAlone?: boolean): Promise<{ challenge: string }>
  anotherCode(challenge: string): Promise<unknown>
  issue(challenge: string, body: unknown): Promise<IssuedJson>
  issueVouched(body: unknown): Promise<IssuedJson>
  redeem(origin: string | null, body: RedemptionJson): Promise<RedeemedJson>
  change(body: unknown): Promise<ChangedJson>
  published(buckets: number, bucket: number): Promise<BucketJson>
  letter(): Promise<{ facets: FacetLists }>
  vouching(): Promise<VouchingJson>
  askToVouch(address: string): Promise<{ challenge: string }>
  drawCodes(challenge: string, body: unknown): Promise<DrawnJson>
  /** Sends a statement, asks for its state, or withdraws it. */
  statement(way: '' | '/mine' | '/withdrawal', body: unknown): Promise<{ state: string }>
}

const attemptSeconds = 30
const longestPause = 30

/** The client of the letter's API at `path`. Everything except a refusal is retried with growing pauses until it succeeds. */
export function serverAt(path: string, onWait: OnWait): Server {
  const ask = <Answer>(way: string, init: RequestInit = {}) => untilAnswered<Answer>(`${path}${way}`, init, onWait)
  const challenges = '/credentials/challenges'
  return {
    terms: (phase) => ask('/credentials', phase === 'proof' ? plain : apart),
    askForCode: (address, mineAlone) => ask(challenges, posting({ address, ...(mineAlone && { mine_alone: true }) })),
    anotherCode: (challenge) => ask(`${challenges}/${challenge}/codes`, posting({})),
    issue: (challenge, body) => ask(`${challenges}/${challenge}/issue`, posting(body)),
    issueVouched: (body) => ask('/vouched/credentials', { ...posting(body), ...apart }),
    redeem: async (origin, body) =>
      redeemedIn(
        await untilAnswered(`${origin ?? ''}${path}/redemptions`, { ...posting(body), ...apart, mode: 'cors' }, onWait),
      ),
    change: (body) => ask('/redemptions/changes', { ...posting(body), ...apart }),
    letter: () => ask('', apart),
    vouching: () => ask('/vouching', apart),
    askToVouch: (address) => ask('/vouching/challenges', { ...posting({ address }), ...apart }),
    drawCodes: (challenge, body) => ask(`/vouching/challenges/${challenge}/draw`, { ...posting(body), ...apart }),
    statement: (way, body) => ask(`/statements${way}`, { ...posting(body), ...apart }),
    published: (buckets, bucket) => ask(`/credentials/published/${String(buckets)}/${String(bucket)}`, apart),
  }
}

const plain: RequestInit = { referrerPolicy: 'no-referrer', cache: 'no-store', redirect: 'error' }
/**
 * For requests that must not be linked to the proof of an address: no cookie, no referrer, no validator, no cache.
 * Without credentials, the browser also uses another connection than the one on which the address was proved.
 */
const apart: RequestInit = { ...plain, credentials: 'omit' }

function posting(body: unknown): RequestInit {
  return {
    ...plain,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
}

async function untilAnswered<Answer>(url: string, init: RequestInit, onWait: OnWait): Promise<Answer> {
  for (let tries = 0; ; tries++) {
    const answer = await attempt(url, init)
    if (answer !== null) {
      if (tries > 0) onWait(null)
      return answer as Answer
    }
    const pause = Math.min(longestPause, 2 ** tries) * (0.75 + Math.random() / 2)
    await waiting(pause, (tryNow) => onWait({ seconds: Math.max(1, Math.round(pause)), tryNow }))
  }
}

/** Returns null when the server did not answer: no connection, a restart, or the login page of a hotel network. @throws Refused */
async function attempt(url: string, init: RequestInit): Promise<unknown> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), attemptSeconds * 1000)
  try {
    const response = await fetch(url, { ...init, signal: patience.signal })
    const json: unknown = await response.json()
    if (response.ok) return json
    if (response.status >= 500 || !isProblem(json)) return null
    throw new Refused(json.code, response.status, json.detail, json.errors?.[0]?.field)
  } catch (error) {
    if (error instanceof Refused) throw error
    return null
  } finally {
    clearTimeout(timer)
  }
}

/** @throws Error when the answer has no valid state */
function redeemedIn(answer: unknown): RedeemedJson {
  const { state } = answer as Partial<RedeemedJson>
  if (state !== 'accepted' && state !== 'counted') throw new Error("the server's answer has no valid state")
  return answer as RedeemedJson
}

function isProblem(json: unknown): json is { code: string; detail: string; errors?: { field: string }[] } {
  return typeof json === 'object' && json !== null && 'code' in json && 'detail' in json
}

/** Waits until the pause is over, the browser reports that it is online again, or the person chooses to retry now. */
export function waiting(seconds: number, offer: (tryNow: () => void) => void): Promise<void> {
  return new Promise((done) => {
    const over = () => {
      clearTimeout(timer)
      window.removeEventListener('online', over)
      done()
    }
    const timer = setTimeout(over, seconds * 1000)
    window.addEventListener('online', over)
    offer(over)
  })
}
