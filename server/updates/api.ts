import Type from 'typebox'
import { catalogueOf } from '../messages/catalogue.ts'
import { findLetter } from '../letter/find-letter.ts'
import { answers, MailedCode } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { idempotent } from '../http/idempotency.ts'
import { organizerApi, organizerOf } from '../http/organizer-scope.ts'
import { askForUpdates } from './ask-for-updates.ts'
import { bounceApi } from './bounce-api.ts'
import { confirmUpdates } from './confirm-updates.ts'
import { draftUpdate } from './draft-update.ts'
import { previewUpdate } from './preview-update.ts'
import { publishUpdate } from './publish-update.ts'
import { ownShare } from './rules.ts'
import { AskedSchema, DraftedSchema, UpdatePublishedSchema, UpdatesSchema } from './schemas.ts'
import { showUpdates } from './show-updates.ts'
import { unsubscribe } from './unsubscribe.ts'
import { updatesJson } from './view.ts'

const tags = ['updates']
const key = Type.String({ maxLength: 80, description: 'Slug, or the unguessable part of a quiet link' })
const strict = { additionalProperties: false }
const nothing = Type.Object({})

export function updateApi(app: App, parts: Parts): void {
  subscriptionApi(app, parts)
  bounceApi(app, parts)
  organizerApi(app, parts, (scope) => organizerUpdateApi(scope, parts))
}

function subscriptionApi(app: App, parts: Parts): void {
  app.post(
    '/letters/:key/subscriptions',
    {
      schema: {
        tags,
        summary:
          'Ask for updates by mail. A code goes to the address. Addresses at an employer of the letter are refused',
        params: Type.Object({ key }),
        body: Type.Object({ address: Type.String({ maxLength: 400 }) }, strict),
        response: answers({ 202: AskedSchema }),
      },
    },
    async (request, reply) => {
      const letter = await findLetter(parts, request.params.key)
      await parts.limits.beforeCode(request.ip, ownShare(letter), parts.clock())
      const asked = await askForUpdates(parts, letter, request.body, parts.clock())
      return reply.code(202).header('cache-control', 'no-store').send(asked)
    },
  )

  app.post(
    '/letters/:key/subscriptions/:challenge/confirmation',
    {
      schema: {
        tags,
        summary: 'Enter the code. The answer is the same for an address that is already on the list',
        params: Type.Object({ key, challenge: Type.String({ maxLength: 40 }) }),
        body: Type.Object({ code: MailedCode }, strict),
        response: answers({ 200: nothing }),
      },
    },
    async (request) => {
      const letter = await findLetter(parts, request.params.key)
      const { challenge } = request.params
      await confirmUpdates(parts, letter, { challenge, code: request.body.code }, parts.clock())
      return {}
    },
  )

  app.delete(
    '/subscriptions/:token',
    {
      schema: {
        tags,
        summary: 'Get no more updates. The token is the last part of the link in each mail. Idempotent',
        params: Type.Object({ token: Type.String({ maxLength: 60 }) }),
        response: answers({ 204: Type.Null() }),
      },
    },
    async (request, reply) => {
      await unsubscribe(parts, request.params.token)
      return reply.code(204).send(null)
    },
  )
}

const ByLetter = Type.Object({ id: Type.String({ maxLength: 36 }) })
const version = Type.Integer({ description: 'The version that the organizer has seen' })

function organizerUpdateApi(scope: App, parts: Parts): void {
  const base = '/dashboard/letters/:id/updates'
  scope.get(
    base,
    {
      schema: {
        tags,
        summary: 'Published updates, the draft, and about how many people have asked for updates',
        params: ByLetter,
        response: answers({
          200: UpdatesSchema,
        }),
      },
    },
    async (request) =>
      updatesJson(await showUpdates(parts, organizerOf(request).id, request.params.id), catalogueOf(request.language)),
  )

  scope.put(
    `${base}/draft`,
    {
      schema: {
        tags,
        summary: 'Write the next update, or change it. `version` is 0 if there is no draft',
        params: ByLetter,
        body: Type.Object({ version, text: Type.String({ maxLength: 40_000, description: 'Markdown' }) }, strict),
        response: answers({ 200: DraftedSchema }),
      },
    },
    (request) => draftUpdate(parts, organizerOf(request).id, request.params.id, request.body, parts.clock()),
  )

  scope.post(
    `${base}/draft/preview`,
    {
      schema: {
        tags,
        summary: 'Mail the draft to yourself alone, as subscribers would get it',
        params: ByLetter,
        body: Type.Object({ version }, strict),
        response: answers({ 202: nothing }),
      },
    },
    async (request, reply) => {
      await previewUpdate(parts, organizerOf(request).id, request.params.id, request.body.version)
      return reply.code(202).send({})
    },
  )

  scope.post(
    `${base}/draft/publication`,
    {
      ...idempotent(parts),
      schema: {
        tags,
        summary:
          'Publish the draft on the letter’s page and mail it to subscribers. `waits` until a second owner agrees',
        params: ByLetter,
        body: Type.Object({ version }, strict),
        response: answers({ 200: UpdatePublishedSchema }),
      },
    },
    async (request) => {
      const { id } = request.params
      return { outcome: await publishUpdate(parts, organizerOf(request), id, request.body.version, parts.clock()) }
    },
  )
}
