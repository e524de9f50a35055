import Type from 'typebox'
import { answers } from '../http/api.ts'
import type { App, Parts } from '../http/app-types.ts'
import { organizerApi, organizerOf } from '../http/organizer-scope.ts'
import { acts, type ActAtOnce } from './acts.ts'
import { DoneSchema, EmergencySchema } from './schemas.ts'
import { showEmergency } from './show-emergency.ts'
import { emergencyJson } from './view.ts'

const strict = { additionalProperties: false }
const ById = Type.Object({ id: Type.String({ maxLength: 36 }) })
const tags = ['letters']

const summaries: Record<ActAtOnce, string> = {
  pause: 'Pauses signing at once',
  stop: 'Stops every stage of the delivery plan for 72 hours',
  'hide-names': 'Hides every public name at once',
  'show-names': 'Shows the public names again. A second owner must agree.',
  'quiet-link': 'Replaces the quiet link at once',
  'review-links': 'Ends every review link of the draft at once',
  sessions: 'Ends the sessions of another organizer of the letter',
}

/** Registers the API for the moment when something happened. */
export function emergencyApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    scope.get(
      '/dashboard/letters/:id/emergency',
      {
        schema: {
          tags,
          summary: 'Returns what can be done at once, and what was done already',
          params: ById,
          response: answers({ 200: EmergencySchema }),
        },
      },
      async (request) =>
        emergencyJson(await showEmergency(parts, organizerOf(request).id, request.params.id, parts.clock())),
    )
    for (const act of Object.keys(acts) as ActAtOnce[])
      scope.post(
        `/dashboard/letters/:id/emergency/${act}`,
        {
          schema: {
            tags,
            summary: summaries[act],
            params: ById,
            ...(act === 'sessions' && { body: Type.Object({ person: Type.String({ maxLength: 36 }) }, strict) }),
            response: answers({ 200: DoneSchema }),
          },
        },
        async (request) => {
          const { person = '' } = (request.body ?? {}) as { person?: string }
          const by = { organizer: organizerOf(request), letterId: request.params.id, person }
          return { outcome: await acts[act](parts, by, parts.clock()) }
        },
      )
  })
}
