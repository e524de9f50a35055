import { offersFacets } from '../facets/rules.ts'
import { facetsFor } from '../facets/facets-for.ts'
import type { LetterRow } from '../letter/queries.ts'
import type { Core } from '../core.ts'
import { issuerPublicKey, isSignature, prepare } from '../crypto/blind-rsa.ts'
import {
  credentialClasses,
  HASH_BYTES,
  NO_COMMITMENT,
  parseCredentialMessage,
  PREFIX_BYTES,
  PROOF_BYTES,
  SIGNATURE_ID_BYTES,
  signatureStatement,
  type CredentialParts,
} from '../crypto/credential.ts'
import { credentialId } from '../crypto/credential-secrets.ts'
import { foreignPublicKey, signatureIsBy } from '../crypto/signing-key.ts'
import { Refusal, say } from '../refusal.ts'
import { issuersFor, signableRevision, type PendingRow } from './queries.ts'
import { bytesFrom, inIssuersOrder, listFrom } from './rules.ts'
import type { RedemptionJson } from './schemas.ts'

/**
 * Parses an anonymous signature and verifies all of it: each issuer of its class signed the credential, the credential belongs to
 * this letter, and its holder signed a revision that may be signed. It does not look up the credential id and writes nothing.
 * @throws Refusal
 */
export async function readRedemption(core: Core, letter: LetterRow, input: RedemptionJson): Promise<PendingRow> {
  const message = Buffer.from(input.message, 'base64url')
  const parts = parseCredentialMessage(message)
  const prefix = bytesFrom(input.prefix, PREFIX_BYTES)
  const verification = credentialClasses.find((each) => each === parts?.verification)
  if (!parts || !prefix || !verification || message.toString('base64url') !== input.message) throw malformedRefusal()
  const issuers = await issuersFor(core.db, letter.id, verification)
  const list = input.signatures.map(({ issuer, signature }) => ({ issuer, bytes: signature }))
  const sent = inIssuersOrder(issuers, listFrom(list) ?? [])
  if (!sent || parts.letterId !== letter.id || !isKey(parts)) throw notValidRefusal()
  const prepared = prepare(prefix, message)
  const signatures = sent.map(({ bytes }) => bytes)
  const all = issuers.every(({ public_key }, index) =>
    isSignature(issuerPublicKey(public_key), prepared, signatures[index] ?? Buffer.alloc(0)),
  )
  if (!all) throw notValidRefusal()
  const id = credentialId(message)
  const statement = await readStatement(core, letter, Buffer.from(parts.publicKey), input)
  return {
    id,
    letter_id: letter.id,
    class: verification,
    public_key: Buffer.from(parts.publicKey),
    prefix,
    signatures,
    withdrawal: null,
    ...statement,
    facets_sealed: facetsFor(core, letter, id.subarray(0, SIGNATURE_ID_BYTES), statement.commitment, input.facets),
  }
}

/**
 * Verifies the statement that the holder signed: a revision that may be signed, the visibility `anonymous`, and no commitment to
 * facets where the letter offers none.
 * @throws Refusal
 */
export async function readStatement(
  core: Core,
  letter: LetterRow,
  publicKey: Buffer,
  input: Pick<RedemptionJson, 'revision_hash' | 'visibility' | 'commitment' | 'proof'>,
): Promise<{ revision: number; commitment: Buffer; proof: Buffer }> {
  const revisionHash = bytesFrom(input.revision_hash, HASH_BYTES)
  const commitment = bytesFrom(input.commitment, HASH_BYTES)
  const proof = bytesFrom(input.proof, PROOF_BYTES)
  if (!revisionHash || !commitment || !proof || input.visibility !== 'anonymous') throw malformedRefusal()
  if (!offersFacets(letter.facets) && !commitment.equals(NO_COMMITMENT)) throw malformedRefusal()
  const statement = { letterId: letter.id, revisionHash, visibility: input.visibility, commitment }
  if (!signatureIsBy(publicKey, Buffer.from(signatureStatement(statement)), proof))
    throw new Refusal('invalid', 'proof-not-valid', say('anonymity-signature-by-other-key-refusal'))
  const revision = await signableRevision(core.db, letter, revisionHash)
  if (revision === undefined)
    throw new Refusal('conflict', 'text-changed', say('anonymity-text-changed-before-signature-refusal'))
  return { revision, commitment, proof }
}

/**
 * A signature that commits to facets must state them, so that they are counted. Otherwise its holder could state them for the
 * first time when withdrawing, and the counters would lose what others chose.
 * @throws Refusal
 */
export function refuseUnlessOpened(commitment: Buffer, opened: Buffer | null): void {
  if (opened !== null || commitment.equals(NO_COMMITMENT)) return
  throw new Refusal('invalid', 'facets-not-stated', say('refusal-facets-not-stated'), 'facets')
}

function isKey({ publicKey }: CredentialParts): boolean {
  return foreignPublicKey(Buffer.from(publicKey).toString('base64url')) !== null
}

function malformedRefusal(): Refusal {
  return new Refusal('invalid', 'credential-malformed', say('refusal-credential-malformed'))
}

function notValidRefusal(): Refusal {
  return new Refusal('invalid', 'credential-not-valid', say('refusal-credential-not-valid'))
}
