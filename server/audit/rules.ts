import { createHash } from 'node:crypto'
import type { VerificationClass, Visibility } from '../letter/rules.ts'
import { leafText, searchedBy, type Cell, type Leaf, type LeafGroup } from './leaf.ts'
import {
  leafProofText,
  type AgreementProof,
  type CredentialProof,
  type ServerStatement,
  type ways,
  type WithdrawalProof,
} from './proof-text.ts'

/** The log does not tell names that recipients see from names that nobody outside sees, because later leaves would date them. */
export function groupInLog(visibility: Visibility): LeafGroup {
  return visibility === 'withheld' || visibility === 'recipients' ? 'hidden' : visibility
}

/** The cell of the log's tally in which a signature stands. A revealed name stays where it waited, although it is public. */
export function cellOf(signature: {
  revision: number
  visibility: Visibility
  class: VerificationClass
  revealed?: boolean
}): Cell {
  const group = signature.revealed === true ? 'together' : groupInLog(signature.visibility)
  return { group, verification: signature.class, revision: signature.revision }
}

type By<Kind extends keyof typeof ways> = { how: (typeof ways)[Kind][number] }

/**
 * A change of the count by one signature. `proof` is what the signatory signed, or how the server knows it. The id is null where
 * only the signing key knows it, and the signing key was not used.
 */
export type CountChange = { leafId: Buffer | null; cell: Cell } & (
  | { kind: 'add'; leafId: Buffer; proof: CredentialProof | By<'add'> }
  | { kind: 'change'; old: Cell; proof: AgreementProof | By<'change'> }
  | { kind: 'withdraw'; proof: WithdrawalProof | By<'withdraw'> }
  | { kind: 'invalidate'; reason: string }
)

/** A leaf as the log stores it, with the text of its proof. */
export interface MadeLeaf {
  /** Under which a page searches it: the id, or the commitment to a name. */
  leafId: Buffer | null
  leaf: string
  proof: string | null
}

export function leafOf(leaf: Leaf): MadeLeaf {
  const key = searchedBy(leaf)
  return { leafId: key === null ? null : Buffer.from(key, 'hex'), leaf: leafText(leaf), proof: null }
}

/** The leaf of a change of the count. */
export function leafOfChange(change: CountChange): MadeLeaf {
  const id = change.leafId?.toString('hex') ?? null
  const about = { ...change.cell, id }
  if (change.kind === 'invalidate')
    return {
      leafId: change.leafId,
      leaf: leafText({ kind: 'invalidate', ...about, reason: change.reason }),
      proof: null,
    }
  const proof = leafProofText('format' in change.proof ? change.proof : statementOf(change, id))
  const hash = createHash('sha256').update(proof, 'utf8').digest('hex')
  const leaf =
    change.kind === 'add'
      ? leafText({ kind: 'add', ...about, id: change.leafId.toString('hex'), proof: hash })
      : leafText({ kind: change.kind, ...about, proof: hash })
  return { leafId: change.leafId, leaf, proof }
}

function statementOf(change: Exclude<CountChange, { kind: 'invalidate' }>, id: string | null): ServerStatement {
  const { kind, proof } = change
  if (kind === 'change') {
    const old = { group: change.old.group, revision: change.old.revision }
    return { format: 'statement', kind, id, ...(proof as By<'change'>), old }
  }
  if (kind === 'withdraw') return { format: 'statement', kind, id, ...(proof as By<'withdraw'>) }
  return { format: 'statement', kind, id, ...(proof as By<'add'>) }
}
