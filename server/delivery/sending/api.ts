import Type from 'typebox'
import { answers } from '../../http/api.ts'
import type { App, Parts } from '../../http/app-types.ts'
import { idempotent } from '../../http/idempotency.ts'
import { organizerApi, organizerOf } from '../../http/organizer-scope.ts'
import { sendAgain } from './send-again.ts'

const id = Type.String({ maxLength: 36 })
const ByDelivery = Type.Object({ id, delivery: id })

export function sendingApi(app: App, parts: Parts): void {
  organizerApi(app, parts, (scope) => {
    scope.post(
      '/dashboard/letters/:id/deliveries/:delivery/repetition',
      {
        ...idempotent(parts),
        schema: {
          tags: ['delivery'],
          summary:
            'Send a copy again under the same Message-ID, if it was refused, could not be made, or may not have arrived',
          params: ByDelivery,
          response: answers({ 200: Type.Object({}) }),
        },
      },
      async (request) => {
        await sendAgain(parts, organizerOf(request).id, request.params.id, request.params.delivery, parts.clock())
        return {}
      },
    )
  })
}
