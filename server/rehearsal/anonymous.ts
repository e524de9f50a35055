import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { offersFacets, type ChosenFacets, type FacetLists } from '../facets/rules.ts'
import { blind, finalize, prepare } from '../crypto/blind-rsa.ts'
import { newCredential, type UnsignedCredential } from '../crypto/credential-secrets.ts'
import { BLINDING_BYTES, NO_COMMITMENT, PREFIX_BYTES, SALT_BYTES, signatureStatement } from '../crypto/credential.ts'
import { facetCommitmentBytes, facetSaltPurpose } from '../crypto/facet-commitment.ts'
import { deriveSecret, newSigningKey, parseSigningKey, signatureIsBy } from '../crypto/signing-key.ts'
import { codeMessage, readCode, writeCode, type CodeClass } from '../crypto/one-time-code.ts'
import { inParallel, readCode as readMailedCode, type Client } from './client.ts'
import type { Person } from './people.ts'
import type { Rehearsal } from './rehearse.ts'

/**
 * Does in Node, over HTTP, what browsers do for an anonymous signature.
 * Creates a signing key, obtains a blind signature, and redeems the credential on another connection.
 * Also plays people who vouch for others or look at badges, and people who sign with the codes that they get.
 */

/** The rehearsal and the letter in which the people act. */
export interface Scene {
  rehearsal: Rehearsal
  anybody: Client
  letter: string
}

interface Keys {
  letter: string
  issuers: { class: string; n: string }[]
  receipt_key: string
  redeem_origin: string | null
}

type Verification = 'mailbox' | CodeClass

/** A credential for one signature, usable later and elsewhere. Nothing in it identifies its holder. */
export interface Credential {
  seed: Buffer
  verification: Verification
  letterKeys: Keys
  unsigned: UnsignedCredential
  signatures: { issuer: string; signature: Buffer }[]
  facets: ChosenFacets
}

/** Proves the work address, and obtains the blind signatures. */
export async function obtainCredential(scene: Scene, person: Person): Promise<Credential> {
  const { rehearsal, anybody, letter } = scene
  const challenges = `/letters/${letter}/credentials/challenges`
  const before = rehearsal.catcher.mails().length
  const { challenge } = await anybody.post<{ challenge: string }>(challenges, { address: person.address })
  const code = await readMailedCode(rehearsal.catcher, person.address, before)
  return credentialFrom(scene, person, 'mailbox', (blinded) =>
    anybody.post(`${challenges}/${challenge}/issue`, { code, blinded }),
  )
}

type Issued = { signatures: { signature: string }[] }

async function credentialFrom(
  { anybody, letter }: Scene,
  { facets = {} }: Person,
  verification: Verification,
  issue: (blinded: { issuer: string; message: string }[]) => Promise<Issued>,
): Promise<Credential> {
  const letterKeys = await anybody.get<Keys>(`/letters/${letter}/credentials`)
  const moduli = letterKeys.issuers.filter((issuer) => issuer.class === verification).map(({ n }) => bytes(n))
  const seed = parseSigningKey(newSigningKey())
  if (!seed || moduli.length === 0) throw new Error('the letter has no keys for a credential')
  const unsigned = newCredential(seed, letterKeys.letter, verification, moduli)
  const { signatures } = await issue(
    unsigned.blinded.map(({ issuer, message }) => ({ issuer, message: written(message) })),
  )
  const finished = unsigned.finalize(signatures.map(({ signature }) => bytes(signature)))
  return { seed, verification, letterKeys, unsigned, signatures: finished, facets }
}

/**
 * Signs the current text with the credential and sends the signature.
 * @throws Error if the receipt is not signed by the letter
 */
