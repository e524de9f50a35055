/**
 * The proofs of anonymous signatures. A credential is signed by the letter's issuers, and everything about the signature by the key
 * in the credential. So the server can neither change such a signature nor carry it over to another text.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { credentialMessage, joined, signatureStatement, withdrawalStatement } from '../../crypto/credential.ts'
import { mayBePublicKey } from '../../crypto/ed25519-encoding.ts'
import type { HexHash, LeafOf } from '../leaf.ts'
import type { AgreementProof, CredentialProof, WithdrawalProof } from '../proof-text.ts'
import type { Context } from './context.ts'
import type { ErrorCode } from './result.ts'

/** An anonymous `add`. */
export function checkCredential(
  context: Context,
  at: number,
  leaf: LeafOf<'add'>,
  proof: CredentialProof,
): ErrorCode | null {
  if (proof.verification !== leaf.verification) return 'credential-class'
  if (!namesText(context, leaf, proof)) return 'credential-text'
  const letterId = context.file.letter
  const message = credentialMessage({ letterId, verification: proof.verification, publicKey: proof.publicKey })
  if (bytesToHex(sha256(message)) !== leaf.id) return 'credential-id'
  if (!mayBePublicKey(proof.publicKey)) return 'credential-key'
  const issuers = (context.policy?.issuers ?? []).filter((issuer) => issuer.class === proof.verification)
  if (issuers.length === 0 || issuers.length !== proof.signatures.length) return 'credential-issuers'
  const problem = context.ledger.add(leaf.id, leaf, proof.publicKey)
  if (problem) return problem
  const prepared = joined(proof.prefix, message)
  for (const [index, { modulus }] of issuers.entries()) {
    const signature = proof.signatures[index] ?? new Uint8Array()
    context.jobs.push({ at, code: 'credential-signature', verify: (by) => by.rsa(modulus, prepared, signature) })
  }
  verifyStatement(context, at, proof.publicKey, statementOf(letterId, proof), proof.signature)
  context.credentials.push({ at, class: leaf.verification })
  return null
}

/** The holder signed the text for which the leaf counts the signature. */
function namesText(
  { revisions }: Context,
  { revision }: { revision: number },
  { revisionHash }: { revisionHash: HexHash },
): boolean {
  return revisionHash === revisions[revision - 1]
}

/** An anonymous signature agrees to a newer text. */
export function checkAgreement(
  context: Context,
  at: number,
  leaf: LeafOf<'change'>,
  proof: AgreementProof,
): ErrorCode | null {
  if (leaf.id === null) return 'anonymous-id'
  if (!namesText(context, leaf, proof)) return 'credential-text'
  const entry = context.ledger.entry(leaf.id)
  if (entry?.state !== 'standing') return 'id-unknown'
  if (entry.cell.group !== 'anonymous') return 'change-group'
  if (leaf.revision < entry.cell.revision) return 'change-back'
  const from = { ...entry.cell, verification: leaf.verification }
  const problem = context.ledger.change(leaf.id, from, leaf)
  if (problem) return problem
  verifyStatement(context, at, entry.publicKey, statementOf(context.file.letter, proof), proof.signature)
  return null
}

/** The holder withdraws an anonymous signature. */
export function checkWithdrawal(
  context: Context,
  at: number,
  leaf: LeafOf<'withdraw'>,
  proof: WithdrawalProof,
): ErrorCode | null {
  const problem = context.ledger.end(leaf.id, leaf, 'withdrawn')
  if (problem) return problem
  const statement = withdrawalStatement(context.file.letter, hexToBytes(leaf.id ?? ''))
  verifyStatement(context, at, context.ledger.entry(leaf.id)?.publicKey ?? null, statement, proof.signature)
  return null
}

function statementOf(
  letterId: string,
  { revisionHash, commitment }: { revisionHash: HexHash; commitment: HexHash },
): Uint8Array {
  return signatureStatement({
    letterId,
    revisionHash: hexToBytes(revisionHash),
    visibility: 'anonymous',
    commitment: hexToBytes(commitment),
  })
}

function verifyStatement(
  { jobs }: Context,
  at: number,
  publicKey: Uint8Array | null,
  statement: Uint8Array,
  signature: Uint8Array,
): void {
  const key = publicKey ?? new Uint8Array(32)
  jobs.push({ at, code: 'statement-signature', verify: (by) => by.ed25519(key, statement, signature) })
}
