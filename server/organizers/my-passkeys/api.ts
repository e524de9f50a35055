import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import { CreationOptionsSchema, NewCredentialSchema } from '../passkeys/schemas.ts'
import { addPasskey } from './add-passkey.ts'
import { askForNewPasskey } from './ask-for-new-passkey.ts'
import { removePasskey } from './remove-passkey.ts'
import { PasskeySchema } from './schemas.ts'
import { showPasskeys } from './show-passkeys.ts'
import { passkeysJson } from './view.ts'

const tags = ['organizers']
const closed = { additionalProperties: false }
const path = '/organizers/account/passkeys'

/** Registers the API for an account's passkeys. */
export function passkeysApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    scope.get(
      path,
      { schema: { tags, summary: 'Lists your passkeys', response: answers({ 200: Type.Array(PasskeySchema) }) } },
      async (request, reply) => {
        reply.header('cache-control', 'no-store')
        return passkeysJson(await showPasskeys(parts, organizerOf(request).id), catalogueOf(request.language))
      },
    )

    scope.post(
      `${path}/challenges`,
      {
        schema: {
          tags,
          summary: 'Says what a browser needs to make a passkey. Needs a mailed code in this session',
          response: answers({ 200: CreationOptionsSchema }),
        },
      },
      async (request, reply) => {
        const now = parts.clock()
        await parts.limits.beforeTry(request.ip, now)
        const neutral = catalogueOf(request.language).text('passkeys-neutral-name')
        reply.header('cache-control', 'no-store')
        return askForNewPasskey(parts, organizerOf(request), neutral, now)
      },
    )

    scope.post(
      path,
      {
        schema: {
          tags,
          summary: 'Adds a passkey. Needs a mailed code in this session',
          body: Type.Object(
            {
              label: Type.Optional(
                Type.String({ maxLength: 200, description: 'Its name in the list of passkeys. Stays on the server.' }),
              ),
              credential: NewCredentialSchema,
            },
            closed,
          ),
          response: answers({ 201: Type.Object({ outcome: Type.Literal('done') }) }),
        },
      },
      async (request, reply) => {
        const now = parts.clock()
        await parts.limits.beforeTry(request.ip, now)
        await addPasskey(parts, organizerOf(request), { label: '', ...request.body }, now)
        return reply.code(201).send({ outcome: 'done' })
      },
    )

    scope.delete(
      `${path}/:id`,
      {
        schema: {
          tags,
          summary: 'Removes a passkey. Ends the other sessions that it began',
          params: Type.Object({ id: Type.String({ maxLength: 60 }) }),
          response: answers({ 204: Type.Null() }),
        },
      },
      async (request, reply) => {
        await removePasskey(parts, organizerOf(request), request.params.id, parts.clock())
        return reply.code(204).send(null)
      },
    )
  })
}
