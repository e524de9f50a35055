import type { Policy } from '../../server/audit/policy.ts'
import { policyText } from '../../server/audit/policy.ts'
import { leafText } from '../../server/audit/leaf.ts'
import { leafProofText } from '../../server/audit/proof-text.ts'
import { credentialMessage } from '../../server/crypto/credential.ts'
import { ed25519Keys } from '../../server/crypto/signing-key.ts'
import { addOf, AuditLog, sha256Hex } from './audit-log.ts'
import { checked, offCounted, offListed, type Lie } from './lie.ts'
import { liesAboutWaitingNames } from './lying-about-waiting-names.ts'
import type { Defence } from './switched-off.ts'

const check = 'server/audit/check/check-audit.ts'
const walk = 'server/audit/check/walk.ts'
const ledger = 'server/audit/check/ledger.ts'
const names = 'server/audit/check/names.ts'
const credentials = 'server/audit/check/credential-rules.ts'
const statements = 'server/audit/check/statement-rules.ts'
const policies = 'server/audit/policy.ts'
const notes = 'server/crypto/signed-note.ts'

const offRoot = { file: check, from: '!sameBytes(checkpoint.root, roots.of(checkpoint.size))', to: 'false' }
const offSize = { file: check, from: 'checkpoint.size !== file.leaves.length', to: 'false' }
const offOlder = { file: check, from: 'sameBytes(earlier.root, roots.of(earlier.size))', to: 'true' }
const offStatement = { file: credentials, from: 'by.ed25519(key, statement, signature)', to: 'true' }
const offText = { file: credentials, from: 'revisionHash === revisions[revision - 1]', to: 'true' }
const offLength = { file: names, from: 'rows.length !== entries', to: 'false' }
const offList = {
  file: names,
  from: 'hash !== list',
  to: 'false',
}
const offReturn = { file: ledger, from: 'before && !mayReturn', to: 'false' }
const offOpening = { file: names, from: '!opens(row)', to: 'false' }

/** A log with three signatures without a name, two hidden and two public ones. */
function some(log: AuditLog) {
  const anonymous = [log.addAnonymous(), log.addAnonymous(), log.addAnonymous('vouched')] as const
  const hidden = [log.addNamed('hidden'), log.addNamed('hidden')] as const
  const publics = [log.addNamed('public'), log.addNamed('public')] as const
  log.pushNames()
  return { anonymous, hidden, publics }
}

/** Puts other leaves in place of the log's, and signs them again. */
function signedAgain(
  log: AuditLog,
  leaves: string[],
  proofs: (string | null)[],
): Partial<ReturnType<AuditLog['file']>> {
  return { leaves, proofs, checkpoint: log.checkpoint(leaves.length, leaves) }
}

