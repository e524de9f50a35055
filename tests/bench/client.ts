import { connect, type Socket } from 'node:net'

export interface RawAnswer {
  status: number
  /** Everything before the body. */
  head: string
  body: Buffer
}

/**
 * A kept-alive connection that does as little work as possible. A client that takes more time per request than the server would
 * measure itself.
 */
export class Connection {
  readonly #socket: Socket
  #chunks: Buffer[] = []
  #length = 0
  #expected = -1
  #waiting: { resolve: (answer: RawAnswer) => void; reject: (error: Error) => void } | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (chunk) => this.#take(chunk))
    socket.on('error', (error) => this.#waiting?.reject(error))
    socket.on('close', () => this.#waiting?.reject(new Error('the server hung up')))
  }

  static async open(url: string): Promise<Connection> {
    const { hostname, port } = new URL(url)
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port) })
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.off('error', reject)
        resolve(new Connection(socket))
      })
    })
  }

  ask(request: Buffer | string): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#waiting = undefined
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    if (this.#expected < 0) this.#readHead()
    if (this.#expected < 0 || this.#length < this.#expected) return
    const whole = this.#whole()
    this.#chunks = []
    this.#length = 0
    this.#expected = -1
    const bodyAt = whole.indexOf('\r\n\r\n') + 4
    const head = whole.toString('latin1', 0, bodyAt)
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.resolve({ status: Number(head.slice(9, 12)), head, body: whole.subarray(bodyAt) })
  }

  #readHead(): void {
    const text = this.#whole()
    const end = text.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = /\r\ncontent-length: (\d+)/i.exec(text.toString('latin1', 0, end))?.[1]
    if (length === undefined) throw new Error('an answer without a length')
    this.#expected = end + 4 + Number(length)
  }

  #whole(): Buffer {
    const [only] = this.#chunks
    return this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks)
  }
}

/** Requests a page as a browser does. */
export function getRequest(path: string, cookie?: string): Buffer {
  const session = cookie === undefined ? '' : `cookie: ${cookie}\r\n`
  return Buffer.from(
    `GET ${path} HTTP/1.1\r\nhost: localhost\r\naccept: text/html\r\naccept-encoding: gzip, deflate, br\r\n${session}\r\n`,
  )
}

export function postRequest(path: string, body: unknown): string {
  const text = JSON.stringify(body)
  return `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
}

export async function openConnections(url: string, count: number): Promise<Connection[]> {
  return Promise.all(Array.from({ length: count }, () => Connection.open(url)))
}

/** Requests a second over all connections. Each connection sends its next request as soon as it has its answer. */
export async function rate(connections: readonly Connection[], request: Buffer, milliseconds: number): Promise<number> {
  const began = performance.now()
  const until = began + milliseconds
  let answered = 0
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < until) {
        const { status } = await connection.ask(request)
        if (status !== 200) throw new Error(`answered ${status}`)
        answered++
      }
    }),
  )
  return (answered * 1000) / (performance.now() - began)
}
