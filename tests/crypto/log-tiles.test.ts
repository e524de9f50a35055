import { expect, test } from 'vitest'
import {
  entryBundle,
  nodesFromTiles,
  parseEntryBundle,
  parseProofText,
  parseTilePath,
  proofText,
  tilePath,
  tilesOfNodes,
  tilesSince,
  tileWidth,
  type TileName,
} from '../../server/crypto/log-tiles.ts'
import {
  append,
  consistencyProof,
  consistencySpans,
  emptyEdge,
  inclusionProof,
  inclusionSpans,
  leafHash,
  nodesOf,
  rootOf,
  rootOfEdge,
  verifyConsistency,
  verifyInclusion,
} from '../../server/crypto/merkle-tree.ts'

test.each<[string, TileName]>([
  ['tile/0/000', { level: 0, index: 0, width: 256 }],
  ['tile/entries/x001/x234/067', { level: 'entries', index: 1_234_067, width: 256 }],
  ['tile/1/x001/000.p/17', { level: 1, index: 1000, width: 17 }],
  ['tile/63/999.p/255', { level: 63, index: 999, width: 255 }],
])('the address %s', (path, name) => {
  expect(tilePath(name)).toBe(path)
  expect(parseTilePath(path)).toEqual(name)
})

test.each([
  ['tile/00/000'],
  ['tile/64/000'],
  ['tile/0/0'],
  ['tile/0/1000'],
  ['tile/0/x000/001'],
  ['tile/0/001/002'],
  ['tile/0/000.p/0'],
  ['tile/0/000.p/256'],
  ['tile/0/000.p/01'],
  ['tile/data/000'],
  ['/tile/0/000'],
  ['tile/0/000/'],
  ['tile/0/x1/000'],
  ['tile/0/000\n'],
])('no address: %s', (path) => {
  expect(parseTilePath(path)).toBeNull()
})

test('the example of tlog-tiles: a tree of 70,000 leaves', () => {
  const names = tilesSince(0, 70_000)
  const count = (level: TileName['level'], width: (width: number) => boolean) =>
    names.filter((name) => name.level === level && width(name.width)).length
  expect(count(0, (width) => width === 256)).toBe(273)
  expect(count('entries', (width) => width === 256)).toBe(273)
  expect(count(1, (width) => width === 256)).toBe(1)
  const partial = names.filter(({ width }) => width < 256).map(tilePath)
  expect(partial).toEqual(['tile/entries/273.p/112', 'tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1'])
  expect(tilesSince(0, 256).map(tilePath)).toEqual(['tile/entries/000', 'tile/0/000', 'tile/1/000.p/1'])
  expect(tileWidth(0, 274, 70_000)).toBe(0)
})

/** 70,000 small leaves: a tree of three levels of tiles. */
function builtTiles(size: number) {
  const tiles = new Map<string, Uint8Array>()
  const hashes = Array.from({ length: size }, (_, index) =>
    leafHash(Uint8Array.of(index & 0xff, index >> 8, index >> 16)),
  )
  const edge = append(emptyEdge, hashes, (level, index, hash) => {
    if (level % 8 !== 0) return
    const name = `${level / 8}/${Math.floor(index / 256)}`
    const tile = tiles.get(name) ?? new Uint8Array(256 * 32)
    tile.set(hash, (index % 256) * 32)
    tiles.set(name, tile)
  })
  return { tiles, hashes, edge }
}

test('proofs are computed from the tiles that are named, in the width of the tree', () => {
  const size = 70_000
  const { tiles, hashes, edge } = builtTiles(size)
  const root = rootOfEdge(edge)
  const fetched = (names: readonly TileName[]) => {
    const own = new Map(
      names.map((name) => {
        const key = `${name.level}/${name.index}`
        return [key, tiles.get(key)!.subarray(0, name.width * 32)] as const
      }),
    )
    return nodesFromTiles((level, index) => own.get(`${level}/${index}`) ?? new Uint8Array())
  }
  expect(rootOf(size, fetched(tilesOfNodes(nodesOf({ start: 0, end: size }), size)))).toEqual(root)
  for (const index of [0, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999]) {
    const names = tilesOfNodes(inclusionSpans(index, size).flatMap(nodesOf), size)
    expect(names.length).toBeLessThanOrEqual(6)
    const proof = inclusionProof(index, size, fetched(names))
    expect(verifyInclusion({ index, size, root }, hashes[index]!, proof)).toBe(true)
  }
  for (const first of [1, 256, 300, 65_536, 69_999]) {
    const names = tilesOfNodes([...consistencySpans(first, size), { start: 0, end: first }].flatMap(nodesOf), size)
    const source = fetched(names)
    const proof = consistencyProof(first, size, source)
    expect(verifyConsistency({ size: first, root: rootOf(first, source) }, { size, root }, proof)).toBe(true)
  }
  const cut = nodesFromTiles((level, index) => tiles.get(`${level}/${index}`)!.subarray(0, 32))
  expect(() => cut(3, 0)).toThrow(RangeError)
})

test('each tile is written once for each width, and only when it has grown', () => {
  expect(tilesSince(300, 300)).toEqual([])
  expect(tilesSince(300, 301).map(tilePath)).toEqual(['tile/entries/001.p/45', 'tile/0/001.p/45'])
  expect(tilesSince(511, 513).map(tilePath)).toEqual([
    'tile/entries/001',
    'tile/entries/002.p/1',
    'tile/0/001',
    'tile/0/002.p/1',
    'tile/1/000.p/2',
  ])
})

test('an entry bundle has the length of each entry before it', () => {
  const entries = ['', 'a', 'x'.repeat(300)].map((text) => new TextEncoder().encode(text))
  const bundle = entryBundle(entries)
  expect([...bundle.subarray(0, 7)]).toEqual([0, 0, 0, 1, 97, 1, 44])
  expect(parseEntryBundle(bundle)).toEqual(entries)
  expect(parseEntryBundle(bundle.subarray(0, -1))).toBeNull()
  expect(parseEntryBundle(Uint8Array.of(0))).toBeNull()
  expect(() => entryBundle([new Uint8Array(65_536)])).toThrow(RangeError)
})

test('the proof of a leaf is text as tlog-proof defines it', () => {
  const hash = new Uint8Array(32).fill(1)
  const checkpoint = 'example.com/log\n9\nroot\n\n— example.com/log xyz\n'
  const text = proofText({ index: 7, hashes: [hash, hash], checkpoint })
  const line = Buffer.from(hash).toString('base64')
  expect(text).toBe(`c2sp.org/tlog-proof@v1\nindex 7\n${line}\n${line}\n\n${checkpoint}`)
  expect(parseProofText(text)).toEqual({ index: 7, hashes: [hash, hash], checkpoint })
  expect(parseProofText(text.replace('index', 'extra AAAA\nindex'))?.index).toBe(7)
  expect(parseProofText(proofText({ index: 0, hashes: [], checkpoint }))?.hashes).toEqual([])
  for (const broken of [
    text.replace('@v1', '@v2'),
    text.replace('index 7', 'index 07'),
    text.replace('index 7', 'index'),
    text.replace('index 7\n', ''),
    text.replace(line, line.slice(4)),
    text.replace('index', 'extra A\nindex'),
    'c2sp.org/tlog-proof@v1\nindex 7',
  ])
    expect(parseProofText(broken)).toBeNull()
})