export async function redeem({ rehearsal, letter }: Scene, credential: Credential): Promise<void> {
  const { letterKeys, unsigned } = credential
  const { origin } = rehearsal.server.parts.config
  const shown = await alone<Shown>('GET', `${origin}/api/v1/letters/${letter}`)
  const { receipt } = await alone<{ receipt: { text: string; signature: string } | null }>(
    'POST',
    `${letterKeys.redeem_origin ?? origin}/api/v1/letters/${letter}/redemptions`,
    {
      message: written(unsigned.message),
      prefix: written(unsigned.prefix),
      signatures: credential.signatures.map(({ issuer, signature }) => ({ issuer, signature: written(signature) })),
      ...signed(credential, shown),
    },
  )
  if (!receipt || !signatureIsBy(bytes(letterKeys.receipt_key), Buffer.from(receipt.text), bytes(receipt.signature)))
    throw new Error('a receipt is not the letter’s')
}

interface Shown {
  revision: { hash: string }
  facets: FacetLists
}

/** If the letter has lists of facets, the signature commits to the choice, even to an empty one. */
function signed({ seed, verification, letterKeys, unsigned, facets }: Credential, shown: Shown) {
  const letterId = letterKeys.letter
  const salt = deriveSecret(seed, letterId, facetSaltPurpose(verification))
  const offered = offersFacets(shown.facets)
  const commitment = offered
    ? createHash('sha256')
        .update(facetCommitmentBytes(letterId, salt, facets))
        .digest()
    : NO_COMMITMENT
  const revisionHash = Buffer.from(shown.revision.hash, 'hex')
  const statement = signatureStatement({ letterId, revisionHash, visibility: 'anonymous', commitment })
  return {
    revision_hash: written(revisionHash),
    visibility: 'anonymous',
    commitment: written(commitment),
    ...(offered && { facets: { salt: written(salt), ...facets } }),
    proof: written(unsigned.keys.sign(Buffer.from(statement))),
  }
}

export interface SignedWithCodes {
  signed: number
  refused: string[]
}

/**
 * Verified signatories draw codes until there is one for each person. Then each person signs with a code, with or without a name.
 * @param width limit of people who sign at the same time
 */
export async function vouchFor(
  scene: Scene,
  people: readonly Person[],
  verified: readonly string[],
  width: number,
): Promise<SignedWithCodes> {
  const codes: string[] = []
  // One after another, because the first request creates the letter's key for vouching, which takes a second or two.
  for (const address of verified) if (codes.length < people.length) codes.push(...(await drawCodes(scene, address)))
  return signWithCodes(scene, people, codes, width)
}

/**
 * Organizers look at a badge or pay slip of each person and hand over a code. Then each person signs with it.
 * @param width limit of people who sign at the same time
 */
export async function checkInPerson(
  scene: Scene,
  people: readonly Person[],
  { organizers, letterId }: { organizers: readonly Client[]; letterId: string },
  width: number,
): Promise<SignedWithCodes> {
  const codes: string[] = []
  const each = Math.ceil(people.length / organizers.length)
  for (const organizer of organizers) codes.push(...(await handOverCodes(organizer, letterId, each)))
  return signWithCodes(scene, people, codes, width)
}

async function signWithCodes(
  scene: Scene,
  people: readonly Person[],
  codes: string[],
  width: number,
): Promise<SignedWithCodes> {
  const result: SignedWithCodes = { signed: 0, refused: [] }
  await inParallel(people, width, async (person) => {
    try {
      await signWithCode(scene, person, codes.pop() ?? '')
      result.signed++
    } catch (error) {
      result.refused.push(reasonIn(error))
    }
  })
  return result
}

async function handOverCodes(organizer: Client, letterId: string, count: number): Promise<string[]> {
  const at = `/dashboard/letters/${letterId}/in-person`
  const { n } = await organizer.post<{ n: string }>(`${at}/beginning`, {})
  const made = Array.from({ length: count }, () => blindCode('reviewed', letterId, bytes(n)))
  const blinded = made.map((each) => written(each.blinded))
  const { signatures } = await organizer.post<{ signatures: string[] }>(`${at}/codes`, { blinded })
  return made.map(({ codeFrom }, index) => codeFrom(signatures[index] ?? ''))
}

