import { constants, createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import type { NameRow, OpeningRow } from '../../server/audit/check/audit-file.ts'
import { commitmentOf, commitmentSalt, hashOfOpenings } from '../../server/audit/commitments.ts'
import { policyText, type Policy } from '../../server/audit/policy.ts'
import { leafText, type Cell, type Leaf, type LeafGroup } from '../../server/audit/leaf.ts'
import { hashOfEntries, LIST_NONCE_BYTES, nameEntry } from '../../server/audit/names-list.ts'
import {
  leafProofText,
  type CredentialProof,
  type ProofOfLeaf,
  type ServerStatement,
} from '../../server/audit/proof-text.ts'
import { issuerId } from '../../server/crypto/blind-rsa.ts'
import {
  credentialMessage,
  receiptText,
  signatureStatement,
  withdrawalStatement,
} from '../../server/crypto/credential.ts'
import { append, emptyEdge, leafHash, rootOfEdge } from '../../server/crypto/merkle-tree.ts'
import { checkpointBody, signNote, verifierKey, type NoteSigner } from '../../server/crypto/signed-note.ts'
import { ed25519Keys, type SignatoryKeys } from '../../server/crypto/signing-key.ts'
import type { VerificationClass } from '../../server/letter/rules.ts'
import { randomNumbers } from './random.ts'

export interface TestIssuer {
  class: VerificationClass
  id: string
  modulus: Buffer
  privateKey: KeyObject
}

export function newTestIssuer(verification: VerificationClass): TestIssuer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const modulus = Buffer.from(publicKey.export({ format: 'jwk' }).n!, 'base64url')
  return { class: verification, id: issuerId(modulus).toString('base64url'), modulus, privateKey }
}

/** An anonymous signature in the log, with the key that only its holder has. */
export interface AnonymousSignature {
  id: string
  keys: SignatoryKeys
  verification: VerificationClass
  revision: number
}

/** A named signature in the log. Its name is on the list if the group is public, or if it was revealed. */
export interface NamedSignature {
  id: string
  cell: Cell
  name: { entry: Uint8Array; row: NameRow } | null
  /** A name that waits, with the salt of its commitments. */
  held?: { salt: Buffer; name: string } | undefined
  /** The commitment of its name, once it was revealed. */
  revealed?: string
}

/**
 * Builds the log of a letter with real keys, as an operator would who may lie. The seed gives the same log each time, except for the
 * issuers' keys, which are passed in.
 */
export class AuditLog {
  readonly letter = '0b8f3d52-6f0e-4d0e-9a7e-6f8f3c1c2a11'
  readonly leaves: string[] = []
  readonly proofs: (string | null)[] = []
  documents: Record<string, string> = {}
  names: NamedSignature[] = []
  /** Signatures that stand in the group `together`. */
  together: NamedSignature[] = []
  /** How often the names were fixed. */
  rounds = 0
  /** The openings of the reveal, in hex, each with its signature. */
  openings: { row: [commitment: string, salt: string, name: string]; of: NamedSignature }[] = []
  /** Of the last leaf about the list of names. */
  namesNonce = Buffer.alloc(0)
  readonly revisions: string[] = []
  readonly signer: NoteSigner
  issuers: TestIssuer[]
  policy: Policy
  readonly #random: () => number

