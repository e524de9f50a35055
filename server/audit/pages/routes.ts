import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Parts } from '../../http/app-types.ts'
import type { MadePage } from '../../http/page-cache.ts'
import { render, sendFromCache, sendStream } from '../../http/pages.ts'
import { findLetter } from '../../letter/find-letter.ts'
import type { AddressedLetter } from '../../letter/letter-address.ts'
import { notFoundRefusal } from '../../refusal.ts'
import { checkerHtml } from '../checker-view.ts'
import { findTile } from './find-tile.ts'
import { makeAuditFile } from './make-audit-file.ts'
import { checkpointOf } from '../checkpoint-of.ts'
import { showAudit } from './show-audit.ts'
import { listLeaves } from './list-leaves.ts'
import { auditPage, auditShell, ownLeafPage, ownLeafShell } from './view.ts'

const Key = Type.String({ maxLength: 80 })
const ByKey = { params: Type.Object({ key: Key }) }
const ByTile = { params: Type.Object({ key: Key, '*': Type.String({ maxLength: 60 }) }) }

const ByPart = {
  params: Type.Object({
    key: Key,
    bits: Type.String({ pattern: '^\\d{1,2}$' }),
    part: Type.String({ pattern: '^\\d{1,8}$' }),
  }),
}

/** A year. The tile of a full tree never changes. */
const forEver = 'max-age=31536000, immutable'

/**
 * The page cache holds the parts of a log only while there are so few. Each has some hundred kilobytes, so all parts of a large log
 * would fill the memory and drive out every other page.
 */
const cachedBits = 3
const compressed = promisify(gzip)

/** The log of a letter: a page about it, the file to check it, and its checkpoint and tiles (C2SP tlog-tiles). */
export function auditRoutes(app: App, parts: Parts): void {
  const send = (
    request: FastifyRequest<{ Params: { key: string } }>,
    reply: FastifyReply,
    file: string,
    read: (letter: AddressedLetter) => Promise<Omit<MadePage, 'subject' | 'shared'>>,
  ) => {
    const { key } = request.params
    return sendFromCache(parts, { path: `/letters/${key}/${file}`, request, reply }, async () => {
      const letter = await findLetter(parts, key)
      if (letter.public && key !== letter.slug) {
        void reply.redirect(`/letters/${letter.slug}/${file}`, 303)
        return undefined
      }
      return { subject: letter.id, shared: letter.public, ...(await read(letter)) }
    })
  }

  app.get('/letters/:key/audit', { schema: ByKey }, (request, reply) =>
    send(request, reply, 'audit', async (letter) => {
      const facts = await showAudit(parts, letter)
      const shell = { language: request.language, ...auditShell(facts, parts.config.origin) }
      return { type: 'text/html; charset=utf-8', content: render('audit/audit', auditPage(facts), shell) }
    }),
  )

  app.get('/letters/:key/log/checkpoint', { schema: ByKey }, (request, reply) =>
    send(request, reply, 'log/checkpoint', async ({ id }) => {
      const checkpoint = await checkpointOf(parts, id)
      if (!checkpoint) throw notFoundRefusal()
      return { type: 'text/plain; charset=utf-8', content: checkpoint.note }
    }),
  )

  app.get('/letters/:key/audit/checker.html', { schema: ByKey }, (request, reply) =>
    send(request, reply, 'audit/checker.html', () =>
      Promise.resolve({
        type: 'text/html; charset=utf-8',
        content: checkerHtml(request.language),
        headers: { 'content-disposition': 'attachment; filename="checker.html"' },
      }),
    ),
  )

  app.get('/letters/:key/audit/mine', { schema: ByKey }, (request, reply) =>
    send(request, reply, 'audit/mine', async (letter) => {
      const page = ownLeafPage(await showAudit(parts, letter))
      const content = render('audit/mine', page, { language: request.language, ...ownLeafShell })
      return { type: 'text/html; charset=utf-8', content }
    }),
  )

  app.get('/letters/:key/log/leaves/:bits/:part', { schema: ByPart }, async (request, reply) => {
    const [bits, bucket] = [Number(request.params.bits), Number(request.params.part)]
    const read = async ({ id }: AddressedLetter) => {
      const { checkpoint, numbers, leaves, proof } = await listLeaves(parts, id, { bits, bucket })
      const listed = { checkpoint, numbers, leaves, proof: proof.map((hash) => hash.toString('base64')) }
      return { type: 'application/json; charset=utf-8', content: JSON.stringify(listed) }
    }
    if (bits <= cachedBits) return send(request, reply, `log/leaves/${bits}/${bucket}`, read)
    const letter = await findLetter(parts, request.params.key)
    const { type, content } = await read(letter)
    void reply.header('cache-control', letter.public ? 'no-cache' : 'private, no-store').type(type)
    void reply.header('vary', 'accept-encoding')
    if (!/\bgzip\b(?!\s*;\s*q=0)/.test(String(request.headers['accept-encoding']))) return reply.send(content)
    return reply.header('content-encoding', 'gzip').send(await compressed(content))
  })

  // Not from the page cache, because a large log would fill it. A full tile can be stored for ever by every cache on the way.
  app.get('/letters/:key/log/tile/*', { schema: ByTile }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const { bytes, whole } = await findTile(parts, letter.id, `tile/${request.params['*']}`)
    const age = whole ? forEver : 'no-cache'
    return reply
      .header('cache-control', `${letter.public ? 'public' : 'private'}, ${age}`)
      .type('application/octet-stream')
      .send(bytes)
  })

  app.get('/letters/:key/audit.json', { schema: ByKey }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const file = await makeAuditFile(parts, letter)
    void reply
      .header('cache-control', letter.public ? 'no-cache' : 'private, no-store')
      .header('content-disposition', 'attachment; filename="audit.json"')
    await sendStream(reply, 'application/json; charset=utf-8', file)
    return reply
  })
}
