import { setTimeout as wait } from 'node:timers/promises'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { toMarkdown } from '../../server/text/document/to-markdown.ts'
import { documentOf, fragmentOf } from '../../server/text/live/document-of.ts'
import { kinds, message, read, readText, typedMessage, type Present } from '../../server/text/live/messages.ts'

/** Somebody who types in a draft, without a browser. */
export class Typist {
  readonly shared = new Y.Doc()
  #address: string
  readonly #headers: Record<string, string>
  #socket: WebSocket | undefined
  readonly #letterId: string
  #number = 0
  #generation: string | null = null
  #unstored: Uint8Array[] = []
  present: Present[] = []
  problem = ''
  /** The code with which the last connection was closed. */
  closed: number | null = null
  ready = false
  /** Called after each update of others. */
  heard: () => void = () => undefined

  /** @param url of the server @param headers cookie and origin */
  constructor(url: string, letterId: string, headers: Record<string, string>) {
    this.#letterId = letterId
    this.#address = addressAt(url, letterId)
    this.#headers = headers
    this.shared.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return
      this.#unstored.push(update)
      this.#pump()
    })
  }

  /** @returns the status of the answer that refused the connection, or 101 */
  async connect(): Promise<number> {
    const socket = new WebSocket(this.#address, { headers: this.#headers })
    this.#socket = socket
    this.closed = null
    this.ready = false
    socket.on('message', (data: Buffer) => {
      if (socket === this.#socket) this.#take(new Uint8Array(data))
    })
    socket.on('close', (code) => {
      if (socket !== this.#socket) return
      this.closed = code
      this.ready = false
      this.#sent = 0
    })
    return new Promise((resolve) => {
      socket.on('unexpected-response', (_, answer) => {
        socket.terminate()
        resolve(answer.statusCode ?? 0)
      })
      socket.on('open', () => resolve(101))
      socket.on('error', () => resolve(0))
    })
  }

  /** Connects, and waits until the text is here. */
  async start(): Promise<this> {
    if ((await this.connect()) !== 101) throw new Error('no connection')
    await this.until(() => this.ready)
    return this
  }

  /** Goes on at another server. */
  async moveTo(url: string): Promise<void> {
    this.#address = addressAt(url, this.#letterId)
    // Like a page, it tries again: a server that has just started may be too busy to answer.
    for (const start = performance.now(); (await this.connect()) !== 101;) {
      if (performance.now() - start > 30_000) throw new Error('no connection')
      await wait(500)
    }
    await this.until(() => this.ready, 30_000)
  }

  /** Cuts the connection without a word. */
  cut(): void {
    const socket = this.#socket
    this.#socket = undefined
    socket?.terminate()
    this.ready = false
    this.#sent = 0
  }

  send(bytes: Uint8Array | string): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(bytes)
  }

  /** Types at the end of a paragraph, or at a place in it. */
  type(text: string, { paragraph = 0, at }: { paragraph?: number; at?: number } = {}): void {
    const block = fragmentOf(this.shared).get(paragraph) as Y.XmlElement
    this.shared.transact(() => {
      let inline = block.length > 0 ? block.get(0) : undefined
      if (!(inline instanceof Y.XmlText)) {
        inline = new Y.XmlText()
        block.insert(0, [inline])
      }
      inline.insert(Math.min(at ?? inline.length, inline.length), text)
    })
  }

  /** Removes one character, if there is one. */
  erase({ paragraph = 0, at = 0 }: { paragraph?: number; at?: number }): void {
    const inline = (fragmentOf(this.shared).get(paragraph) as Y.XmlElement).get(0)
    if (inline instanceof Y.XmlText && inline.length > 1) inline.delete(at % inline.length, 1)
  }

  /** Removes the end of a paragraph. */
  remove({ paragraph = 0, from }: { paragraph?: number; from: number }): void {
    const inline = (fragmentOf(this.shared).get(paragraph) as Y.XmlElement).get(0) as Y.XmlText
    inline.delete(from, inline.length - from)
  }

  get text(): string {
    return toMarkdown(documentOf(this.shared))
  }

  paragraph(at: number): string {
    return this.text.split('\n\n')[at] ?? ''
  }

  get stored(): boolean {
    return this.#unstored.length === 0
  }

  async until(test: () => boolean, most = 20_000): Promise<void> {
    for (const start = performance.now(); !test();) {
      if (performance.now() - start > most) throw new Error('it did not happen in time')
      await wait(5)
    }
  }

  #sent = 0

  #take(whole: Uint8Array): void {
    const { kind, body } = read(whole)
    if (kind === kinds.hello) {
      const { generation } = JSON.parse(readText(body)) as { generation: string }
      if (this.#generation !== null && generation !== this.#generation) throw new Error('another generation')
      this.#generation = generation
      this.send(message(kinds.has, Y.encodeStateVector(this.shared)))
    } else if (kind === kinds.update) {
      Y.applyUpdate(this.shared, body, this)
      this.ready = true
      this.#pump()
      this.heard()
    } else if (kind === kinds.stored) {
      this.#unstored.splice(0, this.#sent)
      this.#sent = 0
      this.#pump()
    } else if (kind === kinds.present) this.present = JSON.parse(readText(body)) as Present[]
    else if (kind === kinds.problem) this.problem = readText(body)
  }

  #pump(): void {
    if (!this.ready || this.#sent > 0 || this.#unstored.length === 0) return
    this.#sent = this.#unstored.length
    this.send(typedMessage(++this.#number, Y.mergeUpdates(this.#unstored)))
  }
}

function addressAt(url: string, letterId: string): string {
  return `${url.replace('http', 'ws')}/dashboard/letters/${letterId}/text/live`
}
