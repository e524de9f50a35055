import Type from 'typebox'
import { findLetter } from '../../letter/find-letter.ts'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { sendPage, type Shell } from '../../http/pages.ts'
import { say } from '../../refusal.ts'
import { callsOut } from './calls-out.ts'
import { sayWritten } from './say-written.ts'
import { CallsSchema } from './schemas.ts'
import { callsJson, writePage } from './view.ts'
import { fetchPhoto } from '../hand-delivery/fetch-photo.ts'

const key = Type.String({ maxLength: 80, description: 'Slug, or the unguessable part of a quiet link' })
const id = Type.String({ maxLength: 36 })
const ByKey = Type.Object({ key })
const ByStage = Type.Object({ key, stage: id })
const Said = Type.Object({ said: Type.Optional(Type.String({ maxLength: 10 })) })

const shell: Shell = { title: say('delivery-write-title'), robots: 'noindex, nofollow' }

/** Public routes of the stages: calls to write, and the photo of a letter that was delivered by hand. */
export function callRoutes(app: App, parts: Parts): void {
  app.get('/letters/:key/write', { schema: { params: ByKey, querystring: Said } }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const calls = await callsOut(parts, letter, parts.clock())
    const page = writePage(`/letters/${request.params.key}`, calls, request.query.said !== undefined)
    return sendPage(reply, 'delivery/calls/write', page, shell)
  })

  app.post('/letters/:key/calls/:stage/written', { schema: { params: ByStage } }, async (request, reply) => {
    await parts.limits.beforeTry(request.ip, parts.clock())
    const letter = await findLetter(parts, request.params.key)
    await sayWritten(parts, letter, request.params.stage)
    return reply.redirect(`/letters/${request.params.key}/write?said=yes`, 303)
  })

  app.get('/letters/:key/stages/:stage/photo.jpg', { schema: { params: ByStage } }, async (request, reply) => {
    const letter = await findLetter(parts, request.params.key)
    const jpeg = await fetchPhoto(parts, letter, request.params.stage)
    const kept = letter.public ? 'no-cache' : 'private, no-store'
    return reply.header('cache-control', kept).type('image/jpeg').send(jpeg)
  })
}

export function callApi(app: App, parts: Parts): void {
  app.get(
    '/letters/:key/calls',
    {
      schema: {
        tags: ['delivery'],
        summary: 'Get the calls to write: the texts that signatories are asked to send themselves',
        params: ByKey,
        response: answers({ 200: CallsSchema }),
      },
    },
    async (request) => {
      const letter = await findLetter(parts, request.params.key)
      return { calls: callsJson(await callsOut(parts, letter, parts.clock())) }
    },
  )

  app.post(
    '/letters/:key/calls/:stage/written',
    {
      schema: {
        tags: ['delivery'],
        summary: 'Say that you have written. You are counted with a batch, and it is not recorded who said it',
        params: ByStage,
        response: answers({ 200: Type.Object({}) }),
      },
    },
    async (request) => {
      await parts.limits.beforeTry(request.ip, parts.clock())
      await sayWritten(parts, await findLetter(parts, request.params.key), request.params.stage)
      return {}
    },
  )
}
