import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { removeReturned } from './remove-returned.ts'

const id = Type.String({ maxLength: 36 })

export function returnedApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    scope.post(
      '/dashboard/letters/:id/returned/:mail/removal',
      {
        schema: {
          tags: ['delivery'],
          summary: 'Remove mail that came to a return address',
          params: Type.Object({ id, mail: id }),
          body: Type.Object(
            {
              arrived: Type.Boolean({
                description: 'True to say that it shows no failure: an unsure copy then counts as accepted again',
              }),
            },
            { additionalProperties: false },
          ),
          response: answers({ 200: Type.Object({}) }),
        },
      },
      async (request) => {
        const { id: letterId, mail } = request.params
        const removal = { id: mail, arrived: request.body.arrived }
        await removeReturned(parts, organizerOf(request).id, letterId, removal, parts.clock())
        return {}
      },
    )
  })
}
