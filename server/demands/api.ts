import Type from 'typebox'
import { answers } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { organizerApi, organizerOf } from '../http/organizer-scope.ts'
import { demandStates } from './rules.ts'
import { DemandsSchema, SayingSchema } from './schemas.ts'
import { setDemandState } from './set-demand-state.ts'
import { showDemands } from './show-demands.ts'
import { demandsJson } from './view.ts'

const strict = { additionalProperties: false }
const id = Type.String({ maxLength: 36 })
const tags = ['delivery']

/** Registers the API to say what became of each demand. */
export function demandApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    scope.get(
      '/dashboard/letters/:id/demands',
      {
        schema: {
          tags,
          summary: 'Returns the demands of the published text, and what the organizers have said of them',
          params: Type.Object({ id }),
          response: answers({ 200: DemandsSchema }),
        },
      },
      async (request) => demandsJson(await showDemands(parts, organizerOf(request).id, request.params.id)),
    )
    scope.post(
      '/dashboard/letters/:id/demands/:demand/statements',
      {
        schema: {
          tags,
          summary: 'Says what became of a demand. Everybody sees it, and the earlier statements stay.',
          params: Type.Object({ id, demand: Type.String({ maxLength: 43 }) }),
          body: Type.Object(
            {
              state: Type.Enum(demandStates, { type: 'string' }),
              since: Type.String({ maxLength: 20, description: 'Day since which it is so' }),
              note: Type.String({ maxLength: 5000, description: 'Plain text' }),
              link: Type.Optional(Type.String({ maxLength: 5000, description: 'A page that shows it: http or https' })),
            },
            strict,
          ),
          response: answers({ 200: SayingSchema }),
        },
      },
      async (request) => {
        const { id: letterId, demand: key } = request.params
        const typed = { link: '', ...request.body, key }
        return { outcome: await setDemandState(parts, organizerOf(request), letterId, typed, parts.clock()) }
      },
    )
  })
}
