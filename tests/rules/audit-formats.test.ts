import { createHash, hkdfSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { leafClasses, leafText, parseLeaf, type Leaf } from '../../server/audit/leaf.ts'
import { commitmentOf, commitmentSalt, hashOfOpenings } from '../../server/audit/commitments.ts'
import { compareBytes, hashOfEntries, nameEntry, partHash, partOf, listHash } from '../../server/audit/names-list.ts'
import { policyText, readPolicy, type Policy } from '../../server/audit/policy.ts'
import { verificationClasses } from '../../server/letter/rules.ts'
import { leafProofText, parseLeafProof, type ProofOfLeaf } from '../../server/audit/proof-text.ts'

const hash = 'ab'.repeat(32)
const about = { id: hash, revision: 2, group: 'hidden', verification: 'mailbox' } as const
const leaves: Leaf[] = [
  { kind: 'genesis', document: { hash, length: 10 } },
  { kind: 'policy', document: { hash, length: 0 } },
  { kind: 'revision', revision: 1, document: { hash, length: 4000 } },
  { kind: 'add', ...about, proof: hash },
  { kind: 'change', ...about, id: null, proof: hash },
  { kind: 'withdraw', ...about, group: 'anonymous', proof: hash },
  { kind: 'invalidate', ...about, reason: 'not-from-here' },
  { kind: 'lost', ...about, id: null },
  { kind: 'names', list: hash, entries: 0 },
  { kind: 'close' },
  { kind: 'threshold', revision: 2, commitments: 100 },
  { kind: 'commit', id: hash, commitment: 'cd'.repeat(32) },
  { kind: 'back' },
  { kind: 'reveal', list: hash, entries: 100 },
  { kind: 'lapse' },
]

test.each(leaves)('the leaf of kind $kind is eight lines, and is read back', (leaf) => {
  const text = leafText(leaf)
  expect(text.split('\n')).toHaveLength(9)
  expect(text.endsWith('\n')).toBe(true)
  expect(parseLeaf(text)).toEqual(leaf)
})

test('the log knows the verification classes of letters', () => {
  expect(leafClasses).toEqual(verificationClasses)
})

test('an add looks as the design says', () => {
  const add = `roundrobin leaf v1\nadd\n${hash}\n2\nhidden\nmailbox\n-\n${hash}\n`
  expect(leafText(leaves[3]!)).toBe(add)
  expect(leafText(leaves[8]!)).toBe(`roundrobin leaf v1\nnames\n-\n-\n-\n-\n${hash} 0\n-\n`)
  expect(leafText(leaves[10]!)).toBe('roundrobin leaf v1\nthreshold\n-\n2\n-\n-\n100\n-\n')
  expect(leafText(leaves[11]!)).toBe(`roundrobin leaf v1\ncommit\n${hash}\n-\n-\n-\n${'cd'.repeat(32)}\n-\n`)
  expect(leafText(leaves[13]!)).toBe(`roundrobin leaf v1\nreveal\n-\n-\n-\n-\n${hash} 100\n-\n`)
})

const add = leafText(leaves[3]!)
test.each([
  ['another version', add.replace('v1', 'v2')],
  ['another kind', add.replace('\nadd\n', '\nremove\n')],
  ['a kind of the prototype', add.replace('\nadd\n', '\nconstructor\n')],
  ['no id', add.replace(`\n${hash}\n2`, '\n-\n2')],
  ['hex in capitals', add.replace(hash, hash.toUpperCase())],
  ['a short hash', add.replace(hash, hash.slice(2))],
  ['revision 0', add.replace('\n2\n', '\n0\n')],
  ['a leading zero', add.replace('\n2\n', '\n02\n')],
  ['another group', add.replace('hidden', 'secret')],
  ['another class', add.replace('mailbox', 'toString')],
  ['a field too many', add.replace('\n-\n', '\n-\n-\n')],
  ['a field too few', add.replace('\n-\n', '\n')],
  ['no end', add.slice(0, -1)],
  ['a field that the kind does not use', add.replace('\n-\n', '\nfake\n')],
  ['a proof for lost', leafText(leaves[7]!).replace(/-\n$/, `${hash}\n`)],
  ['a length with a sign', leafText(leaves[0]!).replace(' 10', ' +10')],
  ['two spaces', leafText(leaves[0]!).replace(' 10', '  10')],
  ['a reason with a space', leafText(leaves[6]!).replace('not-from-here', 'not from here')],
  ['a long reason', leafText(leaves[6]!).replace('not-from-here', 'x'.repeat(21))],
  ['a threshold without a revision', leafText(leaves[10]!).replace('\n2\n', '\n-\n')],
  ['a threshold with two numbers', leafText(leaves[10]!).replace('\n100\n', `\n${hash} 100\n`)],
  ['a commit without an id', leafText(leaves[11]!).replace(`\n${hash}\n`, '\n-\n')],
  ['a commit with a short hash', leafText(leaves[11]!).replace('cd\n', '\n')],
  ['a commit with a group', leafText(leaves[11]!).replace('-\n-\n-\n', '-\ntogether\n-\n')],
  ['a reveal without a number', leafText(leaves[13]!).replace(' 100', '')],
  ['a lapse with a number', leafText(leaves[14]!).replace('-\n-\n-\n', '-\n-\n-\n100\n')],
  ['carriage returns', add.replaceAll('\n', '\r\n')],
  ['nothing', ''],
])('no leaf: %s', (_, text) => {
  expect(parseLeaf(text)).toBeNull()
})

const bytes = (length: number, value: number) => new Uint8Array(length).fill(value)
const proofs: ProofOfLeaf[] = [
  {
    format: 'credential',
    verification: 'vouched',
    publicKey: bytes(32, 1),
    prefix: bytes(32, 2),
    signatures: [bytes(384, 3), bytes(384, 4)],
    revisionHash: hash,
    commitment: '00'.repeat(32),
    signature: bytes(64, 5),
  },
  { format: 'agreement', revisionHash: hash, commitment: hash, signature: bytes(64, 6) },
  { format: 'withdrawal', signature: bytes(64, 7) },
  { format: 'statement', kind: 'add', id: hash, how: 'mailed-code' },
  { format: 'statement', kind: 'withdraw', id: null, how: 'slip' },
  { format: 'statement', kind: 'change', id: null, how: 'mailbox', old: { group: 'public', revision: 1 } },
]

test.each(proofs)('the proof text $format is read back', (proof) => {
  const text = leafProofText(proof)
  expect(text.endsWith('\n')).toBe(true)
  expect(parseLeafProof(text)).toEqual(proof)
})

const [credential, agreement, withdrawal, stated, , changed] = proofs.map(leafProofText) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
test('a statement looks as the design says', () => {
  expect(changed).toBe('roundrobin statement v1\nchange\n-\nmailbox\npublic 1\n')
  expect(stated).toBe(`roundrobin statement v1\nadd\n${hash}\nmailed-code\n-\n`)
})

test.each([
  ['another format', stated.replace('v1', 'v2')],
  ['no end', stated.slice(0, -1)],
  ['a line too many', `${stated}-\n`],
  ['a line too few', stated.replace('\n-\n', '\n')],
  ['a way of another kind', stated.replace('mailed-code', 'slip')],
  ['an old group for an add', stated.replace('\n-\n', '\npublic 1\n')],
  ['no old group for a change', changed.replace('public 1', '-')],
  ['an unknown old group', changed.replace('public 1', 'open 1')],
  ['an old revision 0', changed.replace('public 1', 'public 0')],
  ['a kind without statements', stated.replace('\nadd\n', '\nlost\n')],
  ['a short signature', withdrawal.replace('Bw', '')],
  ['a signature with stray bits', withdrawal.replace(/.\n$/, 'x\n')],
  ['two lines of signatures', `${withdrawal}x\n`],
  ['a short commitment', agreement.replace(`${hash}\n${hash}`, `${hash}\n${hash.slice(2)}`)],
  ['a comma between signatures', credential.replace(/(\w{512}) /, '$1,')],
  ['no signature of an issuer', credential.replace(/\w{512} \w{512}/, '')],
  ['an unknown class', credential.replace('vouched', 'anybody')],
])('no proof text: %s', (_, text) => {
  expect(parseLeafProof(text)).toBeNull()
})

test('the hash of the names does not depend on their order, and a batch needs to hash only the parts that it changes', () => {
  const nonce = new Uint8Array(32).fill(7)
  const salt = (index: number) => new Uint8Array(12).fill(index & 0xff).with(0, index >> 8)
  const entries = Array.from({ length: 3000 }, (_, index) => nameEntry(salt(index), `Name ${index}`))
  const whole = hashOfEntries(nonce, entries)
  expect(hashOfEntries(nonce, entries.toReversed())).toEqual(whole)
  const parts = new Map(
    Array.from({ length: 4096 }, (_, part) => [part, partHash(entries.filter((entry) => partOf(entry) === part))]),
  )
  expect(listHash(nonce, parts)).toEqual(whole)
  const added = nameEntry(salt(5), 'Ina Lund', 'Engineer')
  parts.set(partOf(added), partHash([...entries.filter((entry) => partOf(entry) === partOf(added)), added]))
  expect(listHash(nonce, parts)).toEqual(hashOfEntries(nonce, [...entries, added]))
  expect(hashOfEntries(nonce, entries.slice(1))).not.toEqual(whole)
  expect(hashOfEntries(new Uint8Array(32), entries)).not.toEqual(whole)
  expect(entries.toSorted(compareBytes).map(partOf)).toEqual(entries.map(partOf).toSorted((a, b) => a - b))
})

test('an entry is the hash of salt, name and title, and the part is its first twelve bits', () => {
  const salt = Buffer.from('0123456789ab')
  const expected = createHash('sha256').update('0123456789abÖzge\nNurse').digest()
  const entry = nameEntry(salt, 'Özge', 'Nurse')
  expect(Buffer.from(entry).toString('hex')).toBe(expected.toString('hex'))
  expect(partOf(entry)).toBe(parseInt(expected.toString('hex').slice(0, 3), 16))
  expect(nameEntry(salt, 'Özge', null)).toEqual(nameEntry(salt, 'Özge'))
  expect(() => nameEntry(salt.subarray(1), 'Özge')).toThrow(RangeError)
})

test('a commitment is the hash of the name and of a salt that the round gives', () => {
  const salt = Buffer.alloc(32, 9)
  const first = Buffer.from(hkdfSync('sha256', salt, '', 'commitment 1', 32))
  expect(Buffer.from(commitmentSalt(salt, 1))).toEqual(first)
  expect(Buffer.from(commitmentSalt(salt, 12))).toEqual(Buffer.from(hkdfSync('sha256', salt, '', 'commitment 12', 32)))
  const expected = createHash('sha256').update(first).update('Özge').digest()
  expect(Buffer.from(commitmentOf(first, 'Özge'))).toEqual(expected)
  expect(() => commitmentSalt(salt.subarray(1), 1)).toThrow(RangeError)
  expect(() => commitmentOf(salt.subarray(1), 'Özge')).toThrow(RangeError)
})

test('the hash of the openings covers the sorted commitments', () => {
  const [low, high] = [Buffer.alloc(32, 1), Buffer.alloc(32, 0xfe)]
  const expected = createHash('sha256').update(low).update(high).digest()
  expect(Buffer.from(hashOfOpenings([high, low]))).toEqual(expected)
  expect(Buffer.from(hashOfOpenings([low, high]))).toEqual(expected)
  expect(Buffer.from(hashOfOpenings([]))).toEqual(createHash('sha256').digest())
  // As many as a letter can wait for, and more.
  const many = Array.from({ length: 200_000 }, () => low)
  const whole = createHash('sha256')
    .update(Buffer.alloc(32 * many.length, 1))
    .digest()
  expect(Buffer.from(hashOfOpenings(many))).toEqual(whole)
})

const policy: Policy = {
  letter: '11111111-1111-4111-8111-111111111111',
  firstRevision: hash,
  batchMinimum: 5,
  employers: [],
  issuers: [],
  classes: ['mailbox'],
  namesWaitFor: null,
}
const policyStart = `{"batch_minimum":5,"classes":["mailbox"],"employers":[],"first_revision":"${hash}","format":"roundrobin policy v1","issuers":[],"letter":"11111111-1111-4111-8111-111111111111"`

test('a policy says for how many names wait, and nothing of it if none do', () => {
  expect(policyText(policy)).toBe(`${policyStart}}`)
  expect(policyText({ ...policy, namesWaitFor: 100 })).toBe(`${policyStart},"names_wait_for":100}`)
  for (const namesWaitFor of [null, 2, 100000])
    expect(readPolicy(policyText({ ...policy, namesWaitFor }))).toEqual({ ...policy, namesWaitFor })
})

test.each(['null', '1', '1.5', '-5', '"100"', '1e2', 'true', '100,"z":1'])('no policy: names wait for %s', (number) => {
  expect(readPolicy(`${policyStart},"names_wait_for":${number}}`)).toBeNull()
})
