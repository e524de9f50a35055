import { buildSync } from 'esbuild'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type * as ours from '../../web/anonymity/server.ts'
import { replacedOnce } from '../support/switched-off.ts'
import { testBrowser } from '../support/test-browser.ts'

/** Exists in the page. */
declare const client: typeof ours

/**
 * A hostile proxy or a compromised server. It plants values that a browser may send back, and records the requests
 * that contain them.
 */
interface Seen {
  path: string
  marks: string[]
}
const seen: Seen[] = []
let planted = 0
let evil: Server
let url = ''
const browser = await testBrowser()

beforeAll(async () => {
  evil = createServer((request, response) => {
    const [cookie, etag] = [`visitor=${String(++planted)}`, `"${String(++planted)}"`]
    seen.push({ path: request.url ?? '', marks: marksOf(request, cookie, etag) })
    if (!request.headers.cookie) response.setHeader('set-cookie', cookie)
    response.setHeader('etag', etag).setHeader('cache-control', 'private, max-age=0, must-revalidate')
    const isPage = request.url?.startsWith('/letter') === true
    response.setHeader('content-type', isPage ? 'text/html' : 'application/json')
    response.end(isPage ? '<!doctype html><title>A letter</title>' : '{"state":"accepted"}')
  })
  await new Promise<void>((listening) => evil.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${String((evil.address() as AddressInfo).port)}`
})
afterAll(() => {
  evil.closeAllConnections()
  evil.close()
})

/** Values that two requests of one browser may share, and requests of two browsers never share. */
function marksOf({ headers, socket }: IncomingMessage, cookie: string, etag: string): string[] {
  return [
    `connection ${String(socket.remotePort)}`,
    headers.cookie ?? cookie,
    etag,
    ...(headers['if-none-match'] ? [headers['if-none-match']] : []),
    // Each visitor got a different link.
    ...(headers.referer?.includes('?') ? [headers.referer] : []),
  ]
}

/** The attacker's score: how many of three people who prove an address and then sign can be connected with their signature. */
async function tied(change?: { from: string; to: string }): Promise<number> {
  const script = bundled(change)
  let right = 0
  for (let person = 0; person < 3; person++) {
    seen.length = 0
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${url}/letter?link=${String(++planted)}`)
    await page.addScriptTag({ content: script })
    await page.evaluate(async () => {
      const server = client.serverAt('/api', () => undefined)
      await server.terms('proof')
      await server.askForCode('ana.lee@northwind.example')
      await server.issue('challenge', {})
      await server.terms('signature')
      await server.redeem(null, {} as never)
    })
    await context.close()
    if (areTied(seen, '/api/credentials/challenges/challenge/issue', '/api/redemptions')) right++
  }
  return right
}

/** Returns true if a chain of requests connects the two paths. Each request in the chain shares a mark with the one before it. */
function areTied(all: readonly Seen[], from: string, to: string): boolean {
  const reached = new Set(all.filter(({ path }) => path === from))
  if (reached.size !== 1 || !all.some(({ path }) => path === to)) throw new Error('not asked')
  for (let grown = true; grown;) {
    const marks = new Set([...reached].flatMap((each) => each.marks))
    const more = all.filter((each) => !reached.has(each) && each.marks.some((mark) => marks.has(mark)))
    for (const each of more) reached.add(each)
    grown = more.length > 0
  }
  return [...reached].some(({ path }) => path === to)
}

function bundled(change: { from: string; to: string } | undefined): string {
  const file = fileURLToPath(new URL('../../web/anonymity/server.ts', import.meta.url))
  const source = readFileSync(file, 'utf8')
  const contents = change ? replacedOnce(source, change.from, change.to) : source
  const [bundle] = buildSync({
    stdin: { contents, resolveDir: fileURLToPath(new URL('../../web/anonymity', import.meta.url)), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'client',
    target: 'es2022',
  }).outputFiles
  return bundle?.text ?? ''
}

test('a server that plants cookies, validators and links ties nobody who proved an address to what they sign', async () => {
  expect(await tied()).toBe(0)
  expect(await tied({ from: "credentials: 'omit'", to: "credentials: 'include'" }), 'with cookies').toBe(3)
  expect(await tied({ from: "cache: 'no-store'", to: "cache: 'default'" }), 'with validators').toBe(3)
  expect(await tied({ from: "referrerPolicy: 'no-referrer'", to: "referrerPolicy: 'unsafe-url'" }), 'with links').toBe(
    3,
  )
}, 60_000)
