import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test, vi } from 'vitest'
import { letterHtml } from '../../server/text/letter-html.ts'
import { testServer } from '../support/app.ts'
import { statementsOf } from '../support/statements.ts'
import {
  followForm,
  api,
  draftOf,
  keyOf,
  nextBatch,
  openLetter,
  organizer,
  signAs,
  submit,
} from '../support/stories.ts'

const server = await testServer()

/** Sends bytes that no browser or library would send. */
async function raw(...lines: string[]): Promise<string> {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  // Keeps this side of the connection open. Otherwise there is no answer, and the request is left incomplete.
  socket.write([...lines, 'Connection: close', '', ''].join('\r\n'))
  return text(socket)
}

const statusOf = (answer: string) => Number(answer.slice(9, 12))

describe('one page under many addresses', () => {
  test('is kept under one', async () => {
    const letter = await openLetter(server)
    const own = `/letters/${keyOf(letter)}`
    const spelled = own.replace('letter-', '%6Cetter-')
    const absolute = `http://elsewhere.example${own}`
    const read = (target: string) => statementsOf(server.pool, () => raw(`GET ${target} HTTP/1.1`, 'Host: a.example'))
    for (const target of [own, spelled, absolute, `${own}?a=1`]) await read(target)
    // The page is cached as soon as the server has heard that the letter opened. Another spelling of the path finds the same
    // page, and no page is rendered for it.
    await vi.waitFor(async () => expect(await read(own)).toEqual([]), 20_000)
    for (const target of [spelled, absolute, `${own}?a=1`]) expect(await read(target), target).toEqual([])
    server.parts.pageCache.drop(letter.id)
    expect((await read(spelled)).length).toBeGreaterThan(0)
    expect(await read(own)).toEqual([])
  })

  test('says nothing of what the request called the server', async () => {
    const letter = await openLetter(server)
    const path = `/letters/${keyOf(letter)}`
    const poison = [
      'Host: poison.example',
      'X-Forwarded-Host: poison.example',
      'X-Original-URL: /poison.example',
      'Forwarded: host=poison.example',
    ]
    for (const target of [
      path,
      `${path}/sign`,
      '/dashboard',
      '/organizers/sign-in',
      '/',
      '/nothing',
      '//poison.example/dashboard',
      '/\\poison.example',
    ])
      expect(await raw(`GET ${target} HTTP/1.1`, ...poison), target).not.toMatch(/(?<!%2F)poison\.example/)
  })

  test('splits no header, leaves no folder, breaks nothing', async () => {
    const letter = await openLetter(server)
    const key = keyOf(letter)
    for (const target of [
      ...[
        '/letters/a%0d%0aset-cookie:a=b',
        `/letters/${key}%00`,
        `/letters/${key}/..%2f..%2fdesk`,
        '/assets/..%2f..%2fpackage.json',
      ],
      ...[
        '/assets/../../package.json',
        '/assets/%2e%2e/%2e%2e/package.json',
        '/%',
        '/letters/%ff',
        '/dashboard%0d%0ax: y',
        '*',
      ],
      ...[
        '/organizers/sign-in?next=//e.example',
        '/organizers/sign-in?next=%0d%0ax',
        `/letters/${key}/signatures?after=AAAAAAAAAAAAAAAAAAAAAA&after=B`,
      ],
      ...[
        `/letters/${key}/signatures?search=%00`,
        `/letters/${key}/signatures?__proto__=1`,
        '/r/..%2f..%2fdesk',
        '/api/v1/letters/__proto__',
      ],
    ]) {
      const answer = await raw(`GET ${target} HTTP/1.1`, 'Host: a.example')
      expect(statusOf(answer), target).toBeLessThan(500)
      // The page to sign in ties its passkeys to the browser with a cookie of its own.
      const headers = answer.replace(/^set-cookie: passkey=[\w-]{43}; /gim, 'passkey: ')
      expect(headers, target).not.toMatch(/^(set-cookie|x): /im)
      expect(answer, target).not.toContain('"dependencies"')
    }
  })
})