async function drawCodes({ rehearsal, anybody, letter }: Scene, address: string): Promise<string[]> {
  const at = `/letters/${letter}/vouching`
  const before = rehearsal.catcher.mails().length
  const { challenge } = await anybody.post<{ challenge: string }>(`${at}/challenges`, { address })
  const { letter: letterId, each, n } = await anybody.get<{ letter: string; each: number; n: string }>(at)
  const code = await readMailedCode(rehearsal.catcher, address, before)
  const drawn = Array.from({ length: each }, () => blindCode('vouched', letterId, bytes(n)))
  const { signatures } = await anybody.post<{ signatures: string[] }>(`${at}/challenges/${challenge}/draw`, {
    code,
    blinded: drawn.map(({ blinded }) => written(blinded)),
  })
  return drawn.map(({ codeFrom }, index) => codeFrom(signatures[index] ?? ''))
}

function blindCode(verification: CodeClass, letterId: string, n: Buffer) {
  const prefix = randomBytes(PREFIX_BYTES)
  const prepared = prepare(prefix, Buffer.from(codeMessage(verification, letterId)))
  const { blinded, inverse } = blind(n, prepared, randomBytes(SALT_BYTES), randomBytes(BLINDING_BYTES))
  const codeFrom = (answer: string) => {
    const signature = finalize(n, prepared, bytes(answer), inverse)
    return writeCode({ verification, base64url: written(Buffer.concat([prefix, signature])) })
  }
  return { blinded, codeFrom }
}

async function signWithCode(scene: Scene, person: Person, code: string): Promise<void> {
  const { anybody, letter } = scene
  const { name, title, visibility, facets } = person
  if (visibility === 'anonymous') {
    const credential = await credentialFrom(scene, person, readCode(code)?.verification ?? 'vouched', (blinded) =>
      anybody.post(`/letters/${letter}/vouched/credentials`, { vouch: code, blinded }),
    )
    await redeem(scene, credential)
  } else await anybody.post(`/letters/${letter}/vouched/signings`, { vouch: code, visibility, name, title, facets })
}

/** Returns the sentence with which the server refused. */
export function reasonIn(error: unknown): string {
  return (error as Error).message.replace(/^.*"detail":"([^"]*)".*$/, '$1')
}

/** Returns the counts on the letter's page. */
export async function countsShown({ anybody, letter }: Scene): Promise<Counts> {
  const { tally } = await anybody.get<{
    tally: { classes: { class: string; count: number }[]; by_visibility: { visibility: string; count: number }[] }
  }>(`/letters/${letter}`)
  const counted = (verification: CodeClass) => tally.classes.find((each) => each.class === verification)?.count ?? 0
  return {
    anonymous: tally.by_visibility.find(({ visibility }) => visibility === 'anonymous')?.count ?? 0,
    vouched: counted('vouched'),
    reviewed: counted('reviewed'),
  }
}

export interface Counts {
  anonymous: number
  vouched: number
  reviewed: number
}

/**
 * Uses a connection of its own, without cookie or token. The connection on which the code was entered would identify the person.
 */
async function alone<Answer>(method: string, url: string, body?: object): Promise<Answer> {
  const asked = request(url, { method, agent: false, headers: body ? { 'content-type': 'application/json' } : {} })
  asked.end(body && JSON.stringify(body))
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const read = await text(answer)
  if ((answer.statusCode ?? 500) >= 300)
    throw new Error(`${method} ${url} was answered ${String(answer.statusCode)}: ${read}`)
  return JSON.parse(read) as Answer
}

function bytes(base64url: string): Buffer {
  return Buffer.from(base64url, 'base64url')
}

function written(data: Uint8Array): string {
  return Buffer.from(data).toString('base64url')
}
