import Type from 'typebox'
import type { WebSocket } from 'ws'
import type { App, Parts } from '../../http/app-types.ts'
import { organizerOf, organizerPages } from '../../http/organizer-scope.ts'
import { refuseForeignSocket, takeUpgrade, wantsUpgrade } from '../../http/sockets/upgrades.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { formatSentence } from '../../messages/format-sentence.ts'
import type { Language } from '../../messages/languages.ts'
import { mostMessage } from '../../text/live/messages.ts'
import { isId } from '../../organizers/rules.ts'
import { writeLive } from './write-live.ts'
import { mayType } from './may-type.ts'
import { Rooms } from './rooms.ts'
import type { Wire } from './member.ts'

const ById = { params: Type.Object({ id: Type.String({ maxLength: 36 }) }) }
/** Milliseconds between two pings. Proxies cut connections on which nothing moves for a minute. */
const pingEvery = 20_000

/**
 * Before any page or answer about a letter, writes what people have typed together to its draft. So previews, opening, comparisons and
 * the API see what the editor shows. It is one hook, because many features read the draft.
 */
export function registerWriting(app: App, parts: Parts): void {
  app.addHook('preHandler', async ({ params, organizer, routeOptions: { url = '' } }) => {
    const { id } = (params ?? {}) as { id?: unknown }
    if (organizer && typeof id === 'string' && isId(id) && url.includes('/letters/:id') && !url.endsWith('/live'))
      await writeLive(parts, id, parts.clock())
  })
}

/** Registers the address at which people type in a draft's text together. */
export function liveRoutes(app: App, parts: Parts): void {
  const rooms = new Rooms(parts, parts.clock, parts.databaseUrl)
  // Before the server waits for its connections to end.
  app.addHook('preClose', () => rooms.close())
  organizerPages(app, parts, (scope) => {
    // Without a WebSocket, it says whether the person may type here, and renews the session.
    scope.get('/dashboard/letters/:id/text/live', { schema: { ...ById, hide: true } }, async (request, reply) => {
      if (wantsUpgrade(request)) refuseForeignSocket(request, parts)
      const { id, sessionId } = organizerOf(request)
      const name = await mayType(parts, id, request.params.id)
      if (!wantsUpgrade(request)) return reply.header('cache-control', 'no-store').send({ live: true })
      reply.hijack()
      takeUpgrade(request, mostMessage, (socket) => {
        void connect(rooms, socket, { letterId: request.params.id, session: sessionId, name }, request.language)
      })
      return reply
    })
  })
}

async function connect(
  rooms: Rooms,
  socket: WebSocket,
  who: { letterId: string; session: string; name: string },
  language: Language,
): Promise<void> {
  const early: Uint8Array[] = []
  let take = (bytes: Uint8Array): void => {
    if (early.length < 10) early.push(bytes)
    else socket.terminate()
  }
  socket.on('error', () => socket.terminate())
  socket.on('message', (data, isBinary) => {
    if (isBinary && Buffer.isBuffer(data)) take(data)
    else socket.close(1003)
  })
  keepAlive(socket)
  const joined = await rooms.join({ ...who, wire: wireOf(socket, language) })
  if (!joined) return
  const { room, member } = joined
  take = (bytes) => {
    room.take(member, bytes)
  }
  for (const bytes of early) take(bytes)
  socket.on('close', () => room.leave(member))
  if (socket.readyState !== socket.OPEN) room.leave(member)
}

function wireOf(socket: WebSocket, language: Language): Wire {
  return {
    send: (bytes) => {
      if (socket.readyState === socket.OPEN) socket.send(bytes)
    },
    close: (code) => {
      socket.close(code)
      // A page that does not answer is cut.
      setTimeout(() => socket.terminate(), 1000).unref()
    },
    waiting: () => socket.bufferedAmount,
    inWords: (sentence) => formatSentence(sentence, catalogueOf(language)),
  }
}

function keepAlive(socket: WebSocket): void {
  let alive = true
  socket.on('pong', () => void (alive = true))
  const pinging = setInterval(() => {
    if (!alive) socket.terminate()
    alive = false
    socket.ping()
  }, pingEvery)
  socket.on('close', () => clearInterval(pinging))
}
