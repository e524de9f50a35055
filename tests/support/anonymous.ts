import { sql } from 'kysely'
import type { AddressedLetter } from '../../server/letter/letter-address.ts'
import type { CredentialsJson, RedemptionJson } from '../../server/anonymity/schemas.ts'
import { credentialId, credentialKeys, newCredential, statementKeys } from '../../server/crypto/credential-secrets.ts'
import { NO_COMMITMENT, signatureStatement, withdrawalStatement } from '../../server/crypto/credential.ts'
import { firstSending, publicStatement } from '../../server/crypto/public-statement.ts'
import { newSigningKey, parseSigningKey } from '../../server/crypto/signing-key.ts'
import type { TestServer } from './app.ts'
import { keyOf, post, requestCode } from './stories.ts'

/** A person who signs anonymously, with the values that their browser would hold. */

export interface Answer {
  status: number
  json: Record<string, unknown>
}

export type Redemption = RedemptionJson

export function pathOf(letter: AddressedLetter, rest: string): string {
  return `/api/v1/letters/${keyOf(letter)}/${rest}`
}

export async function shown(server: TestServer, letter: AddressedLetter): Promise<CredentialsJson> {
  const answer = await fetch(server.url + pathOf(letter, 'credentials'))
  return (await answer.json()) as CredentialsJson
}

export function seedOf(signingKey: string): Buffer {
  const seed = parseSigningKey(signingKey)
  if (!seed) throw new Error('not a signing key')
  return seed
}

/** The values that the browser derives from a signing key and the letter's issuers: message, prefix and blinded messages. */
export async function credentialOf(
  server: TestServer,
  letter: AddressedLetter,
  signingKey: string,
  verification = 'mailbox',
) {
  const { issuers } = await shown(server, letter)
  const moduli = issuers.filter((each) => each.class === verification).map(({ n }) => Buffer.from(n, 'base64url'))
  return newCredential(seedOf(signingKey), letter.id, verification, moduli)
}

/** A challenge, and the code that was mailed for it. */
export async function askCredential(
  server: TestServer,
  letter: AddressedLetter,
  address: string,
): Promise<{ challenge: string; code: string }> {
  const path = pathOf(letter, 'credentials/challenges')
  const { status, json, challenge, code } = await requestCode(server, path, { address })
  if (status !== 202) throw new Error(`asked for a code, answered ${String(status)}: ${JSON.stringify(json)}`)
  return { challenge, code }
}

export async function sendBlinded(
  server: TestServer,
  letter: AddressedLetter,
  { challenge, code }: { challenge: string; code: string },
  blinded: readonly { issuer: string; message: Buffer }[],
  more: object = {},
): Promise<Answer> {
  return post(server, pathOf(letter, `credentials/challenges/${challenge}/issue`), {
    code,
    blinded: blinded.map(({ issuer, message }) => ({ issuer, message: message.toString('base64url') })),
    ...more,
  })
}

export interface Holder {
  signingKey: string
  /** The Ed25519 public key, base64url. */
  verifier: string
  credentialId: Buffer
  redemption: Redemption
}

/** Goes from the address to a finished credential, with the request that redeems it. */
export async function obtainCredential(
  server: TestServer,
  letter: AddressedLetter,
  address: string,
  signingKey = newSigningKey(),
): Promise<Holder> {
  const credential = await credentialOf(server, letter, signingKey)
  const issued = await sendBlinded(server, letter, await askCredential(server, letter, address), credential.blinded)
  if (issued.status !== 200) throw new Error(`issued ${String(issued.status)}: ${JSON.stringify(issued.json)}`)
  return holderOf(server, letter, signingKey, credential, issued)
}