describe('forms and documents that no page makes', () => {
  test('names of fields that are JavaScript’s own change nothing', async () => {
    const letter = await openLetter(server)
    const fields = { __proto__: 'a', 'constructor.prototype.polluted': 'a', '__proto__[polluted]': 'a', toString: 'a' }
    const { status } = await submit(server, `/letters/${keyOf(letter)}/signings`, fields)
    expect(status).toBe(422)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    for (const body of [
      '{"__proto__":{"visibility":"public"}}',
      '{"constructor":{"prototype":{"a":1}}}',
      '[]',
      'null',
      '{"visibility":["public"],"address":{}}',
    ]) {
      const answer = await fetch(`${server.url}/api/v1/letters/${keyOf(letter)}/signings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      expect(answer.status, body).toBe(400)
    }
  })

  test('of two visibilities in one form the signature never takes more than its page showed', async () => {
    const letter = await openLetter(server)
    const form = new URLSearchParams([
      ['visibility', 'public'],
      ['visibility', 'withheld'],
      ['name', 'Ann Lee'],
      ['address', 'two@northwind.example'],
    ])
    const signings = `${server.url}/letters/${keyOf(letter)}/signings`
    const answer = await fetch(signings, { method: 'POST', body: form, redirect: 'manual' })
    const shown = await followForm(server, answer)
    expect(await shown.text()).toMatch(/name="visibility" value="withheld"/)
    // The next test reads its own mail.
    await server.work()
  })

  test.each([
    ['nested quotes', '> '.repeat(25_000)],
    ['nested lists', '- '.repeat(25_000)],
    ['brackets', '['.repeat(50_000)],
    ['stars', '**a*'.repeat(12_500)],
    ['one footnote again and again', `${'[^1]'.repeat(12_000)}\n\n[^1]: a`],
    ['footnotes in footnotes', '^['.repeat(25_000)],
    ['a wide table', `|${'a|'.repeat(5000)}\n|${'-|'.repeat(5000)}\n${'|\n'.repeat(10_000)}`],
    ['footnotes that need each other', '[^a]\n\n[^a]: [^b]\n\n[^b]: [^a]'],
  ])('%s take no more than moments, and little memory', (_what, markdown) => {
    const before = process.cpuUsage()
    const html = letterHtml(markdown.slice(0, 50_000), { language: 'en' })
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(5000)
    expect(html.length).toBeLessThan(5_000_000)
  })
})

describe('an organizer of another letter', () => {
  test('can do nothing on this one, whatever operation is called', async () => {
    const owner = await organizer(server, 'Robin Ashe')
    const stranger = await organizer(server, 'Sam Toll')
    await draftOf(server, stranger)
    const letter = await openLetter(server)
    await signAs(server, letter, { address: 'theirs@northwind.example', name: 'Ann Lee', visibility: 'withheld' })
    await nextBatch(server, letter)
    const { paths = {} } = server.app.swagger() as { paths?: Record<string, object> }
    const operations = Object.entries(paths)
      .filter(([path]) => path.includes('/dashboard/letters/{'))
      .flatMap(([path, item]) => Object.keys(item).map((method) => ({ path, method: method.toUpperCase() })))
    expect(operations.length).toBeGreaterThan(30)
    for (const { path, method } of operations) {
      const target = path.replace(/\{\w+\}/, letter.id).replaceAll(/\{\w+\}/g, owner.id)
      const body = method === 'GET' || method === 'DELETE' ? undefined : {}
      const answer = await api(server, stranger, method, target, body)
      expect([400, 404], `${method} ${path}: ${JSON.stringify(answer.json)}`).toContain(answer.status)
      expect((await api(server, null, method, target, body)).status, `${method} ${path}`).toBe(401)
    }
  }, 60_000)
})
