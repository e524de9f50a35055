import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { randomBytes } from 'node:crypto'
import type { Core } from '../../server/core.ts'
import { addressTag } from '../../server/signatures/secrets.ts'
import { Connection, postRequest } from './client.ts'
import type { BenchRow } from './row.ts'
import { mailedCode } from './sign.ts'
import type { Stage } from './stage.ts'

const samples = 3000

/** Measures whether the time of the answer distinguishes an address that signed on an earlier day from an unused one. */
export async function oracleRow(stage: Stage): Promise<BenchRow> {
  const { app, core, database } = await stage.beside()
  const letter = await stage.letter('asked')
  const used = addresses('used')
  await core.db
    .insertInto('claim')
    .values(
      used.map((address) => ({
        letter_id: letter.id,
        tag: tagOf(core, letter, address),
        request_hash: randomBytes(32),
      })),
    )
    .execute()
  await database.pool.query('vacuum analyze claim')
  return aucRow('oracle', await probe(app.url, letter, used, addresses('unused')), 'signed on an earlier day')
}

/** The same for addresses that signed within the hour, whose codes and tries are still stored. */
export async function freshOracleRow(stage: Stage): Promise<BenchRow> {
  const { app, core } = await stage.beside()
  const letter = await stage.letter('asked-again')
  const used = addresses('fresh').slice(0, samples / 3)
  const connection = await Connection.open(app.url)
  const path = `/api/v1/letters/${letter.slug}/signings`
  for (const address of used) {
    const { body } = await connection.ask(postRequest(path, personAt(address)))
    const { challenge } = JSON.parse(body.toString()) as { challenge: string }
    const code = await mailedCode(core, letter, address)
    await connection.ask(postRequest(`${path}/${challenge}/confirmation`, { code }))
  }
  connection.close()
  const unused = addresses('unasked').slice(0, samples / 3)
  return aucRow('oracle/same-hour', await probe(app.url, letter, used, unused), 'signed within the hour')
}

interface Times {
  used: number[]
  unused: number[]
}

/** Two kinds of requests that must not be distinguishable by the time of their answers. */
export interface Question {
  used: readonly string[]
  unused: readonly string[]
  status: number
}

async function probe(url: string, letter: AddressedLetter, used: string[], unused: string[]): Promise<Times> {
  const path = `/api/v1/letters/${letter.slug}/signings`
  const [asked, other, warm] = [used, unused, addresses('warm').slice(0, 300)].map((each) =>
    each.map((address) => postRequest(path, personAt(address))),
  )
  return timesOf(url, { used: asked ?? [], unused: other ?? [], status: 202 }, warm ?? [])
}

/** Sends each request once, in pairs with a random order, so that a drift affects both kinds equally. */
async function timesOf(url: string, { used, unused, status }: Question, warm: readonly string[]): Promise<Times> {
  const connection = await Connection.open(url)
  const ask = async (request: string) => {
    const began = performance.now()
    const answer = await connection.ask(request)
    if (answer.status !== status) throw new Error(`answered ${answer.status}: ${answer.body.toString()}`)
    return performance.now() - began
  }
  for (const request of warm) await ask(request)
  const times: Times = { used: [], unused: [] }
  for (const [index, request] of used.entries()) {
    const pair: [keyof Times, string][] = [
      ['used', request],
      ['unused', unused[index] ?? ''],
    ]
    if (Math.random() < 0.5) pair.reverse()
    for (const [kind, each] of pair) times[kind].push(await ask(each))
  }
  connection.close()
  return times
}

/** Some requests of both kinds warm the server up. Repeating a request changes nothing. */
export async function questionRow(name: string, url: string, question: Question, note: string): Promise<BenchRow> {
  const { used, unused } = question
  const warm = [...used.slice(0, 150), ...unused.slice(0, 150)]
  return aucRow(name, await timesOf(url, question, warm), note)
}

/**
 * The probability that the answer for a used address takes longer than for an unused one (AUC), with the 95 % interval of Hanley
 * and McNeil.
 */
function aucRow(name: string, { used, unused }: Times, note: string): BenchRow {
  const auc = areaUnderCurve(used, unused)
  const error = standardError(auc, used.length, unused.length) * 1.96
  const interval = `95 % between ${(auc - error).toFixed(3)} and ${(auc + error).toFixed(3)}`
  return {
    name,
    ours: auc,
    reference: null,
    unit: 'AUC',
    ratio: null,
    note: `${interval}, ${used.length} each; ${note}`,
  }
}

function areaUnderCurve(later: readonly number[], earlier: readonly number[]): number {
  const all = [...later.map((time) => ({ time, used: true })), ...earlier.map((time) => ({ time, used: false }))]
  all.sort((a, b) => a.time - b.time)
  const ranks = all.reduce((sum, { used }, index) => sum + (used ? index + 1 : 0), 0)
  return (ranks - (later.length * (later.length + 1)) / 2) / (later.length * earlier.length)
}

function standardError(auc: number, positives: number, negatives: number): number {
  const q1 = auc / (2 - auc)
  const q2 = (2 * auc * auc) / (1 + auc)
  const variance = auc * (1 - auc) + (positives - 1) * (q1 - auc * auc) + (negatives - 1) * (q2 - auc * auc)
  return Math.sqrt(variance / (positives * negatives))
}

/** All addresses have the same length, because a longer one takes longer, used or not. */
export function addresses(kind: string): string[] {
  return Array.from(
    { length: samples },
    (_, index) => `${randomBytes(4).toString('hex')}.${kind[0] ?? ''}${String(index).padStart(5, '0')}@lantern.example`,
  )
}

export function tagOf(core: Core, letter: AddressedLetter, address: string): Buffer {
  return addressTag(core, letter.id, address)
}

function personAt(address: string) {
  return { visibility: 'public', name: 'Ana Lindqvist', address }
}