  constructor(seed: number, issuers: readonly TestIssuer[], batchMinimum = 5) {
    this.#random = randomNumbers(seed)
    this.issuers = issuers.toSorted((a, b) => (a.class + a.id < b.class + b.id ? -1 : 1))
    this.signer = { name: `letters.example/letters/${this.letter}`, ...ed25519Keys(this.bytes(32)) }
    const first = contentOf(1)
    this.policy = {
      letter: this.letter,
      firstRevision: sha256Hex(first),
      batchMinimum,
      employers: [{ name: 'Lantern Works', domains: ['lantern.example'] }],
      issuers: this.issuers,
      classes: ['mailbox', 'vouched', 'reviewed'],
      namesWaitFor: null,
    }
    this.push({ kind: 'genesis', document: this.document(policyText(this.policy)) })
    this.revise()
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => Math.floor(this.#random() * 256)))
  }

  newId(): string {
    return this.bytes(32).toString('hex')
  }

  push(leaf: Leaf, proof: string | null = null): this {
    this.leaves.push(leafText(leaf))
    this.proofs.push(proof)
    return this
  }

  /** A leaf with the text that proves it. */
  pushProved(leaf: Leaf & { kind: 'add' | 'change' | 'withdraw' }, proof: ProofOfLeaf): this {
    const text = leafProofText(proof)
    return this.push({ ...leaf, proof: sha256Hex(text) }, text)
  }

  document(text: string): { hash: string; length: number } {
    const hash = sha256Hex(text)
    this.documents = { ...this.documents, [hash]: text }
    return { hash, length: Buffer.byteLength(text) }
  }

  /** A new text of the letter. */
  revise(): this {
    const revision = this.revisions.length + 1
    const document = this.document(contentOf(revision))
    this.revisions.push(document.hash)
    return this.push({ kind: 'revision', revision, document })
  }

  changePolicy(change: Partial<Policy>): this {
    this.policy = { ...this.policy, ...change }
    return this.push({ kind: 'policy', document: this.document(policyText(this.policy)) })
  }

  /** What proves a new anonymous signature, signed by all issuers of its class. */
  credential(verification: VerificationClass, revision: number, issuers: readonly TestIssuer[] = this.issuers) {
    const keys = ed25519Keys(this.bytes(32))
    const message = credentialMessage({ letterId: this.letter, verification, publicKey: keys.publicKey })
    const prefix = this.bytes(32)
    const revisionHash = this.revisions[revision - 1] ?? '00'.repeat(32)
    const commitment = this.newId()
    const signatures = this.sign(verification, prefix, message, issuers)
    const signature = keys.sign(this.statement(revisionHash, commitment))
    const proof: CredentialProof = {
      format: 'credential',
      ...{ verification, publicKey: keys.publicKey, prefix, signatures, revisionHash, commitment, signature },
    }
    return { proof, holder: { id: sha256Hex(message), keys, verification, revision } satisfies AnonymousSignature }
  }

  /** The issuers' signatures of a credential. Signing it directly gives the same as signing it blinded. */
  sign(
    verification: VerificationClass,
    prefix: Uint8Array,
    message: Uint8Array,
    issuers = this.issuers as readonly TestIssuer[],
  ) {
    const own = issuers.filter((issuer) => issuer.class === verification)
    return own.map(({ privateKey }) => signPss(privateKey, Buffer.concat([prefix, message])))
  }

  statement(revisionHash: string, commitment: string): Uint8Array {
    return signatureStatement({
      letterId: this.letter,
      revisionHash: Buffer.from(revisionHash, 'hex'),
      visibility: 'anonymous',
      commitment: Buffer.from(commitment, 'hex'),
    })
  }

  addAnonymous(verification: VerificationClass = 'mailbox', revision = this.revisions.length): AnonymousSignature {
    const { proof, holder } = this.credential(verification, revision)
    this.pushProved(addOf(holder), proof)
    return holder
  }

  /** As the page saves it. */
  receipt({ id }: Pick<AnonymousSignature, 'id'>): string {
    const text = receiptText(this.letter, id, '2026-11-02')
    return `${text}signature ${Buffer.from(this.signer.sign(Buffer.from(text))).toString('base64url')}\n`
  }

  agree(holder: AnonymousSignature, revision = this.revisions.length): this {
    const revisionHash = this.revisions[revision - 1] ?? '00'.repeat(32)
    const commitment = this.newId()
    const signature = holder.keys.sign(this.statement(revisionHash, commitment))
    const leaf = { ...addOf(holder), kind: 'change', revision } as const
    return this.pushProved(leaf, { format: 'agreement', revisionHash, commitment, signature })
  }

  withdrawAnonymous(holder: AnonymousSignature, revision = holder.revision): this {
    const signature = holder.keys.sign(withdrawalStatement(this.letter, Buffer.from(holder.id, 'hex')))
    return this.pushProved({ ...addOf(holder), kind: 'withdraw', revision }, { format: 'withdrawal', signature })
  }

  addNamed(
    group: Exclude<LeafGroup, 'anonymous'>,
    how: Extract<ServerStatement, { kind: 'add' }>['how'] = 'mailed-code',
    {
      verification = 'mailbox',
      revision = this.revisions.length,
      id = this.newId(),
    }: Partial<Cell & { id: string }> = {},
  ): NamedSignature {
    const cell = { group, verification, revision }
    this.pushProved({ kind: 'add', id, ...cell, proof: '' }, { format: 'statement', kind: 'add', id, how })
    const named: NamedSignature = { id, cell, name: group === 'public' ? this.name() : null }
    if (group === 'together') named.held = { salt: this.bytes(32), name: this.personName() }
    this.#stand(named)
    return named
  }

  #stand(named: NamedSignature): void {
    if (named.name) this.names.push(named)
    if (named.cell.group === 'together') this.together.push(named)
  }

