import { createServer, type Socket } from 'node:net'
import { afterAll } from 'vitest'
import { connectTo, listenOn, throughPort } from './freezing-proxy.ts'

/**
 * A transaction-pooling proxy, like PgBouncer with pool_mode=transaction. A client holds a server connection from its first
 * message until the server is idle again. Between transactions it has none. So a session lock stays with the server connection
 * that took it, and notifications reach nobody.
 */
export interface Pooler {
  url: string
}

interface Backend {
  socket: Socket
  client: Client | undefined
}

interface Client {
  socket: Socket
  backend: Backend | undefined
  /** Messages that wait for a server connection. */
  waiting: Buffer[]
}

const codes = { ssl: 80_877_103, gss: 80_877_104, cancel: 80_877_102 }
/** The startup parameters that PgBouncer accepts. */
const known = new Set(['user', 'database', 'client_encoding', 'application_name', 'datestyle', 'timezone'])

/** @param ignoring whether settings in a startup packet are ignored, as with PgBouncer's ignore_startup_parameters */
export async function transactionPooler(databaseUrl: string, size = 4, ignoring = false): Promise<Pooler> {
  const backends = new Set<Backend>()
  const idle: Backend[] = []
  const queue: Client[] = []
  const sockets = new Set<Socket>()
  function serve(client: Client): void {
    const backend = idle.pop()
    if (backend) link(client, backend)
    else {
      queue.push(client)
      if (backends.size < size) void open()
    }
  }

  function link(client: Client, backend: Backend): void {
    client.backend = backend
    backend.client = client
    for (const message of client.waiting.splice(0)) backend.socket.write(message)
  }

  function release(backend: Backend): void {
    if (backend.client) backend.client.backend = undefined
    backend.client = undefined
    const next = queue.shift()
    if (next) link(next, backend)
    else idle.push(backend)
  }

  async function open(): Promise<void> {
    const backend: Backend = { socket: connectTo(databaseUrl), client: undefined }
    backends.add(backend)
    sockets.add(backend.socket)
    let ready = false
    backend.socket.on('error', () => undefined)
    backend.socket.on('close', () => {
      backends.delete(backend)
      sockets.delete(backend.socket)
      const place = idle.indexOf(backend)
      if (place >= 0) idle.splice(place, 1)
      backend.client?.socket.destroy()
    })
    backend.socket.write(startup(databaseUrl))
    backend.socket.on(
      'data',
      inMessages((type, message) => {
        const isIdle = type === 'Z' && message[5] === 'I'.charCodeAt(0)
        if (!ready) {
          if (isIdle) {
            ready = true
            release(backend)
          }
          return
        }
        // Without a client, the message is dropped: a notification for a session that some client made listen.
        backend.client?.socket.write(message)
        if (isIdle && backend.client) release(backend)
      }),
    )
  }

  const server = createServer((socket) => {
    const client: Client = { socket, backend: undefined, waiting: [] }
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      sockets.delete(socket)
      const place = queue.indexOf(client)
      if (place >= 0) queue.splice(place, 1)
      // If the client leaves inside a transaction, the closed connection makes the server roll it back.
      client.backend?.socket.destroy()
    })
    let started = false
    const messages = inMessages((type, message) => {
      if (type === 'X') {
        socket.end()
        return
      }
      if (client.backend) client.backend.socket.write(message)
      else {
        client.waiting.push(message)
        if (!queue.includes(client)) serve(client)
      }
    })
    socket.on('data', (bytes) => {
      if (started) {
        messages(bytes)
        return
      }
      const code = bytes.readInt32BE(4)
      if (code === codes.ssl || code === codes.gss) socket.write('N')
      else if (code === codes.cancel) socket.end()
      else {
        started = true
        greet(socket, bytes, ignoring)
      }
    })
  })
  const port = await listenOn(server)
  afterAll(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { url: throughPort(databaseUrl, port) }
}

function greet(socket: Socket, startupPacket: Buffer, ignoring: boolean): void {
  const words = startupPacket.subarray(8).toString().split('\0')
  const foreign = words.find((word, place) => place % 2 === 0 && word !== '' && !known.has(word.toLowerCase()))
  if (foreign !== undefined && !ignoring) {
    socket.end(message('E', `SFATAL\0VFATAL\0C08P01\0Munsupported startup parameter: ${foreign}\0\0`))
    return
  }
  socket.write(
    Buffer.concat([
      message('R', Buffer.alloc(4)),
      message('S', 'server_version\x0018.0\0'),
      message('S', 'client_encoding\0UTF8\0'),
      message('S', 'integer_datetimes\0on\0'),
      message('S', 'standard_conforming_strings\0on\0'),
      message('K', Buffer.alloc(8, 1)),
      message('Z', 'I'),
    ]),
  )
}

function message(type: string, content: string | Buffer): Buffer {
  const body = Buffer.from(content)
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

function startup(databaseUrl: string): Buffer {
  const { username, pathname } = new URL(databaseUrl)
  const words = ['user', username, 'database', pathname.slice(1), 'application_name', 'pooler']
  const body = Buffer.from(`${words.join('\0')}\0\0`)
  const head = Buffer.alloc(8)
  head.writeInt32BE(body.length + 8)
  head.writeInt32BE(196_608, 4)
  return Buffer.concat([head, body])
}

/** Splits a byte stream into protocol messages: type, length, body. */
function inMessages(take: (type: string, message: Buffer) => void): (bytes: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  return (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    while (rest.length >= 5) {
      const end = 1 + rest.readInt32BE(1)
      if (rest.length < end) return
      const whole = rest.subarray(0, end)
      rest = rest.subarray(end)
      take(String.fromCharCode(whole[0] ?? 0), whole)
    }
  }
}
