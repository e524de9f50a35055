import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterAll } from 'vitest'

/**
 * A TCP proxy in front of PostgreSQL. It can stop forwarding while its connections stay open, like a network that lost its
 * route.
 */
export interface FreezingProxy {
  /** The database's URL through the proxy. */
  url: string
  freeze(): void
  /** Forwards again, including everything that was sent meanwhile. */
  thaw(): void
  /** Closes all open connections. */
  cut(): void
  /** Closes all connections, and each new one at once, until `thaw`. */
  refuse(): void
}

export async function freezingProxy(databaseUrl: string): Promise<FreezingProxy> {
  const open = new Set<Socket>()
  let frozen = false
  let refusing = false
  const server = createServer((near) => {
    if (refusing) {
      near.destroy()
      return
    }
    const far = connectTo(databaseUrl)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from)
      from.on('data', (bytes) => to.write(bytes))
      from.on('error', () => undefined)
      from.on('close', () => {
        open.delete(from)
        to.destroy()
      })
      if (frozen) from.pause()
    }
  })
  const port = await listenOn(server)
  const cut = () => {
    for (const socket of open) socket.destroy()
  }
  afterAll(() => {
    cut()
    server.close()
  })
  return {
    url: throughPort(databaseUrl, port),
    freeze: () => {
      frozen = true
      for (const socket of open) socket.pause()
    },
    thaw: () => {
      frozen = false
      refusing = false
      for (const socket of open) socket.resume()
    },
    cut,
    refuse: () => {
      refusing = true
      cut()
    },
  }
}

export async function listenOn(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** The same database and user, through a port of this machine. */
export function throughPort(databaseUrl: string, port: number): string {
  const url = new URL(databaseUrl)
  url.search = ''
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return url.href
}

/** Connects to the database, through its Unix socket if it has one. */
export function connectTo(databaseUrl: string): Socket {
  const url = new URL(databaseUrl)
  const folder = url.searchParams.get('host')
  const port = Number(url.port || 5432)
  return folder?.startsWith('/') === true ? connect(`${folder}/.s.PGSQL.${port}`) : connect(port, url.hostname)
}
