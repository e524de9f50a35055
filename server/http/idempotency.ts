import type { FastifyReply, FastifyRequest } from 'fastify'
import { keyedHash, sameBytes } from '../crypto/keyed-hash.ts'
import { seal, unseal } from '../crypto/sealing.ts'
import { isOutage } from '../db/outage.ts'
import { releaseKey, keepAnswer, takeKey, type KeptAnswer } from '../db/kept-answers.ts'
import { Refusal, say } from '../refusal.ts'
import type { Parts } from './app-types.ts'

/**
 * Makes a JSON route idempotent: `app.post(url, { schema, ...idempotent(parts) }, handler)`.
 * A request that succeeded is answered from storage for a day if it comes again with the same Idempotency-Key.
 * A request that was refused changed nothing, so its key is released and the client may retry.
 */
export function idempotent(parts: Parts) {
  const mine = new WeakMap<FastifyRequest, Buffer>()
  return {
    preHandler: async (request: FastifyRequest, reply: FastifyReply) => {
      const key = request.headers['idempotency-key']
      if (key === undefined) return undefined
      if (typeof key !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(key)) throw malformedKeyRefusal()
      const hash = keyHash(parts, request, key)
      const kept = await takeKey(parts.db, hash, requestHash(parts, request), parts.clock())
      if (kept) return again(parts, request, reply, hash, kept)
      mine.set(request, hash)
      return undefined
    },
    onSend: async (request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
      const hash = mine.get(request)
      if (!hash) return payload
      const body = seal(
        parts.keys.server('kept answer'),
        hash.toString('hex'),
        typeof payload === 'string' ? payload : '',
      )
      try {
        if (reply.statusCode < 400) await keepAnswer(parts.db, hash, { status: reply.statusCode, body })
        else await releaseKey(parts.db, hash)
      } catch (error) {
        // The answer is still sent. The key stays taken, so that a retry cannot act twice.
        if (!isOutage(error)) throw error
      }
      return payload
    },
  }
}

function again(parts: Parts, request: FastifyRequest, reply: FastifyReply, hash: Buffer, kept: KeptAnswer) {
  if (!sameBytes(kept.request_hash, requestHash(parts, request)))
    throw new Refusal('invalid', 'idempotency-key-reused', say('refusal-idempotency-key-reused'))
  if (kept.status === null || !kept.body)
    throw new Refusal('conflict', 'request-under-way', say('refusal-request-under-way'))
  const body = unseal(parts.keys.server('kept answer'), hash.toString('hex'), kept.body).toString()
  reply.code(kept.status).header('cache-control', 'no-store').header('idempotent-replayed', 'true')
  if (body !== '') reply.type('application/json; charset=utf-8')
  // Sent as text, because the response schema has serialized it already.
  return reply.serializer((text: string) => text).send(body)
}

function keyHash({ keys }: Parts, request: FastifyRequest, key: string): Buffer {
  return keyedHash(keys.server('idempotency key'), request.organizer?.id ?? '', request.method, request.url, key)
}

function requestHash({ keys }: Parts, request: FastifyRequest): Buffer {
  return keyedHash(keys.server('idempotency request'), JSON.stringify(request.body ?? null))
}

function malformedKeyRefusal(): Refusal {
  return new Refusal('invalid', 'idempotency-key-malformed', say('refusal-idempotency-key-malformed'))
}
