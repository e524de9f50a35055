import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import { constants, createPrivateKey, randomBytes, sign } from 'node:crypto'
import { sql } from 'kysely'
import { prepare } from '../../server/crypto/blind-rsa.ts'
import { codeMessage, writeCode } from '../../server/crypto/one-time-code.ts'
import type { Core } from '../../server/core.ts'
import { closeFullBatch } from '../../server/signatures/batch/close-batch.ts'
import { prepareCodeKey } from '../../server/vouching/prepare-code-key.ts'
import { codeKeyOf } from '../../server/vouching/queries.ts'
import { codeTag, openCodeKey } from '../../server/vouching/secrets.ts'
import { Connection, postRequest } from './client.ts'
import { redeemRequests, withIssuer } from './credentials.ts'
import { addresses, questionRow, tagOf } from './oracle.ts'
import type { BenchRow } from './row.ts'
import type { Stage } from './stage.ts'

const samples = 1500

/** Measures whether the time of the answer shows that an address was used, for requests for a credential or for codes. */
export async function credentialOracleRows(stage: Stage): Promise<BenchRow[]> {
  const { app, core, database } = await stage.beside()
  const { letter } = await withIssuer(core, await stage.letter('asked-for-credentials'))
  await prepareCodeKey(core, letter, 'vouched')
  const rows: BenchRow[] = []
  for (const [name, way] of [
    ['oracle/credential', 'credentials/challenges'],
    ['oracle/vouching', 'vouching/challenges'],
  ] as const) {
    const used = addresses('used').slice(0, samples)
    const claims = used.map((address) => ({
      letter_id: letter.id,
      tag: tagOf(core, letter, address),
      request_hash: randomBytes(32),
      drawn_hash: randomBytes(32),
    }))
    await core.db.insertInto('claim').values(claims).execute()
    await database.pool.query('vacuum analyze claim')
    const requests = (list: readonly string[]) => list.map((address) => postRequest(at(letter, way), { address }))
    const question = { used: requests(used), unused: requests(addresses('unused').slice(0, samples)), status: 202 }
    rows.push(await questionRow(name, app.url, question, 'asking, signed and drawn on an earlier day'))
  }
  return rows
}

/**
 * Measures whether the time shows that a credential was redeemed or is being withdrawn. Compares forged credentials, and published
 * data sent again.
 */
export async function redeemOracleRows(stage: Stage): Promise<BenchRow[]> {
  const { app, core, database } = await stage.beside()
  const { letter, issuer } = await withIssuer(core, await stage.letter('redeemed-again'))
  const all = await redeemRequests(core, letter, issuer, 600)
  const unknown = await redeemRequests(core, letter, issuer, 300)
  const connections = await Promise.all(Array.from({ length: 100 }, () => Connection.open(app.url)))
  const left = [...all]
  await Promise.all(
    connections.map(async (connection) => {
      for (let request = left.pop(); request !== undefined; request = left.pop()) await connection.ask(request)
      connection.close()
    }),
  )
  await closeFullBatch(core, letter.id, new Date())
  const [leaving, standing] = [all.slice(0, 300), all.slice(300)]
  const keys = leaving.map((request) => Buffer.from(bodyOf(request).message, 'base64url').subarray(-32))
  await sql`update credential set withdrawal = ${randomBytes(64)} where public_key = any(${keys}::bytea[])`.execute(
    core.db,
  )
  await sql`
    update signature set pending_withdrawal = true, name = null from credential c
    where substring(c.id for 16) = signature.id and c.withdrawal is not null`.execute(core.db)
  await database.pool.query('vacuum analyze credential, signature')
  const again = { used: repeated(leaving), unused: repeated(standing), status: 202 }
  const unsigned = {
    used: repeated(all.map(withoutSignature)),
    unused: repeated(unknown.map(withoutSignature)),
    status: 422,
  }
  return [
    await questionRow('oracle/sent-again', app.url, again, 'published, its withdrawal awaits a batch'),
    await questionRow(
      'oracle/unsigned',
      app.url,
      unsigned,
      'a credential that nobody signed, under a key that is known',
    ),
  ]
}

