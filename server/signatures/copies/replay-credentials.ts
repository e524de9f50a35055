import { createHash } from 'node:crypto'
import { parseLeaf, type LeafOf } from '../../audit/leaf.ts'
import { parseLeafProof } from '../../audit/proof-text.ts'
import type { StoredLeaf } from '../../audit/queries.ts'
import { SIGNATURE_ID_BYTES } from '../../crypto/credential.ts'
import type { Db } from '../../db/pool.ts'
import type { CredentialClass, Row } from '../../db/schema.ts'
import { noName } from '../stored-name-queries.ts'
import { addAnonymous, changeCredential, changeRow, deleteAnonymous } from './restore-queries.ts'

type Signed = LeafOf<'add' | 'change' | 'withdraw' | 'invalidate' | 'lost'>

/** Does again what leaves say about anonymous signatures. Their proofs hold the whole credential, so none is lost. */
export async function replayCredentials(trx: Db, letterId: string, leaves: readonly StoredLeaf[]): Promise<void> {
  for (const { leaf, proof } of leaves) {
    const parsed = parseLeaf(leaf)
    if (parsed && 'group' in parsed && parsed.group === 'anonymous') await replay(trx, letterId, parsed, proof ?? '')
  }
}

async function replay(trx: Db, letterId: string, leaf: Signed, text: string): Promise<void> {
  const id = Buffer.from(leaf.id ?? '', 'hex')
  const signatureId = id.subarray(0, SIGNATURE_ID_BYTES)
  const isProof = 'proof' in leaf && createHash('sha256').update(text).digest('hex') === leaf.proof
  const proof = isProof ? parseLeafProof(text) : null
  if (leaf.kind === 'add' && proof?.format === 'credential') {
    const credential = {
      ...{ id, letter_id: letterId, class: proof.verification as CredentialClass, revision: leaf.revision },
      ...{ public_key: Buffer.from(proof.publicKey), prefix: Buffer.from(proof.prefix) },
      signatures: proof.signatures.map((signature) => Buffer.from(signature)),
      ...agreed(proof),
    }
    await addAnonymous(trx, credential, signatureId)
    await changeRow(trx, signatureId, { counted: true, invalid_reason: null, revision: leaf.revision })
  } else if (leaf.kind === 'change' && proof?.format === 'agreement') {
    await changeCredential(trx, id, { ...nothingAgreed, ...agreed(proof), revision: leaf.revision })
    await changeRow(trx, signatureId, { revision: leaf.revision, pending_revision: null })
  } else if (leaf.kind === 'withdraw' && proof?.format === 'withdrawal') {
    await changeCredential(trx, id, { ...nothingAgreed, withdrawal: Buffer.from(proof.signature) })
    await changeRow(trx, signatureId, withdrawn)
  } else if (leaf.kind === 'invalidate')
    await changeRow(trx, signatureId, {
      counted: false,
      invalid_reason: leaf.reason as Row<'signature'>['invalid_reason'],
    })
  else if (leaf.kind === 'lost') await deleteAnonymous(trx, letterId, id)
}

function agreed({ commitment, signature }: { commitment: string; signature: Uint8Array }) {
  return { commitment: Buffer.from(commitment, 'hex'), proof: Buffer.from(signature) }
}

const nothingAgreed = { agreed_revision: null, agreed_commitment: null, agreed_proof: null }

const withdrawn = {
  ...noName,
  ...{ withdrawn: true, counted: false, pending_withdrawal: false, moves: false },
  ...{ pending_visibility: null, pending_revision: null, verifier: null, claim_tag: null },
  ...{ resemblance: null, removal_due: null, facets_sealed: null, for_log_sealed: null },
}