  #leave(signature: NamedSignature | AnonymousSignature): void {
    this.names = this.names.filter((each) => each !== signature)
    this.together = this.together.filter((each) => each !== signature)
  }

  personName(): string {
    return `Zoë ${this.bytes(3).toString('hex')}`
  }

  name(title?: string, name = this.personName()): { entry: Uint8Array; row: NameRow } {
    const salt = this.bytes(12)
    const entry = nameEntry(salt, name, title)
    const [hex, saltHex] = [Buffer.from(entry).toString('hex'), salt.toString('hex')]
    return { entry, row: title === undefined ? [hex, saltHex, name] : [hex, saltHex, name, title] }
  }

  /** `id` is whether the server knows the id, from the slip of the signatory. */
  changeNamed(
    named: NamedSignature,
    to: Partial<Cell>,
    { known = true, how = 'slip' }: { known?: boolean; how?: 'slip' | 'mailbox' } = {},
  ): this {
    const id = known ? named.id : null
    const cell = { ...named.cell, ...to }
    const old = { group: named.cell.group, revision: named.cell.revision }
    this.#leave(named)
    named.cell = cell
    const isRevealed = cell.group === 'together' && named.revealed !== undefined
    named.name = cell.group === 'public' || isRevealed ? (named.name ?? this.name('Nurse')) : null
    this.#stand(named)
    return this.pushProved(
      { kind: 'change', id, ...cell, proof: '' },
      { format: 'statement', kind: 'change', id, how, old },
    )
  }

  withdrawNamed(named: NamedSignature, how: 'slip' | 'mailbox' = 'slip', known = how !== 'mailbox'): this {
    const id = known ? named.id : null
    this.#leave(named)
    return this.pushProved(
      { kind: 'withdraw', id, ...named.cell, proof: '' },
      { format: 'statement', kind: 'withdraw', id, how },
    )
  }

  /** Organizers remove a signature. */
  invalidate(signature: NamedSignature | AnonymousSignature, reason = 'fake', known = true): this {
    const cell = 'cell' in signature ? signature.cell : cellOf(signature)
    this.#leave(signature)
    return this.push({ kind: 'invalidate', id: known ? signature.id : null, ...cell, reason })
  }

  lose(signature: NamedSignature | AnonymousSignature, known = true): this {
    const cell = 'cell' in signature ? signature.cell : cellOf(signature)
    this.#leave(signature)
    return this.push({ kind: 'lost', id: known ? signature.id : null, ...cell })
  }

  /** The commitment of a name that waits, in the newest round. */
  commitment({ held }: NamedSignature): { salt: Buffer; commitment: string } {
    if (!held) throw new Error('no name waits')
    const salt = Buffer.from(commitmentSalt(held.salt, this.rounds))
    return { salt, commitment: Buffer.from(commitmentOf(salt, held.name)).toString('hex') }
  }

  /** Fixes the names of those who stand together. The name of somebody who is leaving is not among them. */
  fixNames(leaving: readonly NamedSignature[] = [], revision = this.revisions.length): this {
    const standing = this.together.filter(({ cell }) => cell.revision >= revision)
    this.rounds += 1
    const commitments = standing.map((each) =>
      leaving.includes(each) ? this.newId() : this.commitment(each).commitment,
    )
    return this.pushCommitments(commitments, revision)
  }

  pushCommitments(commitments: readonly string[], revision = this.revisions.length, said = commitments.length): this {
    this.push({ kind: 'threshold', revision, commitments: said })
    const leaves = commitments.map((commitment): Leaf => ({ kind: 'commit', id: this.newId(), commitment }))
    const order = new Map(
      leaves.map((leaf) => [leaf, Buffer.from(leafHash(Buffer.from(leafText(leaf)))).toString('hex')]),
    )
    leaves.sort((a, b) => (order.get(a)! < order.get(b)! ? -1 : 1)).forEach((leaf) => this.push(leaf))
    return this
  }

  /** Shows the names of these signatures at once. */
  reveal(shown: readonly NamedSignature[] = this.together): this {
    for (const of of shown) {
      const { salt, commitment } = this.commitment(of)
      of.revealed = commitment
      of.name = this.name(undefined, of.held!.name)
      this.names.push(of)
      this.openings.push({ row: [commitment, salt.toString('hex'), of.held!.name], of })
    }
    return this.pushReveal()
  }

  pushReveal(): this {
    const commitments = this.openings.map(({ row: [commitment] }) => Buffer.from(commitment, 'hex'))
    const list = Buffer.from(hashOfOpenings(commitments)).toString('hex')
    return this.push({ kind: 'reveal', list, entries: commitments.length }).pushNames()
  }

  pushNames(): this {
    const entries = this.names.map(({ name }) => name!.entry)
    this.namesNonce = randomBytes(LIST_NONCE_BYTES)
    const list = Buffer.from(hashOfEntries(this.namesNonce, entries)).toString('hex')
    return this.push({ kind: 'names', list, entries: entries.length })
  }

  /** The signed checkpoint of the first `size` leaves. */
  checkpoint(size = this.leaves.length, leaves: readonly string[] = this.leaves): string {
    const root = rootOfEdge(
      append(
        emptyEdge,
        leaves.slice(0, size).map((leaf) => leafHash(Buffer.from(leaf))),
      ),
    )
    return signNote(checkpointBody({ origin: this.signer.name, size, root }), this.signer)
  }

  /** What `audit.json` holds. */
  file() {
    const rows: NameRow[] = this.names.map(({ name }) => name!.row)
    return {
      format: 'roundrobin audit v1',
      letter: this.letter,
      title: 'Keep the night nurses – ナース 🏥',
      page: 'https://letters.example/letters/night-nurses',
      key: verifierKey(this.signer),
      checkpoint: this.checkpoint(),
      documents: this.documents,
      leaves: [...this.leaves],
      proofs: [...this.proofs],
      names_nonce: this.namesNonce.toString('hex'),
      names: rows.toSorted(([a], [b]) => (a < b ? -1 : 1)),
      // A name that is not shown any more is not opened.
      openings: this.openings
        .map(({ row, of }): OpeningRow => (this.names.includes(of) ? row : [row[0]]))
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    }
  }

  json(): Buffer {
    return Buffer.from(JSON.stringify(this.file()))
  }
}

