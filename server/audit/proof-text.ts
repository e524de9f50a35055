/**
 * The texts that prove `add`, `change` and `withdraw` leaves. A leaf holds the SHA-256 of its text. The proof of an anonymous
 * signature is what its credential signed, so anybody can verify it. All other proofs are statements of the server. The browser
 * bundle includes this file.
 */
import { fromBase64url, toBase64url } from '../crypto/base64.ts'
import { PREFIX_BYTES, PROOF_BYTES, PUBLIC_KEY_BYTES, RSA_BYTES } from '../crypto/credential.ts'
import { isClass, isHexHash, leafGroups, type HexHash, type LeafGroup, type LeafClass } from './leaf.ts'

const formats = {
  credential: 'roundrobin credential proof v1',
  agreement: 'roundrobin agreement proof v1',
  withdrawal: 'roundrobin withdrawal proof v1',
  statement: 'roundrobin statement v1',
} as const

/** How the server came to a leaf, by the kind of the leaf. */
export const ways = {
  add: ['mailed-code', 'one-time-code', 'reinstated', 'before-log'],
  change: ['slip', 'mailbox'],
  withdraw: ['slip', 'mailbox'],
} as const

/** What proves an anonymous `add`. */
export interface CredentialProof {
  format: 'credential'
  verification: LeafClass
  /** Ed25519, 32 bytes. */
  publicKey: Uint8Array
  /** The random prefix of the blinded message, 32 bytes. */
  prefix: Uint8Array
  /** RSA, 384 bytes each, in the order of the policy's issuers of this class. */
  signatures: readonly Uint8Array[]
  revisionHash: HexHash
  /** To the facets, 32 bytes in hex. */
  commitment: HexHash
  /** Ed25519 over the statement of the signature, 64 bytes. */
  signature: Uint8Array
}

/** What proves that an anonymous signature agrees to a newer text. */
export interface AgreementProof {
  format: 'agreement'
  revisionHash: HexHash
  commitment: HexHash
  signature: Uint8Array
}

/** What proves that an anonymous signature was withdrawn. */
export interface WithdrawalProof {
  format: 'withdrawal'
  signature: Uint8Array
}

/** What the server says. `id` is null if the server does not know the id of the leaf. */
export type ServerStatement = { format: 'statement'; id: HexHash | null } & (
  | { kind: 'add'; how: (typeof ways.add)[number] }
  | { kind: 'withdraw'; how: (typeof ways.withdraw)[number] }
  | { kind: 'change'; how: (typeof ways.change)[number]; old: { group: LeafGroup; revision: number } }
)

export type ProofOfLeaf = CredentialProof | AgreementProof | WithdrawalProof | ServerStatement

/** Writes the text that proves a leaf. Its SHA-256, in UTF-8, stands in the leaf. */
export function leafProofText(proof: ProofOfLeaf): string {
  return [formats[proof.format], ...linesOf(proof), ''].join('\n')
}

function linesOf(proof: ProofOfLeaf): string[] {
  switch (proof.format) {
    case 'credential':
      return [
        proof.verification,
        toBase64url(proof.publicKey),
        toBase64url(proof.prefix),
        proof.signatures.map(toBase64url).join(' '),
        proof.revisionHash,
        proof.commitment,
        toBase64url(proof.signature),
      ]
    case 'agreement':
      return [proof.revisionHash, proof.commitment, toBase64url(proof.signature)]
    case 'withdrawal':
      return [toBase64url(proof.signature)]
    case 'statement': {
      const old = proof.kind === 'change' ? `${proof.old.group} ${proof.old.revision}` : '-'
      return [proof.kind, proof.id ?? '-', proof.how, old]
    }
  }
}

/** Reads the text that proves a leaf. Null unless it is exactly what `leafProofText` writes for a proof. */
export function parseLeafProof(text: string): ProofOfLeaf | null {
  const [format, ...lines] = text.split('\n')
  if (lines.pop() !== '') return null
  switch (format) {
    case formats.credential:
      return readCredential(lines)
    case formats.agreement:
      return readAgreement(lines)
    case formats.withdrawal: {
      const signature = sized(lines[0], PROOF_BYTES)
      return lines.length === 1 && signature ? { format: 'withdrawal', signature } : null
    }
    case formats.statement:
      return readStatement(lines)
    default:
      return null
  }
}

function readCredential(lines: readonly string[]): CredentialProof | null {
  const [verification = '', key, prefixText, signed = '', revisionHash = '', commitment = '', last] = lines
  const publicKey = sized(key, PUBLIC_KEY_BYTES)
  const prefix = sized(prefixText, PREFIX_BYTES)
  const signature = sized(last, PROOF_BYTES)
  const signatures = signed.split(' ').map((text) => sized(text, RSA_BYTES))
  if (lines.length !== 7 || !isClass(verification) || !isHexHash(revisionHash) || !isHexHash(commitment)) return null
  if (!publicKey || !prefix || !signature || !signatures.every((each) => each !== null)) return null
  return { format: 'credential', verification, publicKey, prefix, signatures, revisionHash, commitment, signature }
}

function readAgreement(lines: readonly string[]): AgreementProof | null {
  const [revisionHash = '', commitment = '', last] = lines
  const signature = sized(last, PROOF_BYTES)
  if (lines.length !== 3 || !isHexHash(revisionHash) || !isHexHash(commitment) || !signature) return null
  return { format: 'agreement', revisionHash, commitment, signature }
}

function readStatement(lines: readonly string[]): ServerStatement | null {
  const [kind, idText = '', howText, oldText = ''] = lines
  if (lines.length !== 4 || (idText !== '-' && !isHexHash(idText))) return null
  const id = idText === '-' ? null : idText
  if (kind === 'change') {
    const how = ways.change.find((each) => each === howText)
    const old = readOld(oldText)
    return how && old ? { format: 'statement', kind, id, how, old } : null
  }
  if (oldText !== '-') return null
  if (kind === 'add') {
    const how = ways.add.find((each) => each === howText)
    return how ? { format: 'statement', kind, id, how } : null
  }
  const how = ways.withdraw.find((each) => each === howText)
  return kind === 'withdraw' && how ? { format: 'statement', kind, id, how } : null
}

function readOld(text: string): { group: LeafGroup; revision: number } | null {
  const [, groupText, revision] = /^([a-z]+) ([1-9][0-9]{0,5})$/.exec(text) ?? []
  const group = leafGroups.find((each) => each === groupText)
  return group ? { group, revision: Number(revision) } : null
}

function sized(text: string | undefined, length: number): Uint8Array | null {
  const bytes = fromBase64url(text ?? '')
  return bytes?.length === length ? bytes : null
}
