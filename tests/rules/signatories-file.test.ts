import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { StartProblem } from '../../server/db/start-problem.ts'
import { signatoriesFrom } from '../../server/rehearsal/input.ts'

const folder = mkdtempSync(join(tmpdir(), 'roundrobin-test-'))
const file = join(folder, 'signatories.csv')
const table = (separator: string, end = '\r\n') =>
  [
    ['name', 'work_address', 'visibility'],
    ['Zoë Müller', 'zoe@northwind.example', 'public'],
    ['"Lee, Ann; the elder"', 'ann@northwind.example', 'withheld'],
  ]
    .map((row) => row.join(separator) + end)
    .join('')

function peopleIn(bytes: Uint8Array | string) {
  writeFileSync(file, bytes)
  return signatoriesFrom(file).people.map(({ name, address }) => [name, address])
}

const right = [
  ['Zoë Müller', 'zoe@northwind.example'],
  ['Lee, Ann; the elder', 'ann@northwind.example'],
]

test('a table is read with each separator and line end, with or without a mark and a line that names the separator', () => {
  for (const separator of [',', ';', '\t'])
    for (const end of ['\n', '\r\n'])
      for (const before of ['', '\uFEFF', `sep=${separator}\r\n`, `\uFEFFsep=${separator}\n`])
        expect(peopleIn(before + table(separator, end))).toEqual(right)
})

test('a table is read in Windows-1252 and in UTF-16 of both orders', () => {
  expect(peopleIn(Buffer.from(table(';'), 'latin1'))).toEqual(right)
  const little = Buffer.from(`\uFEFF${table('\t')}`, 'utf16le')
  expect(peopleIn(little)).toEqual(right)
  expect(peopleIn(Buffer.from(little).swap16())).toEqual(right)
  // Bytes that Latin-1 lacks: a curly quote.
  const quoted = Buffer.concat([
    Buffer.from('name,work_address,visibility\nO'),
    Buffer.from([0x92]),
    Buffer.from('Neil,o@northwind.example,public\n'),
  ])
  expect(peopleIn(quoted)).toEqual([['O’Neil', 'o@northwind.example']])
})

test('a table that cannot be read is refused with a sentence that says which separator or encoding was tried', () => {
  const problem = (bytes: Uint8Array | string) => {
    try {
      return peopleIn(bytes)
    } catch (error) {
      expect(error).toBeInstanceOf(StartProblem)
      return (error as Error).message
    }
  }
  expect(problem(table('|'))).toMatch(/commas, semicolons or tabs/)
  expect(problem(Buffer.from(table(','), 'utf16le'))).toMatch(/neither UTF-8 nor Windows-1252.*UTF-16/)
  expect(problem(Buffer.concat([Buffer.from(table(',')), Buffer.from([0x81])]))).toMatch(/neither UTF-8 nor/)
  expect(problem(`${table(';')}x;y\r\n`)).toMatch(/with semicolons: see line \d/)
})
