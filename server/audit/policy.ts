/** The policy document of a log: who issues credentials, how many signatures a batch needs, and whose domains are the employers'. */
import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase64url, toBase64url } from '../crypto/base64.ts'
import { ISSUER_ID_BYTES, RSA_BYTES } from '../crypto/credential.ts'
import { isClass, isHexHash, type HexHash, type LeafClass } from './leaf.ts'

export interface PolicyIssuer {
  class: LeafClass
  id: string
  /** Modulus, 384 bytes. The exponent is 65537. */
  modulus: Uint8Array
}

export interface Policy {
  letter: string
  firstRevision: HexHash
  /** The batch minimum k. */
  batchMinimum: number
  employers: readonly { name: string; domains: readonly string[] }[]
  issuers: readonly PolicyIssuer[]
  classes: readonly string[]
  /** How many must stand together before their names are shown. Null if the letter does not offer names that wait. */
  namesWaitFor: number | null
}

const POLICY_FORMAT = 'roundrobin policy v1'

/**
 * Writes a policy as canonical JSON (RFC 8785): the keys stand in alphabetical order, and the only number is a whole one. Issuers
 * must be sorted by class, then by id, because proofs list their signatures in this order.
 */
export function policyText(policy: Policy): string {
  const { letter, firstRevision, batchMinimum, employers, issuers, classes, namesWaitFor } = policy
  return JSON.stringify({
    batch_minimum: batchMinimum,
    classes,
    employers: employers.map(({ name, domains }) => ({ domains, name })),
    first_revision: firstRevision,
    format: POLICY_FORMAT,
    issuers: issuers.map(({ class: of, id, modulus }) => ({ class: of, id, public_key: toBase64url(modulus) })),
    letter,
    ...(namesWaitFor === null ? {} : { names_wait_for: namesWaitFor }),
  })
}

/** Reads a policy. Null unless the text is exactly what `policyText` writes for a policy. */
export function readPolicy(text: string): Policy | null {
  try {
    const policy = read(JSON.parse(text))
    return policy && policyText(policy) === text ? policy : null
  } catch {
    return null
  }
}

function read(value: unknown): Policy | null {
  if (typeof value !== 'object' || value === null) return null
  const { letter, first_revision, batch_minimum, employers, issuers, classes, names_wait_for } = value as Record<
    string,
    unknown
  >
  if (typeof letter !== 'string' || typeof first_revision !== 'string' || !isHexHash(first_revision)) return null
  if (!isWhole(batch_minimum, 1) || (names_wait_for !== undefined && !isWhole(names_wait_for, 2))) return null
  const [readEmployers, readIssuers] = [listOf(employers, readEmployer), listOf(issuers, readIssuer)]
  const readClasses = listOf(classes, (each) => (isKnownClass(each) ? each : null))
  if (!readEmployers || !readIssuers || !readClasses) return null
  return {
    letter,
    firstRevision: first_revision,
    batchMinimum: batch_minimum,
    employers: readEmployers,
    issuers: readIssuers,
    classes: readClasses,
    namesWaitFor: names_wait_for ?? null,
  }
}

function readEmployer(value: unknown) {
  const { name, domains } = (value ?? {}) as Record<string, unknown>
  const readDomains = listOf(domains, (each) => (isText(each) ? each : null))
  return isText(name) && readDomains ? { name, domains: readDomains } : null
}

/** The id must be the beginning of the hash of the key, so that nobody can publish two keys under one id. */
function readIssuer(value: unknown): PolicyIssuer | null {
  const { class: of, id, public_key } = (value ?? {}) as Record<string, unknown>
  if (typeof id !== 'string' || typeof public_key !== 'string' || !isKnownClass(of)) return null
  const modulus = fromBase64url(public_key)
  if (modulus?.length !== RSA_BYTES || (modulus[0] ?? 0) < 0x80 || (modulus[RSA_BYTES - 1] ?? 0) % 2 === 0) return null
  return toBase64url(sha256(modulus).slice(0, ISSUER_ID_BYTES)) === id ? { class: of, id, modulus } : null
}

/** RFC 8785, section 3.2.2.2: a lone surrogate has no canonical form. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && !/\p{Surrogate}/u.test(value)
}

function isWhole(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least
}

function listOf<T>(value: unknown, readOne: (each: unknown) => T | null): T[] | null {
  const those = Array.isArray(value) ? value.map(readOne) : [null]
  return those.every((each) => each !== null) ? those : null
}

function isKnownClass(value: unknown): value is LeafClass {
  return typeof value === 'string' && isClass(value)
}
