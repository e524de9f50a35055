import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { checkerHtml } from '../../server/audit/checker-view.ts'
import { checkAudit } from '../../server/audit/check/check-audit.ts'
import { explainResult } from '../../server/audit/check/explain-result.ts'
import { nodeSignatures } from '../../server/audit/check/node-signatures.ts'
import { catalogueOf } from '../../server/messages/catalogue.ts'
import { formatSentence } from '../../server/messages/format-sentence.ts'
import { english } from '../../server/messages/languages.ts'
import { AuditLog, newTestIssuer, variedLog } from '../support/audit-log.ts'
import { axeFindsNothing, fitsTheScreen, htmlIsValid, pictured } from '../support/browser.ts'
import { testFolder } from '../support/database.ts'
import { lies } from '../support/lying-operator.ts'
import { testBrowser } from '../support/test-browser.ts'

/** The file that checks a count, opened from the disk by a browser without a network. */
const issuers = [newTestIssuer('mailbox'), newTestIssuer('vouched'), newTestIssuer('vouched')]
const folder = testFolder()
const checker = join(folder, 'check-count.html')
writeFileSync(checker, checkerHtml())
const log = variedLog(1, issuers)

const browser = await testBrowser()
const context = await browser.newContext({ offline: true })
afterAll(() => context.close())

function saved(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** The checker, and everything that it asked for. */
async function opened(): Promise<{ page: Page; requests: string[]; problems: string[] }> {
  const page = await context.newPage()
  const [requests, problems]: [string[], string[]] = [[], []]
  page.on('request', (request) => requests.push(request.url()))
  page.on('console', (message) => problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(pathToFileURL(checker).href)
  return { page, requests, problems }
}

interface Kept {
  older?: string[]
  receipts?: string[]
  pasted?: string
}

async function checked(
  page: Page,
  audit: string,
  { older = [], receipts = [], pasted = '' }: Kept = {},
): Promise<string[]> {
  await page.setInputFiles('#audit', audit)
  await page.setInputFiles('#older', older)
  await page.setInputFiles('#receipts', receipts)
  await page.fill('#pasted', pasted)
  await page.click('button')
  await page.waitForSelector('#result:not([hidden])')
  return (await page.innerText('#result')).split('\n').map((line) => line.trim())
}

const inEnglish = (sentences: Parameters<typeof formatSentence>[0]) => formatSentence(sentences, catalogueOf(english))

test('an honest log is found good, with the same sentences as in the terminal, and nothing is requested', async () => {
  const { page, requests, problems } = await opened()
  const older = [saved('older.txt', log.checkpoint(5)), saved('older.json', log.json())]
  const lines = await checked(page, saved('audit.json', log.json()), {
    older,
    pasted: ` ${log.checkpoint(20).replace(/\n/g, ' \r\n')}`,
  })
  const notes = [log.checkpoint(5), log.checkpoint(), log.checkpoint(20)]
  const result = await checkAudit(log.json(), { signatures: nodeSignatures(), older: notes })
  const { verdict, standing, proved, word, compare } = explainResult(result)
  const expected = [verdict, standing, ...proved, ...word, ...compare].map(inEnglish)
  expect(expected.filter((sentence) => !lines.includes(sentence))).toEqual([])
  expect(lines.includes(result.root)).toBe(true)
  expect(await page.locator('tbody tr').count()).toBe(result.tally.length)
  expect(requests).toEqual([pathToFileURL(checker).href])
  expect(problems).toEqual([])
  await page.close()
})

test('each lie is found by the browser too, with the error that the terminal names', async () => {
  const { page, problems } = await opened()
  const wrong: string[] = []
  for (const [index, { name, tell }] of lies.entries()) {
    const { json, older = [], receipts = [] } = tell(new AuditLog(index + 1, issuers), issuers)
    const { errors } = explainResult(await checkAudit(json, { signatures: nodeSignatures(), older, receipts }))
    const files = older.map((note, at) => saved(`${index}-${at}.txt`, note))
    const kept = receipts.map((receipt, at) => saved(`${index}-receipt-${at}.txt`, receipt))
    const lines = await checked(page, saved(`${index}.json`, json), { older: files, receipts: kept })
    if (errors.length === 0 || !errors.every((error) => lines.includes(inEnglish(error)))) wrong.push(name)
  }
  expect(wrong).toEqual([])
  expect(problems).toEqual([])
  await page.close()
}, 120_000)

test('a file that is none, and no file, are told in words', async () => {
  const { page } = await opened()
  await page.click('button')
  expect(await page.innerText('#state')).toBe(inEnglish({ id: 'audit-check-file-none', values: {} }))
  const lines = await checked(page, saved('letter.json', '{"title":'))
  expect(lines.includes(inEnglish({ id: 'audit-check-error-format', values: {} }))).toBe(true)
  await page.close()
})

test('the policy of the file forbids other scripts and every request', async () => {
  const { page } = await opened()
  const done = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'document.body.dataset.ran = "yes"'
    document.body.append(script)
    const fetched = await fetch('data:text/plain,hello').then(
      () => 'fetched',
      () => 'refused',
    )
    return { ran: document.body.dataset['ran'], fetched }
  })
  expect(done).toEqual({ ran: undefined, fetched: 'refused' })
  await page.close()
})

test.each([
  [360, 'light'],
  [360, 'dark'],
  [1280, 'light'],
  [1280, 'dark'],
] as const)('fits a screen of %i px in %s', async (width, colorScheme) => {
  const { page } = await opened()
  await page.setViewportSize({ width, height: 800 })
  await page.emulateMedia({ colorScheme })
  await htmlIsValid(checkerHtml())
  for (const [name, json] of [
    ['good', log.json()],
    ['bad', Buffer.from(JSON.stringify({ ...log.file(), leaves: log.leaves.with(5, 'x') }))],
  ] as const) {
    await checked(page, saved(`${name}.json`, json))
    await pictured(page, `checker-${name}-${width}-${colorScheme}`)
    await fitsTheScreen(page)
    await axeFindsNothing(page)
  }
  await page.close()
})
