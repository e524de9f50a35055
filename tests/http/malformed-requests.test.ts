import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { securityHeaders } from '../../server/http/headers.ts'
import { testServer } from '../support/app.ts'

const server = await testServer()
const { hostname, port } = new URL(server.url)

interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

/**
 * Sends bytes as they are, because fetch would correct a malformed address.
 * @param during what happens after the first bytes are sent; returns the remaining bytes
 */
async function send(bytes: string, during?: () => Promise<string>): Promise<Answer> {
  const chunks: Buffer[] = []
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes)
      void during?.().then((rest) => socket.write(rest))
    })
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('error', reject)
    socket.on('close', () => {
      resolve()
    })
  })
  const [head = '', ...rest] = Buffer.concat(chunks).toString().split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  return { status: Number(first.split(' ')[1]), headers, body: rest.join('\r\n\r\n') }
}

const request = (address: string, method = 'GET', more = '') =>
  `${method} ${address} HTTP/1.1\r\nHost: ${hostname}\r\n${more}Connection: close\r\n\r\n`

const long = 'a'.repeat(300)
const tails = ['%', '%E0', '%E0%A4', '%zz', `%%%${long}`, long, 'a'.repeat(5000), '%00', '%FF%FE']

describe('an address that nobody can read', () => {
  test.each(['/', '/letters/', '/r/', '/my-signature/', '/assets/', '/dashboard/', '/desk/', '/nothing/'])(
    'below %s gets the error page and all security headers',
    async (above) => {
      for (const tail of tails) {
        const { status, headers, body } = await send(request(`${above}${tail}`))
        expect.soft(status, above + tail).toBeGreaterThanOrEqual(300)
        expect.soft(status, above + tail).toBeLessThan(500)
        expect.soft(headers, above + tail).toMatchObject(securityHeaders(false))
        if (status < 400) continue
        expect.soft(headers['content-type'], above + tail).toBe('text/html; charset=utf-8')
        expect.soft(body).toContain('<h1')
      }
    },
  )

  test.each(['/api/', '/api/v1/letters/', '/api/v1/r/', '/api/v1/desk/', '/api/docs/'])(
    'below %s gets a problem document',
    async (above) => {
      for (const tail of tails) {
        const { status, headers, body } = await send(request(`${above}${tail}`))
        expect.soft(status, above + tail).toBeGreaterThanOrEqual(400)
        expect.soft(status, above + tail).toBeLessThan(500)
        expect.soft(headers, above + tail).toMatchObject(securityHeaders(false))
        expect.soft(headers['content-type'], above + tail).toMatch(/^application\/problem\+json/)
        expect.soft(body, above + tail).toContain('"code":')
      }
    },
  )

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'TRACE'])(
    'is answered alike to %s',
    async (method) => {
      for (const address of ['/letters/%', `/r/${long}`, '/letters/x'])
        expect.soft(await send(request(address, method, 'Content-Length: 0\r\n')), address).toMatchObject({
          headers: { ...securityHeaders(false), 'content-type': 'text/html; charset=utf-8' },
        })
    },
  )
})

describe('a request that is not HTTP', () => {
  test.each([
    ['no request line', 'nonsense\r\n\r\n', 400],
    ['headers beyond the limit', request('/', 'GET', `Cookie: a=${'b'.repeat(40_000)}\r\n`), 431],
    ['two lengths', request('/', 'POST', 'Content-Length: 1\r\nContent-Length: 2\r\n'), 400],
  ])('with %s gets a sentence and all security headers', async (_what, bytes, expected) => {
    const { status, headers, body } = await send(bytes)
    expect(status).toBe(expected)
    expect(headers).toMatchObject({ ...securityHeaders(false), 'content-type': 'text/plain; charset=utf-8' })
    expect(body).toMatch(/^[A-Z].*\.$/s)
    expect(Buffer.byteLength(body)).toBe(Number(headers['content-length']))
  })
})

test('a request that arrives on an open connection during the stop is answered like any other', async () => {
  let stopped: Promise<void> | undefined
  const posting = new Promise<void>((resolve) => {
    server.app.server.prependOnceListener('request', () => {
      resolve()
    })
  })
  const unfinished = request('/organizers/sign-in', 'POST', 'Content-Length: 2\r\n').replace(
    'Connection: close\r\n',
    '',
  )
  const { body } = await send(unfinished, async () => {
    await posting
    stopped = server.app.close()
    return `{}${request('/nothing')}`
  })
  await stopped
  const second = body.slice(body.indexOf('HTTP/1.1 '))
  expect(second).toMatch(/^HTTP\/1.1 404 /)
  expect(second.toLowerCase()).toContain("content-security-policy: default-src 'none'")
})