/** Every kind of leaf except those of names that wait, and every way of adding, changing and removing. */
export function variedLog(seed: number, issuers: readonly TestIssuer[], opening = true): AuditLog {
  const log = new AuditLog(seed, issuers)
  const old = opening ? [1, 2, 3].map(() => log.addNamed('hidden', 'before-log')) : []
  const anonymous = [1, 2, 3, 4].map(() => log.addAnonymous())
  if (opening) log.addNamed('public', 'before-log')
  log.pushNames()
  const named = [1, 2, 3].map(() => log.addNamed('public'))
  const hidden = [1, 2, 3].map(() => log.addNamed('hidden'))
  const vouched = log.addNamed('public', 'one-time-code', { verification: 'vouched' })
  log.addNamed('together')
  log.addAnonymous('vouched')
  log.pushNames().revise().changePolicy({ batchMinimum: 3 })
  anonymous.slice(0, 2).forEach((holder) => log.agree(holder))
  log
    .changeNamed(named[0]!, { revision: 2 })
    .changeNamed(hidden[0]!, { group: 'public' }, { known: false, how: 'mailbox' })
  log.changeNamed(hidden[0]!, { revision: 2 })
  log.withdrawNamed(named[1]!).withdrawNamed(hidden[1]!, 'mailbox').withdrawNamed(hidden[2]!, 'slip', false)
  log.withdrawAnonymous(anonymous[2]!)
  log.addNamed('hidden')
  log.invalidate(vouched, 'not-from-here').invalidate(anonymous[3]!, 'duplicate')
  log.pushNames()
  log.addNamed('public', 'reinstated', { verification: 'vouched' })
  const again = log.proofs.findIndex((_, at) => log.leaves[at]!.includes(anonymous[3]!.id))
  log.push({ ...addOf(anonymous[3]!), proof: sha256Hex(log.proofs[again]!) }, log.proofs[again])
  if (old[0]) log.lose(old[0], false)
  log.lose(anonymous[0]!.revision === 1 ? { ...anonymous[0]!, revision: 2 } : anonymous[0]!)
  return log.pushNames().push({ kind: 'close' })
}

