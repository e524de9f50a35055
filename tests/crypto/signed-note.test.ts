import { expect, test } from 'vitest'
import { fromBase64, fromBase64url, toBase64, toBase64url } from '../../server/crypto/base64.ts'
import {
  checkpointBody,
  keyId,
  parseCheckpointBody,
  parseNote,
  parseVerifierKey,
  signNote,
  verifierKey,
  verifyCheckpoint,
  verifyNote,
} from '../../server/crypto/signed-note.ts'
import { ed25519Keys } from '../../server/crypto/signing-key.ts'

/** The example of golang.org/x/mod/sumdb/note. Ed25519 is deterministic, so the signature must come out the same. */
const go = {
  verifierKey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  secret: Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1),
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
}
/** The example of C2SP signed-note. */
const c2sp = {
  verifierKey: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
  note: 'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
}

const signer = { name: 'PeterNeumann', ...ed25519Keys(go.secret) }
const key = parseVerifierKey(go.verifierKey)!
const note = `${go.text}\n${go.line}`

test('the examples of Go and of C2SP are signed, read and verified as published', () => {
  expect(verifierKey(signer)).toBe(go.verifierKey)
  expect(Buffer.from(keyId(key)).toString('hex')).toBe('c74f20a3')
  expect(signNote(go.text, signer)).toBe(note)
  expect(verifyNote(note, key)).toBe(go.text)
  expect(verifyNote(c2sp.note, parseVerifierKey(c2sp.verifierKey)!)).toBe('This is an example message.\n')
})

test('signatures of other keys are ignored, and a wrong one of the own key is not', () => {
  const other = '— other.example AAAAAGhlbGxv\n'
  const sameId = go.line.replace('PeterNeumann', 'PaulNeumann')
  const signature = fromBase64(go.line.trim().split(' ')[2]!)!
  const wrong = `— PeterNeumann ${toBase64(signature.with(30, 1))}\n`
  const otherId = `— PeterNeumann ${toBase64(signature.with(0, 1))}\n`
  expect(verifyNote(`${go.text}\n${other}${go.line}${sameId}${otherId}`, key)).toBe(go.text)
  expect(verifyNote(`${go.text}\n${other}`, key)).toBeNull()
  expect(verifyNote(`${go.text}\n${sameId}`, key)).toBeNull()
  expect(verifyNote(`${go.text}\n${otherId}`, key)).toBeNull()
  expect(verifyNote(`${go.text}\n${wrong}`, key)).toBeNull()
  expect(verifyNote(`${go.text}\n${go.line}${wrong}`, key)).toBeNull()
  expect(verifyNote(note.replace('problem,', 'problem;'), key)).toBeNull()
})

test('a text with empty lines ends at the last one', () => {
  const text = 'one\n\ntwo\n'
  expect(parseNote(signNote(text, signer))?.text).toBe(text)
  expect(verifyNote(signNote(text, signer), key)).toBe(text)
})

test.each([
  ['no signature', `${go.text}\n`],
  ['no blank line', `${go.text}${go.line}`],
  ['no end of the last line', note.slice(0, -1)],
  ['another dash', note.replace('—', '-')],
  ['two spaces', note.replace('PeterNeumann x', 'PeterNeumann  x')],
  ['no key name', note.replace('PeterNeumann ', ' ')],
  ['a plus in the key name', note.replace('PeterNeumann ', 'Peter+Neumann ')],
  ['more after the signature', note.replace('AM=\n', 'AM= x\n')],
  ['base64 without its end', note.replace('AM=\n', 'AM\n')],
  ['base64 with stray bits', note.replace('AM=\n', 'AN=\n')],
  ['a signature of no bytes', `${go.text}\n— PeterNeumann x08gow==\n`],
  ['a control character', note.replace('If', 'I\tf')],
  ['a carriage return', note.replaceAll('\n', '\r\n')],
  ['a lone surrogate', note.replace('If', '\ud800f')],
  ['too many signatures', `${go.text}\n${go.line.repeat(65)}`],
  ['too long', `${'x'.repeat(100_000)}\n\n${go.line}`],
  ['nothing', ''],
])('no note: %s', (_, broken) => {
  expect(parseNote(broken)).toBeNull()
  expect(verifyNote(broken, key)).toBeNull()
})

test.each([
  ['another id', go.verifierKey.replace('c74f20a3', 'c74f20a4')],
  ['the id in capitals', go.verifierKey.replace('c74f20a3', 'C74F20A3')],
  ['another type', verifierKey(key).replace('+ARpc', '+AhpcL')],
  ['no name', go.verifierKey.replace('PeterNeumann', '')],
  ['a space in the name', go.verifierKey.replace('PeterNeumann', 'Peter Neumann')],
  ['too short', go.verifierKey.slice(0, -4)],
  ['only a name', 'PeterNeumann'],
  ['nothing', ''],
])('no verifier key: %s', (_, text) => {
  expect(parseVerifierKey(text)).toBeNull()
})

test('nothing is signed that is no note', () => {
  for (const text of ['', 'no end', 'a\tb\n', '\ud800\n']) expect(() => signNote(text, signer)).toThrow(RangeError)
  for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u0085b', 'a\nb'])
    expect(() => signNote('text\n', { ...signer, name })).toThrow(RangeError)
})

const root = new Uint8Array(32).fill(7)
const body = `PeterNeumann\n20852163\n${toBase64(root)}\n`

test('a checkpoint is a note of origin, size and root, and its key has the name of the origin', () => {
  const checkpoint = { origin: 'PeterNeumann', size: 20_852_163, root }
  expect(checkpointBody(checkpoint)).toBe(body)
  expect(parseCheckpointBody(body)).toEqual(checkpoint)
  expect(verifyCheckpoint(signNote(body, signer), key)).toEqual(checkpoint)
  const foreign = signNote(body.replace('PeterNeumann', 'example.com/other'), signer)
  expect(verifyNote(foreign, key)).not.toBeNull()
  expect(verifyCheckpoint(foreign, key)).toBeNull()
})

test.each([
  ['a leading zero', body.replace('20852163', '020852163')],
  ['a negative size', body.replace('20852163', '-1')],
  ['a size beyond 2^53', body.replace('20852163', '9007199254740993')],
  ['a short root', `PeterNeumann\n1\n${toBase64(root.subarray(1))}\n`],
  ['an empty origin', body.replace('PeterNeumann', '')],
  ['an extension', `${body}more\n`],
  ['no end', body.slice(0, -1)],
])('no checkpoint: %s', (_, text) => {
  expect(parseCheckpointBody(text)).toBeNull()
})

test('base64 is read and written as Buffer does, and only in its canonical form', () => {
  for (let length = 0; length < 70; length++) {
    const some = new Uint8Array(length).map((_, at) => (at * 89 + length * 31) & 0xff)
    const buffer = Buffer.from(some)
    expect([toBase64(some), toBase64url(some)]).toEqual([buffer.toString('base64'), buffer.toString('base64url')])
    expect([fromBase64(toBase64(some)), fromBase64url(toBase64url(some))]).toEqual([some, some])
  }
  for (const text of ['A', 'AB', 'AA=', 'AA==A', 'A===', 'AAA', 'AAB=', '====', 'A A=', 'AA-_', 'ÄAAA', '='])
    expect([text, fromBase64(text)]).toEqual([text, null])
  for (const text of ['A', 'AB', 'AA==', 'AAB', 'AA+/', 'AA\n', 'ÄAAA'])
    expect([text, fromBase64url(text)]).toEqual([text, null])
})
