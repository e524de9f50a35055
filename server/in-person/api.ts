import Type from 'typebox'
import { answers } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { organizerApi, organizerOf } from '../http/organizer-scope.ts'
import { beginCheck } from './begin-check.ts'
import { handOverCodes } from './hand-over-codes.ts'
import { CheckBegunSchema, CheckSchema, HandedOverSchema, Handing } from './schemas.ts'
import { showCheck } from './show-check.ts'
import { checkBegunJson, checkJson } from './view.ts'

const tags = ['in-person check']
const ByLetter = Type.Object({ id: Type.String({ maxLength: 40 }) })

export function inPersonApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    scope.get(
      '/dashboard/letters/:id/in-person',
      {
        schema: {
          tags,
          summary: 'How many codes owners and moderators may hand over after an in-person check',
          params: ByLetter,
          response: answers({ 200: CheckSchema }),
        },
      },
      async (request) => checkJson(await showCheck(parts, organizerOf(request).id, request.params.id)),
    )
    scope.post(
      '/dashboard/letters/:id/in-person/beginning',
      {
        schema: {
          tags,
          summary: 'Returns the key with which codes are blinded. Idempotent.',
          params: ByLetter,
          response: answers({ 200: CheckBegunSchema }),
        },
      },
      async (request) =>
        checkBegunJson(await beginCheck(parts, organizerOf(request).id, request.params.id, parts.clock())),
    )
    scope.post(
      '/dashboard/letters/:id/in-person/codes',
      {
        schema: {
          tags,
          summary: 'Have blinded codes signed, to hand them over after an in-person check. Idempotent.',
          params: ByLetter,
          body: Handing,
          response: answers({ 200: HandedOverSchema }),
        },
      },
      async (request, reply) => {
        const { blinded } = request.body
        const signatures = await handOverCodes(
          parts,
          organizerOf(request).id,
          request.params.id,
          blinded,
          parts.clock(),
        )
        return reply.header('cache-control', 'no-store').send({ signatures })
      },
    )
  })
}
