import type { ChildProcess } from 'node:child_process'
import { Connection, getRequest, openConnections, rate, type RawAnswer } from './client.ts'
import { alternate, rateRow, type BenchRow } from './row.ts'
import { end, firstLine, start } from './server.ts'
import type { Stage } from './stage.ts'

/** Many short rounds: a disturbance of the machine then falsifies few of them. */
const rounds = 41
const milliseconds = 250
const clients = 16

/** The letter's page or JSON. The reference is a bare node:http server that sends the same bytes with the same headers. */
export async function keptRow(stage: Stage, kind: 'page' | 'json', signatures: 450 | 100_000): Promise<BenchRow> {
  const { url } = await stage.app()
  const path = `${kind === 'json' ? '/api/v1' : ''}${await stage.crowd(signatures)}`
  const kept = await keptPage(url, path)
  const bare = await startBare(kept)
  const ours = await openConnections(url, clients)
  const theirs = await openConnections(bare.url, clients)
  const request = getRequest(path)
  try {
    await rate(ours, request, milliseconds)
    await rate(theirs, request, milliseconds)
    const measured = await alternate(
      rounds,
      () => rate(ours, request, milliseconds),
      () => rate(theirs, request, milliseconds),
    )
    return rateRow(`${kind}/${signatures}`, 'requests/s', measured, `${kept.body.length} bytes, br`)
  } finally {
    for (const connection of [...ours, ...theirs]) connection.close()
    await end(bare.child, 'SIGTERM')
  }
}

/** The page of 100,000 signatures. The reference is that of 450, each with its own bytes. */
export async function growthRow(stage: Stage): Promise<BenchRow> {
  const { url } = await stage.app()
  const [small, large] = [await stage.crowd(450), await stage.crowd(100_000)]
  const sizes = [await keptPage(url, large), await keptPage(url, small)].map(({ body }) => body.length)
  const connections = await openConnections(url, clients)
  try {
    const ask = (path: string) => () => rate(connections, getRequest(path), milliseconds)
    await ask(small)()
    await ask(large)()
    const measured = await alternate(rounds, ask(large), ask(small))
    return rateRow('page/growth', 'requests/s', measured, `${sizes.join(' against ')} bytes`)
  } finally {
    for (const connection of connections) connection.close()
  }
}

/**
 * A page of names behind 100,000 others. The reference is the first page of names. Neither is cached, so both query the
 * database.
 */
export async function depthRow(stage: Stage): Promise<BenchRow> {
  const { url } = await stage.app()
  const { path, deep } = await stage.longList(100_000)
  const connections = await openConnections(url, 4)
  const first = Buffer.alloc(16).toString('base64url')
  const ask = (after: string) => () => rate(connections, getRequest(`${path}/signatures?after=${after}`), milliseconds)
  try {
    await ask(first)()
    await ask(deep)()
    return rateRow('list/depth', 'requests/s', await alternate(rounds, ask(deep), ask(first)))
  } finally {
    for (const connection of connections) connection.close()
  }
}

/** A search for a name with accents, which few have. The reference is the first page of names, which is not searched. */
export async function searchRow(stage: Stage): Promise<BenchRow> {
  const { url } = await stage.app()
  const { path } = await stage.longList(100_000)
  const connections = await openConnections(url, 1)
  const time = async (query: string) => {
    const began = performance.now()
    const answer = await connections[0]?.ask(getRequest(`${path}/signatures${query}`))
    if (answer?.status !== 200) throw new Error('the search was not answered')
    return performance.now() - began
  }
  const search = `?search=${encodeURIComponent('ibanez')}`
  try {
    await time('')
    await time(search)
    const measured = await alternate(
      21,
      () => time(search),
      () => time(''),
    )
    return rateRow('search/100000', 'ms', measured)
  } finally {
    for (const connection of connections) connection.close()
  }
}

/** Requests the page until it comes from the cache. The first answer renders it. */
async function keptPage(url: string, path: string): Promise<RawAnswer> {
  const connection = await Connection.open(url)
  try {
    await connection.ask(getRequest(path))
    const answer = await connection.ask(getRequest(path))
    if (answer.status !== 200 || !/content-encoding: br/i.test(answer.head)) throw new Error('the page is not kept')
    return answer
  } finally {
    connection.close()
  }
}

/** Headers that node:http adds to every answer. */
const added = /^(date|connection|keep-alive)$/i

async function startBare({ head, body }: RawAnswer): Promise<{ child: ChildProcess; url: string }> {
  const headers = head
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])
    .filter(([name = '']) => !added.test(name))
    .flat()
  const child = start('bare-process.ts')
  child.stdin?.end(JSON.stringify({ headers, body: body.toString('base64') }))
  return { child, url: await firstLine(child) }
}
