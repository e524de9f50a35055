/**
 * A leaf of a letter's log: eight lines that hold no personal data and no time. The log, the slip and every verifier must agree on
 * each byte. The browser bundle includes this file.
 */

const FORMAT = 'roundrobin leaf v1'

/** Whom a signature is visible to. `hidden` stands for both `withheld` and `recipients`, so that the log tells less than the page. */
export const leafGroups = ['anonymous', 'hidden', 'public', 'together'] as const
export type LeafGroup = (typeof leafGroups)[number]

/** The verification classes. A browser cannot load the list of server/letter/rules.ts, so a test compares the two. */
export const leafClasses = ['mailbox', 'vouched', 'reviewed', 'supporter'] as const
export type LeafClass = (typeof leafClasses)[number]

/** In lower-case hex. */
export type HexHash = string

/** A document that a leaf names: the policy, or the text of a revision. */
export interface Document {
  hash: HexHash
  /** Of the document, in bytes. */
  length: number
}

/** One cell of the tally. */
export interface Cell {
  group: LeafGroup
  verification: LeafClass
  /** The number of a revision, from 1 on. */
  revision: number
}

/** The signature that a leaf is about. The id is null if the server does not know it. */
interface About extends Cell {
  id: HexHash | null
}

export type Leaf =
  | { kind: 'genesis'; document: Document }
  | { kind: 'policy'; document: Document }
  | { kind: 'revision'; revision: number; document: Document }
  | ({ kind: 'add'; proof: HexHash } & About & { id: HexHash })
  | ({ kind: 'change'; proof: HexHash } & About)
  | ({ kind: 'withdraw'; proof: HexHash } & About)
  | ({ kind: 'invalidate'; reason: string } & About)
  | ({ kind: 'lost' } & About)
  | { kind: 'names'; list: HexHash; entries: number }
  | { kind: 'threshold'; revision: number; commitments: number }
  | { kind: 'commit'; id: HexHash; commitment: HexHash }
  | { kind: 'back' }
  | { kind: 'reveal'; list: HexHash; entries: number }
  | { kind: 'lapse' }
  | { kind: 'close' }

export type LeafKind = Leaf['kind']
export type LeafOf<Kind extends LeafKind> = Extract<Leaf, { kind: Kind }>

/** Writes a leaf. Its bytes are these in UTF-8, and end with a newline. */
export function leafText(leaf: Leaf): string {
  const about = 'group' in leaf ? leaf : null
  const lines = [
    FORMAT,
    leaf.kind,
    ('id' in leaf ? leaf.id : null) ?? '-',
    'revision' in leaf ? String(leaf.revision) : '-',
    about?.group ?? '-',
    about?.verification ?? '-',
    payloadOf(leaf),
    'proof' in leaf ? leaf.proof : '-',
  ]
  return `${lines.join('\n')}\n`
}

function payloadOf(leaf: Leaf): string {
  if ('document' in leaf) return `${leaf.document.hash} ${leaf.document.length}`
  if ('list' in leaf) return `${leaf.list} ${leaf.entries}`
  if (leaf.kind === 'threshold') return String(leaf.commitments)
  if (leaf.kind === 'commit') return leaf.commitment
  return leaf.kind === 'invalidate' ? leaf.reason : '-'
}

/**
 * Under which the log is searched for a leaf: the id of the signature. The person whose name a commitment fixes does not know its id, so
 * these leaves are found by the commitment. Null for a leaf that nobody searches.
 */
export function searchedBy(leaf: Leaf): HexHash | null {
  if (leaf.kind === 'commit') return leaf.commitment
  return 'group' in leaf ? leaf.id : null
}

/** Reads a leaf. Null unless the text is exactly what `leafText` writes for a leaf. */
export function parseLeaf(text: string): Leaf | null {
  const lines = text.split('\n')
  if (lines.length !== 9) return null
  const [, kind = '', id = '', revision = '', group = '', verification = '', payload = '', proof = ''] = lines
  const leaf = read(kind, { id, revision, group, verification, payload, proof })
  // A field that a kind does not use must be `-`, and numbers and hashes have one form. Writing the leaf again checks all of it.
  return leaf && leafText(leaf) === text ? leaf : null
}

type Fields = Record<'id' | 'revision' | 'group' | 'verification' | 'payload' | 'proof', string>

function read(kind: string, fields: Fields): Leaf | null {
  switch (kind) {
    case 'genesis':
    case 'policy':
    case 'revision':
      return readDocument(kind, fields)
    case 'names':
    case 'reveal': {
      const list = readDocument('policy', fields)?.document
      return list ? { kind, list: list.hash, entries: list.length } : null
    }
    case 'threshold':
    case 'commit':
      return readCommitted(kind, fields)
    case 'back':
    case 'lapse':
    case 'close':
      return { kind }
    default:
      return readSigned(kind, fields)
  }
}

function readDocument(kind: 'genesis' | 'policy' | 'revision', { revision, payload }: Fields) {
  const [hash = '', length = ''] = payload.split(' ')
  if (!isHexHash(hash) || !isCount(length)) return null
  const document = { hash, length: Number(length) }
  if (kind !== 'revision') return { kind, document }
  return isRevision(revision) ? { kind, revision: Number(revision), document } : null
}

function readCommitted(kind: 'threshold' | 'commit', { id, revision, payload }: Fields): Leaf | null {
  if (kind === 'commit') return isHexHash(id) && isHexHash(payload) ? { kind, id, commitment: payload } : null
  const reads = isRevision(revision) && isCount(payload)
  return reads ? { kind, revision: Number(revision), commitments: Number(payload) } : null
}

function readSigned(kind: string, fields: Fields): Leaf | null {
  const about = readAbout(fields)
  const { payload, proof } = fields
  if (!about) return null
  switch (kind) {
    case 'add':
      return about.id !== null && isHexHash(proof) ? { kind, ...about, id: about.id, proof } : null
    case 'change':
    case 'withdraw':
      return isHexHash(proof) ? { kind, ...about, proof } : null
    case 'invalidate':
      return isReason(payload) ? { kind, ...about, reason: payload } : null
    case 'lost':
      return { kind, ...about }
    default:
      return null
  }
}

function readAbout({ id, revision, group, verification }: Fields): About | null {
  const known = leafGroups.find((each) => each === group)
  if (!known || !isClass(verification) || !isRevision(revision) || (id !== '-' && !isHexHash(id))) return null
  return { id: id === '-' ? null : id, revision: Number(revision), group: known, verification }
}

/** A class of reasons for which organizers remove a signature. */
export function isReason(text: string): boolean {
  return /^[a-z][a-z-]{0,19}$/.test(text)
}

export function isHexHash(text: string): boolean {
  if (text.length !== 64) return false
  // A regular expression takes several times as long, and a large log has hundreds of thousands of hashes.
  for (let at = 0; at < 64; at++) {
    const code = text.charCodeAt(at)
    if (!((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66))) return false
  }
  return true
}

export function isClass(text: string): text is LeafClass {
  return (leafClasses as readonly string[]).includes(text)
}

function isRevision(text: string): boolean {
  return /^[1-9][0-9]{0,5}$/.test(text)
}

function isCount(text: string): boolean {
  return /^(0|[1-9][0-9]{0,9})$/.test(text)
}
