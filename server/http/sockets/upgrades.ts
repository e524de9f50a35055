import type { FastifyRequest } from 'fastify'
import { ServerResponse, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { Refusal, say } from '../../refusal.ts'
import type { App, Parts } from '../app-types.ts'

interface Upgrade {
  stream: Duplex
  head: Buffer
}

const upgrades = new WeakMap<IncomingMessage, Upgrade>()

/**
 * Leads requests that ask for another protocol through the framework, so that they meet the hooks of their address. Only a route that
 * takes them over (see takeUpgrade) changes the protocol. All others answer as usual, and close the connection.
 */
export function routeUpgrades(app: App): void {
  app.server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy())
    upgrades.set(request, { stream, head })
    // A renewal would replace the browser's cookie, and an answer that changes the protocol cannot bring the new one. The page renews
    // its session with an ordinary request.
    request.headers.cookie = withoutRenewal(request.headers.cookie)
    const response = new ServerResponse(request)
    response.shouldKeepAlive = false
    response.assignSocket(request.socket)
    response.once('finish', () => stream.end())
    app.routing(request, response)
  })
}

function withoutRenewal(cookies = ''): string {
  return cookies
    .split(';')
    .filter((cookie) => !/^\s*(?:__Host-)?renewal=/.test(cookie))
    .join(';')
}

const wires = new Map<number, WebSocketServer>()

/** @returns true if the request asks for a WebSocket */
export function wantsUpgrade({ raw }: FastifyRequest): boolean {
  return upgrades.has(raw) && raw.headers.upgrade?.toLowerCase() === 'websocket'
}

/**
 * Refuses a WebSocket of a page of another origin, or of a program that names none. Browsers send cookies with it wherever the page comes
 * from, and no token protects it.
 * @throws Refusal
 */
export function refuseForeignSocket({ headers }: FastifyRequest, { config }: Pick<Parts, 'config'>): void {
  if (headers.origin !== config.origin) throw new Refusal('forbidden', 'from-elsewhere', say('refusal-from-elsewhere'))
}

/**
 * Changes the protocol of a request to WebSocket. The caller has hijacked the reply.
 * @param mostBytes of a message. A larger one closes the connection.
 */
export function takeUpgrade({ raw }: FastifyRequest, mostBytes: number, use: (socket: WebSocket) => void): void {
  const upgrade = upgrades.get(raw)
  if (!upgrade) throw new Error('the request asks for no other protocol')
  const options = { noServer: true, maxPayload: mostBytes, perMessageDeflate: false, clientTracking: false } as const
  const server = wires.get(mostBytes) ?? new WebSocketServer(options)
  wires.set(mostBytes, server)
  server.handleUpgrade(raw, upgrade.stream, upgrade.head, use)
}
