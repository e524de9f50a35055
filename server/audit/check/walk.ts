/** Goes through the leaves from the first to the last. Each leaf has at most one error, and a leaf with an error changes no count. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { parseLeaf, type Document, type Leaf, type LeafKind, type LeafOf } from '../leaf.ts'
import { parseLeafProof, type ProofOfLeaf } from '../proof-text.ts'
import { count, type Context } from './context.ts'
import { checkAgreement, checkCredential, checkWithdrawal } from './credential-rules.ts'
import { readPolicy } from '../policy.ts'
import type { ErrorCode } from './result.ts'
import { textBytes } from './text-bytes.ts'
import { checkStatedAdd, checkStatedChange, checkStatedWithdrawal } from './statement-rules.ts'
import { checkWaiting, commitIsMissing, takesList } from './together-rules.ts'

type ProvedLeaf = LeafOf<'add' | 'change' | 'withdraw'>

/** Leaves that can stand in the first block, with what stood before the log began. */
const opens: readonly LeafKind[] = ['genesis', 'policy', 'revision', 'add']

/** Checks one leaf and carries it out. */
export function checkLeaf(context: Context, at: number): ErrorCode | null {
  const leaf = parseLeaf(context.file.leaves[at] ?? '')
  if (!leaf) return 'leaf'
  const proof = context.file.proofs[at] ?? null
  const misplaced = checkPlace(context, at, leaf, proof)
  if (misplaced) return misplaced
  if (!opens.includes(leaf.kind)) context.opening = false
  return isProved(leaf) ? checkProved(context, at, leaf, proof) : checkUnproved(context, at, leaf)
}

/** Returns an error if no leaf of this kind can stand at this place of the log. */
function checkPlace(context: Context, at: number, leaf: Leaf, proof: string | null): ErrorCode | null {
  if (at === 0 && leaf.kind !== 'genesis') return 'first-leaf'
  if (at > 0 && leaf.kind === 'genesis') return 'genesis-again'
  if (!isProved(leaf) && proof !== null) return 'proof-unused'
  if (isForText(leaf) && leaf.revision > context.revisions.length) return 'revision-unknown'
  return leaf.kind !== 'commit' && commitIsMissing(context) ? 'commit-missing' : null
}

/** Of a signature, or of a threshold. */
function isForText(leaf: Leaf): leaf is Extract<Leaf, { group: unknown }> | LeafOf<'threshold'> {
  return 'group' in leaf || leaf.kind === 'threshold'
}

function isProved(leaf: Leaf): leaf is ProvedLeaf {
  return 'proof' in leaf
}

function checkUnproved(context: Context, at: number, leaf: Exclude<Leaf, ProvedLeaf>): ErrorCode | null {
  switch (leaf.kind) {
    case 'genesis':
    case 'policy':
      return checkPolicy(context, leaf)
    case 'revision':
      return checkRevision(context, leaf)
    case 'invalidate':
    case 'lost':
      return checkRemoval(context, leaf)
    case 'names':
      return checkNames(context, at, leaf)
    case 'threshold':
    case 'commit':
    case 'back':
    case 'reveal':
    case 'lapse':
      return checkWaiting(context, at, leaf)
    case 'close':
      if (context.closed) return 'close-again'
      context.closed = true
      return null
  }
}

function checkDocument({ file }: Context, { hash, length }: Document): ErrorCode | null {
  const text = file.documents.get(hash)
  if (text === undefined) return 'document-missing'
  const bytes = textBytes(text)
  return bytes.length === length && bytesToHex(sha256(bytes)) === hash ? null : 'document-hash'
}

function checkPolicy(context: Context, { kind, document }: LeafOf<'genesis' | 'policy'>): ErrorCode | null {
  const problem = checkDocument(context, document)
  const policy = readPolicy(context.file.documents.get(document.hash) ?? '')
  if (!policy) return problem ?? 'policy'
  if (policy.letter !== context.file.letter) return 'policy-letter'
  if (context.policy && policy.firstRevision !== context.policy.firstRevision) return 'policy-letter'
  const lowered = (context.policy?.namesWaitFor ?? 0) > (policy.namesWaitFor ?? 0)
  // A document with an error is in force all the same, so that the error stays the only one.
  context.policy = policy
  if (kind === 'policy') context.counts.policies += 1
  return lowered ? 'policy-names' : problem
}

function checkRevision(context: Context, { revision, document }: LeafOf<'revision'>): ErrorCode | null {
  if (revision !== context.revisions.length + 1) return 'revision-order'
  context.revisions.push(document.hash)
  if (revision === 1 && context.policy?.firstRevision !== document.hash) return 'revision-first'
  return checkDocument(context, document)
}

/** Removed by organizers, or lost in a restore. */
function checkRemoval(context: Context, leaf: LeafOf<'invalidate' | 'lost'>): ErrorCode | null {
  const isLost = leaf.kind === 'lost'
  const problem = context.ledger.end(leaf.id, leaf, isLost ? 'lost' : 'invalidated')
  if (problem) return problem
  if (isLost) context.counts.lost += 1
  else {
    count(context.counts.invalidated, leaf.reason)
    if (leaf.group !== 'anonymous')
      context.removed.set(leaf.verification, (context.removed.get(leaf.verification) ?? 0) + 1)
  }
  return null
}

function checkNames(context: Context, at: number, { list, entries }: LeafOf<'names'>): ErrorCode | null {
  context.names = { at, list, entries }
  return takesList(context, entries) ? null : 'names-count'
}

function checkProved(context: Context, at: number, leaf: ProvedLeaf, text: string | null): ErrorCode | null {
  if (text === null) return 'proof-missing'
  if (bytesToHex(sha256(textBytes(text))) !== leaf.proof) return 'proof-hash'
  const proof = parseLeafProof(text)
  if (!proof) return 'proof-format'
  return leaf.group === 'anonymous' ? checkAnonymous(context, at, leaf, proof) : checkNamed(context, leaf, proof)
}

/** An anonymous signature is proved by its credential alone. A statement of the server would prove nothing. */
function checkAnonymous(context: Context, at: number, leaf: ProvedLeaf, proof: ProofOfLeaf): ErrorCode | null {
  if (leaf.kind === 'add' && proof.format === 'credential') return checkCredential(context, at, leaf, proof)
  if (leaf.kind === 'change' && proof.format === 'agreement') {
    const problem = checkAgreement(context, at, leaf, proof)
    if (!problem) count(context.counts.changes, 'agreement')
    return problem
  }
  if (leaf.kind === 'withdraw' && proof.format === 'withdrawal') {
    const problem = checkWithdrawal(context, at, leaf, proof)
    if (!problem) count(context.counts.withdrawals, 'withdrawal')
    return problem
  }
  return 'proof-kind'
}

function checkNamed(context: Context, leaf: ProvedLeaf, proof: ProofOfLeaf): ErrorCode | null {
  if (proof.format !== 'statement') return 'proof-kind'
  if (leaf.kind === 'add' && proof.kind === 'add') return checkStatedAdd(context, leaf, proof)
  if (leaf.kind === 'change' && proof.kind === 'change') return checkStatedChange(context, leaf, proof)
  if (leaf.kind === 'withdraw' && proof.kind === 'withdraw') return checkStatedWithdrawal(context, leaf, proof)
  return 'proof-kind'
}