/**
 * Measures whether the time shows that a code to vouch with was spent. Compares forged codes, and valid codes before they are
 * spent.
 */
export async function vouchOracleRows(stage: Stage): Promise<BenchRow[]> {
  const { app, core, database } = await stage.beside()
  const { letter } = await withIssuer(core, await stage.letter('vouched'))
  const [spent, unspent] = [await codes(core, letter, 300), await codes(core, letter, 300)]
  const claims = spent.map(({ prefix }) => ({
    letter_id: letter.id,
    tag: codeTag(core, letter.id, 'vouched', prefix),
    request_hash: randomBytes(32),
  }))
  await core.db.insertInto('claim').values(claims).execute()
  await database.pool.query('vacuum analyze claim')
  const forged = (list: readonly Code[]) =>
    repeated(
      list.map(({ prefix }) =>
        postRequest(at(letter, 'vouched/signings'), {
          vouch: written(prefix, Buffer.concat([Buffer.of(0), randomBytes(383)])),
          visibility: 'withheld',
        }),
      ),
    )
  const good = (list: readonly Code[]) =>
    repeated(
      list.map(({ vouch }) =>
        formRequest(`/letters/${letter.slug}/vouched/details`, { vouch, visibility: 'withheld' }),
      ),
    )
  return [
    await questionRow(
      'oracle/forged-code',
      app.url,
      { used: forged(spent), unused: forged(unspent), status: 422 },
      'a code to vouch that nobody signed, its beginning spent',
    ),
    await questionRow(
      'oracle/code',
      app.url,
      { used: good(spent), unused: good(unspent), status: 200 },
      'a good code, spent, on the page before it is spent',
    ),
  ]
}

function at(letter: AddressedLetter, way: string): string {
  return `/api/v1/letters/${letter.slug}/${way}`
}

function bodyOf(request: string) {
  return JSON.parse(request.slice(request.indexOf('\r\n\r\n') + 4)) as {
    message: string
    signatures: { issuer: string }[]
  }
}

function withoutSignature(request: string): string {
  const body = bodyOf(request)
  const signature = Buffer.concat([Buffer.of(0), randomBytes(383)]).toString('base64url')
  const signatures = body.signatures.map((each) => ({ ...each, signature }))
  return postRequest(request.split(' ')[1] ?? '', { ...body, signatures })
}

/** None of these requests changes anything, so each can be sent several times. */
function repeated(requests: readonly string[]): string[] {
  return Array.from({ length: samples }, (_, index) => requests[index % requests.length] ?? '')
}

interface Code {
  prefix: Buffer
  vouch: string
}

/** Codes that the letter's key signs directly, which gives the same result as unblinding. */
async function codes(core: Core, letter: AddressedLetter, count: number): Promise<Code[]> {
  await prepareCodeKey(core, letter, 'vouched')
  const row = await codeKeyOf(core.db, letter.id, 'vouched')
  if (!row?.private_sealed) throw new Error('no key')
  const opened = openCodeKey(core, letter.id, 'vouched', row.private_sealed)
  const key = createPrivateKey({ key: opened, format: 'der', type: 'pkcs8' })
  return Array.from({ length: count }, () => {
    const prefix = randomBytes(32)
    const prepared = prepare(prefix, Buffer.from(codeMessage('vouched', letter.id)))
    return {
      prefix,
      vouch: written(
        prefix,
        sign('sha384', prepared, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }),
      ),
    }
  })
}

function written(prefix: Buffer, signature: Buffer): string {
  return writeCode({ verification: 'vouched', base64url: Buffer.concat([prefix, signature]).toString('base64url') })
}

function formRequest(path: string, fields: Record<string, string>): string {
  const text = new URLSearchParams(fields).toString()
  return `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
}
