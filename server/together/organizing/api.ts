import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { catalogueOf } from '../../messages/catalogue.ts'
import type { Language } from '../../messages/languages.ts'
import { agreeToReveal } from '../agree-to-reveal.ts'
import { endWaiting } from '../end-waiting.ts'
import { raiseNeeded } from '../raise-needed.ts'
import { ActedSchema, WaitingSchema } from './schemas.ts'
import { showTogether } from './show-together.ts'
import { waitingJson } from './view.ts'

const tags = ['signatures']
const params = Type.Object({ id: Type.String({ maxLength: 36 }) })
const base = '/dashboard/letters/:id/together'

/** Registers the API for names that wait. */
export function togetherApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    const shown = async (organizerId: string, id: string, language: Language) =>
      waitingJson(await showTogether(parts, organizerId, id), catalogueOf(language))

    scope.get(
      base,
      {
        schema: {
          tags,
          summary: 'Returns how many people stand together, whose names wait for each other',
          params,
          response: answers({ 200: WaitingSchema }),
        },
      },
      (request) => shown(organizerOf(request).id, request.params.id, request.language),
    )
    scope.post(
      `${base}/number`,
      {
        schema: {
          tags,
          summary: 'Raises how many people must stand together. The number cannot be lowered',
          params,
          body: Type.Object({ needed: Type.Integer() }, { additionalProperties: false }),
          response: answers({ 200: WaitingSchema }),
        },
      },
      async (request) => {
        await raiseNeeded(parts, organizerOf(request).id, request.params.id, request.body, parts.clock())
        return shown(organizerOf(request).id, request.params.id, request.language)
      },
    )
    scope.post(
      `${base}/reveal`,
      {
        schema: {
          tags,
          summary: 'Agrees, once enough stand together, that their names appear. Needs a second owner',
          params,
          response: answers({ 200: ActedSchema }),
        },
      },
      async (request) => {
        const outcome = await agreeToReveal(parts, organizerOf(request), request.params.id, parts.clock())
        return { outcome: outcome === 'waits' ? ('waits' as const) : ('done' as const) }
      },
    )
    scope.post(
      `${base}/end`,
      {
        schema: {
          tags,
          summary: 'Ends the waiting. The names are destroyed and never shown. Needs a second owner',
          params,
          response: answers({ 200: ActedSchema }),
        },
      },
      async (request) => {
        const outcome = await endWaiting(parts, organizerOf(request), request.params.id, parts.clock())
        return { outcome: outcome === 'waits' ? ('waits' as const) : ('done' as const) }
      },
    )
  })
}