export const lies: Lie[] = [
  {
    name: 'publishes another tree under an old signature',
    errors: ['checkpoint'],
    tell: (log) => {
      some(log)
      const old = log.checkpoint()
      log.addNamed('hidden')
      const [body = ''] = log.checkpoint().split('\n\n')
      return checked(log, { checkpoint: `${body}\n\n${old.split('\n\n')[1] ?? ''}` })
    },
    off: [
      { file: notes, from: 'own.every(({ signature }) => isSignedBy(key.publicKey, message, signature))', to: 'true' },
    ],
  },
  {
    name: 'shows the log of another letter',
    errors: ['key'],
    tell: (log) => {
      some(log)
      log.signer.name = log.signer.name.replace('0b8f', '1b8f')
      return checked(log)
    },
    off: [{ file: check, from: 'key.name.endsWith(`/letters/${letter}`)', to: 'true' }],
  },
  {
    name: 'drops the last leaf of the signed tree',
    errors: ['size'],
    tell: (log) => {
      some(log)
      log.addNamed('hidden')
      return checked(log, { leaves: log.leaves.slice(0, -1), proofs: log.proofs.slice(0, -1) })
    },
    off: [offSize, offRoot],
  },
  {
    name: 'edits a leaf of the signed tree',
    errors: ['root'],
    tell: (log) => {
      log.invalidate(some(log).hidden[0])
      return checked(log, { leaves: log.leaves.map((leaf) => leaf.replace('\nfake\n', '\nduplicate\n')) })
    },
    off: [offRoot],
  },
  ...(['drops', 'edits', 'inserts', 'reorders'] as const).map((what): Lie => ({
    name: `${what} a leaf of an earlier checkpoint, and signs again`,
    errors: ['older-root'],
    tell: (log) => {
      some(log)
      const older = log.checkpoint()
      const [leaves, proofs] = [[...log.leaves], [...log.proofs]]
      // From here on, the log has two hidden signatures.
      const at = leaves.findIndex((leaf) => leaf.includes('\nhidden\n'))
      const other = new AuditLog(99, [])
      const more = other.addNamed('hidden', 'mailed-code', { revision: 1 })
      const stated = { leaf: other.leaves.at(-1)!, proof: other.proofs.at(-1)! }
      if (what === 'drops') [leaves, proofs].forEach((list) => list.splice(at, 1))
      if (what === 'edits') {
        leaves[at] = leafText({ kind: 'add', id: more.id, ...more.cell, proof: sha256Hex(stated.proof) })
        proofs[at] = stated.proof
      }
      if (what === 'inserts') {
        leaves.splice(at, 0, stated.leaf)
        proofs.splice(at, 0, stated.proof)
      }
      if (what === 'reorders') {
        leaves.splice(at, 2, leaves[at + 1]!, leaves[at]!)
        proofs.splice(at, 2, proofs[at + 1]!, proofs[at]!)
      }
      const later = new AuditLog(98, []).addNamed('hidden', 'mailed-code', { revision: 1 })
      const proof = leafProofText({ format: 'statement', kind: 'add', id: later.id, how: 'mailed-code' })
      leaves.push(leafText({ kind: 'add', id: later.id, ...later.cell, proof: sha256Hex(proof) }))
      proofs.push(proof)
      return checked(log, signedAgain(log, leaves, proofs), [older])
    },
    off: [offOlder],
  })),
  {
    name: 'forks: shows two trees of one size',
    errors: ['older-root'],
    tell: (log) => {
      some(log)
      const fork = new AuditLog(1, [])
      const leaves = [...log.leaves]
      leaves[leaves.length - 1] = fork.leaves[0]!
      const older = log.checkpoint(leaves.length, leaves)
      return checked(log, {}, [log.checkpoint(3), older])
    },
    off: [offOlder],
  },
  {
    name: 'hides a signature that it has accepted',
    errors: ['receipt-missing'],
    tell: (log) => {
      const { anonymous } = some(log)
      const { holder } = log.credential('mailbox', 1)
      log.push({ kind: 'close' })
      return { ...checked(log), receipts: [anonymous[0], holder].map((each) => log.receipt(each)) }
    },
    off: [{ file: check, from: "state === 'missing'", to: 'false' }],
  },
  {
    name: 'gave a receipt with the key of another letter',
    errors: ['receipt'],
    tell: (log) => {
      const { anonymous } = some(log)
      return { ...checked(log), receipts: [new AuditLog(97, []).receipt(anonymous[0])] }
    },
    off: [{ file: check, from: "state === 'wrong'", to: 'false' }],
  },
  {
    name: 'signs a smaller tree after a restore',
    errors: ['older-size'],
    tell: (log) => {
      some(log)
      const backup = checked(log)
      log.addNamed('hidden')
      return { ...backup, older: [log.checkpoint()] }
    },
    off: [{ file: check, from: 'earlier.size > file.leaves.length', to: 'false' }, offOlder],
  },
  {
    name: 'begins a new log under a new key',
    errors: ['older-checkpoint'],
    tell: (log) => {
      some(log)
      const older = log.checkpoint()
      Object.assign(log.signer, ed25519Keys(Buffer.alloc(32, 9)))
      return checked(log, {}, [older])
    },
    off: [{ file: check, from: "'older-checkpoint'", to: 'null' }],
  },
  {
    name: 'adds a leaf that no rule knows',
    errors: ['leaf'],
    tell: (log) => {
      some(log)
      log.leaves.push(log.leaves.at(-1)!.replace('names', 'bonus'))
      log.proofs.push(null)
      return checked(log)
    },
    off: [{ file: walk, from: "'leaf'", to: 'null' }],
  },
  {
    name: 'begins without issuers, employers and k',
    errors: ['first-leaf', 'revision-unknown'],
    tell: (log) => {
      log.addNamed('hidden')
      return checked(log, signedAgain(log, log.leaves.slice(1), log.proofs.slice(1)))
    },
    off: [
      { file: walk, from: "at === 0 && leaf.kind !== 'genesis'", to: 'false' },
      { file: walk, from: 'revision === 1 && context.policy?.firstRevision !== document.hash', to: 'false' },
    ],
  },
  {
    name: 'publishes an empty log',
    errors: ['first-leaf'],
    tell: (log) => checked(log, signedAgain(log, [], [])),
    off: [{ file: check, from: 'leaves.length > 0', to: 'true' }],
  },
  {
    name: 'begins twice',
    errors: ['genesis-again'],
    tell: (log) => {
      some(log)
      const document = log.document(policyText({ ...log.policy, batchMinimum: 1 }))
      return checked(log.push({ kind: 'genesis', document }))
    },
    off: [{ file: walk, from: "at > 0 && leaf.kind === 'genesis'", to: 'false' }],
  },
  {
    name: 'closes twice',
    errors: ['close-again'],
    tell: (log) => checked(log.push({ kind: 'close' }).push({ kind: 'close' })),
    off: [{ file: walk, from: "'close-again'", to: 'null' }],
  },
  {
    name: 'counts a signature without anything that proves it',
    errors: ['proof-missing'],
    tell: (log) => {
      const { cell, id } = log.addNamed('hidden')
      return checked(log.push({ kind: 'add', id: sha256Hex(id), ...cell, proof: sha256Hex('nothing') }))
    },
    off: [
      { file: walk, from: 'text === null', to: 'false' },
      { file: walk, from: 'bytesToHex(sha256(textBytes(text))) !== leaf.proof', to: 'false' },
      { file: walk, from: '!proof', to: 'false' },
      { file: walk, from: "proof.format !== 'statement'", to: 'false' },
      { file: walk, from: "leaf.kind === 'add' && proof.kind === 'add'", to: "leaf.kind === 'add'" },
      { file: walk, from: 'parseLeafProof(text)', to: "{ how: 'mailed-code', id: leaf.id }" },
    ],
  },
  {
    name: 'states another way of verifying than the log says',
    errors: ['proof-hash'],
    tell: (log) => {
      some(log)
      log.withdrawNamed(log.addNamed('hidden'))
      return checked(log, { proofs: log.proofs.map((proof) => proof?.replace('\nslip\n', '\nmailbox\n') ?? null) })
    },
    off: [{ file: walk, from: 'bytesToHex(sha256(textBytes(text))) !== leaf.proof', to: 'false' }],
  },
  {
    name: 'proves a signature with a text of no form',
    errors: ['proof-format'],
    tell: (log) => {
      const { cell, id } = log.addNamed('hidden')
      const proof = 'verified by phone\n'
      return checked(log.push({ kind: 'add', id: sha256Hex(id), ...cell, proof: sha256Hex(proof) }, proof))
    },
    off: [
      {
        file: walk,
        from: 'parseLeafProof(text)',
        to: "{ format: 'statement', kind: 'add', how: 'mailed-code', id: leaf.id }",
      },
    ],
  },
  {
    name: 'hangs a text on a leaf that does not hold its hash',
    errors: ['proof-unused'],
    tell: (log) => {
      log.push({ kind: 'close' })
      return checked(log, { proofs: log.proofs.with(-1, 'All names were verified twice.\n') })
    },
    off: [{ file: walk, from: '!isProved(leaf) && proof !== null', to: 'false' }],
  },
  {
    name: 'counts an anonymous signature on its own word',
    errors: ['proof-kind'],
    tell: (log) => {
      log.addNamed('anonymous' as 'hidden')
      return checked(log)
    },
    off: [{ file: walk, from: "leaf.group === 'anonymous'", to: 'false' }],
  },
  {
    name: 'proves a signature with the statement of a withdrawal',
    errors: ['proof-kind'],
    tell: (log) => {
      const { cell, id } = some(log).hidden[0]
      const leaf = { kind: 'add', id: sha256Hex(id), ...cell, proof: '' } as const
      return checked(log.pushProved(leaf, { format: 'statement', kind: 'withdraw', id: leaf.id, how: 'slip' }))
    },
    off: [{ file: walk, from: "leaf.kind === 'add' && proof.kind === 'add'", to: "leaf.kind === 'add'" }],
  },
  {
    name: 'does not show the text that people signed',
    errors: ['document-missing'],
    tell: (log) => {
      some(log)
      const { [log.revisions[0]!]: _, ...documents } = log.documents
      return checked(log, { documents })
    },
    off: [{ file: walk, from: "'document-missing'", to: 'null' }],
  },
  {
    name: 'changes k without a leaf',
    errors: ['document-hash'],
    tell: (log) => {
      some(log)
      return checked(log, { documents: changedPolicy(log, { batchMinimum: 1 }) })
    },
    off: [{ file: walk, from: 'bytes.length === length && bytesToHex(sha256(bytes)) === hash', to: 'true' }],
  },
  {
    name: 'writes more into the policy than verifiers read',
    errors: ['policy'],
    tell: (log) => {
      some(log)
      const text = policyText(log.policy).replace('{', '{"also_counts":"letters by fax",')
      return checked(log.push({ kind: 'policy', document: log.document(text) }))
    },
    off: [{ file: policies, from: 'policyText(policy) === text', to: 'true' }],
  },
  {
    name: 'follows the policy of another letter',
    errors: ['policy-letter'],
    tell: (log) => {
      some(log)
      return checked(log.changePolicy({ letter: log.letter.replace('0', '1') }))
    },
    off: [{ file: walk, from: 'policy.letter !== context.file.letter', to: 'false' }],
  },
  {
    name: 'changes the first text after the beginning',
    errors: ['policy-letter'],
    tell: (log) => {
      some(log)
      return checked(log.changePolicy({ firstRevision: sha256Hex('another text') }))
    },
    off: [{ file: walk, from: 'context.policy && policy.firstRevision !== context.policy.firstRevision', to: 'false' }],
  },
  {
    name: 'leaves a text out',
    errors: ['revision-order'],
    tell: (log) => checked(log.push({ kind: 'revision', revision: 3, document: log.document('{"text":"third"}') })),
    off: [{ file: walk, from: 'revision !== context.revisions.length + 1', to: 'false' }],
  },
  {
    name: 'begins with another text than the one of the beginning',
    errors: ['revision-first'],
    tell: (log) => {
      const leaf = leafText({ kind: 'revision', revision: 1, document: log.document('{"text":"another"}') })
      const leaves = log.leaves.with(1, leaf)
      return checked(log, signedAgain(log, leaves, log.proofs))
    },
    off: [{ file: walk, from: 'revision === 1 && context.policy?.firstRevision !== document.hash', to: 'false' }],
  },
  {
    name: 'counts a signature for a text that nobody has seen',
    errors: ['revision-unknown'],
    tell: (log) => {
      log.addNamed('hidden', 'mailed-code', { revision: 2 })
      return checked(log)
    },
    off: [{ file: walk, from: 'isForText(leaf) && leaf.revision > context.revisions.length', to: 'false' }],
  },
  {
    name: 'counts a credential in another class',
    errors: ['credential-class'],
    tell: (log) => {
      const { proof, holder } = log.credential('vouched', 1)
      return checked(log.pushProved({ ...addOf(holder), verification: 'mailbox' }, proof))
    },
    off: [{ file: credentials, from: 'proof.verification !== leaf.verification', to: 'false' }],
  },
  {
    name: 'carries anonymous signatures over to a new text',
    errors: ['credential-text'],
    tell: (log) => {
      log.revise()
      const { proof, holder } = log.credential('mailbox', 1)
      return checked(log.pushProved({ ...addOf(holder), revision: 2 }, proof))
    },
    off: [offText],
  },
  {
    name: 'lets an anonymous signature agree to a text that its holder did not sign',
    errors: ['credential-text'],
    tell: (log) => {
      const { proof, holder } = log.credential('mailbox', 1)
      const { revisionHash, commitment, signature } = proof
      log.pushProved(addOf(holder), proof).revise()
      const leaf = { ...addOf(holder), kind: 'change', revision: 2 } as const
      return checked(log.pushProved(leaf, { format: 'agreement', revisionHash, commitment, signature }))
    },
    off: [offText],
  },
  {
    name: 'counts one credential twice, under two ids',
    errors: ['credential-id'],
    tell: (log) => {
      const { proof, holder } = log.credential('mailbox', 1)
      log.pushProved(addOf(holder), proof)
      return checked(log.pushProved({ ...addOf(holder), id: sha256Hex('another') }, proof))
    },
    off: [{ file: credentials, from: 'bytesToHex(sha256(message)) !== leaf.id', to: 'false' }],
  },
  {
    name: 'has a credential with a key under which everything is signed',
    errors: ['credential-key'],
    tell: (log, issuers) => {
      const { proof } = log.credential('mailbox', 1)
      const publicKey = Buffer.alloc(32).fill(1, 0, 1)
      const message = credentialMessage({ letterId: log.letter, verification: 'mailbox', publicKey })
      const signatures = log.sign('mailbox', proof.prefix, message, issuers)
      const signature = Buffer.alloc(64).fill(1, 0, 1)
      const leaf = {
        kind: 'add',
        id: sha256Hex(message),
        group: 'anonymous',
        verification: 'mailbox',
        revision: 1,
      } as const
      return checked(log.pushProved({ ...leaf, proof: '' }, { ...proof, publicKey, signatures, signature }))
    },
    // OpenSSL 3.5 and later refuse such a key themselves, earlier ones do not.
    off: [{ file: credentials, from: '!mayBePublicKey(proof.publicKey)', to: 'false' }, offStatement],
  },
  {
    name: 'has credentials of a class without issuers',
    errors: ['credential-issuers'],
    tell: (log) => {
      const { proof, holder } = log.credential('reviewed', 1)
      return checked(log.pushProved(addOf(holder), { ...proof, signatures: [Buffer.alloc(384, 1)] }))
    },
    off: [
      { file: credentials, from: 'issuers.length === 0 || issuers.length !== proof.signatures.length', to: 'false' },
    ],
  },
  {
    name: 'changes an issuer without a leaf',
    errors: ['credential-signature'],
    tell: (log, issuers) => {
      some(log)
      const [other] = issuers.filter((issuer) => issuer.class === 'vouched')
      const { proof, holder } = log.credential('mailbox', 1, [{ ...other!, class: 'mailbox' }])
      return checked(log.pushProved(addOf(holder), proof))
    },
    off: [{ file: credentials, from: 'by.rsa(modulus, prepared, signature)', to: 'true' }],
  },
  {
    name: 'agrees to a new text in the place of somebody',
    errors: ['statement-signature'],
    tell: (log) => {
      const [holder] = some(log).anonymous
      log.revise().agree({ ...holder, keys: ed25519Keys(Buffer.alloc(32, 5)) })
      return checked(log)
    },
    off: [offStatement],
  },
  {
    name: 'withdraws an anonymous signature in the place of its holder',
    errors: ['statement-signature'],
    tell: (log) => {
      const [holder] = some(log).anonymous
      return checked(log.withdrawAnonymous({ ...holder, keys: ed25519Keys(Buffer.alloc(32, 5)) }))
    },
    off: [offStatement],
  },
  {
    name: 'counts a credential for which nobody signed the text',
    errors: ['statement-signature'],
    tell: (log) => {
      const { proof, holder } = log.credential('mailbox', 1)
      return checked(log.pushProved(addOf(holder), { ...proof, signature: Buffer.alloc(64, 3) }))
    },
    off: [offStatement],
  },
  {
    name: 'uses one statement for two signatures',
    errors: ['statement-leaf'],
    tell: (log) => {
      const { cell, id } = some(log).hidden[0]
      const leaf = { kind: 'add', id: sha256Hex(id), ...cell, proof: '' } as const
      return checked(log.pushProved(leaf, { format: 'statement', kind: 'add', id, how: 'mailed-code' }))
    },
    off: [{ file: statements, from: 'id !== leaf.id', to: 'false' }],
  },
  {
    name: 'calls a mailed code an in-person check',
    errors: ['statement-way'],
    tell: (log) => {
      log.addNamed('hidden', 'mailed-code', { verification: 'reviewed' })
      return checked(log)
    },
    off: [{ file: statements, from: 'classesOf[how]?.includes(leaf.verification) === false', to: 'false' }],
  },
  {
    name: 'takes back more removals than there were',
    errors: ['reinstated'],
    tell: (log) => {
      log.invalidate(some(log).hidden[0])
      log.addNamed('hidden', 'reinstated')
      log.addNamed('hidden', 'reinstated')
      return checked(log)
    },
    off: [
      {
        file: statements,
        from: "how === 'reinstated' && (context.removed.get(leaf.verification) ?? 0) === 0",
        to: 'false',
      },
    ],
  },
  {
    name: 'adds old signatures after the beginning',
    errors: ['before-log'],
    tell: (log) => {
      some(log)
      log.addNamed('hidden', 'before-log')
      return checked(log)
    },
    off: [{ file: statements, from: "how === 'before-log' && !context.opening", to: 'false' }],
  },
  {
    name: 'counts a signature twice',
    errors: ['id-again'],
    tell: (log) => {
      const [{ id }] = some(log).hidden
      log.addNamed('hidden', 'mailed-code', { id })
      return checked(log)
    },
    off: [offReturn],
  },
  {
    name: 'counts a withdrawn credential again',
    errors: ['id-again'],
    tell: (log) => {
      const { proof, holder } = log.credential('mailbox', 1)
      log.pushProved(addOf(holder), proof).withdrawAnonymous(holder)
      return checked(log.pushProved(addOf(holder), proof))
    },
    off: [offReturn],
  },
  {
    name: 'withdraws a signature that is not there',
    errors: ['id-unknown'],
    tell: (log) => {
      const { cell } = some(log).hidden[0]
      return checked(log.withdrawNamed({ id: sha256Hex('nobody'), cell, name: null }))
    },
    off: [{ file: ledger, from: "id !== null && entry?.state !== 'standing'", to: 'false' }],
  },
  {
    name: 'removes an anonymous signature without saying which',
    errors: ['anonymous-id'],
    tell: (log) => checked(log.invalidate(some(log).anonymous[0], 'fake', false)),
    off: [{ file: ledger, from: "id === null && cell.group === 'anonymous'", to: 'false' }],
  },
  {
    name: 'withdraws a signature from a group in which it does not stand',
    errors: ['cell'],
    tell: (log) => {
      const [hidden] = some(log).hidden
      log.addNamed('together')
      return checked(log.withdrawNamed({ ...hidden, cell: { ...hidden.cell, group: 'together' } }))
    },
    off: [{ file: ledger, from: 'elsewhere && !this.#mayHaveMoved(entry.cell, cell)', to: 'false' }],
  },
  {
    name: 'withdraws more than stands',
    errors: ['cell-empty'],
    tell: (log) => {
      const [hidden] = some(log).hidden
      return checked(log.withdrawNamed({ ...hidden, cell: { ...hidden.cell, group: 'together' } }, 'mailbox'))
    },
    off: [{ file: ledger, from: 'this.standingIn(cell) === 0', to: 'false' }],
  },
  {
    name: 'makes an anonymous signature a named one on its own word',
    errors: ['change-group'],
    tell: (log) => {
      const [{ id }] = some(log).anonymous
      const cell = { group: 'anonymous', verification: 'mailbox', revision: 1 } as const
      return checked(log.changeNamed({ id, cell, name: null }, { group: 'hidden' }))
    },
    off: [{ file: statements, from: "old.group === 'anonymous'", to: 'false' }],
  },
  {
    name: 'carries a named signature back to an older text',
    errors: ['change-back'],
    tell: (log) => {
      const hidden = log.revise().addNamed('hidden')
      return checked(log.changeNamed(hidden, { revision: 1 }))
    },
    off: [{ file: statements, from: 'leaf.revision < old.revision', to: 'false' }],
  },
  {
    name: 'carries an anonymous signature back with what its holder signed first',
    errors: ['change-back'],
    tell: (log) => {
      const { proof, holder } = log.credential('mailbox', 1)
      const { revisionHash, commitment, signature } = proof
      log.pushProved(addOf(holder), proof).revise().agree(holder)
      const leaf = { ...addOf(holder), kind: 'change', revision: 1 } as const
      return checked(log.pushProved(leaf, { format: 'agreement', revisionHash, commitment, signature }))
    },
    off: [{ file: credentials, from: 'leaf.revision < entry.cell.revision', to: 'false' }],
  },
  {
    name: 'lists a name that is not counted',
    errors: ['names-count', 'names-standing'],
    tell: (log) => {
      const [{ cell, id }] = some(log).publics
      log.names.push({ id, cell, name: log.name() })
      return checked(log.pushNames())
    },
    off: [offCounted, offListed],
  },
  {
    name: 'counts a public signature that is not on the list',
    errors: ['names-standing'],
    tell: (log) => {
      some(log)
      const file = log.file()
      log.addNamed('public')
      return checked(log, { names: file.names })
    },
    off: [offListed],
  },
  {
    name: 'lists names in an order of its own',
    errors: ['names-order'],
    tell: (log) => {
      some(log)
      return checked(log, { names: log.file().names.toReversed() })
    },
    off: [{ file: names, from: "index > 0 && entry <= (rows[index - 1]?.[0] ?? '')", to: 'false' }],
  },
  {
    name: 'leaves a counted name out of the list',
    errors: ['names-length', 'names-list'],
    tell: (log) => {
      some(log)
      return checked(log, { names: log.file().names.slice(1) })
    },
    off: [offLength, offList],
  },
  {
    name: 'puts another name on the list',
    errors: ['names-list'],
    tell: (log) => {
      some(log)
      const others = [log.name().row, log.file().names[1]!].toSorted(([a], [b]) => (a < b ? -1 : 1))
      return checked(log, { names: others })
    },
    off: [offList],
  },
  {
    name: 'opens an entry with another name',
    errors: ['names-opening'],
    tell: (log) => {
      some(log)
      const [[entry, salt], other] = log.file().names as unknown as [[string, string], [string]]
      return checked(log, { names: [[entry, salt, 'Tom Hall'], other] })
    },
    off: [offOpening],
  },
  {
    name: 'makes a title a part of the name',
    errors: ['names-opening'],
    tell: (log) => {
      const named = log.addNamed('public')
      named.name = log.name('Nurse')
      log.pushNames()
      const [entry, salt, name] = named.name.row as [string, string, string]
      return checked(log, { names: [[entry, salt, `${name}\nNurse`]] })
    },
    off: [{ file: names, from: "name.includes('\\n') || title?.includes('\\n')", to: 'false' }],
  },
  ...liesAboutWaitingNames,
]

/** The first policy of the log, changed, under the hash of the unchanged one. */
function changedPolicy(log: AuditLog, change: Partial<Policy>): Record<string, string> {
  return { ...log.documents, [sha256Hex(policyText(log.policy))]: policyText({ ...log.policy, ...change }) }
}

/** One switch for each lie, with the name of the lie. */
export const switches: Defence[] = lies.flatMap(({ name, off }) => off.map((each) => ({ name, ...each })))
