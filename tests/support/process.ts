import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../../server/config.ts'
import { embeddedUrl } from '../../server/db/embedded/cluster.ts'
import { openKeys } from '../../server/db/keys/keys.ts'
import { openDatabase, type Db } from '../../server/db/pool.ts'
import type { Keys } from '../../server/db/keys/keys.ts'
import { signatoryKeys, parseSigningKey } from '../../server/crypto/signing-key.ts'
import type { Catcher } from '../../server/mail/catcher.ts'
import { afterFile } from './after-file.ts'
import type { TestServer } from './app.ts'
import { bundled } from './bundled.ts'
import { testFolder } from './database.ts'
import { codeIn } from './mail.ts'
import { openLetter } from './stories.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface ServerProcess {
  child: ChildProcess
  url: string
  /** Everything that the process has printed. */
  output(): string
}

export interface Ended {
  code: number | null
  output: string
}

export type Environment = Record<string, string>

/** Settings with new folders and any free port. */
export function ownPlace(): Environment & { DATA_DIR: string; KEYS_DIR: string } {
  const folder = testFolder()
  return { DATA_DIR: join(folder, 'data'), KEYS_DIR: join(folder, 'keys'), PORT: '0', DRAIN_SECONDS: '0' }
}

/** A server that accepts the settings of a rehearsal. */
export const relaxed = 'tests/support/run-server.ts'

function launch(script: string, args: string[], environment: Environment) {
  const child = spawn(process.execPath, [script.endsWith('.mjs') ? script : bundled(script), ...args], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  afterFile(() => child.kill('SIGKILL'))
  let output = ''
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (output += bytes.toString()))
  return { child, output: () => output }
}

/** Starts a server and waits until it listens. */
export async function startServer(
  script: string,
  environment: Environment,
  args: string[] = [],
): Promise<ServerProcess> {
  const { child, output } = launch(script, args, environment)
  for (;;) {
    const url = /listens on (http:\/\/[^,]+),/.exec(output())?.[1]
    if (url !== undefined) return { child, url, output }
    if (child.exitCode !== null) throw new Error(`The server ended: ${output()}`)
    await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  }
}

/** Runs a program until it ends. */
export async function runToEnd(script: string, args: string[], environment: Environment): Promise<Ended> {
  const { child, output } = launch(script, args, environment)
  await once(child, 'close')
  return { code: child.exitCode, output: output() }
}

export async function endServer({ child }: ServerProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal)
    await once(child, 'exit')
  }
  return child.exitCode
}

/** Opens the database of a running server through its Unix socket. */
export async function withDatabase<T>(place: Environment, work: (db: Db, keys: Keys) => Promise<T>): Promise<T> {
  const database = openDatabase(embeddedUrl(place['DATA_DIR']!), { max: 2 })
  try {
    return await work(database.db, openKeys(place['KEYS_DIR']!))
  } finally {
    await database.close()
  }
}

export function letterIn(place: Environment): Promise<AddressedLetter> {
  return withDatabase(place, (db, keys) => {
    const parts = { db, keys, config: readConfig({}) }
    return openLetter({ parts, now: () => new Date() } as unknown as TestServer)
  })
}

export function postmasterOf(place: Environment): number {
  return Number(readFileSync(join(place['DATA_DIR']!, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

let addresses = 0

/**
 * Signs through HTTP with a new address.
 * @returns the signing key if the server acknowledged the signature, otherwise undefined
 */
export async function trySigning(url: string, letter: AddressedLetter, inbox: Catcher): Promise<string | undefined> {
  const address = `worker${++addresses}@northwind.example`
  const path = `${url}/api/v1/letters/${letter.slug}/signings`
  try {
    const asked = await postJson(path, { visibility: 'public', name: `Worker ${addresses}`, address })
    if (asked.status !== 202) return undefined
    const { challenge, signing_key } = (await asked.json()) as { challenge: string; signing_key: string }
    const mail = await inbox.waitFor(({ to }) => to === address, 2000)
    const answer = await postJson(`${path}/${challenge}/confirmation`, { code: codeIn(mail.text) })
    return answer.status === 200 ? signing_key : undefined
  } catch {
    // The server died during the request.
    return undefined
  }
}

function postJson(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })
}

export interface Traffic {
  acknowledged: string[]
  /** Waits for the signings that are in progress. */
  stop(): Promise<void>
}

export function signingTraffic(url: string, letter: AddressedLetter, inbox: Catcher, clients = 6): Traffic {
  const acknowledged: string[] = []
  let stopped = false
  const client = async () => {
    while (!stopped) {
      const key = await trySigning(url, letter, inbox)
      if (key === undefined) await new Promise((resolve) => setTimeout(resolve, 50))
      else acknowledged.push(key)
    }
  }
  const clientsDone = Promise.all(Array.from({ length: clients }, client))
  return {
    acknowledged,
    stop: async () => {
      stopped = true
      await clientsDone
    },
  }
}

/** The acknowledged signatures that are missing in the database. */
export async function missing(place: Environment, letter: AddressedLetter, acknowledged: string[]): Promise<string[]> {
  const verifiers = await withDatabase(place, async (db) => {
    const [waiting, counted] = await Promise.all([
      db.selectFrom('waiting_signature').select('verifier').execute(),
      db.selectFrom('signature').select('verifier').execute(),
    ])
    return new Set([...waiting, ...counted].map(({ verifier }) => verifier?.toString('hex')))
  })
  return acknowledged.filter((key) => {
    const { publicKey } = signatoryKeys(parseSigningKey(key)!, letter.id)
    return !verifiers.has(publicKey.toString('hex'))
  })
}
