import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkAudit } from '../audit/check/check-audit.ts'
import { explainResult } from '../audit/check/explain-result.ts'
import { nodeSignatures } from '../audit/check/node-signatures.ts'
import type { CheckResult } from '../audit/check/result.ts'
import { checkpointIn, receiptIn } from '../audit/check/checkpoint-in.ts'
import { reasonOf, StartProblem } from '../db/start-problem.ts'
import { say, type Message } from '../messages/message.ts'
import { command, print } from './terminal.ts'

// `npm run check-count -- audit.json [--older checkpoint.txt]… [--receipt receipt.txt]… [--json]` checks the count of a letter. It needs no database, no
// settings and no network. Exits with code 1 if there is an error.
await command(async () => {
  const { file, older, receipts, json } = readArguments()
  const result = await checkAudit(read(file), {
    signatures: nodeSignatures(),
    older: older.map((path) => checkpointIn(read(path))),
    receipts: receipts.map((path) => receiptIn(read(path))),
  })
  if (json) console.log(JSON.stringify(result))
  else explain(result)
  if (!result.ok) process.exitCode = 1
})

interface Arguments {
  file: string
  older: string[]
  receipts: string[]
  json: boolean
}

function readArguments(): Arguments {
  try {
    const several = { type: 'string', multiple: true } as const
    const options = { older: several, receipt: several, json: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    const [file, ...more] = positionals
    const { older = [], receipt = [], json = false } = values
    if (file !== undefined && more.length === 0) return { file, older, receipts: receipt, json }
  } catch {
    // An unknown option: the usage says which there are.
  }
  throw new StartProblem(say('audit-check-usage'))
}

function read(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new StartProblem(say('audit-check-unreadable', { file, reason: reasonOf(error) }), { cause: error })
  }
}

function explain(result: CheckResult): void {
  const { verdict, standing, errors, proved, word, compare } = explainResult(result)
  print(verdict)
  print(standing)
  for (const { revision, group, class: of, standing: count } of result.tally)
    printItem([say('audit-check-row', { revision, group, class: of, count })])
  printList(say('audit-check-heading-errors'), errors)
  printList(
    say('audit-check-heading-proved'),
    proved.map((each) => [each]),
  )
  printList(
    say('audit-check-heading-word'),
    word.map((each) => [each]),
  )
  printList(
    say('audit-check-heading-compare'),
    compare.map((each) => [each]),
  )
  if (result.key !== '') console.log(`  ${result.key}`)
}

function printList(heading: Message, items: readonly (readonly Message[])[]): void {
  if (items.length === 0) return
  console.log()
  print(heading)
  items.forEach(printItem)
}

function printItem(sentence: readonly Message[]): void {
  process.stdout.write('- ')
  print(...sentence)
}
