import { wordlist } from '@scure/bip39/wordlists/english.js'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { longestSlip, newSlip, readSlip, type SlipFault } from '../../server/crypto/slip.ts'
import { slipSentences } from '../../server/crypto/slip-words.ts'

const slip = fc.constant(null).map(newSlip)
/** From the test vectors of BIP 39. */
const vector = {
  hex: '9e885d952ad362caeb4efe34a8e91bd2',
  text: 'ozone drill grab fiber curtain grace pudding thank cruise elder eight picnic',
}

function seedOf(text: string): string {
  const read = readSlip(text)
  if (!('seed' in read)) throw new Error(JSON.stringify(read))
  return Buffer.from(read.seed).toString('hex')
}

function faultOf(text: string): SlipFault {
  const read = readSlip(text)
  if ('seed' in read) throw new Error('it was read')
  return read
}

test('a new slip has 12 words of the list, 128 bits, and the checksum of BIP 39', () => {
  const slips = Array.from({ length: 500 }, () => newSlip().split(' '))
  expect(new Set(slips.map((words) => words.join(' '))).size).toBe(500)
  for (const words of slips) {
    expect(words).toHaveLength(12)
    const bits = words.map((word) => wordlist.indexOf(word).toString(2).padStart(11, '0')).join('')
    const seed = Buffer.from(seedOf(words.join(' ')), 'hex')
    expect(seed).toHaveLength(16)
    expect(bits.slice(128)).toBe(
      createHash('sha256').update(seed).digest()[0]!.toString(2).padStart(8, '0').slice(0, 4),
    )
  }
  expect(seedOf(vector.text)).toBe(vector.hex)
})

test('a slip is read as people type it, and has one spelling', () => {
  fc.assert(
    fc.property(slip, (text) => {
      const words = text.split(' ')
      const copies = [
        text.toUpperCase(),
        ` \n${words.join('\r\n')}\t`,
        words.map((word, index) => `${String(index + 1)}. ${word}`).join('\n'),
        words.map((word, index) => `${String(index + 1)})${word};`).join(''),
        words.map((word) => word.slice(0, 4)).join(', '),
        words.map((word) => word.replaceAll('a', 'á').replaceAll('i', 'ı').replace('e', 'E\u0301')).join(' '),
        words.join('\u00a0\u200b'),
        text.replace(/[a-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
      ]
      for (const copy of copies) expect(readSlip(copy), copy).toEqual(readSlip(text))
      expect(readSlip(text)).toMatchObject({ text })
    }),
    { numRuns: 50 },
  )
})

test('a key from before the slip is read with the seed that it always had', () => {
  expect(readSlip('00000-00000-00000-00000-00000-11')).toEqual({
    seed: new Uint8Array(Buffer.from('01'.padStart(34, '0'), 'hex')),
    text: '00000-00000-00000-00000-00000-11',
  })
  expect(seedOf(' ooooo ooooo ooooo ooooo ooooo il\n')).toBe('01'.padStart(34, '0'))
})

test('says which word is wrong, with its number, and what it may be', () => {
  const words = vector.text.split(' ')
  expect(faultOf(words.with(2, 'gtab').join(' '))).toEqual({
    fault: 'words',
    count: 12,
    unknown: [{ number: 3, word: 'gtab', similar: ['grab'] }],
  })
  const similar = (typed: string) => {
    const read = faultOf(words.with(0, typed).join(' '))
    return read.fault === 'words' ? read.unknown[0]?.similar : []
  }
  expect(similar('ozon3'.replace('3', 'a'))).toContain('ozone')
  expect(similar('recieve')?.[0]).toBe('receive')
  expect(similar('абв')).toEqual([])
  expect(faultOf(words.slice(1).join(' '))).toEqual({ fault: 'words', count: 11, unknown: [] })
})

test('finds two neighbours that are exchanged, and a word that was misread', () => {
  const words = vector.text.split(' ')
  let [exchanges, misreadings] = [0, 0]
  for (let at = 0; at < 11; at++) {
    const exchanged = words.toSpliced(at, 2, words[at + 1]!, words[at]!)
    const read = readSlip(exchanged.join(' '))
    // One of 16 exchanges keeps the checksum by chance, and cannot be noticed.
    if ('seed' in read) continue
    exchanges++
    expect(read).toMatchObject({ fault: 'checksum' })
    if (read.fault === 'checksum') expect(read.exchanged).toContainEqual({ first: at + 1, second: at + 2 })
  }
  expect(exchanges).toBeGreaterThan(7)
  // "grace" is one letter from "grape" and "trace"; "pudding" from none.
  for (const typed of wordlist.filter((word) => ['grape', 'trace', 'grave'].includes(word))) {
    const read = readSlip(words.with(5, typed).join(' '))
    if ('seed' in read) continue
    misreadings++
    expect(read.fault).toBe('checksum')
    if (read.fault === 'checksum') expect(read.misread).toContainEqual({ number: 6, word: typed, meant: 'grace' })
  }
  expect(misreadings).toBeGreaterThan(0)
  // Cut off, "garb" stands for "garbage". It can also be "grab".
  const cut = faultOf(words.with(2, 'garb').join(' '))
  expect(cut.fault === 'checksum' && cut.misread).toContainEqual({ number: 3, word: 'garb', meant: 'grab' })
})

test('other texts are faults, never errors, and the search for faults is bounded', () => {
  expect(faultOf('')).toEqual({ fault: 'missing' })
  expect(faultOf('  \n')).toEqual({ fault: 'missing' })
  expect(faultOf('00000-00000-00000-00000-00000-12')).toEqual({ fault: 'key' })
  expect(faultOf('K7M2P-9XQ4T-A1B2C-D3E4F-G5H6J-K')).toEqual({ fault: 'key' })
  expect(faultOf('x'.repeat(1e6))).toEqual({ fault: 'key' })
  const crowd = faultOf('zz '.repeat(longestSlip / 3))
  expect(crowd.fault === 'words' && crowd.unknown.length).toBe(12)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: longestSlip + 10 }), (text) => {
      const read = readSlip(text)
      expect('seed' in read || slipSentences(read).length > 0).toBe(true)
    }),
  )
  const start = process.cpuUsage()
  for (let count = 0; count < 20; count++) readSlip(vector.text.split(' ').toReversed().join(' '))
  // Milliseconds of one search. It takes about five on one core.
  expect(process.cpuUsage(start).user / 1000 / 20).toBeLessThan(150)
})

test('one sentence for each fault, and at most three words are explained', () => {
  const ids = (text: string) => slipSentences(faultOf(text)).map(({ id }) => id)
  expect(ids('')).toEqual(['slip-missing'])
  expect(ids('zzz')).toEqual(['slip-count', 'slip-word-unknown'])
  expect(ids(`gtab ${vector.text}`)).toEqual(['slip-count', 'slip-word-similar'])
  expect(ids('zzzzz '.repeat(12))).toEqual([
    'slip-word-unknown',
    'slip-word-unknown',
    'slip-word-unknown',
    'slip-words-unknown',
  ])
})