export async function holderOf(
  server: TestServer,
  letter: AddressedLetter,
  signingKey: string,
  credential: ReturnType<typeof newCredential>,
  issued: Answer,
): Promise<Holder> {
  const answers = issued.json['signatures'] as { signature: string }[]
  const signatures = credential.finalize(answers.map(({ signature }) => Buffer.from(signature, 'base64url')))
  const { revision } = await shown(server, letter)
  const revisionHash = Buffer.from(revision.hash, 'hex')
  const statement = signatureStatement({
    letterId: letter.id,
    revisionHash,
    visibility: 'anonymous',
    commitment: NO_COMMITMENT,
  })
  return {
    signingKey,
    verifier: credential.keys.publicKey.toString('base64url'),
    credentialId: credentialId(credential.message),
    redemption: {
      message: credential.message.toString('base64url'),
      prefix: credential.prefix.toString('base64url'),
      signatures: signatures.map(({ issuer, signature }) => ({ issuer, signature: signature.toString('base64url') })),
      revision_hash: revisionHash.toString('base64url'),
      visibility: 'anonymous',
      commitment: Buffer.from(NO_COMMITMENT).toString('base64url'),
      proof: credential.keys.sign(Buffer.from(statement)).toString('base64url'),
    },
  }
}

export async function redeemAs(server: TestServer, letter: AddressedLetter, redemption: Redemption): Promise<Answer> {
  return post(server, pathOf(letter, 'redemptions'), redemption)
}

/** Goes from the address to an accepted anonymous signature, which waits for its batch. */
export async function signAnonymously(server: TestServer, letter: AddressedLetter, address: string): Promise<Holder> {
  const holder = await obtainCredential(server, letter, address)
  const { status, json } = await redeemAs(server, letter, holder.redemption)
  if (status !== 202) throw new Error(`redeemed ${String(status)}: ${JSON.stringify(json)}`)
  return holder
}

export async function changeAs(server: TestServer, letter: AddressedLetter, body: object): Promise<Answer> {
  return post(server, pathOf(letter, 'redemptions/changes'), body)
}

export function withdrawalOf(letter: AddressedLetter, { signingKey, verifier, credentialId: id }: Holder) {
  const keys = credentialKeys(seedOf(signingKey), letter.id, 'mailbox')
  const proof = keys.sign(Buffer.from(withdrawalStatement(letter.id, id))).toString('base64url')
  return { verifier, change: 'withdraw', proof }
}

type Writer = Pick<Holder, 'signingKey' | 'credentialId' | 'verifier'>

/** A proof signed with the key of the holder's statement. */
export function signedByStatement(
  letter: AddressedLetter,
  { signingKey }: Pick<Holder, 'signingKey'>,
  purpose: Parameters<typeof publicStatement>[0],
  text = '',
): { key: string; proof: string } {
  const keys = statementKeys(seedOf(signingKey), letter.id)
  const proof = keys.sign(Buffer.from(publicStatement(purpose, letter.id, keys.publicKey, text)))
  return { key: keys.publicKey.toString('base64url'), proof: proof.toString('base64url') }
}

/** The first request that sends a statement without a name. */
export function statementOf(letter: AddressedLetter, holder: Writer, text: string) {
  const seed = seedOf(holder.signingKey)
  const { publicKey } = statementKeys(seed, letter.id)
  const sending = firstSending(letter.id, holder.credentialId, publicKey, text)
  const proof = credentialKeys(seed, letter.id, 'mailbox').sign(Buffer.from(sending)).toString('base64url')
  return {
    ...signedByStatement(letter, holder, 'publish', text),
    text,
    signature: { verifier: holder.verifier, proof },
  }
}

/** Counts a letter's rows in a table: the stored rows, not what pages show. */
export async function rowsOf(
  server: TestServer,
  letter: AddressedLetter,
  table: 'claim' | 'pending' | 'credential' | 'signature' | 'waiting_signature' | 'challenge' | 'handed_over',
): Promise<number> {
  const from = table === 'claim' ? sql`every_claim()` : sql.table(table)
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${from} where letter_id = ${letter.id}`.execute(server.parts.db)
  return rows[0]?.count ?? 0
}
