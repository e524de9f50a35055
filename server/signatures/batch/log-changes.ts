import { randomBytes } from 'node:crypto'
import { cellOf, type CountChange } from '../../audit/rules.ts'
import type { AgreementProof, CredentialProof, WithdrawalProof } from '../../audit/proof-text.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/pool.ts'
import type { Row } from '../../db/schema.ts'
import { LEAF_ID_BYTES, openForLog } from '../for-log.ts'
import type { SignatureRow, WaitingRow } from '../queries.ts'
import { credentialsOf, revisionHashes, standingSignatures } from './log-queries.ts'

type Credential = Row<'credential'>
/** What the log needs of anonymous signatures. */
interface Proofs {
  credentials: Map<string, Credential>
  hashes: Map<number, Buffer>
}
type Standing = Pick<SignatureRow, 'id' | 'revision' | 'visibility' | 'class'> & { revealed?: boolean }
type Named = Standing & Pick<WaitingRow, 'letter_id' | 'for_log_sealed'>

/** The leaves of the signatures that a batch adds. Anonymous ones have their credentials already. */
export async function leavesOfAdded(
  core: Core,
  trx: Db,
  letterId: string,
  { named, anonymous }: { named: readonly Named[]; anonymous: readonly Standing[] },
): Promise<CountChange[]> {
  const proofs = await proofsOf(trx, letterId, anonymous)
  return [
    ...named.map((row): CountChange => {
      // Also for a name that replaces an anonymous signature. To tell the two apart would link the two leaves.
      const how = row.class === 'mailbox' ? 'mailed-code' : 'one-time-code'
      return { kind: 'add', leafId: leafIdOf(core, row) ?? randomLeafId(), cell: cellOf(row), proof: { how } }
    }),
    ...anonymous.map((row) => anonymousAdd(row, proofs)),
  ]
}

/** The leaves of the counted signatures that a batch changes. `rows` are as they were before the batch. */
export async function leavesOfChanged(
  core: Core,
  trx: Db,
  letterId: string,
  rows: readonly SignatureRow[],
): Promise<CountChange[]> {
  const anonymous = rows.filter(({ visibility }) => visibility === 'anonymous')
  const proofs = await proofsOf(trx, letterId, anonymous)
  return rows.flatMap((row) => leafOfChanged(core, row, proofs) ?? [])
}

/** The leaves of the signatures that stood before the letter had a log. The server does not hold the keys that derive their ids. */
export async function leavesFromBefore(trx: Db, letterId: string): Promise<CountChange[]> {
  const rows = await standingSignatures(trx, letterId)
  const proofs = await proofsOf(
    trx,
    letterId,
    rows.filter(({ visibility }) => visibility === 'anonymous'),
  )
  return rows.map((row) =>
    row.visibility === 'anonymous'
      ? anonymousAdd(row, proofs)
      : { kind: 'add', leafId: randomLeafId(), cell: cellOf(row), proof: { how: 'before-log' } },
  )
}

async function proofsOf(trx: Db, letterId: string, anonymous: readonly Standing[]): Promise<Proofs> {
  if (anonymous.length === 0) return { credentials: new Map(), hashes: new Map() }
  const ids = anonymous.map(({ id }) => id)
  return { credentials: await credentialsOf(trx, letterId, ids), hashes: await revisionHashes(trx, letterId) }
}

/** Null if the log counts the signature as before. */
function leafOfChanged(core: Core, row: SignatureRow, proofs: Proofs): CountChange | null {
  const before = cellOf(row)
  const after = cellOf({
    ...row,
    visibility: row.pending_visibility ?? row.visibility,
    revision: row.pending_revision ?? row.revision,
    revealed: row.revealed && row.pending_visibility === null,
  })
  const stands = !row.pending_withdrawal && row.invalid_reason === null
  if (!row.counted) return stands ? reinstated(row, after, proofs) : null
  const credential = row.visibility === 'anonymous' ? credentialOf(row, proofs) : null
  const leafId = credential?.id ?? leafIdOf(core, row)
  if (row.pending_withdrawal)
    return { kind: 'withdraw', leafId, cell: before, proof: proofOfWithdrawal(row, credential) }
  if (row.invalid_reason !== null) return { kind: 'invalidate', leafId, cell: before, reason: row.invalid_reason }
  if (before.group === after.group && before.revision === after.revision) return null
  const proof = credential ? agreementProof(credential, proofs) : ({ how: 'slip' } as const)
  return { kind: 'change', leafId, cell: after, old: before, proof }
}

function reinstated(row: SignatureRow, cell: CountChange['cell'], proofs: Proofs): CountChange {
  if (row.visibility === 'anonymous') return anonymousAdd({ ...row, revision: cell.revision }, proofs)
  return { kind: 'add', leafId: randomLeafId(), cell, proof: { how: 'reinstated' } }
}

function proofOfWithdrawal(
  row: SignatureRow,
  credential: Credential | null,
): WithdrawalProof | { how: 'slip' | 'mailbox' } {
  if (credential?.withdrawal) return { format: 'withdrawal', signature: credential.withdrawal }
  // A name may be given up for an anonymous signature without the leaf's id. `slip` without an id would tell that, because no other
  // withdrawal has both. The person has proved the mailbox again, so `mailbox` is true. Other classes have no mailbox.
  return { how: row.for_log_sealed === null && row.class === 'mailbox' ? 'mailbox' : 'slip' }
}

function anonymousAdd(row: Standing, proofs: Proofs): CountChange {
  const credential = credentialOf(row, proofs)
  return { kind: 'add', leafId: credential.id, cell: cellOf(row), proof: credentialProof(credential, proofs) }
}

function credentialProof(credential: Credential, { hashes }: Proofs): CredentialProof {
  return {
    format: 'credential',
    verification: credential.class,
    publicKey: credential.public_key,
    prefix: credential.prefix,
    signatures: credential.signatures,
    revisionHash: hashOf(hashes, credential.revision),
    commitment: credential.commitment.toString('hex'),
    signature: credential.proof,
  }
}

function agreementProof(credential: Credential, { hashes }: Proofs): AgreementProof {
  return {
    format: 'agreement',
    revisionHash: hashOf(hashes, credential.revision),
    commitment: credential.commitment.toString('hex'),
    signature: credential.proof,
  }
}

function credentialOf({ id }: Pick<Standing, 'id'>, { credentials }: Proofs): Credential {
  const credential = credentials.get(id.toString('hex'))
  if (!credential) throw new Error('an anonymous signature has no credential')
  return credential
}

function hashOf(hashes: Map<number, Buffer>, revision: number): string {
  const hash = hashes.get(revision)
  if (!hash) throw new Error('a signature has no text')
  return hash.toString('hex')
}

function leafIdOf(core: Core, row: Pick<SignatureRow, 'id' | 'letter_id' | 'for_log_sealed'>): Buffer | null {
  return openForLog(core, row, row.for_log_sealed)?.leafId ?? null
}

function randomLeafId(): Buffer {
  return randomBytes(LEAF_ID_BYTES)
}