/**
 * Names that wait: fixed, freed again because too few were left, fixed again under another text, and revealed. Or the waiting ends
 * without them.
 */
export function waitingLog(seed: number, issuers: readonly TestIssuer[], end: 'revealed' | 'lapsed'): AuditLog {
  const log = new AuditLog(seed, issuers)
  log.changePolicy({ namesWaitFor: 4 })
  log.addNamed('public')
  const waiting = [1, 2, 3, 4, 5].map(() => log.addNamed('together'))
  log.fixNames([waiting[0]!]).pushNames()
  log.withdrawNamed(waiting[0]!).addNamed('hidden')
  log.invalidate(waiting[1]!, 'fake').push({ kind: 'back' })
  log.addNamed('together', 'reinstated')
  if (end === 'lapsed') return log.push({ kind: 'lapse' }).withdrawNamed(waiting[2]!).push({ kind: 'close' })
  log.revise().changePolicy({ namesWaitFor: 5 })
  for (const [index, each] of waiting.slice(2).entries()) log.changeNamed(each, { revision: 2 }, { known: index > 0 })
  const more = [1, 2, 3].map(() => log.addNamed('together'))
  log.addNamed('public')
  log.fixNames([more[0]!]).pushNames()
  log.reveal(log.together.filter((each) => each.cell.revision === 2 && each !== more[0]))
  // Somebody who was leaving, somebody who is now hidden, somebody who was revealed, and somebody under the old text.
  log
    .withdrawNamed(more[0]!, 'mailbox')
    .changeNamed(more[1]!, { group: 'hidden' })
    .withdrawNamed(waiting[2]!, 'slip', false)
  log.addNamed('public')
  log.pushNames().revise()
  log.changeNamed(more[2]!, { revision: 3 }).changeNamed(
    log.together.find((each) => each.cell.revision === 1)!,
    { revision: 3 },
  )
  log.addNamed('hidden')
  return log.pushNames().push({ kind: 'close' })
}

export function addOf({ id, verification, revision }: AnonymousSignature) {
  return { kind: 'add' as const, id, group: 'anonymous' as const, verification, revision, proof: '' }
}

function cellOf({ verification, revision }: AnonymousSignature): Cell {
  return { group: 'anonymous', verification, revision }
}

export function sha256Hex(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function signPss(privateKey: KeyObject, message: Uint8Array): Buffer {
  return sign('sha384', message, { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 })
}

/** Canonical JSON: the keys are in alphabetical order. */
function contentOf(revision: number): string {
  return JSON.stringify({ text: `Text ${revision}: keep the night nurses — »please«`, title: 'Night nurses' })
}
